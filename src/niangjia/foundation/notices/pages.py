"""Pages: one's inbox, how one wants to be told, what got stuck; and where gateways report."""

import hmac
import json
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niangjia.foundation.notices import actions, queries
from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.forms import WishesForm
from niangjia.foundation.notices.preferences import Wishes
from niangjia.foundation.organisations.doors import staff_only, viewer_at
from niangjia.kernel.errors import Missing, NiangjiaError
from niangjia.kernel.paging import pager

STUCK_PER_PAGE = 50
LONGEST_REPORT = 10_000


@require_safe
@never_cache
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what one was told, newest first."""
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    found = queries.inbox(viewer=viewer_at(request), page=page)
    pages = pager(found.page, found.pages, lambda number: "?" + urlencode({"page": number}))
    return render(request, "notices/inbox.html", {"inbox": found, "pager": pages})


@require_POST
@never_cache
@login_required
def read(request: HttpRequest, code: str) -> HttpResponse:
    """Mark one as read, and go to what it is about."""
    try:
        notice = actions.mark_read(viewer=viewer_at(request), code=code)
    except Missing as error:
        return render(request, "404.html", {"message": error.message}, status=404)
    return redirect(queries.opens(notice) or "notices:inbox")


@require_POST
@never_cache
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    actions.mark_all_read(viewer=viewer_at(request))
    messages.success(request, _("都标为已读了。"))
    return redirect("notices:inbox")


@require_POST
@never_cache
@login_required
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Throw one away."""
    try:
        actions.delete_notice(viewer=viewer_at(request), code=code)
    except Missing as error:
        return render(request, "404.html", {"message": error.message}, status=404)
    messages.success(request, _("已删除。"))
    return redirect("notices:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def wishes(request: HttpRequest) -> HttpResponse:
    """Show and change how one wants to be told."""
    viewer, ways = viewer_at(request), queries.ways_offered()
    before = queries.wishes(viewer=viewer)
    chosen = {name: getattr(before, name) for name in Wishes.__slots__}
    sent = request.method == "POST"
    form = WishesForm(request.POST if sent else None, initial=chosen, ways=ways)
    if sent and form.is_valid():
        try:
            actions.save_wishes(viewer=viewer, wishes=form.wishes(before))
        except NiangjiaError as error:
            form.blame(error)
        else:
            messages.success(request, _("已保存。"))
            return redirect("notices:wishes")
    shown = {"form": form, "sms": Channel.SMS in ways, "mail": Channel.MAIL in ways}
    return render(request, "notices/wishes.html", shown, status=422 if sent else 200)


@require_safe
@staff_only
def stuck(request: HttpRequest) -> HttpResponse:
    """Show what could not be sent, with why, to whoever runs the house."""
    viewer = viewer_at(request)
    found = queries.stuck(viewer=viewer)
    page = Paginator(found, STUCK_PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "rows": [queries.stuck_shown(one) for one in page.object_list],
        "ways": queries.ways_shown(viewer=viewer),
        "runs_house": viewer.runs_house,
        "pager": pager(page.number, page.paginator.num_pages, lambda n: f"?page={n}"),
    }
    return render(request, "notices/stuck.html", shown)


@require_POST
@staff_only
def retry(request: HttpRequest, code: str) -> HttpResponse:
    """Send one of them again."""
    try:
        actions.retry_sending(viewer=viewer_at(request), code=code)
    except NiangjiaError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("已重新排队，很快会再发一次。"))
    return redirect("notices:stuck")


@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Take the SMS gateway's report: its number, "delivered" or "failed", under its key."""
    key: str = settings.NIANGJIA_SMS_KEY
    given = request.headers.get("Authorization", "")
    if not key or not hmac.compare_digest(given.encode(), f"Bearer {key}".encode()):
        return JsonResponse({"detail": _("口令不对。")}, status=403)
    try:
        told = json.loads(request.body[:LONGEST_REPORT])
        number, state = str(told["id"]), told["state"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"detail": _("看不懂这份报告。")}, status=400)
    if state not in {"delivered", "failed"}:
        return JsonResponse({"detail": _("没有这种状态。")}, status=400)
    ours = actions.report(channel=Channel.SMS, number=number, arrived=state == "delivered")
    return JsonResponse({"known": ours}, status=200 if ours else 404)
