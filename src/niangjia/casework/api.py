"""Matters for call centres, apps and mini-programs: the same reads and verbs as the pages.

An officer reads lists and matters with the session of the pages; nothing is changed by it here, so
that no other site can. An asker sends number and passphrase with each call, in the body, never in
an address; whoever is signed in beside that counts for nothing.
"""

from django.http import HttpRequest
from ninja import Query, Router
from ninja.errors import HttpError

from niangjia.casework import actions, queries
from niangjia.casework.handling.locking import Receipt
from niangjia.casework.listing import Narrowed
from niangjia.casework.shapes import (
    AskedMatterOut,
    Code,
    ConfirmedIn,
    MatterListOut,
    MatterOut,
    MatterProblem,
    MattersAsked,
    ReceiptIn,
    SaidIn,
    UrgedIn,
    asked_out,
    matter_out,
    row_out,
)
from niangjia.casework.shown import AskerPage
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.limits import is_too_often, was_too_often
from niangjia.kernel.errors import Missing

router = Router(tags=["matters"])

WRONG, WRONG_AN_HOUR, WRITES_AN_HOUR = "asked-wrong", 30, 120
TOO_MANY = "从这个网络来的次数太多，请过一小时再试，或者打12351。"

REFUSALS = {403: MatterProblem, 404: MatterProblem, 422: object}
ASKERS = REFUSALS | {400: MatterProblem, 409: MatterProblem, 429: MatterProblem}


@router.get(
    "",
    response={200: MatterListOut, **REFUSALS},
    summary="事项列表（工作人员）",
    description="和“事项”页面一样的列表和权限，凭登录的会话。只读。",
)
def list_matters(request: HttpRequest, asked: Query[MattersAsked]) -> MatterListOut:
    """Return a list of matters as the officer's queue shows it."""
    narrowed = Narrowed(
        state=asked.state or "",
        issue=asked.issue or "",
        office=asked.office or "",
        number=_plain(asked.number),
    )
    found = queries.matters(
        viewer=viewer_at(request),
        view=asked.view,
        procedure=asked.procedure or "",
        unassigned=asked.unassigned,
        page=asked.page,
        narrowed=narrowed,
    )
    return MatterListOut(
        total=found.total,
        more=found.more,
        page=found.page,
        pages=found.pages,
        matters=[row_out(one) for one in found.rows],
    )


@router.post(
    "/asked",
    response={200: AskedMatterOut, **ASKERS},
    summary="凭回执看办到哪了",
    description="编号和口令放在正文里，不进网址。输错太多次，一小时内不再受理。",
)
def read_by_receipt(request: HttpRequest, given: ReceiptIn) -> AskedMatterOut:
    """Return the asker's matter."""
    return asked_out(_opened(request, given))


@router.post("/asked/say", response={200: AskedMatterOut, **ASKERS}, summary="凭回执补充几句")
def say_by_receipt(request: HttpRequest, given: SaidIn) -> AskedMatterOut:
    """Add something as the asker."""
    page = _opened(request, given, writes=True)
    actions.say(asker=_receipt(given), code=page.code, words=given.words)
    return _again(given)


@router.post(
    "/asked/urge", response={200: AskedMatterOut, **ASKERS}, summary="凭回执催办，一天一次"
)
def urge_by_receipt(request: HttpRequest, given: UrgedIn) -> AskedMatterOut:
    """Urge as the asker."""
    page = _opened(request, given, writes=True)
    actions.urge(asker=_receipt(given), code=page.code, words=given.words)
    return _again(given)


@router.post("/asked/confirm", response={200: AskedMatterOut, **ASKERS}, summary="凭回执确认解决了")
def confirm_by_receipt(request: HttpRequest, given: ConfirmedIn) -> AskedMatterOut:
    """Confirm as the asker that it is so: the matter ends."""
    page = _opened(request, given, writes=True)
    actions.confirm(asker=_receipt(given), code=page.code, rating=given.rating)
    return _again(given)


@router.post("/asked/contest", response={200: AskedMatterOut, **ASKERS}, summary="凭回执说没有解决")
def contest_by_receipt(request: HttpRequest, given: SaidIn) -> AskedMatterOut:
    """Contest as the asker: the matter is open again."""
    page = _opened(request, given, writes=True)
    actions.contest(asker=_receipt(given), code=page.code, reason=given.words)
    return _again(given)


@router.get(
    "/{code}",
    response={200: MatterOut, **REFUSALS},
    summary="一件事项（工作人员）",
    description="凭登录的会话。联系方式不在其中，要在页面上写明理由才能查看。",
)
def read_matter(request: HttpRequest, code: Code) -> MatterOut:
    """Return one matter as an office sees it."""
    return matter_out(queries.matter_page(viewer=viewer_at(request), code=code))


def _receipt(given: ReceiptIn) -> Receipt:
    return Receipt(given.number, given.passphrase)


def _opened(request: HttpRequest, given: ReceiptIn, *, writes: bool = False) -> AskerPage:
    """Open a matter by receipt; wrong ones are counted, and too many are turned away."""
    too_many = was_too_often(request, what=WRONG, most=WRONG_AN_HOUR)
    if too_many or (writes and is_too_often(request, what="asked-write", most=WRITES_AN_HOUR)):
        raise HttpError(429, TOO_MANY)
    try:
        return queries.asker_page(asker=_receipt(given), code=given.id or "")
    except Missing:
        is_too_often(request, what=WRONG, most=WRONG_AN_HOUR)
        raise


def _again(given: ReceiptIn) -> AskedMatterOut:
    return asked_out(queries.asker_page(asker=_receipt(given), code=given.id or ""))


def _plain(typed: str) -> str:
    return typed.replace("\0", "")
