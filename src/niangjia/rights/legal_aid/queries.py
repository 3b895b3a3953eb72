"""Every read of legal aid; permission is part of each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, Sum
from django.utils.translation import gettext as _

from niangjia.casework import queries as casework
from niangjia.casework.models import Matter
from niangjia.foundation.organisations.models import STANDING as STANDING_UNIONS
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid, Missing
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid.choosing import Choice, choices
from niangjia.rights.legal_aid.files import AidFile, aid_file, asker_file
from niangjia.rights.legal_aid.lawyers import (
    LawyerPage,
    LawyerRow,
    amounts,
    lawyer_page,
    lawyers,
    posts_to_register,
)
from niangjia.rights.legal_aid.models import (
    STANDING,
    Application,
    Appointment,
    Lawyer,
    Stand,
)
from niangjia.rights.legal_aid.rules.urgency import is_near, near_words

__all__ = [
    "AidFile",
    "Choice",
    "LawyerPage",
    "LawyerRow",
    "Mine",
    "WaitingRow",
    "aid_file",
    "amounts",
    "asker_file",
    "choices_for",
    "lawyer_page",
    "lawyers",
    "my_appointments",
    "my_registers",
    "posts_to_register",
    "turn_for",
    "union_called",
    "waiting",
]

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Mine:
    """A matter in a lawyer's hand, with what is due; nobody is named in a list."""

    code: str
    number: str
    issue_name: str
    state: str
    state_name: str
    offered: bool
    office: str
    form_name: str
    due_tone: str
    due_words: str
    last_day: date | None
    last_day_words: str
    minutes: int
    last_report: date | None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An application that waits for a lawyer. `asked` says that one was asked and not answered."""

    code: str
    number: str
    issue_name: str
    form_name: str
    office: str
    state_name: str
    asked: str
    urgent: bool
    last_day: date | None
    last_day_words: str
    due_tone: str
    due_words: str
    change_asked: bool


def my_appointments(*, viewer: Viewer) -> tuple[Mine, ...]:
    """Return what is offered to the viewer as a lawyer and what is in hand, offers first."""
    found = (
        Appointment.objects.filter(lawyer__account=viewer.account, state__in=STANDING)
        .select_related("application__matter__responsible")
        .annotate(minutes=Sum("reports__minutes"), last_report=Max("reports__day"))
    )
    rows = list(found) if viewer.account is not None else []
    rows.sort(key=lambda one: (one.state != Stand.OFFERED, one.application.matter.next_due))
    return tuple(_mine(one) for one in rows)


def my_registers(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Return the registers in which the viewer stands as a lawyer: code and office."""
    found = Lawyer.objects.filter(account=viewer.account, left_on__isnull=True)
    if viewer.account is None:
        return ()
    return tuple(found.order_by("pk").values_list("code", "office__name"))


def union_called(name: str) -> str:
    """Return the code of a standing union by its code or its whole name. Raises Invalid."""
    typed = name.strip()
    found = Organisation.objects.filter(STANDING_UNIONS, Q(code=typed) | Q(name=typed))
    codes = list(found.values_list("code", flat=True)[:2])
    if len(codes) != 1:
        raise Invalid(_("没有找到这个工会。"), {"office": _("请写工会的全称。")})
    return str(codes[0])


def waiting(*, viewer: Viewer) -> tuple[WaitingRow, ...]:
    """Return what waits for a lawyer or a lawyer's answer, the most pressing first.

    Raises Refused for who has no part in any matter.
    """
    seen = casework.matters_seen(viewer=viewer).filter(
        procedure="legal_aid", state__in=["approved", "urgent", "offered"], closed_at__isnull=True
    )
    changes = casework.matters_seen(viewer=viewer).filter(
        procedure="legal_aid", state="carrying", legal_aid__change_asked_at__isnull=False
    )
    found = Matter.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=changes.values("pk")))
    rows = found.select_related("responsible", "legal_aid").order_by("next_due", "pk")[:MOST_ROWS]
    shown = list(rows)
    offers = dict(
        Appointment.objects.filter(
            application__matter__in=[one.pk for one in shown], state__in=STANDING
        ).values_list("application__matter", "lawyer__account__name")
    )
    return tuple(_waiting(one, offers.get(one.pk, "")) for one in shown)


@dataclass(frozen=True, slots=True)
class Turn:
    """The lawyers for a matter in order of turn, for who supervises it or only works it."""

    choices: tuple[Choice, ...]
    supervises: bool


def choices_for(*, viewer: Viewer, code: str) -> tuple[Choice, ...]:
    """Return the lawyers for a matter in order of turn. Raises Missing, Refused."""
    return turn_for(viewer=viewer, code=code).choices


def turn_for(*, viewer: Viewer, code: str) -> Turn:
    """Return whose turn it is on a matter. Raises Missing, Refused."""
    matter = _matter(viewer, code)
    roles = casework.roles_held(viewer=viewer, matter=matter)
    if not roles & {Role.OFFICER, Role.SUPERVISOR}:
        raise Missing(_("没有这件事，或者它不在您的范围内。"))
    found = Application.objects.filter(matter=matter).select_related("elsewhere__office").first()
    if found is None:
        return Turn((), Role.SUPERVISOR in roles)
    found.matter = matter
    return Turn(choices(found), Role.SUPERVISOR in roles)


def _matter(viewer: Viewer, code: str) -> Matter:
    known = code.isascii() and code.isalnum()
    seen = casework.matters_seen(viewer=viewer).filter(code=code, procedure="legal_aid")
    found = seen.select_related("responsible").first() if known else None
    if found is None:
        raise Missing(_("没有这件事，或者它不在您的范围内。"))
    return found


def _mine(one: Appointment) -> Mine:
    application = one.application
    matter = application.matter
    row = casework.version_of(matter.procedure, matter.version)
    tone, words = casework.due_words(matter.next_due)
    last_day = application.last_day
    report: date | None = getattr(one, "last_report", None)
    return Mine(
        code=matter.code,
        number=matter.number,
        issue_name=Issue.label_of(matter.issue),
        state=matter.state,
        state_name=row.state(matter.state).name,
        offered=one.state == Stand.OFFERED,
        office=matter.responsible.name,
        form_name=application.get_form_display(),
        due_tone=tone,
        due_words=words,
        last_day=last_day,
        last_day_words=near_words(last_day, clock.today()) if last_day else "",
        minutes=getattr(one, "minutes", None) or 0,
        last_report=report,
    )


def _waiting(one: Matter, asked: str) -> WaitingRow:
    application: Application | None = getattr(one, "legal_aid", None)
    last_day = application.last_day if application else None
    tone, words = casework.due_words(one.next_due)
    return WaitingRow(
        code=one.code,
        number=one.number,
        issue_name=Issue.label_of(one.issue),
        form_name=str(application.get_form_display()) if application else "",
        office=one.responsible.name,
        state_name=casework.version_of(one.procedure, one.version).state(one.state).name,
        asked=asked,
        urgent=one.state == "urgent" or is_near(last_day, clock.today()),
        last_day=last_day,
        last_day_words=near_words(last_day, clock.today()) if last_day else "",
        due_tone=tone,
        due_words=words,
        change_asked=bool(application and application.change_asked_at),
    )
