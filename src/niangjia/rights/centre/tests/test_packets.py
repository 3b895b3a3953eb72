"""Hand-over packets: with consent alone, whole, for whom they are made, answered by a file."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from niangjia.casework import actions as engine
from niangjia.casework import queries as matters
from niangjia.casework.models import Matter, Partner, Referral
from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel.errors import Conflict, Invalid, Missing, NiangjiaError, Unavailable
from niangjia.kernel.viewer import Post, Role, Viewer
from niangjia.rights.centre import actions, commands, queries
from niangjia.rights.centre.models import Body, Packet
from niangjia.rights.centre.rules.packing import INDEX, PRINTED, check

pytestmark = pytest.mark.django_db


def picture() -> bytes:
    box = BytesIO()
    Image.new("RGB", (60, 40), "white").save(box, "PNG")
    return box.getvalue()


def sheet() -> bytes:
    box, made = BytesIO(), PdfWriter()
    made.add_blank_page(200, 200)
    made.add_blank_page(200, 200)
    made.write(box)
    return box.getvalue()


def words_of(form: PdfReader) -> str:
    """Return what stands on a form, without where the lines break."""
    text = "".join(page.extract_text() for page in form.pages)
    return "".join(text.replace("\0", "").split())


def attached(officer: Viewer, code: str) -> list[str]:
    files = (("工资条.png", picture()), ("合同.pdf", sheet()), ("说明.txt", "示例".encode()))
    return [engine.attach(viewer=officer, code=code, name=name, data=data) for name, data in files]


def given(body: Body, **more: Any) -> actions.ToHandOver:
    told: dict[str, Any] = {"words": "请依法处理，谢谢。", "consented": True}
    return actions.ToHandOver(body=body.code, **(told | more))


@pytest.fixture
def packet(officer: Viewer, body: Body, came: Any) -> Packet:
    papers = attached(officer, came.code)
    actions.choose(viewer=officer, code=came.code, path="arbitration")
    return actions.hand_over(viewer=officer, code=came.code, given=given(body, papers=papers))


def state(came: Any) -> str:
    return Matter.objects.values_list("state", flat=True).get(code=came.code)


def test_nothing_goes_without_the_workers_consent(officer: Viewer, body: Body, came: Any) -> None:
    with pytest.raises(Invalid) as error:
        actions.hand_over(viewer=officer, code=came.code, given=given(body, consented=False))
    assert set(error.value.fields) == {"consented"}
    for wrong, field in ((given(body, words="x"), "words"), (given(body, papers=["zz"]), "papers")):
        with pytest.raises(Invalid) as error:
            actions.hand_over(viewer=officer, code=came.code, given=wrong)
        assert set(error.value.fields) == {field}
    assert (Packet.objects.count(), Referral.objects.count()) == (0, 0)


def test_a_packet_holds_index_form_and_numbered_papers(
    officer: Viewer, packet: Packet, came: Any
) -> None:
    sent = actions.packet_zip(viewer=officer, code=packet.code)
    found = check(sent.data)
    assert (found.faults, found.papers, found.digest) == ((), 3, packet.digest)
    with zipfile.ZipFile(BytesIO(sent.data)) as archive:
        names = archive.namelist()
        assert names == [
            INDEX, PRINTED, "材料/01 工资条.png", "材料/02 合同.pdf", "材料/03 说明.txt",
        ]  # fmt: skip
        assert "示例职工甲" not in archive.read(INDEX).decode()
    assert actions.packet_zip(viewer=officer, code=packet.code).data == sent.data
    form = PdfReader(BytesIO(actions.packet_pdf(viewer=officer, code=packet.code).data))
    text = words_of(form)
    assert len(form.pages) == 5  # cover, picture, sheet that names the contract, its two pages
    for words in (came.number, "示例仲裁院", packet.digest, "三个月没有发工资", "接收回执"):
        assert words in text
    assert came.passphrase not in text
    assert "13900000001" not in text


def test_the_body_is_asked_to_answer_in_its_working_days(packet: Packet, came: Any) -> None:
    sent = Referral.objects.get(to_partner=packet.partner)
    assert sent.answer_by == datetime(2026, 3, 18, 16, tzinfo=UTC)  # five: Wednesday's midnight
    assert state(came) == "outside"


def test_name_and_phone_go_only_where_ticked_and_that_is_written(
    officer: Viewer, body: Body, came: Any
) -> None:
    made = actions.hand_over(viewer=officer, code=came.code, given=given(body, with_person=True))
    form = PdfReader(BytesIO(actions.packet_pdf(viewer=officer, code=made.code).data))
    text = words_of(form)
    assert "示例职工甲" in text
    assert "13900000001" in text
    entries = matters.asker_page(asker=engine.Receipt(came.number, came.passphrase)).entries
    assert any("示例仲裁院" in one.words for one in entries if one.kind == "viewed")


def test_a_further_packet_goes_under_the_same_referral(
    officer: Viewer, body: Body, packet: Packet, came: Any
) -> None:
    more = actions.hand_over(viewer=officer, code=came.code, given=given(body, consented=False))
    assert (packet.number, more.number) == (1, 2)
    assert Referral.objects.count() == 1


def test_who_took_it_is_kept_sealed_and_once(officer: Viewer, packet: Packet) -> None:
    with pytest.raises(Invalid):
        actions.record_taken(viewer=officer, code=packet.code, who="张", how="person")
    with pytest.raises(Invalid):
        actions.record_taken(viewer=officer, code=packet.code, who="示例接收人", how="bird")
    actions.record_taken(viewer=officer, code=packet.code, who="示例接收人", how="courier")
    with pytest.raises(Conflict):
        actions.record_taken(viewer=officer, code=packet.code, who="另一个人", how="person")
    page = queries.packet_page(viewer=officer, code=packet.code)
    assert (page.taker, page.how) == ("示例接收人", "快递")
    assert page.liaison == "示例联络员 1390000"
    assert "示例接收人" not in str(Packet.objects.values().get())


def test_an_answer_that_came_as_a_file_is_the_bodys_reply(
    officer: Viewer, packet: Packet, came: Any
) -> None:
    with pytest.raises(Invalid):
        actions.record_answer(
            viewer=officer, code=packet.code, words="已经立案", name="a.exe", data=b"MZ\x00\x01"
        )
    actions.record_answer(
        viewer=officer, code=packet.code, words="已经立案", name="通知.pdf", data=sheet()
    )
    assert Referral.objects.get().state == "replied"
    assert state(came) == "replied"
    assert "通知.pdf" in {one.name for one in matters.papers(viewer=officer, code=came.code)}
    receipt = engine.Receipt(came.number, came.passphrase)
    told = [one for one in matters.asker_page(asker=receipt).entries if one.kind == "replied"]
    assert [one.words for one in told] == [""]  # that it replied; what it said the office tells
    assert "通知.pdf" not in {one.name for one in matters.asker_papers(asker=receipt)}
    with pytest.raises(Conflict):
        actions.record_answer(
            viewer=officer, code=packet.code, words="再一次", name="b.pdf", data=sheet()
        )


def test_a_body_sees_its_own_packet_and_no_other(
    insider: Viewer, officer: Viewer, administrator: Viewer, packet: Packet, came: Any,
    person: Callable[..., Viewer],
) -> None:  # fmt: skip
    actions.record_taken(viewer=officer, code=packet.code, who="示例接收人", how="person")
    page = queries.packet_page(viewer=insider, code=packet.code)
    assert (page.of_office, page.taker, len(page.papers)) == (False, "", 3)
    assert page.liaison == ""
    assert check(actions.packet_zip(viewer=insider, code=packet.code).data).faults == ()
    with pytest.raises(NiangjiaError):
        actions.record_taken(viewer=insider, code=packet.code, who="示例", how="person")
    other = engine.set_up_partner(
        viewer=administrator, host=packet.matter.responsible.code, name="示例法院"
    )
    engine.refer_to_partner(
        viewer=officer, code=came.code, partner=other.code, words="请看看这件", consented=True
    )
    packets = Packet.objects.filter(pk=packet.pk)
    packets.update(
        partner=other
    )  # now it is another body's, on a matter that both were asked about
    with pytest.raises(Missing):
        queries.packet_page(viewer=insider, code=packet.code)
    packets.update(partner=Partner.objects.get(name="示例仲裁院"))
    for viewer in (person("示例路人"), administrator):
        with pytest.raises(NiangjiaError):
            actions.packet_zip(viewer=viewer, code=packet.code)


def test_who_signs_in_for_a_body_stays_that_whatever_else_they_are(
    insider: Viewer, officer: Viewer, packet: Packet, unions: Any
) -> None:
    actions.record_taken(viewer=officer, code=packet.code, who="示例接收人", how="person")
    post = Post(Role.OFFICER, unions.elsewhere.pk, unions.elsewhere.path)
    both = Viewer(account=insider.account, posts=frozenset({post}))
    page = queries.packet_page(viewer=both, code=packet.code)
    assert (page.of_office, page.taker, page.liaison) == (False, "", "")


def test_other_offices_see_no_packet(
    packet: Packet, officer_elsewhere: Viewer, own_union_officer: Viewer, worker: Viewer
) -> None:
    for viewer in (officer_elsewhere, own_union_officer, worker):
        for do in (actions.packet_zip, actions.packet_pdf, queries.packet_page):
            with pytest.raises(NiangjiaError):
                do(viewer=viewer, code=packet.code)


def test_a_paper_that_was_deleted_is_not_handed_on(
    officer: Viewer, packet: Packet, came: Any
) -> None:
    paper = packet.papers.get(number=1).file
    engine.remove_paper(viewer=officer, code=came.code, paper=paper, reason="是别人的")
    with pytest.raises(Conflict, match="删除"):
        actions.packet_zip(viewer=officer, code=packet.code)
    actions.packet_pdf(viewer=officer, code=packet.code)


def test_fetching_is_written_down(officer: Viewer, packet: Packet) -> None:
    actions.packet_zip(viewer=officer, code=packet.code)
    found = AuditEntry.objects.filter(verb="centre.packet_fetched").get()
    assert (found.actor, found.details["packet"]) == (officer.actor, packet.pk)


def test_without_a_font_that_is_said_and_nothing_is_left_behind(
    officer: Viewer, body: Body, came: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("niangjia.rights.centre.handling.printing.FONTS", ())
    with pytest.raises(Unavailable, match="中文字体"):
        actions.hand_over(viewer=officer, code=came.code, given=given(body))
    assert (Packet.objects.count(), Referral.objects.count()) == (0, 0)


def test_the_command_says_what_was_changed(officer: Viewer, packet: Packet, tmp_path: Path) -> None:
    whole, form = tmp_path / "a.zip", tmp_path / "a.pdf"
    whole.write_bytes(actions.packet_zip(viewer=officer, code=packet.code).data)
    form.write_bytes(actions.packet_pdf(viewer=officer, code=packet.code).data)
    for file in (whole, form):
        found = commands.verify_packet(file)
        assert (found.known, found.faults) == (True, ())
    form.write_bytes(form.read_bytes() + b"\n")
    assert commands.verify_packet(form).faults != ()
    Packet.objects.update(digest="0" * 64)
    assert commands.verify_packet(whole).faults == ("目录和移交时不一样。",)
    with pytest.raises(Invalid):
        commands.verify_packet(tmp_path / "none.zip")
