"""Each is told once, in words of their own level, by the ways they chose, at their hours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from niangjia.foundation.ledger.models import AuditEntry, Event
from niangjia.foundation.notices import actions, queries
from niangjia.foundation.notices.actions import Contact, notify
from niangjia.foundation.notices.contacts import mobile
from niangjia.foundation.notices.declaring import Channel, WrongKind
from niangjia.foundation.notices.jobs import send_everything
from niangjia.foundation.notices.models import Notice, Preference, Sending
from niangjia.foundation.notices.preferences import DEFAULT
from niangjia.foundation.notices.tests.gateway import Desk
from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Invalid, Missing, Refused
from niangjia.kernel.viewer import STRANGER, Viewer

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 12, tzinfo=CHINA)
NIGHT = datetime(2026, 3, 4, 23, 30, tzinfo=CHINA)
MORNING = datetime(2026, 3, 5, 8, tzinfo=CHINA)
PHONE = "13900000009"


def wave(*viewers: Viewer, key: str = "1", contacts: tuple[Contact, ...] = ()) -> int:
    accounts = [viewer.account for viewer in viewers if viewer.account is not None]
    return notify(
        kind="test.wave", key=key, accounts=accounts, contacts=contacts, about="matter:7",
        parameters={"number": "示例〔2026〕第00012号", "ending": "00012"},
    )  # fmt: skip


def alarm(*viewers: Viewer, key: str = "1") -> int:
    accounts = [viewer.account for viewer in viewers if viewer.account is not None]
    return notify(kind="test.alarm", key=key, accounts=accounts, parameters={"number": "示例1"})


def texts(desk: Desk) -> list[str]:
    return [one["text"] for one in desk.got]


def test_it_lies_in_the_inbox_and_is_sent_once(worker: Viewer, sms: Desk) -> None:
    with clock.stopped_at(NOON):
        assert wave(worker) == 1
        assert wave(worker) == 0
        send_everything()
        send_everything()
        assert wave(worker) == 0
    [told] = queries.inbox(viewer=worker).rows
    assert (told.title, told.text) == (
        "有人向您招手", "示例〔2026〕第00012号的人在门口向您招手。",
    )  # fmt: skip
    assert told.unread
    [message] = sms.got
    assert message["text"] == "【娘家】有人向您招手（尾号00012），请登录查看。"
    assert message["template"] == "test.wave"
    assert message["parameters"] == {"ending": "00012"}
    assert message["to"] == Account.objects.get(pk=worker.account or 0).phone
    assert list(sms.marks.values()) == [1]


def test_mail_says_no_more_than_a_locked_screen_may(worker: Viewer, settings: Any) -> None:
    settings.NIANGJIA_MAIL_OFFERED = True
    with clock.stopped_at(NOON):
        wave(worker)
        send_everything()
        send_everything()
    [one] = mail.outbox
    assert (one.subject, one.body) == ("有人向您招手", "有人向您招手（尾号00012），请登录查看。")
    assert one.message()["Message-ID"].startswith(f"<{Sending.objects.get().code}@")
    assert Sending.objects.get().state == "sent"


def test_an_address_that_nobody_proved_gets_nothing(worker: Viewer, sms: Desk) -> None:
    Account.objects.filter(pk=worker.account or 0).update(phone_verified=False)
    with clock.stopped_at(NOON):
        assert wave(worker) == 1
        send_everything()
    assert sms.got == []
    assert queries.unread(viewer=worker) == 1


def test_somebody_without_an_account_gets_an_sms_and_no_inbox(sms: Desk) -> None:
    with clock.stopped_at(NOON):
        assert wave(contacts=(Contact(phone="139 0000 0009"),)) == 1
        assert wave(contacts=(Contact(phone="+86 13900000009"),)) == 0
        assert wave(key="2", contacts=(Contact(phone="0532-85911111"), Contact())) == 0
        box = bytes(Sending.objects.get().box)
        assert PHONE.encode() not in box
        send_everything()
    assert [one["to"] for one in sms.got] == ["+8613900000009"]
    assert bytes(Notice.objects.get().words) == b""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13900000009", "+8613900000009"),
        ("0532-85911111", ""),
        ("12351", ""),
        ("家里的电话", ""),
        ("", ""),
    ],
)
def test_only_a_mobile_takes_an_sms(typed: str, number: str) -> None:
    assert mobile(typed) == number


def test_at_night_it_waits_for_the_morning_and_what_is_urgent_does_not(
    worker: Viewer, sms: Desk
) -> None:
    with clock.stopped_at(NIGHT):
        wave(worker)
        alarm(worker)
        send_everything()
        assert len(sms.got) == 1
        assert "急事" in texts(sms)[0]
    with clock.stopped_at(MORNING - timedelta(seconds=1)):
        send_everything()
        assert len(sms.got) == 1
    with clock.stopped_at(MORNING):
        send_everything()
    assert len(sms.got) == 2


def test_what_was_queued_by_day_is_not_sent_at_night(worker: Viewer, sms: Desk) -> None:
    sms.moods = ["503"]
    with clock.stopped_at(NIGHT - timedelta(hours=3)):
        wave(worker)
        send_everything()
    with clock.stopped_at(NIGHT):
        send_everything()
        [one] = Sending.objects.all()
        assert (one.state, one.due, one.attempts) == ("queued", MORNING, 1)
    assert sms.got == []


def test_whoever_wants_no_sms_gets_none_but_for_a_life(worker: Viewer, sms: Desk) -> None:
    actions.save_wishes(viewer=worker, wishes=replace(DEFAULT, by_sms=False))
    with clock.stopped_at(NOON):
        wave(worker)
        alarm(worker)
        send_everything()
    assert len(sms.got) == 1
    assert queries.unread(viewer=worker) == 2


def test_a_wish_of_now_holds_for_what_was_queued_before(worker: Viewer, sms: Desk) -> None:
    with clock.stopped_at(NOON):
        wave(worker)
        actions.save_wishes(viewer=worker, wishes=replace(DEFAULT, by_sms=False))
        send_everything()
    assert sms.got == []
    assert Sending.objects.get().state == "dropped"


def test_the_simplest_words_for_whoever_asked_for_them(worker: Viewer, colleague: Viewer) -> None:
    actions.save_wishes(viewer=worker, wishes=replace(DEFAULT, level="very_plain"))
    wave(worker, colleague)
    said = [queries.inbox(viewer=viewer).rows[0].text for viewer in (worker, colleague)]
    assert said == [
        "有人在门口招手。编号示例〔2026〕第00012号。", "示例〔2026〕第00012号的人在门口向您招手。",
    ]  # fmt: skip


def test_wishes_that_make_no_sense_are_refused(worker: Viewer) -> None:
    with pytest.raises(Invalid):
        actions.save_wishes(
            viewer=worker, wishes=replace(DEFAULT, quiet_since=time(8), quiet_until=time(7))
        )
    with pytest.raises(Invalid):
        actions.save_wishes(viewer=worker, wishes=replace(DEFAULT, level="shouting"))
    with pytest.raises(Refused):
        actions.save_wishes(viewer=STRANGER, wishes=DEFAULT)
    assert not Preference.objects.exists()


def test_it_stands_or_falls_with_what_it_tells_of(worker: Viewer) -> None:
    with transaction.atomic():
        wave(worker)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert wave(worker) == 1


def test_the_duty_group_hears_of_an_alarm_once_and_nothing_else(
    worker: Viewer, colleague: Viewer, chat: Desk
) -> None:
    with clock.stopped_at(NIGHT):
        alarm(worker, colleague)
        alarm(worker)
        wave(worker)
        send_everything()
    assert chat.got == [
        {"msgtype": "text", "text": {"content": "【娘家】有一件急事，请马上登录查看。"}}
    ]


def test_a_kind_is_used_as_it_was_declared(worker: Viewer) -> None:
    for kind, given in (("test.none", {}), ("test.wave", {}), ("test.quiet", {"number": "1"})):
        with pytest.raises(WrongKind):
            notify(kind=kind, key="1", accounts=[worker.account or 0], parameters=given)


def test_an_account_that_was_closed_is_left_out(worker: Viewer, sms: Desk) -> None:
    with clock.stopped_at(NOON):
        wave(worker)
        Account.objects.filter(pk=worker.account or 0).update(is_active=False)
        assert wave(worker, key="2") == 0
        send_everything()
    assert sms.got == []
    assert Sending.objects.get().state == "dropped"


def test_reading_and_deleting_are_ones_own(worker: Viewer, colleague: Viewer, sms: Desk) -> None:
    with clock.stopped_at(NIGHT):
        wave(worker)
        code = Notice.objects.get().code
        for do in (actions.mark_read, actions.delete_notice):
            for viewer in (colleague, STRANGER):
                with pytest.raises(Missing):
                    do(viewer=viewer, code=code)
        assert queries.unread(viewer=worker) == 1
        actions.mark_read(viewer=worker, code=code)
        assert queries.unread(viewer=worker) == 0
        actions.delete_notice(viewer=worker, code=code)
        assert queries.inbox(viewer=worker).rows == ()
        assert wave(worker) == 0
    with clock.stopped_at(MORNING):
        send_everything()
    assert sms.got == []
    assert bytes(Notice.objects.get().words) == bytes(Sending.objects.get().box) == b""


def test_all_are_read_at_once_and_counted_no_further_than_anybody_counts(worker: Viewer) -> None:
    for number in range(101):
        wave(worker, key=str(number))
    assert queries.unread(viewer=worker) == 100
    assert len(queries.inbox(viewer=worker, page=6).rows) == 1
    assert actions.mark_all_read(viewer=worker) == 101
    assert queries.unread(viewer=worker) == 0


def test_it_is_thrown_away_when_its_time_is_over(worker: Viewer) -> None:
    with clock.stopped_at(NOON):
        wave(worker)
    with clock.stopped_at(NOON + actions.KEPT):
        assert actions.sweep() == 0
        assert queries.inbox(viewer=worker).rows
    with clock.stopped_at(NOON + actions.KEPT + timedelta(seconds=1)):
        assert actions.sweep() > 0
    assert not Notice.objects.exists()


def test_nothing_about_a_person_lies_open(
    worker: Viewer, sms: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    sms.moods = ["503", "404", "garbage"]
    contact = Contact(phone=PHONE, email="shili@example.org")
    assert "139" not in repr(contact)
    with clock.stopped_at(NOON):
        wave(worker, contacts=(contact,))
        wave(worker, key="2", contacts=(contact,))
        send_everything()
    rows = [*Notice.objects.values(), *Sending.objects.values(), *Event.objects.values(),
            *AuditEntry.objects.values()]  # fmt: skip
    open_text = caplog.text + "".join(
        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
        for row in rows
        for value in row.values()
    )
    for secret in (PHONE, "shili@example.org", "00012", "招手", "示例"):
        assert secret not in open_text


def test_two_tell_the_same_at_once(
    worker: Viewer,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    from niangjia.foundation.notices import telling  # noqa: PLC0415 - its insides are replaced

    real, calls = telling._untold, []

    def late(by_mark: Any) -> Any:
        calls.append(1)
        found = real(by_mark)
        if len(calls) == 1:
            monkeypatch.setattr(telling, "_untold", real)
            wave(worker)
        return found

    monkeypatch.setattr(telling, "_untold", late)
    wave(worker)
    assert Notice.objects.count() == 1
    with django_assert_max_num_queries(9):
        wave(worker, key="other")


def test_what_was_told_about_is_known(worker: Viewer) -> None:
    wave(worker)
    asked = frozenset({"matter:7", "matter:8"})
    assert queries.told_about(kind="test.wave", abouts=asked) == {"matter:7"}
    assert queries.told_about(kind="test.alarm", abouts=asked) == frozenset()
    assert queries.ways_offered() == frozenset()
    assert Channel.SMS not in queries.ways_offered()
