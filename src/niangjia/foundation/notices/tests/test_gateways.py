"""A gateway is slow, refuses, lies and hangs up: nothing is lost, and nothing is sent twice."""

import smtplib
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.mail.backends import locmem
from django.db import connection
from django.test import Client

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.foundation.notices import actions, delivering, queries
from niangjia.foundation.notices.actions import Contact
from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.delivering import LEASE, drain, note_interrupted
from niangjia.foundation.notices.gateways import chat as robot
from niangjia.foundation.notices.jobs import send_everything, work_lane
from niangjia.foundation.notices.models import Sending
from niangjia.foundation.notices.rules.trying import GIVE_UP_AFTER, LONGEST
from niangjia.foundation.notices.tests.gateway import Desk
from niangjia.foundation.notices.tests.test_telling import NOON, alarm, wave
from niangjia.foundation.people.gateways import Doubtful, NotTaken, Rejected
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Missing, Refused
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

MOMENT = timedelta(minutes=1)


def sent() -> Sending:
    return Sending.objects.get()


@pytest.mark.parametrize(
    ("mood", "state", "why", "arrived"),
    [
        ("take", "sent", "waits", 1),
        ("empty", "sent", "", 1),
        ("429", "queued", "busy", 0),
        ("500", "queued", "busy", 0),
        ("503", "queued", "busy", 0),
        ("400", "failed", "rejected", 0),
        ("302", "failed", "rejected", 0),
        ("502", "doubtful", "cut", 0),
        ("504", "doubtful", "cut", 0),
        ("cut", "doubtful", "cut", 1),
        ("garbage", "doubtful", "garbage", 1),
        ("hang", "doubtful", "slow", 1),
    ],
)
def test_what_each_answer_means(
    worker: Viewer, sms: Desk, settings: Any, mood: str, state: str, why: str, arrived: int
) -> None:
    sms.moods = [mood]
    if mood == "hang":
        settings.NIANGJIA_NOTICE_SECONDS = 2.0  # long enough for what is sent to arrive
    with clock.stopped_at(NOON):
        wave(worker)
        send_everything()
        send_everything()
    assert (sent().state, sent().why, len(sms.got)) == (state, why, arrived)


def test_nobody_there_is_tried_again_later_and_later_and_then_given_up(
    worker: Viewer, settings: Any
) -> None:
    settings.NIANGJIA_SMS_URL = "http://127.0.0.1:1/"
    with clock.stopped_at(NOON):
        wave(worker)
    at, pauses = NOON, []
    while True:
        with clock.stopped_at(at):
            send_everything()
        if sent().state != "queued":
            break
        if sent().why != "quiet":
            pauses.append(sent().due - at)
        at = sent().due
    assert pauses[:4] == [timedelta(seconds=30 * 2**n) for n in range(4)]
    assert max(pauses) == LONGEST
    assert (sent().state, sent().why) == ("given_up", "unreachable")
    assert sent().attempts <= GIVE_UP_AFTER


def test_after_its_time_it_is_not_sent_any_more(worker: Viewer, sms: Desk) -> None:
    with clock.stopped_at(NOON):
        wave(worker)
    with clock.stopped_at(NOON + timedelta(days=4)):
        send_everything()
    assert (sent().state, sent().why) == ("given_up", "stale")
    assert sms.got == []


def test_killed_between_claim_and_record_it_is_doubtful_and_never_sent_by_itself(
    worker: Viewer, sms: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_arguments: object) -> None:
        raise SystemExit

    with clock.stopped_at(NOON):
        wave(worker)
        with monkeypatch.context() as broken:
            broken.setattr(delivering, "_record", killed)
            with pytest.raises(SystemExit):
                drain(Channel.SMS)
        assert sent().state == "sending"
        send_everything()
    with clock.stopped_at(NOON + LEASE):
        assert note_interrupted() == 0
    with clock.stopped_at(NOON + LEASE + MOMENT):
        send_everything()
        send_everything()
    assert (sent().state, sent().why) == ("doubtful", "interrupted")
    assert len(sms.got) == 1


