"""One case from file to public to withdrawn, by four people; a fifth is refused at every door."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from niangjia.foundation.ledger import courier
from niangjia.foundation.ledger.queries import audit_of, faults
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw.models import Case, ImportRun, RemovalRequest

pytestmark = pytest.mark.django_db

NAME, FIRM, TRAIT = "诸葛示例", "青岛蓝海示范餐饮有限公司", "全店唯一的左撇子"
PAPER = f"""青岛市市南区人民法院
民事判决书
（2023）鲁0202民初4567号
原告：{NAME}，女，1988年3月5日出生，住青岛市市南区示范路18号3单元501户，电话13905320000。
被告：{FIRM}，住所地青岛市市南区示范路20号。
原告{NAME}向本院提出诉讼请求：判令被告支付拖欠的工资18,000元。
经审理查明：{NAME}2021年3月1日入职{FIRM}，月工资6000元，是{TRAIT}。
本院认为，用人单位应当按时足额支付劳动报酬。依照《中华人民共和国劳动合同法》第三十条之规定，判决如下：
被告{FIRM}于本判决生效之日起十日内支付原告{NAME}工资18,000元。
"""
TELLING = {
    "facts": "一名女工在餐饮公司上班，公司三个月没有发工资，她多次催要都没有结果。",
    "dispute": "公司该不该补发拖欠的工资。",
    "result": "法院判公司十天内支付工资18,000元。",
    "reasons": "用人单位要按时足额发工资，生意不好不是拖欠的理由。",
    "lesson": "留好工资条、考勤和聊天记录。\n催过几次、什么时候催的，都记下来。",
    "articles": "《劳动合同法》第三十条",
}
QUESTION = "公司三个月不发工资怎么办"
CLOSED = {302, 403, 404, 405}


@pytest.fixture
def hands(
    person: Callable[..., Viewer], unions: Any, client_of: Callable[[Viewer], Client]
) -> dict[str, Client]:
    """Four people of the city, and one who holds the same post elsewhere."""
    city, elsewhere = unions.city, unions.elsewhere
    people = {
        "editor": person("示例编辑", (Role.EDITOR, city)),
        "writer": person("示例律师甲", (Role.LAWYER, city)),
        "checker": person("示例律师乙", (Role.LAWYER, city)),
        "publisher": person("示例总编辑", (Role.EDITOR, unions.national)),
        "fifth": person("示例外地编辑", (Role.EDITOR, elsewhere), (Role.LAWYER, elsewhere)),
    }
    return {name: client_of(viewer) for name, viewer in people.items()}


def test_four_people_walk_a_case_and_a_fifth_is_refused(  # noqa: PLR0915 - a story in one go
    hands: dict[str, Client],
    client_of: Callable[[Viewer], Client],
    unions: Any,
    stranger: Viewer,
    auditor: Viewer,
    settings: Any,
) -> None:
    indexing.ensure_index()
    reader, fifth = client_of(stranger), hands["fifth"]

    # The editor brings the paper in; the fifth may bring nothing in for this union.
    fifth.post("/desk/library/import/", handed(unions.city.code))
    assert not ImportRun.objects.exists()
    hands["editor"].post("/desk/library/import/", handed(unions.city.code))
    courier.drain("long")
    case = Case.objects.get()
    bench, public = f"/desk/library/cases/{case.code}/", f"/anli/{case.code}/"
    for secret in (NAME, FIRM, "13905320000", "4567"):
        assert secret not in case.text, secret

    def refused(door: str, sent: dict[str, Any] | None = None) -> None:
        """Nobody outside gets through this door, by looking or by sending."""
        before = Case.objects.values().get()
        for client in (fifth, reader):
            assert client.get(door).status_code in CLOSED, door
            assert client.post(door, sent or {"case": case.code}).status_code in CLOSED, door
        assert Case.objects.values().get() == before, door

    # Opening the original needs a reason, and the right union.
    why = {"why": "核对脱敏：与原文逐处比对", "words": ""}
    refused(f"{bench}masking/", why)
    assert TRAIT not in hands["editor"].get(f"{bench}masking/").content.decode()
    for lawyer in ("writer", "checker"):
        assert hands[lawyer].get(f"{bench}masking/").status_code == 403
    opened = hands["editor"].post(f"{bench}masking/", reason_of(hands["editor"], bench))
    assert opened.status_code == 302
    assert TRAIT in hands["editor"].get(f"{bench}masking/").content.decode()

    # What no rule knows still tells who she is: the editor masks it by hand and confirms.
    marks = marks_of(case)
    start = PAPER.strip().index(TRAIT)
    marks["marks"].append([start, start + len(TRAIT), "other", "店员"])
    refused(f"{bench}marks")
    saved = hands["editor"].post(
        f"{bench}marks", json.dumps(marks), content_type="application/json"
    )
    assert saved.status_code == 200, saved.content.decode()
    assert TRAIT not in Case.objects.get().text
    refused("/desk/library/confirm")
    hands["editor"].post("/desk/library/confirm", {"case": case.code})
    assert Case.objects.get().state == "masked"

    # One lawyer tells it in plain words; the same one may not check it, another one does.
    refused(f"{bench}interpretation/", TELLING)
    named = TELLING | {"facts": f"{NAME}在餐饮公司上班，公司三个月没有发工资，多次催要都没有结果。"}
    back = hands["writer"].post(f"{bench}interpretation/", named)
    assert back.status_code == 400
    assert "多次催要都没有结果" in back.content.decode(), "the form comes back filled"
    assert hands["writer"].post(f"{bench}interpretation/", TELLING).status_code == 302
    refused("/desk/library/check")
    hands["writer"].post("/desk/library/check", {"case": case.code})
    assert Case.objects.get().state == "interpreted"
    hands["checker"].post("/desk/library/check", {"case": case.code})
    assert Case.objects.get().state == "checked"

    # Lawyers publish nothing. The publisher does, and a stranger finds it.
    refused("/desk/library/publish")
    for lawyer in ("writer", "checker"):
        assert hands[lawyer].post("/desk/library/publish", {"case": case.code}).status_code == 403
    assert reader.get(public).status_code == 404
    hands["publisher"].post("/desk/library/publish", {"case": case.code})
    courier.drain("quick")
    assert found(reader) == [case.code]
    shown = reader.get(public).content.decode()
    assert "公司三个月没有发工资" in shown
    assert all(secret not in shown for secret in (NAME, FIRM, TRAIT, "4567"))

    # Somebody is recognised and asks. It is hidden at once, answered, and gone for good.
    number = ask(reader, public)
    assert (reader.get(public).status_code, Case.objects.get().state) == (410, "held")
    request = RemovalRequest.objects.get()
    asked = f"/desk/library/requests/{request.code}/"
    answer = {"decision": "take_down", "answer": "已经撤下，谢谢您告诉我们。"}
    refused(asked)
    refused(f"{asked}open")
    refused(f"{asked}answer", answer)
    assert hands["editor"].post(f"{asked}answer", answer).status_code == 302
    courier.drain("quick")
    assert Case.objects.get().state == "withdrawn"
    assert (reader.get(public).status_code, found(reader)) == (410, [])
    assert reader.get(f"/api/v1/cases/{case.code}").status_code == 410
    assert public in reader.get("/sitemap-chehui.xml").content.decode()
    assert "谢谢您告诉我们" in look_up(reader, number)

    # The books name four people, in order, and nobody else; nothing of the paper is in them.
    told = list(audit_of(viewer=auditor).order_by("sequence"))
    steps = [e.verb for e in told if e.verb.startswith(("case.", "original.", "removal."))]
    assert steps == [
        "original.opened", "case.remasked", "case.masked", "case.interpreted", "case.checked",
        "case.published", "removal.requested", "case.held", "removal.answered", "case.withdrawn",
    ]  # fmt: skip
    assert len({e.actor for e in told if e.verb in set(steps) and e.actor != "stranger"}) == 4
    assert list(faults()) == []
    kept = Path(settings.DATABASES["default"]["NAME"])
    if kept.exists():
        assert NAME.encode() not in kept.read_bytes()


def handed(union: str) -> dict[str, Any]:
    """Return the form filled in for a union."""
    return {"sources": SimpleUploadedFile("文书.txt", PAPER.encode()), "held_by": union}


def reason_of(client: Client, bench: str) -> dict[str, str]:
    """Return the form that opens an original, as its page offers it."""
    page = client.get(f"{bench}masking/").content.decode()
    first = page.split('name="why" value="')[1].split('"')[0]
    return {"why": first, "words": ""}


def marks_of(case: Case) -> dict[str, Any]:
    """Return the masking as the page has it."""
    original = case.original
    return {
        "version": original.version,
        "title_marks": original.title_marks,
        "marks": list(original.marks),
    }


def ask(reader: Client, public: str) -> str:
    """Ask that a case be taken down, as somebody who is recognised, and return the receipt."""
    form = f"{public}qingqiu/"
    sent = hidden_in(reader.get(form)) | {
        "wish": "take_down",
        "recognisable": "yes",
        "text": "同事一看岗位和日子就知道是我。",
        "contact": "",
    }
    page = reader.post(form, sent, follow=True).content.decode()
    digits = [part for part in page.replace(" ", "").split('"') if part.isdigit()]
    return next((part for part in digits if len(part) == 20), page)


def look_up(reader: Client, number: str) -> str:
    """Return what is said to whoever holds the receipt."""
    sent = hidden_in(reader.get("/chehui/")) | {"number": number}
    return reader.post("/chehui/", sent).content.decode()


def hidden_in(page: Any) -> dict[str, str]:
    """Return the hidden fields of a page's form."""
    fields = [one for one in page.content.decode().split("<input") if 'type="hidden"' in one]
    return {
        one.split('name="')[1].split('"')[0]: one.split('value="')[1].split('"')[0]
        for one in fields
        if 'value="' in one
    }


def found(reader: Client) -> list[str]:
    """Return the codes a stranger's question finds."""
    return [hit["id"] for hit in reader.get("/api/v1/cases", {"q": QUESTION}).json()["hits"]]
