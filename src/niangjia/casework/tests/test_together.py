"""The same told again, and the same asked by many."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from niangjia.casework import actions, queries
from niangjia.casework.content import Person
from niangjia.casework.models import Matter, RunningClock
from niangjia.casework.tests.desk import FIRST, matter, receipt, received
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

ANSWER = actions.Answer("paid", "示例：工资已经全部打到大家的卡上。")


def many(viewer: Viewer, employer: Employer, count: int) -> list[actions.Received]:
    return [
        received(
            viewer,
            key=f"group{number}",
            person=Person(f"示例{number}", f"1390000{number:04d}"),
            employer=employer.code,
        )
        for number in range(count)
    ]


def test_the_same_told_again_goes_on_in_the_first(officer: Viewer) -> None:
    first, again = received(key="1"), received(key="2")
    assert first.number != again.number
    assert [row.code for row in queries.earlier_matters(viewer=officer, contact="139 0000 0001")]
    actions.join(viewer=officer, code=again.code, into=first.code, words="示例：同一件事")
    joined = matter(again.code)
    assert (joined.state, joined.joined_to, joined.closed_at) == (
        "joined",
        matter(first.code),
        None,
    )
    assert not RunningClock.objects.filter(matter=joined, state="running").exists()
    assert RunningClock.objects.filter(matter=matter(first.code), state="running").count() == 2
    assert queries.matters(viewer=officer).total == 1
    assert queries.asker_page(asker=receipt(again), code=first.code).number == first.number
    actions.say(asker=receipt(again), words="示例：补充一句")
    told = queries.matter_page(viewer=officer, code=first.code).entries[0]
    assert (told.kind, told.words) == ("said", "示例：补充一句")
    with pytest.raises(Conflict, match="已经并入"):
        actions.answer(viewer=officer, code=again.code, given=ANSWER)
    actions.separate(viewer=officer, code=again.code, words="示例：其实是两件事")
    one = RunningClock.objects.get(matter=joined, kind="handle", state="running")
    assert one.started_at == joined.received_at


def test_nobody_elses_matter_is_made_to_vanish_by_joining_it(officer: Viewer) -> None:
    first = received(key="1")
    other = received(key="2", person=Person("示例乙", "13900000002"))
    nobody = received(key="3", person=Person())
    for code in (other.code, nobody.code):
        with pytest.raises(Invalid, match="不是同一个人"):
            actions.join(viewer=officer, code=code, into=first.code, words="示例：差不多")
    later = received(key="4")
    with pytest.raises(Invalid, match="后来的并入先来的"):
        actions.join(viewer=officer, code=first.code, into=later.code, words="示例：同一件")
    with pytest.raises(Invalid, match="不能并入自己"):
        actions.join(viewer=officer, code=first.code, into=first.code, words="示例：同一件")
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(code=first.code).update(state="joined")


def test_a_group_is_answered_one_by_one_and_ends_with_its_last_member(
    officer: Viewer, employer: Employer
) -> None:
    came = many(officer, employer, 3)
    codes = [one.code for one in came]
    assert len(queries.similar_matters(viewer=officer, code=codes[0])) == 2
    with pytest.raises(Invalid, match="至少3人"):
        actions.form_group(
            viewer=officer, codes=codes[:2], representatives=codes[:1], claim="示例：同样的要求"
        )
    with pytest.raises(Invalid, match="代表要从成员里选"):
        actions.form_group(
            viewer=officer, codes=codes, representatives=["x"], claim="示例：同样的要求"
        )
    lead = actions.form_group(
        viewer=officer, codes=codes, representatives=codes[:2], claim="示例：同样的要求"
    )
    assert [matter(code).part for code in codes] == ["representative"] * 2 + ["member"]
    first = min(matter(code).received_at for code in codes)
    assert RunningClock.objects.get(matter=lead, kind="handle").started_at == first
    with pytest.raises(Conflict, match="集体事项里办理"):
        actions.answer(viewer=officer, code=codes[0], given=ANSWER)
    with pytest.raises(Conflict, match="逐人答复"):
        actions.answer(viewer=officer, code=lead.code, given=ANSWER)
    paid = {code: Decimal(1000 * place) for place, code in enumerate(codes, 1)}
    with pytest.raises(Invalid, match="还有几处要填好"):
        actions.answer_group(
            viewer=officer, code=lead.code, given=ANSWER, recovered={codes[0]: Decimal(1)}
        )
    assert matter(codes[0]).state == "grouped"
    actions.answer_group(viewer=officer, code=lead.code, given=ANSWER, recovered=paid)
    assert [matter(code).recovered for code in codes] == [1000, 2000, 3000]
    for one in came[:2]:
        assert queries.asker_page(asker=receipt(one), code=lead.code).number == lead.number
        actions.confirm(asker=receipt(one))
    assert matter(lead.code).closed_at is None
    actions.contest(asker=receipt(came[2]), reason="示例：我的没有到账")
    out = matter(codes[2])
    assert (out.state, out.group, out.part) == ("working", None, "")
    ended = matter(lead.code)
    assert (ended.ending, ended.recovered) == ("confirmed", Decimal(3000))
    assert list(queries.faults_of_timelines()) == []


def test_a_group_goes_round_as_one(
    city_officer: Viewer, officer: Viewer, employer: Employer
) -> None:
    codes = [one.code for one in many(city_officer, employer, 3)]
    lead = actions.form_group(
        viewer=city_officer, codes=codes, representatives=codes[:1], claim="示例：同样的要求"
    )
    actions.dispatch(viewer=city_officer, code=lead.code, words="示例：请你们办理")
    assert {matter(code).responsible for code in codes} == {matter(lead.code).responsible}
    paid = dict.fromkeys(codes, Decimal(0))
    actions.answer_group(viewer=officer, code=lead.code, given=ANSWER, recovered=paid)


def test_different_matters_make_no_group(officer: Viewer, employer: Employer) -> None:
    codes = [one.code for one in many(officer, employer, 2)]
    codes.append(received(officer, key="x").code)
    with pytest.raises(Invalid, match="不一样"):
        actions.form_group(
            viewer=officer, codes=codes, representatives=codes[:1], claim="示例：同样的要求"
        )


@pytest.mark.usefixtures("officer")
def test_the_same_form_sent_twice_is_one_matter() -> None:
    first, again = received(key="form"), received(key="form")
    assert (first.number, first.passphrase) == (again.number, again.passphrase)
    assert again.again
    assert Matter.objects.count() == 1
    assert received(key="form", story=FIRST.story + "。").code != first.code
