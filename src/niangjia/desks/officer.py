"""The officer's landing page, and for whoever runs the house the work that got stuck."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.ledger import actions as ledger
from niangjia.foundation.ledger import queries as books
from niangjia.foundation.notices import queries as notices
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import staff_only
from niangjia.kernel.errors import NiangjiaError
from niangjia.kernel.paging import pager
from niangjia.kernel.viewer import STAFF, Role
from niangjia.rights.caselaw import queries, staff

PER_PAGE = 50
EDITING = (Role.EDITOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another room, which shows each member of staff their part."""

    address: Promise
    icon: str
    name: Promise
    words: Promise
    roles: tuple[Role, ...] = tuple(STAFF)


TAKES_CALLS = (Role.OFFICER, Role.HOTLINE_AGENT)
"""Who takes calls and counters of the hotline."""

AID = (Role.OFFICER, Role.SUPERVISOR, Role.LAWYER)
LINKS = (
    Link(
        reverse_lazy("desks:overview"),
        "alert",
        _l("督导"),
        _l("超期、不认可、退回、危险"),
        (Role.SUPERVISOR,),
    ),
    Link(
        reverse_lazy("desks:board"),
        "place",
        _l("看板"),
        _l("收办情况、地区、追回多少"),
        (Role.SUPERVISOR, Role.ADMINISTRATOR),
    ),
    Link(
        reverse_lazy("legal_aid:desk"), "gavel", _l("法律援助"), _l("受理、指派、承办、报告"), AID
    ),
    Link(reverse_lazy("organisations:tree"), "tree", _l("工会组织"), _l("组织树、上下级、电话")),
    Link(reverse_lazy("organisations:employers"), "people", _l("用人单位"), _l("登记、归哪个工会")),
    Link(reverse_lazy("casework:procedures"), "tree", _l("办事流程"), _l("步骤、时限、怎样办结")),
    Link(reverse_lazy("casework:procedures"), "check", _l("办事流程"), _l("步骤、时限、怎样办结")),
    Link(reverse_lazy("centre:window"), "place", _l("多元化解中心"), _l("窗口、房间、值班、会议")),
    Link(reverse_lazy("holidays:years"), "calendar", _l("放假安排"), _l("期限按这个算")),
    Link(reverse_lazy("mfa_index"), "key", _l("登录安全"), _l("动态口令、通行密钥、备用码")),
)


@require_safe
@staff_only
def landing(request: HttpRequest) -> HttpResponse:
    """Show what the viewer's posts allow."""
    viewer = viewer_at(request)
    failed = books.failed_deliveries(viewer=viewer)
    return render(
        request,
        "desks/officer.html",
        {
            "edits": bool(viewer.reach(Role.EDITOR, Role.ADMINISTRATOR)),
            "works": bool(viewer.reach(Role.EDITOR, Role.ADMINISTRATOR, Role.LAWYER)),
            "takes_calls": bool(viewer.reach(*TAKES_CALLS)),
            "administers": bool(viewer.reach(Role.ADMINISTRATOR)),
            "links": [link for link in LINKS if viewer.reach(*link.roles)],
            "size": queries.library_size(),
            "failed": failed.count(),
            "unsent": notices.stuck(viewer=viewer).count() if viewer.runs_house else 0,
            "requests": staff.requests_waiting(viewer=viewer) if viewer.reach(*EDITING) else None,
        },
    )


@require_safe
@staff_only
def stuck(request: HttpRequest) -> HttpResponse:
    """List the deliveries that gave up, with why."""
    viewer = viewer_at(request)
    page = Paginator(books.failed_deliveries(viewer=viewer), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "desks/stuck.html",
        {
            "page": page,
            "runs_house": viewer.runs_house,
            "pager": pager(page.number, page.paginator.num_pages, lambda n: f"?page={n}"),
        },
    )


@require_POST
@staff_only
def retry(request: HttpRequest, delivery: int) -> HttpResponse:
    """Put one of them back in the queue."""
    try:
        ledger.retry_delivery(viewer=viewer_at(request), delivery=delivery)
    except NiangjiaError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("已重新排队，很快会再试一次。"))
    return redirect("desks:stuck")
