"""Hand-over packets: made of a matter's papers, taken against a receipt, answered by a file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from niangjia.casework import actions as engine
from niangjia.casework import queries as matters
from niangjia.casework.models import Matter, PartnerMember, Referral, ReferralState
from niangjia.casework.rules.periods import Hours, ends, working_days
from niangjia.foundation.holidays.queries import calendar
from niangjia.foundation.ledger.actions import announce, record
from niangjia.foundation.sealing.boxes import opened, opened_bytes, sealed, sealed_bytes
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid, Missing, NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.handling.books import words as checked
from niangjia.rights.centre.handling.printing import Sheet, printed
from niangjia.rights.centre.handling.sorting import matter_of
from niangjia.rights.centre.models import Body, Dispute, Packet, PacketPaper
from niangjia.rights.centre.rules import packing
from niangjia.rights.centre.rules.triage import PATHS

HOW = {"person": "当面交接", "courier": "快递", "online": "网上传送"}
LARGEST_TOGETHER = 100 * 1024 * 1024
OURS = "移交清单"
_MOMENT = timedelta(microseconds=1)
"""A period ends at midnight: the day before is the last on which it can be kept."""


@dataclass(frozen=True, slots=True)
class ToHandOver:
    """What goes to a body: which papers, whether story and person go too, and the consent."""

    body: str
    words: str
    consented: bool
    papers: Collection[str] = ()
    with_story: bool = True
    with_person: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a packet to be saved."""

    name: str
    media: str
    data: bytes


@transaction.atomic
def hand_over(*, viewer: Viewer, code: str, given: ToHandOver) -> Packet:
    """Ask a body with the asker's consent and make the packet that goes to it.

    A body that was asked and has not replied gets a further packet under the same referral.
    Raises Missing, Invalid without consent or words or for a paper that is not the matter's,
    Conflict where the matter cannot be handed over now, Unavailable without a font.
    """
    page = matters.matter_page(viewer=viewer, code=code)
    matter = Matter.objects.select_related("responsible").get(pk=matter_of(code))
    body = _body(matter, given.body)
    answer_by = _asked(viewer, code, matter, body, given)
    papers = _chosen(viewer, matter, given.papers)
    now = clock.now()
    number = Packet.objects.filter(matter=matter).count() + 1
    made = Packet(
        matter=matter, partner=body.partner, number=number, made_by=viewer.actor, made_at=now,
        with_person=given.with_person,
    )  # fmt: skip
    head = packing.Head(
        made.code, matter.number, matter.responsible.name, body.name,
        now.astimezone(CHINA).isoformat(timespec="seconds"),
    )  # fmt: skip
    kept = tuple(packing.Paper(paper.name, paper.data) for _code, paper in papers)
    index = packing.index_of(head, kept)
    sheet = _sheet(viewer, matter, page, body, given, kept, packing.digest_of(index), answer_by)
    form = printed(sheet, kept)
    name = f"{OURS}{number}.pdf"
    made.pdf = engine.attach(viewer=viewer, code=code, name=name, data=form)
    made.digest, made.pdf_digest = packing.digest_of(index), packing.digest_of(form)
    made.sealed_index = sealed_bytes(index, about=f"centre-packet:{made.code}:index")
    made.save(force_insert=True)
    PacketPaper.objects.bulk_create(
        PacketPaper(
            packet=made, number=place, file=file, digest=packing.digest_of(paper.data),
            sealed_name=sealed(
                packing.name_in_packet(place, paper.name),
                about=f"centre-packet:{made.code}:{place}",
            ),
        )
        for place, (file, paper) in enumerate(papers, 1)
    )  # fmt: skip
    _tell(viewer, "packet_made", made)
    state = Matter.objects.values_list("state", flat=True).get(pk=matter.pk)
    if state == "handing":
        engine.move(viewer=viewer, code=code, step="handed", filled={})
    return made


@transaction.atomic
def record_taken(*, viewer: Viewer, code: str, who: str, how: str) -> None:
    """Write down who took a packet and how. Raises Missing, Invalid, Conflict for a second time."""
    packet = packet_of_office(viewer, code)
    said = checked(who, field="who", least=2, most=120)
    if how not in HOW:
        raise Invalid(_("请选一种。"), {"how": _("请选一种。")})
    box = sealed(said, about=f"centre-packet:{packet.code}:taker")
    changed = Packet.objects.filter(pk=packet.pk, handed_at=None).update(
        handed_at=clock.now(), handed_how=how, sealed_taker=box
    )
    if changed != 1:
        raise Conflict(_("谁接收的已经记下了。"))
    _tell(viewer, "packet_taken", packet)


