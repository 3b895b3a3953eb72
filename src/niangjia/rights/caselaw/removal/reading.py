"""Requests as those who asked see them, by receipt, and as staff see them, by due date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_any_post, kept_by
from niangjia.rights.caselaw.gone import Held, public_case
from niangjia.rights.caselaw.listing import Page, page_of_list
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    RemovalRequest,
    RequestState,
    RequestWish,
)
from niangjia.rights.caselaw.removal.answering import kept_request, still_hidden_for
from niangjia.rights.caselaw.removal.asking import LATELY, MOST_ADDITIONS, request_of
from niangjia.rights.caselaw.removal.content import unpack
from niangjia.rights.caselaw.removal.receipts import as_typed, grouped
from niangjia.rights.caselaw.rules.removals import days_left

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The case a form is about. The title is the masked one, "" while the case is hidden."""

    code: str
    title: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a receipt shows.

    `outcome` is "waiting", "take_down", "mask_more" or "refused"; `case_state` is "public",
    "hidden" or "gone". `additions` counts what was added; nothing that was written is shown.
    """

    number: str
    code: str
    wish_name: str
    outcome: str
    case_state: str
    asked_at: datetime
    due: date
    overdue: bool
    answer: str
    answered_at: datetime | None
    additions: int
    may_add: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in the staff's list. `exposed`: recognisable, unanswered and still public."""

    code: str
    case_code: str
    case_title: str
    case_state: str
    case_state_name: str
    holder: str
    wish_name: str
    recognisable: bool
    exposed: bool
    asked_at: datetime
    due: date
    days_left: int
    state: str
    state_name: str


@dataclass(frozen=True, slots=True)
class RequestForStaff:
    """A request with its answer, and the others about the same case.

    `forgotten`: what was written has been thrown away since.
    """

    row: RequestRow
    wish: str
    hid: bool
    given: str
    answer: str
    answered_at: datetime | None
    others: tuple[RequestRow, ...]
    stays_hidden: bool
    forgotten: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many requests wait, are overdue, leave somebody recognisable in public.

    `full` says that so many cases were hidden in 24 hours that no request hides one any more.
    """

    open: int
    overdue: int
    exposed: int
    full: bool


def case_to_ask_about(*, code: str) -> AskedAbout:
    """Return the case somebody wants to ask about, public or hidden by another request.

    Raises Merged, Withdrawn and Missing as `gone.public_case` does.
    """
    try:
        found = public_case(code)
    except Held:
        return AskedAbout(code, "", hidden=True)
    return AskedAbout(found.code, found.title, hidden=False)


def request_by_receipt(*, number: str) -> Standing:
    """Return where a request stands. Raises Missing for a number that no request has."""
    found = request_of(number)
    is_open = found.state == RequestState.OPEN
    added = len(unpack(found.sealed, found.code).additions) if found.sealed else 0
    return Standing(
        number=grouped(as_typed(number)),
        code=found.case.code,
        wish_name=RequestWish(found.wish).label,
        outcome={RequestState.OPEN: "waiting", RequestState.REFUSED: "refused"}.get(
            RequestState(found.state), found.given
        ),
        case_state=_seen_as(found.case.state),
        asked_at=found.at,
        due=found.due,
        overdue=is_open and days_left(found.due, clock.today()) < 0,
        answer=found.answer,
        answered_at=found.answered_at,
        additions=added,
        may_add=is_open and added < MOST_ADDITIONS,
    )


def requests_for_staff(
    *, viewer: Viewer, answered: bool = False, page: int = 1, per_page: int = PER_PAGE
) -> Page[RequestRow]:
    """Return the requests about cases the viewer keeps: open ones, due first, or answered ones.

    Raises Refused for anybody who keeps no cases.
    """
    found = _kept(viewer)
    if answered:
        found = found.exclude(state=RequestState.OPEN).order_by("-answered_at", "-pk")
    else:
        found = found.filter(state=RequestState.OPEN).order_by("due", "pk")
    return page_of_list(found, page, per_page, _row)


def request_for_staff(*, viewer: Viewer, code: str) -> RequestForStaff:
    """Return one request, still sealed. Raises Refused and Missing."""
    found = kept_request(viewer, code)
    others = _kept(viewer).filter(case=found.case_id).exclude(pk=found.pk).order_by("-pk")
    return RequestForStaff(
        row=_row(found),
        wish=found.wish,
        hid=found.hid,
        given=found.given,
        answer=found.answer,
        answered_at=found.answered_at,
        others=tuple(_row(one) for one in others[:PER_PAGE]),
        stays_hidden=still_hidden_for(found),
        forgotten=not found.sealed,
    )


def requests_waiting(*, viewer: Viewer) -> Waiting:
    """Count the requests that wait for the viewer. Raises Refused."""
    found = _kept(viewer).filter(state=RequestState.OPEN)
    hidden = RemovalRequest.objects.filter(hid=True, at__gt=clock.now() - LATELY)
    return Waiting(
        open=found.count(),
        overdue=found.filter(due__lt=clock.today()).count(),
        exposed=found.filter(recognisable=True, case__state=CaseState.PUBLISHED).count(),
        full=hidden.count() >= settings.NIANGJIA_REMOVAL_HIDES,
    )


def promised_days() -> int:
    """Return within how many calendar days this house promises to answer."""
    days: int = settings.NIANGJIA_REMOVAL_DAYS
    return days


def promised_until() -> date:
    """Return the last day for the answer to what is asked today."""
    return clock.today() + timedelta(days=promised_days())


def _kept(viewer: Viewer) -> QuerySet[RemovalRequest]:
    demand_any_post(viewer)
    kept = Case.objects.filter(kept_by(viewer))
    found = RemovalRequest.objects.filter(case__in=kept).select_related("case__held_by")
    return found.defer("sealed", "case__text")


def _seen_as(state: str) -> str:
    seen = {CaseState.PUBLISHED: "public", CaseState.HELD: "hidden"}
    return seen.get(CaseState(state), "gone")


def _row(request: RemovalRequest) -> RequestRow:
    case = request.case
    is_open = request.state == RequestState.OPEN
    return RequestRow(
        code=request.code,
        case_code=case.code,
        case_title=case.title,
        case_state=case.state,
        case_state_name=CaseState(case.state).label,
        holder=case.held_by.name if case.held_by else "",
        wish_name=RequestWish(request.wish).label,
        recognisable=request.recognisable,
        exposed=is_open and request.recognisable and case.state == CaseState.PUBLISHED,
        asked_at=request.at,
        due=request.due,
        days_left=days_left(request.due, clock.today()),
        state=request.state,
        state_name=_state_name(request),
    )


def _state_name(request: RemovalRequest) -> str:
    if request.state == RequestState.GRANTED:
        took = request.given == RequestWish.TAKE_DOWN
        return _("已同意撤下") if took else _("已同意再隐去")
    return str(RequestState(request.state).label)
