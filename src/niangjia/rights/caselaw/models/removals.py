"""Requests of anybody that a case be taken down or masked further."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code
from niangjia.rights.caselaw.models.cases import Case


class RequestWish(models.TextChoices):
    """What is asked for."""

    TAKE_DOWN = "take_down", "撤下这个案例"
    MASK_MORE = "mask_more", "再隐去一些内容"


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", "等待答复"
    GRANTED = "granted", "已同意"
    REFUSED = "refused", "未同意"


class RemovalRequest(models.Model):
    """One request, by somebody who stays unknown.

    The receipt number is kept only as a fingerprint; what was written lies sealed, because it
    may tell who wrote it. `recognisable` says that a person can be recognised: the case is then
    hidden until the answer (`hid` says that this request did it). `due` is the last day of the
    time we give ourselves. `given` says what was granted, which may be other than what was wished.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    receipt_key = models.CharField(max_length=32, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="removal_requests")
    wish = models.CharField(max_length=10, choices=RequestWish.choices)
    recognisable = models.BooleanField(default=False)
    sealed = models.BinaryField()
    hid = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    given = models.CharField(max_length=10, choices=RequestWish.choices, blank=True)
    at = models.DateTimeField(default=clock.now)
    due = models.DateField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due"], name="request_by_due"),
            models.Index(fields=["hid", "at"], name="request_that_hid"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(answer="") & ~Q(answered_by="")),
                name="answered_request_has_an_answer",
            ),
            models.CheckConstraint(
                condition=(Q(state="granted") & ~Q(given="")) | (~Q(state="granted") & Q(given="")),
                name="granted_request_says_what",
            ),
        ]
