"""What staff see of the library: cases in every state, import runs and their rejects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from niangjia.kernel import divisions
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import WORKERS, demand_any_post, kept_by
from niangjia.rights.caselaw.intake.runs import is_alive
from niangjia.rights.caselaw.listing import Page, page_of_list
from niangjia.rights.caselaw.models import Case, CaseState, ImportReject, ImportRun, RunState
from niangjia.rights.caselaw.removal.reading import (
    RequestForStaff,
    RequestRow,
    Waiting,
    request_for_staff,
    requests_for_staff,
    requests_waiting,
)
from niangjia.rights.caselaw.rules.terms import Asker, Body, Issue, Outcome, Stage
from niangjia.rights.caselaw.workflow.colleagues import Colleague, colleagues
from niangjia.rights.caselaw.workflow.interpreting import DraftFields, draft_for
from niangjia.rights.caselaw.workflow.masking import OriginalForStaff, original_for_staff
from niangjia.rights.caselaw.workflow.moving import seen
from niangjia.rights.caselaw.workflow.queues import QueueCount, TaskRow, queue, queue_counts
from niangjia.rights.caselaw.workflow.standing import Standing, Step, standing_of
from niangjia.rights.caselaw.workflow.talking import (
    FieldDifference,
    HistoryRow,
    difference,
    history,
)

__all__ = [
    "CaseForStaff",
    "CaseRow",
    "Colleague",
    "DraftFields",
    "FieldDifference",
    "HistoryRow",
    "OriginalForStaff",
    "Page",
    "QueueCount",
    "RejectRow",
    "RequestForStaff",
    "RequestRow",
    "RunRow",
    "Standing",
    "Step",
    "TaskRow",
    "Waiting",
    "case_for_staff",
    "cases_for_staff",
    "chosen_cases",
    "colleagues",
    "counts_by_state",
    "difference",
    "draft_for",
    "history",
    "original_for_staff",
    "queue",
    "queue_counts",
    "rejects",
    "request_for_staff",
    "requests_for_staff",
    "requests_waiting",
    "run_for_staff",
    "runs",
]

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the staff's list."""

    code: str
    title: str
    court: str
    case_no: str
    date: date | None
    region_name: str
    issue_name: str
    outcome_name: str
    body_name: str
    state: str
    state_name: str
    fictional: bool
    holder: str
    run_code: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class CaseForStaff:
    """Everything staff see of one case.

    Numbers and where a paper came from are for its keepers, "" for others. `unread` says that
    nobody confirmed its masking yet and the viewer is not its keeper: then neither its title nor
    its text is shown.
    """

    row: CaseRow
    standing: Standing
    text: str
    cause: str
    region_code: str
    stage_name: str
    other_issue_names: tuple[str, ...]
    asker_name: str
    claimed: Decimal | None
    awarded: Decimal | None
    citations: tuple[tuple[str, str], ...]
    source_key: str
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    unread: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """An import run in the staff's list. `stalled`: it runs, but no worker is at it."""

    code: str
    state: str
    state_name: str
    stalled: bool
    sources: tuple[str, ...]
    holder: str
    publish: bool
    expected: int | None
    read: int
    imported: int
    unchanged: int
    duplicates: int
    rejected: int
    failure: str
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class RejectRow:
    """A record that did not come in."""

    source: str
    line: int | None
    reason: str


