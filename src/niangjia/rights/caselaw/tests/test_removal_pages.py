"""Asking and answering by the pages: without cookies, without scripts, nothing typed is lost."""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from niangjia.foundation.ledger import courier
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw.models import Case, CaseState, RemovalRequest
from niangjia.rights.caselaw.removal.pages import LOOKS_AN_HOUR, REQUESTS_AN_HOUR

from .public_cases import mark_in, public_case

TEXT = "第三段写了我的绰号海螺姑娘"
CONTACT = "13900139000"
MORE = "还有第五段的船名白帆号"
FILLED = {"wish": "take_down", "recognisable": "yes", "text": TEXT, "contact": CONTACT}


@pytest.fixture
def case(unions: Any) -> Case:
    found = public_case("原告某甲诉被告某公司，请求支付工资。", held_by=unions.city)
    indexing.rebuild()
    return found


def ask(client: Client, case: Case, **changed: str) -> Any:
    where = f"/anli/{case.code}/qingqiu/"
    return client.post(where, FILLED | {"mark": mark_in(client, where)} | changed)


def number_in(answer: Any) -> str:
    found = re.search(r"data-copy=\"([\d ]+)\"", answer.content.decode())
    assert found
    return found[1]


def look(client: Client, number: str) -> Any:
    return client.post("/chehui/", {"number": number, "mark": mark_in(client, "/chehui/")})


@pytest.mark.django_db
def test_from_asking_to_the_answer(
    case: Case, client_of: Callable[[Viewer], Client], stranger: Viewer, editor: Viewer
) -> None:
    reader, desk = client_of(stranger), client_of(editor)
    assert f"/anli/{case.code}/qingqiu/" in reader.get(f"/anli/{case.code}/").content.decode()
    receipt = ask(reader, case)
    assert receipt.status_code == 200
    number = number_in(receipt)
    assert len(number.split()) == 5
    held = reader.get(f"/anli/{case.code}/")
    assert held.status_code == 410
    assert "暂时收起" in held.content.decode()
    assert "某公司" not in held.content.decode()
    assert reader.get(f"/api/v1/cases/{case.code}").status_code == 410
    assert reader.get("/api/v1/cases").json()["hits"] == []
    shown = look(reader, number).content.decode()
    assert "等待答复" in shown
    assert TEXT not in shown
    added = reader.post(
        "/chehui/buchong/",
        {"number": number, "addition": MORE, "mark": mark_in(reader, "/chehui/")},
    )
    assert "收到了" in added.content.decode()

    asked = RemovalRequest.objects.get().code
    queue = desk.get("/desk/library/requests/").content.decode()
    assert "认得出人" in queue
    page = f"/desk/library/requests/{asked}/"
    assert TEXT not in desk.get(page).content.decode()
    opened = desk.post(f"{page}open").content.decode()
    assert TEXT in opened
    assert CONTACT in opened
    assert MORE in opened
    wrong = desk.post(f"{page}answer", {"decision": "refuse", "answer": " "})
    assert wrong.status_code == 422
    typed = desk.post(f"{page}answer", {"answer": "写了一半"})
    assert (typed.status_code, "写了一半" in typed.content.decode()) == (422, True)
    done = desk.post(f"{page}answer", {"decision": "mask_more", "answer": "会隐去。"})
    assert done.status_code == 302
    again = desk.post(f"{page}answer", {"decision": "refuse", "answer": "不。"})
    assert again.status_code == 409
    assert "会隐去" in look(reader, number).content.decode()
    assert "已同意再隐去" in desk.get("/desk/library/requests/?state=answered").content.decode()
    assert not reader.cookies
    courier.drain("quick")
    assert indexing.verify().is_none


@pytest.mark.django_db
def test_nothing_is_taken_without_the_mark_and_nothing_typed_is_lost(
    case: Case, client: Client
) -> None:
    for mark in ("", "forged", mark_in(client, "/chehui/")):
        answer = client.post(f"/anli/{case.code}/qingqiu/", FILLED | {"mark": mark})
        assert answer.status_code == 403
        assert TEXT in answer.content.decode()
        assert CONTACT in answer.content.decode()
    assert not RemovalRequest.objects.exists()
    assert ask(client, case).status_code == 200


