"""What legal aid shows of one matter: to the office and the lawyer, and to who applied."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from niangjia.casework.models import Matter
from niangjia.casework.queries import colleague_names, matters_seen, roles_held
from niangjia.kernel import clock
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid.content import open_facts, open_report
from niangjia.rights.legal_aid.models import Application, Appointment, Report, Stand
from niangjia.rights.legal_aid.procedure import PROCEDURE, REFUSALS, TERMINATIONS
from niangjia.rights.legal_aid.rules.means import Group, Outcome
from niangjia.rights.legal_aid.rules.urgency import is_near, near_words

RESULTS = PROCEDURE.closing.results


@dataclass(frozen=True, slots=True)
class ReportShown:
    """One report: on which day, how long, what was done, how it came out where it is the last."""

    day: date
    minutes: int
    words: str
    result_name: str
    recovered: Decimal | None


@dataclass(frozen=True, slots=True)
class AppointmentShown:
    """One lawyer who was asked. `ties` is what was found between him and the other side."""

    lawyer: str
    name: str
    firm: str
    state: str
    state_name: str
    offered_at: datetime
    why: str
    ties: str
    override: str
    reports: tuple[ReportShown, ...]
    subsidy_state: str
    subsidy_state_name: str
    subsidy_amount: Decimal | None
    subsidy_source: str

    @property
    def minutes(self) -> int:
        """The time reported in all, in minutes."""
        return sum(one.minutes for one in self.reports)


@dataclass(frozen=True, slots=True)
class AidFile:
    """A matter of legal aid; `form` is None where nobody filled it in yet.

    What may be done here follows from `office` (works for an office), `supervises` and `is_lawyer`
    (the matter is in the viewer's own hand, or offered to the viewer).
    """

    code: str
    number: str
    state: str
    form: "FormShown | None"
    appointments: tuple[AppointmentShown, ...]
    office: bool
    supervises: bool
    is_lawyer: bool
    offered: bool
    near: bool
    elsewhere: str
    elsewhere_agreed: bool
    may_answer_elsewhere: bool

    @property
    def standing(self) -> AppointmentShown | None:
        """The lawyer who has it in hand or was asked last and finished."""
        going = {Stand.OFFERED.value, Stand.ACCEPTED.value, Stand.DONE.value}
        return next((one for one in reversed(self.appointments) if one.state in going), None)


@dataclass(frozen=True, slots=True)
class FormShown:
    """The form as it was filled in."""

    form: str
    form_name: str
    group: str
    group_name: str
    outcome: str
    outcome_name: str
    article: str
    threshold: Decimal | None
    threshold_source: str
    opposite: tuple[str, ...]
    income: str
    persons: int
    told: str
    last_day: date | None
    last_day_words: str
    preserve: bool
    language: str
    oral: bool
    written_by: str
    ground_name: str
    granted: bool | None


@dataclass(frozen=True, slots=True)
class AskerFile:
    """What who applied sees besides the engine's page: the result of the test, the lawyer."""

    outcome_name: str
    article: str
    exempt: bool
    told: str
    may_object: bool
    lawyer: str
    firm: str
    lawyer_state: str
    form_name: str


def aid_file(*, viewer: Viewer, code: str) -> AidFile | None:
    """Return a matter of legal aid to who may see it, None for anybody else."""
    seen = matters_seen(viewer=viewer).filter(code=code, procedure="legal_aid")
    matter = seen.select_related("responsible").first()
    if matter is None:
        return None
    form = Application.objects.filter(matter=matter).select_related("elsewhere__office").first()
    offices = bool(viewer.reach(Role.OFFICER, Role.SUPERVISOR))
    roles = roles_held(viewer=viewer, matter=matter) if offices else frozenset()
    appointments = _appointments(matter) if form else []
    mine = [one for one in appointments if one.lawyer.account_id == viewer.account]
    elsewhere = getattr(form, "elsewhere", None) if form else None
    return AidFile(
        code=matter.code,
        number=matter.number,
        state=matter.state,
        form=_form(form, matter) if form else None,
        appointments=tuple(_shown(one, matter.code) for one in appointments),
        office=bool(roles & {Role.OFFICER, Role.SUPERVISOR}),
        supervises=Role.SUPERVISOR in roles,
        is_lawyer=any(one.state == Stand.ACCEPTED for one in mine),
        offered=any(one.state == Stand.OFFERED for one in mine),
        near=bool(form and is_near(form.last_day, clock.today())),
        elsewhere=elsewhere.office.name if elsewhere else "",
        elsewhere_agreed=bool(elsewhere and elsewhere.agreed_at),
        may_answer_elsewhere=bool(
            elsewhere
            and not elsewhere.agreed_at
            and any(post.organisation == elsewhere.office_id for post in viewer.posts)
        ),
    )


def asker_file(*, code: str) -> AskerFile | None:
    """Return what who applied sees; whoever calls has let the asker in to this very matter."""
    form = Application.objects.filter(matter__code=code).select_related("matter").first()
    if form is None:
        return None
    going = (
        form.appointments.filter(state__in=[Stand.ACCEPTED, Stand.DONE])
        .select_related("lawyer__account")
        .order_by("-pk")
        .first()
    )
    return AskerFile(
        outcome_name=Outcome.label_of(form.outcome),
        article=form.article,
        exempt=form.outcome == Outcome.EXEMPT,
        told=open_facts(form.sealed_facts, code).told,
        may_object=form.matter.state in {"refused", "stopped"},
        lawyer=going.lawyer.account.name if going else "",
        firm=going.lawyer.firm if going else "",
        lawyer_state=str(going.get_state_display()) if going else "",
        form_name=str(form.get_form_display()),
    )


def _appointments(matter: Matter) -> list[Appointment]:
    found = Appointment.objects.filter(application__matter=matter)
    found = found.select_related("lawyer__account", "subsidy").prefetch_related("reports")
    return list(found.order_by("pk"))


def _form(one: Application, matter: Matter) -> FormShown:
    facts = open_facts(one.sealed_facts, matter.code)
    writer = colleague_names({one.written_by})[one.written_by] if one.written_by else ""
    return FormShown(
        form=one.form,
        form_name=str(one.get_form_display()),
        group=one.group,
        group_name=Group.label_of(one.group),
        outcome=one.outcome,
        outcome_name=Outcome.label_of(one.outcome),
        article=one.article,
        threshold=one.threshold,
        threshold_source=one.threshold_source,
        opposite=facts.opposite,
        income=facts.income,
        persons=facts.persons,
        told=facts.told,
        last_day=one.last_day,
        last_day_words=near_words(one.last_day, clock.today()) if one.last_day else "",
        preserve=one.preserve,
        language=one.language,
        oral=one.oral,
        written_by=writer,
        ground_name=(REFUSALS | TERMINATIONS).get(one.ground, ""),
        granted=one.granted,
    )


def _shown(one: Appointment, code: str) -> AppointmentShown:
    subsidy = getattr(one, "subsidy", None)
    return AppointmentShown(
        lawyer=one.lawyer.code,
        name=one.lawyer.account.name,
        firm=one.lawyer.firm,
        state=one.state,
        state_name=str(one.get_state_display()),
        offered_at=one.offered_at,
        why=one.why,
        ties=one.ties,
        override=one.override,
        reports=tuple(_report(each, code) for each in one.reports.all()),
        subsidy_state=subsidy.state if subsidy else "",
        subsidy_state_name=str(subsidy.get_state_display()) if subsidy else "",
        subsidy_amount=subsidy.amount if subsidy else None,
        subsidy_source=subsidy.source if subsidy else "",
    )


def _report(one: Report, code: str) -> ReportShown:
    return ReportShown(
        one.day,
        one.minutes,
        open_report(one.sealed_words, code),
        RESULTS.get(one.result, ""),
        one.recovered,
    )
