"""Who is told what, and when: everybody once, nobody what is not theirs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from niangjia.casework import actions, jobs
from niangjia.casework.content import Person
from niangjia.casework.rules.periods import working_days
from niangjia.casework.telling import kinds, listeners
from niangjia.casework.telling.reminding import remind
from niangjia.casework.tests.desk import (
    FIRST,
    STORY,
    answered,
    matter,
    receipt,
    received,
)
from niangjia.foundation.ledger import courier
from niangjia.foundation.ledger.listeners import lanes, listeners_of
from niangjia.foundation.ledger.models import Delivery
from niangjia.foundation.notices import declaring, queries
from niangjia.foundation.notices.jobs import send_everything
from niangjia.foundation.notices.models import Notice, Sending
from niangjia.foundation.notices.tests.gateway import Desk, gateway
from niangjia.foundation.organisations.models import Employer
from niangjia.foundation.people.models import Account, Appointment
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.viewer import Role, Viewer

pytestmark = pytest.mark.django_db

THURSDAY = datetime(2025, 3, 6, 9, 30, tzinfo=CHINA)
DANGER = "示例：活不下去了，今晚就从楼上跳楼。"


@pytest.fixture
def sms(settings: Any) -> Iterator[Desk]:
    with gateway() as desk:
        settings.NIANGJIA_SMS_URL = desk.url
        yield desk


def deliver() -> None:
    """Let everybody hear what happened, and send what is to be sent."""
    for lane in lanes():
        courier.drain(lane)
    send_everything()
    assert not Delivery.objects.exclude(state="delivered").exists()


def told(viewer: Viewer) -> list[str]:
    """Return the kinds of what somebody was told, oldest first."""
    found = Notice.objects.filter(account=viewer.account).order_by("id")
    return list(found.values_list("kind", flat=True))


def mine(worker: Viewer, key: str = "mine", **changes: Any) -> str:
    asked = replace(FIRST, person=Person(), **changes)
    return actions.receive(viewer=worker, procedure="desk", asked=asked, key=key).code


def test_an_asker_with_an_account_is_told_each_step_once(
    worker: Viewer, colleague: Viewer, officer: Viewer, second_officer: Viewer
) -> None:
    code = mine(worker)
    actions.move(viewer=officer, code=code, step="start", filled={})
    filled = {"what": "工资条", "kind": "web"}
    actions.move(viewer=officer, code=code, step="ask_papers", filled=filled)
    actions.move_as_asker(asker=worker, code=code, step="hand_in", filled={})
    actions.tell(viewer=officer, code=code, words="示例：收到了")
    actions.look_up_person(viewer=officer, code=code, reason="示例：核对")
    answered(officer, code)
    deliver()
    deliver()
    assert told(worker) == [
        "asker.received", "asker.moved", "asker.asked", "asker.told", "asker.viewed",
        "asker.answered",
    ]  # fmt: skip
    assert told(colleague) == []
    number = matter(code).number
    assert all(number in row.text for row in queries.inbox(viewer=worker).rows)
    assert STORY not in repr(queries.inbox(viewer=worker))
    assert "asker.viewed" not in set(Sending.objects.values_list("notice__kind", flat=True))
    assert told(second_officer) == []


def test_every_event_heard_twice_is_told_once(worker: Viewer, officer: Viewer) -> None:
    code = mine(worker)
    actions.tell(viewer=officer, code=code, words="示例：收到了")
    deliver()
    before = Notice.objects.count()
    number = matter(code).pk
    listeners.received([{"matter": number, "entry": 1}] * 3)
    listeners.told([{"matter": number, "entry": 2}])
    assert Notice.objects.count() == before


def test_an_asker_with_only_a_phone_gets_the_end_of_the_number_and_never_the_passphrase(
    officer: Viewer, sms: Desk
) -> None:
    with clock.stopped_at(THURSDAY):
        came = received()
        answered(officer, came.code)
        deliver()
        deliver()
    assert [one["template"] for one in sms.got] == ["asker.received", "asker.answered"]
    ending = f"{matter(came.code).sequence:05d}"
    for one in sms.got:
        assert one["parameters"] == {"ending": ending}
        for secret in (came.passphrase, came.passphrase.replace(" ", ""), came.number, "工资"):
            assert secret not in one["text"]


def test_somebody_who_left_no_number_gets_nothing(officer: Viewer, sms: Desk) -> None:
    with clock.stopped_at(THURSDAY):
        for key, phone in (("1", ""), ("2", "0532-85911111"), ("3", "不方便留")):
            came = received(key=key, person=Person("示例", phone))
            answered(officer, came.code)
        deliver()
    assert sms.got == []
    assert not Notice.objects.filter(kind__startswith="asker").exists()


def test_a_crisis_calls_the_office_and_its_supervisors_at_once_and_again(
    officer: Viewer, second_officer: Viewer, supervisor: Viewer, officer_elsewhere: Viewer,
    own_union_officer: Viewer, sms: Desk,
) -> None:  # fmt: skip
    night = THURSDAY.replace(hour=2)
    with clock.stopped_at(night):
        came = received(story=DANGER)
        deliver()
    called = (officer, second_officer, supervisor)
    for viewer in called:
        assert told(viewer) == ["staff.crisis"]
    assert told(officer_elsewhere) == told(own_union_officer) == []
    urgent = [one for one in sms.got if one["template"] == "staff.crisis"]
    assert len(urgent) == 3
    assert {one["text"] for one in urgent} == {"【娘家】有一件急事等人马上处理，请立即登录查看。"}
    for minutes, count in ((5, 1), (11, 2), (15, 2), (22, 3)):
        with clock.stopped_at(night + timedelta(minutes=minutes)):
            jobs.watch()
            deliver()
            assert len(told(officer)) == count, minutes
    actions.attend_crisis(viewer=officer, code=came.code, done="示例：已经通话，家人陪着。")
    with clock.stopped_at(night + timedelta(minutes=60)):
        jobs.watch()
        deliver()
    assert told(supervisor) == ["staff.crisis", "staff.crisis_again", "staff.crisis_again"]


def test_an_alarm_that_somebody_has_seen_to_meanwhile_is_not_sounded(officer: Viewer) -> None:
    came = received(story=DANGER)
    actions.attend_crisis(viewer=officer, code=came.code, done="示例：已经通话，家人陪着。")
    deliver()
    assert told(officer) == []


def test_where_nobody_of_the_office_is_left_whoever_runs_the_house_is_called(
    officer: Viewer, house_administrator: Viewer
) -> None:
    came = received(story=DANGER)
    Appointment.objects.filter(account=officer.account).update(revoked_at=clock.now())
    deliver()
    assert told(officer) == []
    assert told(house_administrator) == ["staff.crisis_nobody"]
    row = queries.inbox(viewer=house_administrator).rows[0]
    assert matter(came.code).responsible.name in row.text


def test_an_officer_without_a_second_factor_is_told_nothing(
    person: Callable[..., Viewer], unions: Any, supervisor: Viewer
) -> None:
    careless = person("示例新人", (Role.OFFICER, unions.county), factor=False)
    received(story=DANGER)
    deliver()
    assert told(careless) == []
    assert told(supervisor) == ["staff.crisis"]


def test_the_other_side_is_never_told(
    person: Callable[..., Viewer], unions: Any, officer: Viewer, employer: Employer
) -> None:
    both = person("示例两头", (Role.OFFICER, unions.county), (Role.OFFICER, unions.own))
    received(story=DANGER, employer=employer.code)
    deliver()
    assert told(officer) == ["staff.crisis"]
    assert told(both) == []


def test_whoever_has_it_is_told_and_nobody_of_what_they_did_themselves(
    worker: Viewer, officer: Viewer, second_officer: Viewer, supervisor: Viewer
) -> None:
    code = mine(worker)
    actions.take(viewer=officer, code=code)
    actions.say(asker=worker, code=code, words="示例：还有一张欠条")
    actions.urge(asker=worker, code=code)
    actions.assign(viewer=supervisor, codes=[code], to=second_officer.actor)
    actions.supervise(
        viewer=supervisor, code=code, words="示例：请抓紧", until=clock.today() + timedelta(days=3)
    )
    answered(second_officer, code)
    actions.contest(asker=worker, code=code, reason="示例：没有收到钱")
    deliver()
    # Told when it is heard: by then the second officer has it, and was given it.
    assert sorted(told(second_officer)) == [
        "staff.contested", "staff.given", "staff.said", "staff.supervised", "staff.urged",
    ]  # fmt: skip
    assert sorted(told(supervisor)) == ["staff.contested", "staff.urged"]
    assert told(officer) == []


def test_what_goes_round_is_told_where_it_comes(
    city_officer: Viewer, officer: Viewer, supervisor: Viewer, unions: Any
) -> None:
    came = received(viewer=city_officer, key="round")
    for _ in range(3):
        actions.dispatch(
            viewer=supervisor, code=came.code, to=unions.county.code, words="示例：请办理"
        )
        actions.return_matter(viewer=officer, code=came.code, reason="示例：不归这里管")
    deliver()
    for viewer in (officer, city_officer):
        assert "staff.came" not in told(viewer)  # it was back before anybody was told
    assert told(city_officer).count("staff.returned") == 3
    assert "staff.escalated" in told(supervisor)


def test_a_clock_that_breaks_is_told_once_to_who_has_it_and_supervisors(
    officer: Viewer, supervisor: Viewer
) -> None:
    with clock.stopped_at(THURSDAY):
        code = received().code
        actions.take(viewer=officer, code=code)
    for days in (9, 10):
        with clock.stopped_at(THURSDAY + timedelta(days=days)):
            jobs.watch()
            deliver()
    assert told(officer).count("staff.broken") == 2  # the look, and the handling: one each
    assert told(supervisor).count("staff.broken") == 2


def test_it_is_reminded_once_on_the_working_day_before_and_again_after_an_extension(
    officer: Viewer, supervisor: Viewer
) -> None:
    with clock.stopped_at(THURSDAY):
        code = received().code
        actions.move(viewer=officer, code=code, step="start", filled={})
        assert remind() == 0
    wednesday = THURSDAY + timedelta(days=6)  # due at the end of Thursday the 13th
    with clock.stopped_at(wednesday - timedelta(days=1)):
        assert remind() == 0
    with clock.stopped_at(wednesday):
        assert remind() == 1
        assert remind() == 0
    with clock.stopped_at(wednesday + timedelta(hours=3)):
        actions.extend_clock(
            viewer=supervisor, code=code, kind="handle", by=working_days(2), words="示例：要核实"
        )
        assert remind() == 0
    with clock.stopped_at(THURSDAY + timedelta(days=8)):  # Friday, due on Monday: over the weekend
        assert remind() == 1
    assert told(officer).count("staff.due_soon") == 2


def test_a_partner_body_is_told_that_it_is_asked(
    person: Callable[..., Viewer], operator: Viewer, unions: Any, officer: Viewer
) -> None:
    member = person("示例仲裁员", (Role.MEDIATOR, unions.elsewhere))
    partner = actions.set_up_partner(viewer=operator, host=unions.city.code, name="示例仲裁委")
    contact = Account.objects.get(pk=member.account or 0).email or ""
    actions.let_in_for_partner(viewer=operator, partner=partner.code, contact=contact)
    code = received().code
    actions.refer_to_partner(
        viewer=officer, code=code, partner=partner.code, words="示例：请看看", consented=True
    )
    actions.reply(viewer=member, code=code, words="示例：收到", done=True)
    deliver()
    assert told(member) == ["partner.asked"]
    assert "staff.replied" in told(officer)


def test_an_asker_who_contests_by_receipt_is_heard(officer: Viewer) -> None:
    came = received()
    answered(officer, came.code)
    actions.contest(asker=receipt(came), reason="示例：没有收到钱")
    deliver()
    assert told(officer) == ["staff.contested"]


def test_every_kind_that_is_declared_is_told_by_somebody() -> None:
    assert {kind.key for kind in declaring.bound()} >= {kind.key for kind in kinds.KINDS}
    for topic in ("received", "answered", "crisis", "contested", "clock_broken"):
        assert [one for one in listeners_of(f"casework.{topic}") if "telling" in one.name]
