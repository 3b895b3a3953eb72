"""The timeline of a matter: entries, never changed and never deleted by the house."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.models.matters import Matter
from niangjia.kernel.identifiers import public_code


class EntryKind(models.TextChoices):
    """What happened."""

    RECEIVED = "received", _("收到")
    MOVED = "moved", _("办理")
    NOTE = "note", _("内部记录")
    CALL = "call", _("通话")
    CALL_BACK = "call_back", _("回访")
    TOLD = "told", _("告知职工")
    SAID = "said", _("职工补充")
    TAKEN = "taken", _("接手")
    RELEASED = "released", _("放回")
    HANDED = "handed", _("交给同事")
    DISPATCHED = "dispatched", _("派单")
    RETURNED = "returned", _("退回")
    ESCALATED = "escalated", _("交督导员")
    SHARED = "shared", _("会同办理")
    UNSHARED = "unshared", _("不再会同")
    ENGAGED = "engaged", _("指派承办人")
    REFERRED = "referred", _("转介")
    REPLIED = "replied", _("协作单位答复")
    CLOCK = "clock", _("时限")
    GRADED = "graded", _("调整难度")
    URGED = "urged", _("催办")
    SUPERVISED = "supervised", _("督办")
    CRISIS = "crisis", _("危险信号")
    ATTENDED = "attended", _("处置危险")
    ANSWERED = "answered", _("答复")
    CONFIRMED = "confirmed", _("职工确认")
    EXPLAINED = "explained", _("说明原因办结")
    CONTESTED = "contested", _("职工不认可")
    RATED = "rated", _("评价")
    JOINED = "joined", _("并入")
    SEPARATED = "separated", _("分开")
    GROUPED = "grouped", _("列入集体事项")
    VIEWED = "viewed", _("查看联系方式")
    PAPER = "paper", _("材料")
    PART = "part", _("会同单位答复")
    PAPER_GIVEN = "paper_given", _("材料给协作单位")


class Entry(models.Model):
    """One thing that happened, numbered within its matter without gaps.

    `words` are sealed. The asker sees what is `to_asker`, partner bodies what is `to_partners`;
    the offices on the matter and their supervisors see `to_offices`, supervisors see all.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    office = models.CharField(max_length=120, blank=True)
    detail = models.CharField(max_length=60, blank=True)
    reached = models.BooleanField(null=True)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30, blank=True)
    words = models.BinaryField()
    to_asker = models.BooleanField(default=False)
    to_offices = models.BooleanField(default=True)
    to_partners = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["matter", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "number"], name="entry_number_once"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.CALL_BACK) | Q(reached__isnull=False),
                name="entry_call_back_says_whether_reached",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; one that is written stays as it is."""
        if not self._state.adding:
            raise TypeError("an entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: an entry stays."""
        raise TypeError("an entry is never deleted")
