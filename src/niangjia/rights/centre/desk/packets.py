"""Hand-over packets: making one, fetching it, who took it, what was answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import queries as matters
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel.errors import Invalid
from niangjia.rights.centre import actions
from niangjia.rights.centre.desk.asked import asked, at, done, get_or_post, signed_in, workers
from niangjia.rights.centre.desk.forms import AnswerForm, PacketForm, TakenForm
from niangjia.rights.centre.handling.handing_over import OURS, Download, bodies_for
from niangjia.rights.centre.handling.sorting import matter_of
from niangjia.rights.centre.models import BodyKind
from niangjia.rights.centre.reading import disputes


@get_or_post
@workers
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Make a packet for a body, with the worker's consent."""
    viewer = viewer_at(request)
    page = disputes.demand_centre_matter(viewer, code)
    bodies = [
        (one.code, f"{one.name}（{BodyKind(one.kind).label}）")
        for one in bodies_for(matter_of(code))
    ]
    there = matters.papers(viewer=viewer, code=code)
    papers = [(one.code, one.name) for one in there if not one.name.startswith(OURS)]
    form = PacketForm(request.POST or None, bodies=bodies, papers=papers)

    def do() -> str:
        given = actions.ToHandOver(**form.cleaned_data)
        return at("packet", actions.hand_over(viewer=viewer, code=code, given=given).code)

    return asked(
        request, form, do, title=_("做移交包"), back=at("dispute", code),
        words=_("{number}：目录、编号的材料和每份的校验码装在一起，可以打印，也可以传文件。").format(
            number=page.row.number
        ),
        button=_("做好移交包"), done=_("移交包做好了。"), more={"no_bodies": not bodies},
        template="centre/hand_over.html",
    )  # fmt: skip


@require_safe
@signed_in
def packet(request: HttpRequest, code: str) -> HttpResponse:
    """Show a packet, to the office that made it or to the body it was made for."""
    shown = disputes.packet_page(viewer=viewer_at(request), code=code)
    told = {"page": shown, "taken": TakenForm(), "answer": AnswerForm()}
    return render(request, "centre/packet.html", told)


@require_POST
@signed_in
def fetch_zip(request: HttpRequest, code: str) -> HttpResponse:
    """Send a packet as a ZIP; that it was fetched is recorded, so it is asked for by POST."""
    return _sent(actions.packet_zip(viewer=viewer_at(request), code=code))


@require_POST
@signed_in
def fetch_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Send the printed form of a packet."""
    return _sent(actions.packet_pdf(viewer=viewer_at(request), code=code))


@require_POST
@workers
def taken(request: HttpRequest, code: str) -> HttpResponse:
    """Write down who took a packet."""
    viewer, form = viewer_at(request), TakenForm(request.POST)

    def do() -> None:
        if not form.is_valid():
            raise Invalid(_("请写明谁接收的、怎么交的。"))
        actions.record_taken(viewer=viewer, code=code, **form.cleaned_data)

    return done(request, do, back=at("packet", code), said=_("记下了接收的人。"))


@require_POST
@workers
def answered(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the answer that came as a file."""
    viewer, form = viewer_at(request), AnswerForm(request.POST, request.FILES)

    def do() -> None:
        if not form.is_valid():
            raise Invalid(_("请写答复的大意，并选文件。"))
        file = form.cleaned_data["file"]
        actions.record_answer(
            viewer=viewer, code=code, words=form.cleaned_data["words"], name=file.name,
            data=file.read(),
        )  # fmt: skip

    return done(request, do, back=at("packet", code), said=_("答复收好了，算这个单位已经答复。"))


def _sent(file: Download) -> HttpResponse:
    answer = HttpResponse(file.data, content_type=file.media)
    told = content_disposition_header(as_attachment=True, filename=file.name)
    answer.headers["Content-Disposition"] = told or "attachment"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