def cases_for_staff(
    *,
    viewer: Viewer,
    state: str = "",
    issue: str = "",
    text: str = "",
    run: str = "",
    held_by: str = "",
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Page[CaseRow]:
    """Return the cases the viewer keeps, newest first.

    Narrowed to a state, an issue, words of the title, the code of a run and the code of the
    holding union, where given. Raises Refused for anybody who keeps no cases.
    """
    found = _cases(viewer)
    given = {"state": state, "issue": issue, "run__code": run, "held_by__code": held_by}
    found = found.filter(**{name: value for name, value in given.items() if value})
    for word in text.split():
        found = found.filter(title__contains=word)
    return page_of_list(found.defer("text"), page, per_page, _case_row)


def chosen_cases(*, viewer: Viewer, codes: Sequence[str]) -> tuple[CaseRow, ...]:
    """Return these cases, newest first, in one question to the database.

    Raises Refused, and Missing where one of them is not there or another's to keep.
    """
    wanted = set(codes)
    found = _cases(viewer).filter(code__in=[code for code in wanted if code.isalnum()])
    rows = tuple(_case_row(case) for case in found.defer("text"))
    if len(rows) != len(wanted):
        raise Missing(_("没有这个案例，或者它不由您管理。"))
    return rows


def case_for_staff(*, viewer: Viewer, code: str) -> CaseForStaff:
    """Return one case to whoever keeps it, interprets or checks it.

    Raises Refused, and Missing where it is not there or another's.
    """
    case = seen(viewer, code, WORKERS)
    row, standing = _case_row(case), standing_of(viewer, case)
    keeps = standing.keeps
    unread = case.state == CaseState.IMPORTED and not keeps
    if not keeps:
        row = replace(row, case_no="", run_code="")
    if unread:
        row = replace(row, title=_("还没核对脱敏的案例"), court="")
    return CaseForStaff(
        row=row,
        standing=standing,
        text="" if unread else case.text,
        cause=case.cause,
        region_code=case.region_code,
        stage_name=Stage.label_of(case.stage),
        other_issue_names=tuple(Issue.label_of(issue) for issue in case.other_issues),
        asker_name=Asker.label_of(case.asker),
        claimed=case.claimed,
        awarded=case.awarded,
        citations=tuple(case.citations.values_list("law", "article")),
        source_key=case.source_key if keeps else "",
        published_at=case.published_at,
        withdrawn_at=case.withdrawn_at,
        withdrawn_reason=case.withdrawn_reason,
        unread=unread,
    )


def counts_by_state(*, viewer: Viewer) -> Mapping[str, int]:
    """Return how many of the viewer's cases are in each state. Raises Refused."""
    rows = _cases(viewer).order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(CaseState.values, 0) | dict(rows)


def runs(*, viewer: Viewer, page: int = 1, per_page: int = PER_PAGE) -> Page[RunRow]:
    """Return the import runs of the viewer's unions, newest first. Raises Refused."""
    return page_of_list(_runs(viewer), page, per_page, _run_row)


def run_for_staff(*, viewer: Viewer, code: str) -> RunRow:
    """Return one run. Raises Refused, and Missing where it is not there or another's."""
    return _run_row(_run(viewer, code))


def rejects(
    *, viewer: Viewer, code: str, page: int = 1, per_page: int = PER_PAGE
) -> Page[RejectRow]:
    """Return what a run rejected, in the order read. Raises Refused and Missing."""
    found = ImportReject.objects.filter(run=_run(viewer, code)).order_by("pk")
    return page_of_list(found, page, per_page, lambda r: RejectRow(r.source, r.line, r.reason))


def _cases(viewer: Viewer) -> QuerySet[Case]:
    demand_any_post(viewer)
    return Case.objects.filter(kept_by(viewer)).select_related("held_by", "run").order_by("-pk")


def _runs(viewer: Viewer) -> QuerySet[ImportRun]:
    demand_any_post(viewer)
    return ImportRun.objects.filter(kept_by(viewer)).select_related("held_by").order_by("-pk")


def _run(viewer: Viewer, code: str) -> ImportRun:
    run = _runs(viewer).filter(code=code).first()
    if run is None:
        raise Missing(_("没有这次导入，或者它不由您管理。"))
    return run


def _case_row(case: Case) -> CaseRow:
    return CaseRow(
        code=case.code,
        title=case.title,
        court=case.court,
        case_no=case.case_no,
        date=case.date,
        region_name=divisions.full_name(case.region_code),
        issue_name=Issue.label_of(case.issue),
        outcome_name=Outcome.label_of(case.outcome),
        body_name=Body.label_of(case.body),
        state=case.state,
        state_name=CaseState(case.state).label,
        fictional=case.fictional,
        holder=case.held_by.name if case.held_by else "",
        run_code=case.run.code if case.run else "",
        imported_at=case.imported_at,
    )


def _run_row(run: ImportRun) -> RunRow:
    return RunRow(
        code=run.code,
        state=run.state,
        state_name=RunState(run.state).label,
        stalled=run.state == RunState.RUNNING and not is_alive(run),
        sources=tuple(run.sources),
        holder=run.held_by.name if run.held_by else "",
        publish=run.publish,
        expected=run.expected,
        read=run.read,
        imported=run.imported,
        unchanged=run.unchanged,
        duplicates=run.duplicates,
        rejected=run.rejected,
        failure=run.failure,
        started_at=run.started_at,
        finished_at=run.finished_at,
    )