@transaction.atomic
def record_answer(*, viewer: Viewer, code: str, words: str, name: str, data: bytes) -> None:
    """Keep the answer that came to a packet as a file; with it the body has replied.

    Raises Missing, Invalid, Conflict where the body has replied already.
    """
    packet = packet_of_office(viewer, code)
    engine.reply_on_paper(
        viewer=viewer, code=packet.matter.code, partner=packet.partner.code, words=words,
        name=name, data=data,
    )  # fmt: skip
    changed = Packet.objects.filter(pk=packet.pk, replied_at=None).update(replied_at=clock.now())
    if changed != 1:
        raise Conflict(_("这个移交包已经有答复。"))
    state = Matter.objects.values_list("state", flat=True).get(pk=packet.matter_id)
    if state == "outside":
        engine.move(viewer=viewer, code=packet.matter.code, step="body_replied", filled={})
    _tell(viewer, "packet_answered", packet)


@transaction.atomic
def packet_zip(*, viewer: Viewer, code: str) -> Download:
    """Return a packet as a ZIP, the same bytes every time; that it was fetched is recorded.

    Raises Missing, Conflict where a paper has been deleted or changed since it was packed.
    """
    packet = packet_for(viewer, code)
    papers = {}
    for paper in packet.papers.all():
        about = f"centre-packet:{packet.code}:{paper.number}"
        data = _content(packet, paper.file)
        if packing.digest_of(data) != paper.digest:
            raise Conflict(_("有材料和移交时不一样，请重新做移交包。"))
        papers[opened(bytes(paper.sealed_name), about=about)] = data
    index = opened_bytes(bytes(packet.sealed_index), about=f"centre-packet:{packet.code}:index")
    box = packing.zipped(index, _content(packet, packet.pdf), papers)
    _tell(viewer, "packet_fetched", packet, tell=False)
    return Download(_name(packet, "zip"), "application/zip", box)


@transaction.atomic
def packet_pdf(*, viewer: Viewer, code: str) -> Download:
    """Return the printed form of a packet; that it was fetched is recorded. Raises as the ZIP."""
    packet = packet_for(viewer, code)
    data = _content(packet, packet.pdf)
    _tell(viewer, "packet_fetched", packet, tell=False)
    return Download(_name(packet, "pdf"), "application/pdf", data)


def packet_for(viewer: Viewer, code: str) -> Packet:
    """Return a packet of a matter that the viewer's office sees, or made for the viewer's body.

    A body sees what was made for it, as long as the matter is referred to it. Raises Missing.
    """
    found = _packets().filter(code=code).first()
    if found is None:
        raise _missing()
    if not seen_by_office(viewer, found):
        _demand_own_body(viewer, found)
    return found


def seen_by_office(viewer: Viewer, packet: Packet) -> bool:
    """Whether the viewer sees a packet's matter as an office or its supervisor."""
    try:
        matters.matter_page(viewer=viewer, code=packet.matter.code)
    except NiangjiaError:
        return False
    return True


def packet_of_office(viewer: Viewer, code: str) -> Packet:
    """Return a packet of a matter that the viewer's office sees. Raises Missing, Refused."""
    found = _packets().filter(code=code).first()
    if found is None:
        raise _missing()
    if not seen_by_office(viewer, found):
        raise _missing()
    return found


def bodies_for(matter: int) -> list[Body]:
    """Return the bodies to which a matter can be handed over: those of its centre, else all near.

    A body without a partner behind it is the union's own and gets no packet.
    """
    found = Body.objects.filter(ended_on=None, partner__isnull=False, partner__ended_on=None)
    dispute = Dispute.objects.filter(matter=matter).first()
    if dispute is not None and dispute.centre_id is not None:
        found = found.filter(centre=dispute.centre_id)
    else:
        office = Matter.objects.values_list("responsible__path", flat=True).get(pk=matter)
        found = found.filter(centre__host__path=office)
    return list(found.select_related("partner", "centre").order_by("kind", "name", "pk"))


def _demand_own_body(viewer: Viewer, packet: Packet) -> None:
    """Let in a body that the matter is still referred to; the engine asks for two factors."""
    try:
        matters.partner_page(viewer=viewer, code=packet.matter.code)
    except NiangjiaError:
        raise _missing() from None
    held = PartnerMember.objects.filter(
        partner=packet.partner_id, account=viewer.account, until__isnull=True
    )
    if not held.exists():
        raise _missing()