def test_a_late_record_settles_a_doubt_but_not_what_somebody_else_has_in_hand(
    worker: Viewer, sms: Desk, house_administrator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []
    real = delivering._record
    with clock.stopped_at(NOON):
        wave(worker)
        with monkeypatch.context() as slow:
            slow.setattr(delivering, "_record", lambda *given: kept.append(given))
            drain(Channel.SMS)
    with clock.stopped_at(NOON + 2 * LEASE):
        note_interrupted()
        real(*kept[0])
        assert sent().state == "sent"
        Sending.objects.update(state="doubtful")
        actions.retry_sending(viewer=house_administrator, code=sent().code)
        real(*kept[0])
        assert sent().state == "queued"
    assert len(sms.got) == 1


@pytest.mark.usefixtures("sms")
def test_the_gateway_reports_what_became_of_it_and_may_do_so_twice(
    worker: Viewer, settings: Any
) -> None:
    with clock.stopped_at(NOON):
        wave(worker)
        send_everything()
    browser, key = Client(), {"Authorization": f"Bearer {settings.NIANGJIA_SMS_KEY}"}

    def told(state: str, number: str = "m1", **given: Any) -> int:
        answer = browser.post(
            "/notices/report/", {"id": number, "state": state},
            content_type="application/json", headers=given.get("headers", key),
        )  # fmt: skip
        return answer.status_code

    assert (
        told("delivered", headers={"Authorization": "Bearer 猜的".encode().decode("latin-1")})
        == 403
    )
    assert told("delivered", headers={}) == 403
    assert told("delivered", number="m2") == 404
    assert told("vanished") == 400
    assert (
        browser.post("/notices/report/", "{", content_type="text/plain", headers=key).status_code
        == 400
    )
    assert sent().state == "sent"
    assert told("delivered") == told("delivered") == told("failed") == 200
    assert sent().state == "delivered"
    assert bytes(sent().box) == b""


def test_what_the_gateway_could_not_deliver_is_seen_and_sent_again_by_a_person(
    worker: Viewer, officer: Viewer, house_administrator: Viewer, sms: Desk
) -> None:
    with clock.stopped_at(NOON):
        wave(worker)
        send_everything()
        actions.report(channel=Channel.SMS, number="m1", arrived=False)
        [stuck] = queries.stuck(viewer=house_administrator)
        assert not queries.stuck(viewer=officer).exists()
        with pytest.raises(Refused):
            actions.retry_sending(viewer=officer, code=stuck.code)
        actions.retry_sending(viewer=house_administrator, code=stuck.code)
        with pytest.raises(Missing):
            actions.retry_sending(viewer=house_administrator, code=stuck.code)
        send_everything()
    assert len(sms.got) == 2
    assert AuditEntry.objects.filter(verb="notices.sending_retried").count() == 1


def test_an_address_is_kept_no_longer_than_it_is_needed(
    house_administrator: Viewer, sms: Desk
) -> None:
    sms.moods = ["400"]
    contact = Contact(phone="13900000009")
    with clock.stopped_at(NOON):
        wave(contacts=(contact,))
        wave(contacts=(contact,), key="2")
        send_everything()
        stuck = Sending.objects.get(state="failed")
    with clock.stopped_at(NOON + actions.SENT_KEPT + MOMENT):
        actions.sweep()
    assert {one.state: bytes(one.box) != b"" for one in Sending.objects.all()} == {
        "sent": False, "failed": True,
    }  # fmt: skip
    with clock.stopped_at(NOON + actions.STUCK_KEPT + MOMENT):
        actions.sweep()
        with pytest.raises(Conflict):
            actions.retry_sending(viewer=house_administrator, code=stuck.code)
    assert not Sending.objects.exclude(box=b"").exists()


@pytest.mark.parametrize(
    ("mood", "state"),
    [("chat", "delivered"), ("chat busy", "queued"), ("chat wrong", "failed"),
     ("empty", "doubtful"), ("take", "doubtful"), ("hang up", "queued")],
)  # fmt: skip
def test_the_robot_of_a_chat_group(worker: Viewer, chat: Desk, mood: str, state: str) -> None:
    chat.moods = [mood]
    with clock.stopped_at(NOON):
        alarm(worker)
        send_everything()
    assert sent().state == state


def test_the_robot_is_asked_with_a_signature_where_it_wants_one(settings: Any) -> None:
    settings.NIANGJIA_CHAT_URL, settings.NIANGJIA_CHAT_KEY = "https://example.org/r?a=1", "SECabc"
    with clock.stopped_at(datetime.fromisoformat("2026-03-04T04:00:00+00:00")):
        asked = parse_qs(urlsplit(robot.signed_address()).query)
    assert asked["timestamp"] == ["1772596800000"]
    assert asked["sign"] == ["JDOvBoiBpEJ4H3S7+1mOEeX3WJBELUq5m2ZuW3FhrDo="]


@pytest.mark.parametrize(
    ("broken", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no")}), "failed"),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), "queued"),
        (smtplib.SMTPDataError(451, b"later"), "queued"),
        (smtplib.SMTPDataError(554, b"spam"), "failed"),
        (smtplib.SMTPServerDisconnected("gone"), "doubtful"),
        (TimeoutError(), "doubtful"),
    ],
)
def test_what_a_mail_server_says(
    worker: Viewer, settings: Any, monkeypatch: pytest.MonkeyPatch, broken: Exception, state: str
) -> None:
    def refuse(*_arguments: object) -> int:
        raise broken

    settings.NIANGJIA_MAIL_OFFERED = True
    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    with clock.stopped_at(NOON):
        wave(worker)
        send_everything()
    assert sent().state == state


@pytest.mark.parametrize(
    ("broken", "state"),
    [(ConnectionRefusedError(), "queued"), (TimeoutError(), "queued"),
     (smtplib.SMTPAuthenticationError(535, b"no"), "queued")],
)  # fmt: skip
def test_a_mail_server_that_lets_nobody_in_is_asked_again(
    worker: Viewer, settings: Any, monkeypatch: pytest.MonkeyPatch, broken: Exception, state: str
) -> None:
    def shut(*_arguments: object) -> bool:
        raise broken

    settings.NIANGJIA_MAIL_OFFERED = True
    monkeypatch.setattr(locmem.EmailBackend, "open", shut)
    with clock.stopped_at(NOON):
        wave(worker)
        send_everything()
    assert sent().state == state


@pytest.mark.usefixtures("sms")
def test_a_way_out_that_breaks_down_is_tried_again(
    worker: Viewer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rounds: list[int] = []

    def broken() -> int:
        rounds.append(1)
        raise RuntimeError

    monkeypatch.setattr(delivering, "note_interrupted", broken)
    monkeypatch.setattr(delivering, "wait", lambda _seconds: None)
    wave(worker)
    work_lane("sms", lambda: len(rounds) > 2)
    assert len(rounds) == 3
    assert [said.partition("\n")[0] for said in caplog.messages] == [
        "notices by sms could not be looked through"
    ] * 3


def test_errors_of_gateways_tell_nothing_but_why() -> None:
    for kind in (NotTaken, Rejected, Doubtful):
        assert str(kind("slow")) == "slow"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_workers_never_send_the_same(person: Callable[..., Viewer], sms: Desk) -> None:
    people = [person(f"示例{n}") for n in range(30)]
    start, wrong = threading.Barrier(20), []

    def work() -> None:
        try:
            start.wait()
            with clock.stopped_at(NOON):
                drain(Channel.SMS)
        except Exception as error:  # noqa: BLE001 - the test says so
            wrong.append(error)
        finally:
            connection.close()

    with clock.stopped_at(NOON):
        wave(*people)
    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert set(Sending.objects.values_list("state", "why")) == {("sent", "waits")}
    assert len(sms.got) == len({one["to"] for one in sms.got}) == 30
    assert set(sms.marks.values()) == {1}