BAD = [
    ({"wish": ""}, "请选一项"),
    ({"recognisable": "maybe"}, "请选一项"),
    ({"text": "  "}, "请写几句"),
    ({"text": "长" * 2001}, "2000"),
    ({"contact": "微信同号"}, "请再看一看"),
    ({"website": "http://spam.example"}, "清空"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("changed", "said"), BAD)
def test_what_is_wrong_comes_back_filled_in(
    case: Case, client: Client, changed: dict[str, str], said: str
) -> None:
    answer = ask(client, case, **changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert (FILLED | changed)["contact"] in page
    assert not RemovalRequest.objects.exists()


@pytest.mark.django_db
def test_nobody_fills_the_queue_from_one_place(case: Case, client: Client) -> None:
    for number in range(REQUESTS_AN_HOUR):
        assert ask(client, case, text=f"{TEXT}{number}").status_code == 200
    too_many = ask(client, case, text="再来一次")
    assert too_many.status_code == 429
    assert "再来一次" in too_many.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert ask(elsewhere, case, text="别处来的").status_code == 200
    assert RemovalRequest.objects.count() == REQUESTS_AN_HOUR + 1


@pytest.mark.django_db
def test_numbers_cannot_be_tried_by_way_of_the_other_form(client: Client) -> None:
    tried = {"number": "1" * 20, "addition": "x"}
    answers = [client.post("/chehui/buchong/", tried) for _ in range(LOOKS_AN_HOUR + 1)]
    assert {answer.status_code for answer in answers[:-1]} <= {403, 404}
    assert answers[-1].status_code == 429


@pytest.mark.django_db
def test_a_number_nobody_has_is_said_so(client: Client) -> None:
    assert look(client, "1" * 20).status_code == 404
    assert look(client, "").status_code == 422
    lost = client.post(
        "/chehui/buchong/",
        {"number": "1" * 20, "addition": "x", "mark": mark_in(client, "/chehui/")},
    )
    assert lost.status_code == 404
    assert client.get("/chehui/buchong/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["withdrawn", "imported"])
def test_there_is_no_form_about_what_is_not_public(case: Case, client: Client, state: str) -> None:
    Case.objects.filter(pk=case.pk).update(state=state, withdrawn_reason="示例")
    assert client.get(f"/anli/{case.code}/qingqiu/").status_code == 410
    Case.objects.filter(pk=case.pk).update(published_at=None)
    assert client.get("/anli/000000000000/qingqiu/").status_code == 404


@pytest.mark.django_db
def test_forms_and_answers_are_kept_by_no_cache_and_no_engine(case: Case, client: Client) -> None:
    for answer in (client.get(f"/anli/{case.code}/qingqiu/"), ask(client, case)):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies


@pytest.mark.django_db(transaction=True)
def test_number_words_and_contact_are_nowhere_to_be_found(
    case: Case,
    client: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Not in the database file, not in a log, not in an address: whatever had its word to say."""
    caplog.set_level(logging.DEBUG)
    number = number_in(ask(client, case))
    addresses: list[str] = []
    for answer in (look(client, number), look(client, number[::-1])):
        addresses += [answer.request["PATH_INFO"], answer.request["QUERY_STRING"]]
        addresses += re.findall(r"(?:href|action)=\"([^\"]*)", answer.content.decode())
    client.post(
        "/chehui/buchong/",
        {"number": number, "addition": MORE, "mark": mark_in(client, "/chehui/")},
    )
    out, err = capfd.readouterr()
    said = caplog.text + out + err + "\n".join(addresses)
    hidden = (TEXT, MORE, CONTACT, number, number.replace(" ", ""), "127.0.0.1")
    assert [word for word in hidden if word in said] == []
    stored = _everything_stored()
    assert case.code.encode() in stored
    assert [word for word in hidden if word.encode() in stored] == []


def _everything_stored() -> bytes:
    """Return the bytes of the database, its log of writes, the indexes and the uploads."""
    parts = [
        file.read_bytes()
        for file in Path(django_settings.NIANGJIA_INDEXES).rglob("*")
        if file.is_file()
    ]
    if connection.vendor == "sqlite":
        base = Path(str(connection.settings_dict["NAME"]))
        parts += [file.read_bytes() for file in base.parent.glob(f"{base.name}*")]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our tables
            parts += [repr(row).encode() for row in cursor.fetchall()]
    return b"\n".join(parts)


@pytest.mark.django_db
def test_staff_see_what_is_overdue_and_what_is_still_shown(
    case: Case, client_of: Callable[[Viewer], Client], editor: Viewer, settings: Any
) -> None:
    settings.NIANGJIA_REMOVAL_HIDES = 0
    assert "还公开着" in ask(client_of(Viewer()), case).content.decode()
    RemovalRequest.objects.update(due="2026-01-01")
    desk = client_of(editor)
    queue = desk.get("/desk/library/requests/").content.decode()
    for words in ("1个请求已经逾期", "逾期，2026年1月1日到期", "还没收起", "已到上限"):
        assert words in queue
    asked = RemovalRequest.objects.get().code
    assert desk.post(f"/desk/library/requests/{asked}/hide").status_code == 302
    assert Case.objects.get(pk=case.pk).state == CaseState.HELD
