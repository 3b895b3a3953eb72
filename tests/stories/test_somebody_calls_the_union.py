"""The hotline from end to end, by the pages' own forms and the engine's verbs.

A rider without an account gets paid; a call in which somebody may come to harm; three offices that
send a matter back; twenty-three who want the same.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import Entry, Matter
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline import actions

pytestmark = pytest.mark.django_db

STORY = "示例：在市南区送外卖，站点两个月没有结工资，一共18000元。"
HIDDEN = re.compile(r'<input type="hidden" name="([\w_]+)" value="([^"]*)"')
RECEIPT = re.compile(r'class="receipt-number"[^>]*>([^<]+)<')
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=CHINA)


def sent(page: str) -> dict[str, str]:
    """Return what the form of a page carries along hidden."""
    return dict(HIDDEN.findall(page[page.index("<form") :]))


def test_a_rider_without_an_account_gets_paid(
    client: Client,
    officer: Viewer,
    client_of: Callable[[Viewer], Client],
) -> None:
    # On a phone, one thing at a time.
    page = client.get("/zhao-gonghui/").content.decode()
    for typed in (
        {"story": STORY},
        {"item": "petition_wages"},
        {"place": "青岛市南区", "employer_said": "示例站点", "claimed": "18000"},
        {"phone": "13900000001", "reach": "off_work", "behalf": "self"},
        {"go": "send"},
    ):
        page = client.post("/zhao-gonghui/", sent(page) | typed).content.decode()
    number, passphrase = RECEIPT.findall(page)
    assert not client.cookies, "nobody was given a cookie"
    asker = casework.Receipt(number, passphrase)
    assert engine.asker_page(asker=asker).office == "市南区总工会（示例）"

    # The county sees that it lies in the street of another; the city's desk decides.
    (row,) = engine.matters(viewer=officer).rows
    assert (row.number, row.issue_name, row.grade_name) == (number, "欠薪", "疑难")
    desk = client_of(officer)
    assert desk.get("/desk/hotline/").status_code == 200
    casework.take(viewer=officer, code=row.code)
    filled = {"how": "phone", "said": "示例：找了站长，答应三天内结清。"}
    casework.move(viewer=officer, code=row.code, step="approach", filled=filled)
    casework.tell(viewer=officer, code=row.code, words="示例：已经找了站点，三天内有回音。")
    casework.say(asker=asker, words="示例：好的，我等着。")
    casework.move(viewer=officer, code=row.code, step="heard", filled={"said": "示例：结清了。"})

    # Money was at stake: no answer without the yuan.
    told = "示例：站点已经把两个月的工资打到您的卡上。"
    with pytest.raises(Exception, match="没有答复"):
        casework.answer(viewer=officer, code=row.code, given=casework.Answer("paid", told))
    given = casework.Answer("paid", told, Decimal(18000))
    casework.answer(viewer=officer, code=row.code, given=given)

    # Half of it had not come: it is worked again, and only then it ends.
    casework.contest(asker=asker, reason="示例：只到了九千。")
    assert engine.asker_page(asker=asker).told == "有人在办了。"
    casework.answer(viewer=officer, code=row.code, given=given)
    casework.confirm(asker=asker, rating=5)
    one = Matter.objects.get(code=row.code)
    assert (one.state, one.ending, one.recovered) == ("closed", "confirmed", Decimal(18000))


def test_a_crisis_call_is_seen_by_a_person_and_never_by_a_clock_alone(
    agent_here: Viewer, officer: Viewer, client_of: Callable[[Viewer], Client]
) -> None:
    desk = client_of(agent_here)
    page = desk.get("/desk/hotline/").content.decode()
    story = "示例：三个月没拿到钱，再不给我就从楼上跳楼。"

    beside = desk.post("/desk/hotline/beside/", {"story": story}).content.decode()
    assert "不要挂断" in beside, "the steps stand there while the words are typed"

    typed = {"story": story, "place": "青岛市南区", "reach": "any", "behalf": "self", "send": "yes"}
    taken = desk.post("/desk/hotline/", sent(page) | typed).content.decode()
    assert "有危险信号" in taken
    one = Matter.objects.get()
    assert one.responsible.name == "青岛市总工会（示例）", "it was not sent away"
    assert engine.matters(viewer=agent_here, view="crisis").rows[0].code == one.code
    with pytest.raises(Conflict, match="危险信号"):
        casework.regrade(viewer=agent_here, code=one.code, grade="complex", words="示例原因")
    given = casework.Answer("paid", "示例：已经都解决了，请放心。", Decimal(1))
    with pytest.raises(Conflict, match="危险信号"):
        casework.answer(viewer=agent_here, code=one.code, given=given)
    done = "示例：没有挂断，请心理援助一起听，家人已经到场。"
    casework.attend_crisis(viewer=agent_here, code=one.code, done=done)
    casework.dispatch(viewer=agent_here, code=one.code, words="示例：人已安全，请接着办。")
    assert engine.matters(viewer=officer).rows[0].code == one.code


def test_the_third_return_goes_to_a_supervisor_who_decides(
    agent_here: Viewer,
    officer: Viewer,
    supervisor: Viewer,
    person: Callable[..., Viewer],
    unions: Any,
) -> None:
    street = person("示例街道干部", (Role.OFFICER, unions.township))
    with clock.stopped_at(MONDAY):
        told = actions.Told(story=STORY, item="petition_wages", region_code="370202")
        came = actions.take_call(viewer=agent_here, told=told, key="示例")
    began = Matter.objects.get(code=came.code)

    def there_and_back(to: Any, who: Viewer, day: int) -> None:
        with clock.stopped_at(MONDAY + timedelta(hours=day)):
            sender = supervisor if day == 3 else agent_here
            casework.dispatch(viewer=sender, code=came.code, to=to.code, words="示例：请你处办理")
            casework.return_matter(viewer=who, code=came.code, reason="示例：单位不在本地")

    there_and_back(unions.county, officer, 1)
    there_and_back(unions.township, street, 2)
    there_and_back(unions.county, officer, 3)
    one = Matter.objects.get(code=came.code)
    assert (one.bounces, one.escalated_at is not None) == (3, True)
    assert one.received_at == began.received_at, "the clock runs from the call"
    assert engine.matters(viewer=supervisor, view="escalated").rows[0].code == came.code
    with pytest.raises(Refused, match="督导员决定"):
        casework.dispatch(
            viewer=agent_here, code=came.code, to=unions.county.code, words="示例：再派一次"
        )
    words = "示例：单位门店在市南，由市南区总工会办到底。"
    casework.dispatch(viewer=supervisor, code=came.code, to=unions.county.code, words=words)
    with pytest.raises(Conflict, match="不能再退"):
        casework.return_matter(viewer=officer, code=came.code, reason="示例：还是不想办")
    page = engine.asker_page(asker=casework.Receipt(came.number, came.passphrase))
    assert page.bounces == 3, "and the asker sees it"


def test_twenty_three_who_want_the_same_are_one_matter_with_representatives(
    officer: Viewer, employer: Any, own_union_officer: Viewer
) -> None:
    came = []
    for number in range(23):
        told = actions.Told(
            story=f"示例：厂里拖了两个月工资，我是第{number + 1}个。", item="petition_wages",
            employer=employer.code, phone=f"139000001{number:02d}", claimed=Decimal(1000),
            behalf="many",
        )  # fmt: skip
        asker = Viewer()
        came.append(actions.write_in(viewer=asker, told=told, key=f"示例{number}"))
    codes = [one.code for one in came]
    near = engine.near_matters(
        viewer=officer, procedure="hotline", employer=employer.code, issue="unpaid_wages"
    )
    assert len(near) == 8, "the desk sees that there are more of them"
    lead = casework.form_group(
        viewer=officer, codes=codes, representatives=codes[:2], claim="示例：补发两个月工资"
    )
    assert lead.claimed == Decimal(23000)
    with pytest.raises(Missing):
        engine.matter_page(viewer=own_union_officer, code=lead.code)

    given = casework.Answer("paid", "示例：厂里已经补发两个月工资，请各自核对。")
    recovered = dict.fromkeys(codes, Decimal(1000))
    casework.answer_group(viewer=officer, code=lead.code, given=given, recovered=recovered)
    for one in came[:-1]:
        casework.confirm(asker=casework.Receipt(one.number, one.passphrase))
    assert Matter.objects.get(pk=lead.pk).closed_at is None, "one has not said so yet"
    last = came[-1]
    casework.confirm(asker=casework.Receipt(last.number, last.passphrase))
    lead.refresh_from_db()
    assert (lead.state, lead.ending, lead.recovered) == ("closed", "confirmed", Decimal(23000))
    assert not Entry.objects.filter(actor=own_union_officer.actor).exists()


@pytest.fixture
def agent_here(person: Callable[..., Viewer], unions: Any) -> Viewer:
    """An agent of the city's hotline."""
    return person("示例坐席", (Role.HOTLINE_AGENT, unions.city))
