"""Joint meetings and joint study: agenda, who came, decisions, tasks that come due."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.models import Matter
from niangjia.foundation.people.models import Account
from niangjia.kernel.identifiers import public_code
from niangjia.rights.centre.models.places import Body, Centre


class MeetingKind(models.TextChoices):
    """What a meeting is."""

    QUARTERLY = "quarterly", _("季度联席会议")
    SPECIAL = "special", _("专题联席会议")
    CASE = "case", _("案件会商")
    STUDY = "study", _("联合学习培训")


class MeetingState(models.TextChoices):
    """Whether a meeting was held."""

    PLANNED = "planned", _("将召开")
    HELD = "held", _("已召开")
    CANCELLED = "cancelled", _("已取消")


class Meeting(models.Model):
    """A joint meeting, or a day of learning together. Its minutes are sealed."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=MeetingKind.choices)
    title = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    sealed_minutes = models.BinaryField(default=bytes)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-starts_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["centre", "starts_at"], name="meeting_by_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=MeetingState.values), name="meeting_state_known"
            ),
        ]


class AgendaItem(models.Model):
    """One thing on the agenda; it may be a matter, by which nobody is named."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    matter = models.ForeignKey(
        Matter, null=True, on_delete=models.PROTECT, related_name="centre_agenda"
    )

    class Meta:
        ordering: ClassVar = ["meeting", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
        ]


class Attendance(models.Model):
    """How many came from a body; who they were stands in the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    body_name = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["meeting", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "body_name"], name="attendance_once"),
            models.CheckConstraint(condition=Q(people__gt=0), name="attendance_of_somebody"),
        ]


class Decision(models.Model):
    """What a meeting decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar = ["meeting", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
        ]


class TaskState(models.TextChoices):
    """Whether a task is done."""

    OPEN = "open", _("在办")
    DONE = "done", _("已完成")
    DROPPED = "dropped", _("不再办")


class Task(models.Model):
    """Something to be done by a day, by a colleague or by a body: by exactly one of them."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="tasks")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="tasks")
    words = models.CharField(max_length=300)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="centre_tasks"
    )
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    outcome = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["centre", "due_on"], name="task_open_by_day", condition=Q(state="open")
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(account__isnull=False) ^ Q(body__isnull=False),
                name="task_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (Q(state__in=["done", "dropped"], settled_at__isnull=False) & ~Q(outcome="")),
                name="task_settled_says_how",
            ),
        ]
