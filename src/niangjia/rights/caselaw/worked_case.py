"""One case as it lies on the workbench: whoever may work on it sees where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw.access import demand_any_work, kept_by, worked_by
from niangjia.rights.caselaw.models import Case, CaseState
from niangjia.rights.caselaw.rules import steps
from niangjia.rights.caselaw.rules.terms import Issue
from niangjia.rights.caselaw.workflow.colleagues import names_of


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of the way that somebody took."""

    label: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A case on the workbench. `may` are the moves (`rules.steps`) open to the viewer just now.

    `is_kept`: the viewer keeps the case, others only interpret and check. `is_own_work`: the
    viewer wrote the interpretation that waits to be checked. Names are those of colleagues.
    """

    code: str
    title: str
    state: str
    state_name: str
    state_since: datetime
    issue_name: str
    holder: str
    run_code: str
    fictional: bool
    mediated: bool
    is_kept: bool
    may: frozenset[str]
    assigned_name: str
    is_mine: bool
    interpreter: str
    is_own_work: bool
    steps_done: tuple[StepDone, ...]
    embargo_until: date | None
    consent: tuple[date, str] | None
    withdrawn_reason: str
    comments_open: int


def worked_case(*, viewer: Viewer, code: str) -> WorkedCase:
    """Return one case. Raises Refused, and Missing where it is not there or not the viewer's."""
    case = case_on_bench(viewer, code)
    is_kept = Case.objects.filter(kept_by(viewer), pk=case.pk).exists()
    names = names_of(
        (case.assigned_to, case.masked_by, case.interpreted_by, case.checked_by, case.published_by)
    )
    roles = frozenset(steps.KEEPERS) if is_kept else frozenset({Role.LAWYER})
    consent = getattr(case, "mediation_consent", None)
    return WorkedCase(
        code=case.code,
        title=case.title,
        state=case.state,
        state_name=CaseState(case.state).label,
        state_since=case.state_since,
        issue_name=Issue.label_of(case.issue),
        holder=case.held_by.name if case.held_by else "",
        run_code=case.run.code if case.run else "",
        fictional=case.fictional,
        mediated=case.mediated,
        is_kept=is_kept,
        may=steps.verbs_of(case.state, roles),
        assigned_name=names.get(case.assigned_to, ""),
        is_mine=case.assigned_to == viewer.actor,
        interpreter=names.get(case.interpreted_by, ""),
        is_own_work=case.interpreted_by == viewer.actor,
        steps_done=_steps_done(case, names),
        embargo_until=case.embargo_until,
        consent=(consent.given_on, consent.evidence) if consent else None,
        withdrawn_reason=case.withdrawn_reason,
        comments_open=case.comments.filter(resolved_at=None).count(),
    )


def case_on_bench(viewer: Viewer, code: str) -> Case:
    """Return the row of a case that the viewer may work on. Raises Refused and Missing."""
    demand_any_work(viewer)
    found = Case.objects.filter(worked_by(viewer)).select_related("held_by", "run")
    case = found.filter(code=code).first() if code.isalnum() else None
    if case is None:
        raise Missing(_("没有这个案例，或者它不由您办理。"))
    return case


def _steps_done(case: Case, names: Mapping[str, str]) -> tuple[StepDone, ...]:
    done = (
        (_("核对脱敏"), case.masked_by, case.masked_at),
        (_("解读"), case.interpreted_by, case.interpreted_at),
        (_("复核"), case.checked_by, case.checked_at),
        (_("公开"), case.published_by, case.published_at),
    )
    return tuple(StepDone(label, names.get(by, ""), at) for label, by, at in done if by)
