"""The asker's pages: by receipt on a phone that others use too, and signed in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from niangjia.casework import actions
from niangjia.casework.handling.receiving import Received
from niangjia.casework.models import Entry
from niangjia.casework.pages import receipt_given
from niangjia.casework.pages.strangers import COOKIE, HELD, WRONG_AN_HOUR
from niangjia.casework.tests.desk import STORY, answered, matter, receipt, received
from niangjia.foundation.files.models import KeptFile
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unions")]
Browser = Callable[[Viewer], Client]
WORDS = "示例：一句足够长的话，写清楚了。"


def mark_of(page: Any) -> str:
    text: str = page.content.decode()
    return text.split('name="mark" value="')[1].split('"', maxsplit=1)[0]


def opened(came: Received, client: Client | None = None) -> Client:
    client = client or Client(enforce_csrf_checks=True)
    sent = {"number": came.number, "passphrase": came.passphrase}
    answer = client.post("/shi/", sent | {"mark": mark_of(client.get("/shi/"))})
    assert answer.headers["Location"] == "/shi/ban/"
    return client


def do(client: Client, code: str, key: str, **sent: Any) -> Any:
    mark = mark_of(client.get("/shi/ban/"))
    return client.post(f"/shi/ban/{code}/{key}/", {"mark": mark, **sent})


def test_a_receipt_opens_its_matter_and_no_word_of_it_stands_in_an_address(
    officer: Viewer, caplog: pytest.LogCaptureFixture
) -> None:
    came = received()
    actions.tell(viewer=officer, code=came.code, words="示例：请等两天")
    client = Client()
    assert not client.get("/shi/").cookies
    opened(came, client)
    kept = client.cookies[COOKIE]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Strict", "/shi/")
    for secret in (came.number, came.passphrase, came.passphrase.replace(" ", "")):
        assert secret not in kept.value
        assert secret not in caplog.text
    page = client.get("/shi/ban/")
    text = page.content.decode()
    for seen in ("市南区总工会（示例）", "我们已经收到", "示例：请等两天", "还有"):
        assert seen in text
    assert came.passphrase not in text
    assert "no-store" in page.headers["Cache-Control"]


def test_on_a_shared_phone_the_matter_goes_with_who_asked(officer: Viewer) -> None:
    came = received()
    client = opened(came)
    left = client.post("/shi/likai/", {"mark": mark_of(client.get("/shi/ban/"))})
    assert left.headers["Location"] == "/shi/?said=left"
    assert client.get("/shi/ban/").headers["Location"] == "/shi/"
    client = opened(came)
    now = clock.now()
    with clock.stopped_at(now + HELD - timedelta(minutes=1)):
        assert client.get("/shi/ban/").status_code == 200  # and is held anew from here
    with clock.stopped_at(now + HELD + timedelta(minutes=20)):
        mark = mark_of(client.get("/shi/ban/"))
    with clock.stopped_at(now + 3 * HELD):
        late = client.post(f"/shi/ban/{came.code}/say/", {"mark": mark, "words": WORDS})
        assert late.status_code == 403
        assert WORDS in late.content.decode()  # what was written is not lost
        assert not Entry.objects.filter(kind="said").exists()
        client.cookies[COOKIE] = opened(came).cookies[COOKIE].value
    with clock.stopped_at(now + 6 * HELD):
        assert client.get("/shi/ban/").headers["Location"] == "/shi/?said=over"
    client.cookies[COOKIE] = "x" * 40
    assert client.get("/shi/ban/").headers["Location"] == "/shi/?said=over"
    del officer


def test_wrong_receipts_are_counted_and_right_ones_are_not() -> None:
    came, other = received(), received(key="2")
    for _ in range(WRONG_AN_HOUR + 5):
        opened(came)
    client = Client()
    mark = mark_of(client.get("/shi/"))
    wrong = {"number": came.number, "passphrase": other.passphrase, "mark": mark}
    for _ in range(WRONG_AN_HOUR):
        answer = client.post("/shi/", wrong)
        assert answer.status_code == 404
        assert came.number in answer.content.decode()  # the form comes back filled
    assert client.post("/shi/", wrong).status_code == 429
    right = {"number": came.number, "passphrase": came.passphrase, "mark": mark}
    assert client.post("/shi/", right).status_code == 429


def test_what_the_asker_may_do_by_receipt(officer: Viewer) -> None:
    came = received()
    client, code = opened(came), came.code
    assert do(client, code, "say", words=WORDS).headers["Location"].endswith("?said=say")
    assert do(client, code, "urge", words="").status_code == 302
    assert "今天已经催过了" in do(client, code, "urge", words="").content.decode()
    assert do(client, code, "say", words=" ").status_code == 422
    paper = SimpleUploadedFile("示例.txt", "示例：工资条".encode())
    assert do(client, code, "attach", file=paper).status_code == 302
    assert KeptFile.objects.get().kept_by == "asker"
    assert "示例.txt" in client.get("/shi/ban/").content.decode()
    actions.move(viewer=officer, code=code, step="start", filled={})
    filled = {"what": "示例：三月工资条", "kind": "web"}
    actions.move(viewer=officer, code=code, step="ask_papers", filled=filled)
    page = client.get("/shi/ban/").content.decode()
    assert "现在请您" in page
    assert "示例：三月工资条" in page
    assert do(client, code, "step-hand_in").status_code == 302
    assert do(client, code, "step-start").status_code == 422  # the office's step
    answered(officer, code)
    assert do(client, code, "contest", reason=WORDS).status_code == 302
    assert matter(code).state == "working"
    answered(officer, code)
    assert do(client, code, "confirm", rating="").status_code == 302
    assert (matter(code).state, matter(code).ending) == ("closed", "confirmed")
    assert do(client, code, "rate", rating="").status_code == 422
    assert do(client, code, "rate", rating="4").status_code == 302
    assert Entry.objects.filter(matter__code=code, kind="rated").count() == 1


def test_no_page_of_the_asker_closes_a_matter_before_it_is_answered() -> None:
    came = received()
    client = opened(came)
    sent = {"words": WORDS, "reason": WORDS, "rating": "5", "state": "closed", "result": "paid"}
    keys = ("say", "urge", "confirm", "contest", "rate", "step-start", "step-close", "step-closed",
            "answer", "explain", "close")  # fmt: skip
    for key in keys:
        do(client, came.code, key, **sent)
        assert matter(came.code).state == "received", key


def test_nothing_is_taken_that_another_site_sends_or_another_receipt(officer: Viewer) -> None:
    came, other = received(), received(key="2")
    client, theirs = opened(came), opened(other)
    mark, foreign = mark_of(client.get("/shi/ban/")), mark_of(theirs.get("/shi/ban/"))
    where = f"/shi/ban/{came.code}/say/"
    for sent, headers in (
        ({"words": WORDS}, {}),
        ({"words": WORDS, "mark": foreign}, {}),
        ({"words": WORDS, "mark": mark}, {"HTTP_ORIGIN": "https://evil.example"}),
        ({"words": WORDS, "mark": mark}, {"HTTP_ORIGIN": "null"}),
    ):
        assert client.post(where, sent, **headers).status_code == 403  # type: ignore[arg-type] # headers
    assert theirs.post(where, {"words": WORDS, "mark": foreign}).status_code == 404
    assert theirs.get(f"/shi/ban/{came.code}/").status_code == 404
    assert not Entry.objects.filter(kind="said").exists()
    assert client.post(where, {"words": WORDS, "mark": mark}).status_code == 302
    del officer


def test_one_receipt_follows_the_dispute_into_another_procedure(
    officer: Viewer, person: Callable[..., Viewer], unions: Any
) -> None:
    came = received()
    child = actions.refer(viewer=officer, code=came.code, procedure="aid", words="示例：请给予援助")
    client = opened(came)
    assert child.number in client.get("/shi/ban/").content.decode()
    page = client.get(f"/shi/ban/{child.code}/")
    assert "示例援助" in page.content.decode()
    del person, unions


def test_signed_in_the_asker_has_a_list_and_the_same_page(
    worker: Viewer, colleague: Viewer, officer: Viewer, client_of: Browser
) -> None:
    code = received(worker).code
    browser, other = client_of(worker), client_of(colleague)
    assert code in browser.get("/shi/wode/").content.decode()
    assert code not in other.get("/shi/wode/").content.decode()
    assert other.get(f"/shi/wode/{code}/").status_code == 404
    assert other.post(f"/shi/wode/{code}/say/", {"words": WORDS}).status_code == 404
    with CaptureQueriesContext(connection) as asked:
        assert STORY in browser.get(f"/shi/wode/{code}/").content.decode()
    assert len(asked) <= 10
    refused = browser.post(f"/shi/wode/{code}/say/", {"words": "字" * 4001})
    assert refused.status_code == 422
    assert "字" * 50 in refused.content.decode()
    answered(officer, code)
    browser.post(f"/shi/wode/{code}/confirm/", {"rating": "5"})
    assert matter(code).ending == "confirmed"


def test_a_receipt_is_shown_once_with_what_happens_next(client_of: Browser) -> None:
    came = received()
    request: Any = RequestFactory().post("/示例/")
    request.user, request.viewer = AnonymousUser(), STRANGER
    page = receipt_given(request, came)
    text = page.content.decode()
    for seen in (came.number, came.passphrase, came.office, "口令只显示这一次"):
        assert seen in text
    assert "110" not in text
    assert page.headers["Cache-Control"] == "private, no-store"
    with CaptureQueriesContext(connection) as asked:
        opened(came)
    assert len(asked) <= 10
    danger = received(key="2", story="示例：我不想活了。")
    assert "tel:12356" in receipt_given(request, danger).content.decode()
    assert receipt(danger).number == danger.number
    del client_of
