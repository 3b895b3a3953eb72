"""A question is sent and answered; what it tells stands in no address, no cookie, no table."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from niangjia.desks import api as interface
from niangjia.desks import asking
from niangjia.desks.tests.example_laws import import_examples
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import indexing

pytestmark = pytest.mark.django_db
HURT = "上班时手被机器压伤，工伤鉴定为九级，单位不给伤残补助金"


@pytest.fixture(autouse=True)
def _house(operator: Viewer, tmp_path: Path) -> None:
    indexing.ensure_index()
    import_examples(operator, tmp_path / "laws")


def page(client: Client, sent: dict[str, str]) -> str:
    answer = client.post("/wen/", sent)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def api(client: Client, sent: Any) -> Any:
    return client.post("/api/v1/ask", json.dumps(sent), content_type="application/json")


def test_the_box_is_offered_and_an_empty_one_is_no_question(client: Client) -> None:
    assert "问一问" in client.get("/wen/").content.decode()
    assert 'id="answer"' not in page(client, {"q": "  "})
    assert client.put("/wen/").status_code == 405


def test_a_question_in_the_address_is_not_looked_at(client: Client) -> None:
    assert "机器压伤" not in client.get("/wen/", {"q": HURT}).content.decode()


def test_the_card_marks_the_sentence_and_names_the_article(client: Client) -> None:
    shown = page(client, {"q": HURT})
    assert "<mark>" in shown
    assert "《工伤保险条例》第三十七条" in shown
    assert 'name="c-grade"' in shown
    assert 'name="c-said-injury_insured"' in shown


def test_tapping_an_answer_takes_along_what_was_put_right(client: Client) -> None:
    shown = page(client, {"q": HURT, "c-grade": "五级", "c-said-injury_insured": "no"})
    assert "《工伤保险条例》第三十六条" in shown
    assert 'name="c-said-injury_insured"' in shown, "it can be answered otherwise"
    assert "您改正、补充的话" in shown


def test_whatever_is_typed_is_shown_and_never_run(client: Client) -> None:
    nasty = '"><script>alert(1)</script>欠薪3个月'
    shown = page(client, {"q": nasty, "c-span": nasty, "c-owed": nasty, "c-issue": nasty})
    assert "<script>alert" not in shown
    assert escape(nasty) in shown


def test_too_many_questions_from_one_place_are_put_off(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "ASKED_AN_HOUR", 1)
    monkeypatch.setattr(interface, "ASKED_AN_HOUR", 1)
    assert client.post("/wen/", {"q": HURT}).status_code == 200
    late = client.post("/wen/", {"q": HURT})
    assert late.status_code == 429
    assert "机器压伤" in late.content.decode(), "what was written is not lost"
    assert api(client, {"question": HURT}).status_code == 429


def test_the_interface_gives_what_the_page_shows(client: Client) -> None:
    given = api(client, {"question": HURT, "corrections": {"grade": "五级"}, "on": "2024-01-01"})
    assert given.status_code == 200
    assert not given.cookies
    told = given.json()
    assert told["issues"][0]["code"] == "work_injury"
    assert (told["statutes"][0]["law"], told["statutes"][0]["article"]) == ("工伤保险条例", "36")
    assert told["statutes"][0]["version_date"] == "2010-12-20"
    known = {source["key"] for source in told["sources"]}
    assert all(set(sentence["sources"]) <= known for sentence in told["sentences"])


@pytest.mark.parametrize(
    "wrong",
    [{}, {"question": ""}, {"question": "x" * 2001}, {"question": "x", "on": "soon"},
     {"question": "x", "on": 0},
     {"question": "x", "corrections": {"service": 3}}],
)  # fmt: skip
def test_what_cannot_be_a_question_is_refused(client: Client, wrong: Any) -> None:
    assert api(client, wrong).status_code == 422


def test_the_results_page_begins_with_the_answer(client: Client) -> None:
    first = client.get("/anli/", {"q": HURT}).content.decode()
    assert 'id="answer"' in first
    assert first.index('id="answer"') < first.index('id="found"')
    assert 'id="answer"' not in client.get("/anli/").content.decode()


def test_what_is_no_json_is_refused_in_the_form_described(client: Client) -> None:
    for sent in (b"\x00", b"{", b"\xff"):
        refused = client.post("/api/v1/ask", sent, content_type="application/json")
        assert refused.status_code == 400
        assert refused.json().keys() == {"detail"}