def _body(matter: Matter, code: str) -> Body:
    body = next((one for one in bodies_for(matter.pk) if one.code == code), None)
    if body is None or body.partner is None:
        raise Invalid(_("请选接收的单位。"), {"body": _("请选一个单位。")})
    return body


def _asked(
    viewer: Viewer, code: str, matter: Matter, body: Body, given: ToHandOver
) -> datetime | None:
    """Ask the body, unless it is asked already; return until when it is to answer."""
    said = checked(given.words, field="words", least=5, most=4000)
    sent = Referral.objects.filter(
        matter=matter, to_partner=body.partner, state=ReferralState.SENT
    ).first()
    if sent is not None:
        return sent.answer_by
    assert body.partner is not None  # noqa: S101 - _body returns none without one
    by = ends(working_days(body.answer_days), clock.now(), Hours(), calendar())
    engine.refer_to_partner(
        viewer=viewer, code=code, partner=body.partner.code, words=said,
        consented=given.consented, answer_by=by,
    )  # fmt: skip
    return by


def _chosen(
    viewer: Viewer, matter: Matter, wanted: Collection[str]
) -> list[tuple[str, packing.Paper]]:
    there = {one.code: one for one in matters.papers(viewer=viewer, code=matter.code)}
    if unknown := [code for code in wanted if code not in there]:
        said = _("有{count}份材料不在这件事里。").format(count=len(unknown))
        raise Invalid(said, {"papers": said})
    found = []
    for code in there:
        if code in wanted:
            paper = matters.paper_content(matter=matter, paper=code)
            found.append((code, packing.Paper(paper.name, paper.data)))
    if sum(len(paper.data) for _code, paper in found) > LARGEST_TOGETHER:
        raise Invalid(_("材料一共太大，请分两次移交。"), {"papers": _("最多100兆。")})
    return found


def _sheet(
    viewer: Viewer,
    matter: Matter,
    page: matters.MatterPage,
    body: Body,
    given: ToHandOver,
    papers: tuple[packing.Paper, ...],
    digest: str,
    answer_by: datetime | None,
) -> Sheet:
    about = [(_("争议类型"), page.row.issue_name), (_("用人单位"), page.employer_name)]
    chosen = Dispute.objects.filter(matter=matter).values_list("chosen", flat=True).first()
    about.append((_("职工选择"), PATHS.get(chosen or "", "")))
    if page.claimed is not None:
        about.append((_("涉及金额"), f"{page.claimed:,.2f}元"))
    if given.with_person:
        reason = _("写入给{name}的移交清单").format(name=body.name)
        person = engine.look_up_person(viewer=viewer, code=matter.code, reason=reason)
        about += [(_("职工"), person.name), (_("联系电话"), person.phone)]
    return Sheet(
        dispute=matters.first_number(matter), matter=matter.number,
        sender=matter.responsible.name, receiver=body.name, made_at=_day(clock.now()),
        answer_by=_day(answer_by - _MOMENT) if answer_by else "", about=tuple(about),
        story=page.story if given.with_story else "", words=given.words.strip(), digest=digest,
        rows=tuple(
            (str(place), paper.name, _size(len(paper.data)), packing.digest_of(paper.data))
            for place, paper in enumerate(papers, 1)
        ),
    )  # fmt: skip


def _content(packet: Packet, file: str) -> bytes:
    try:
        return matters.paper_content(matter=packet.matter, paper=file).data
    except Missing:
        raise Conflict(_("有材料在移交以后删除了，不能再打包。移交时的清单还查得到。")) from None


def _name(packet: Packet, ending: str) -> str:
    return f"{packet.matter.number} {_('移交包')}{packet.number}.{ending}"


def _day(moment: datetime) -> str:
    here = moment.astimezone(CHINA)
    return f"{here.year}年{here.month}月{here.day}日"


def _size(count: int) -> str:
    """Return how large a file is, as people read it."""
    if count < 1024:
        return _("{count}字节").format(count=count)
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def _packets() -> QuerySet[Packet]:
    found = Packet.objects.select_related("matter__responsible", "partner")
    return found.defer("matter__sealed_person", "matter__sealed_story")


def _tell(viewer: Viewer, verb: str, packet: Packet, *, tell: bool = True) -> None:
    told = {"matter": packet.matter_id, "packet": packet.pk}
    record(
        actor=viewer.actor, verb=f"centre.{verb}", subject=f"matter:{packet.matter_id}",
        details=told,
    )  # fmt: skip
    if tell:
        announce(f"centre.{verb}", [told])


def _missing() -> Missing:
    return Missing(_("没有这个移交包，或者它不在您的范围内。"))
