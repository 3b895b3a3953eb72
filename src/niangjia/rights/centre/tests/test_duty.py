"""Who is on duty: shifts, swaps that both want, gaps, names and calendars of one's own."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions, queries
from niangjia.rights.centre.models import Centre, DutyPerson, Shift, Swap

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)


@pytest.fixture
def giver(officer: Viewer, lawyer: Viewer, centre: Centre) -> DutyPerson:
    return on_roster(officer, lawyer, centre)


@pytest.fixture
def taker(officer: Viewer, second_lawyer: Viewer, centre: Centre) -> DutyPerson:
    return on_roster(officer, second_lawyer, centre)


def on_roster(officer: Viewer, who: Viewer, centre: Centre, role: str = "lawyer") -> DutyPerson:
    code = Account.objects.get(pk=who.account or 0).code
    return actions.add_duty_person(viewer=officer, centre=centre.code, account=code, role=role)


def shift(officer: Viewer, person: DutyPerson, day: date = DAY, part: str = "morning") -> Shift:
    return actions.assign_shift(viewer=officer, person=person.code, day=day, part=part)


def test_only_lawyers_and_mediators_of_the_union_or_above_are_on_a_roster(
    officer: Viewer, lawyer: Viewer, worker: Viewer, centre: Centre, giver: DutyPerson
) -> None:
    assert giver.centre == centre
    with pytest.raises(Conflict, match="已经在值班表里"):
        on_roster(officer, lawyer, centre)
    for who, role in ((worker, "lawyer"), (lawyer, "mediator"), (lawyer, "king")):
        with pytest.raises(Invalid):
            on_roster(officer, who, centre, role)
    with pytest.raises(Refused):
        on_roster(lawyer, worker, centre)


def test_nobody_is_on_duty_twice_at_once_or_when_it_is_closed(
    officer: Viewer, giver: DutyPerson
) -> None:
    shift(officer, giver)
    with pytest.raises(Conflict, match="那时已经有班"):
        shift(officer, giver)
    for day, part, field in (
        (date(2026, 3, 14), "morning", "day"), (date(2026, 3, 10), "morning", "day"),
        (DAY, "evening", "part"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as error:
            shift(officer, giver, day, part)
        assert set(error.value.fields) == {field}


def test_a_shift_changes_hands_only_when_both_want(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, giver: DutyPerson, taker: DutyPerson
) -> None:
    mine = shift(officer, giver)
    with pytest.raises(Refused):
        actions.ask_swap(viewer=second_lawyer, shift=mine.code, taker=taker.code)
    with pytest.raises(Invalid):
        actions.ask_swap(viewer=lawyer, shift=mine.code, taker=giver.code)
    swap = actions.ask_swap(viewer=lawyer, shift=mine.code, taker=taker.code)
    with pytest.raises(Conflict):
        actions.ask_swap(viewer=lawyer, shift=mine.code, taker=taker.code)
    for nobody in (lawyer, officer):
        with pytest.raises(Missing):
            actions.answer_swap(viewer=nobody, code=swap.code, agree=True)
    assert Shift.objects.get().person == giver
    actions.answer_swap(viewer=second_lawyer, code=swap.code, agree=True)
    assert Shift.objects.get().person == taker
    with pytest.raises(Conflict, match="已经有结果"):
        actions.withdraw_swap(viewer=lawyer, code=swap.code)


def test_a_swap_refused_or_withdrawn_changes_nothing(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, giver: DutyPerson, taker: DutyPerson
) -> None:
    mine = shift(officer, giver)
    first = actions.ask_swap(viewer=lawyer, shift=mine.code, taker=taker.code)
    assert [one.code for one in queries.asked_of_me(viewer=second_lawyer)] == [first.code]
    actions.answer_swap(viewer=second_lawyer, code=first.code, agree=False)
    second = actions.ask_swap(viewer=lawyer, shift=mine.code, taker=taker.code)
    actions.withdraw_swap(viewer=lawyer, code=second.code)
    assert Shift.objects.get().person == giver
    assert queries.asked_of_me(viewer=second_lawyer) == ()


def test_whoever_got_a_shift_meanwhile_cannot_take_another(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, giver: DutyPerson, taker: DutyPerson
) -> None:
    mine = shift(officer, giver)
    swap = actions.ask_swap(viewer=lawyer, shift=mine.code, taker=taker.code)
    shift(officer, taker)
    with pytest.raises(Conflict, match="换不了"):
        actions.answer_swap(viewer=second_lawyer, code=swap.code, agree=True)
    assert Swap.objects.get().state == "asked"
    assert Shift.objects.filter(person=giver).count() == 1


def test_gaps_are_told_and_filled(
    officer: Viewer, mediator: Viewer, centre: Centre, giver: DutyPerson
) -> None:
    assert {(one.part, one.role) for one in queries.gaps_of(centre, [DAY])} == {
        (part, role) for part in ("morning", "afternoon") for role in ("lawyer", "mediator")
    }
    shift(officer, giver)
    shift(officer, on_roster(officer, mediator, centre, "mediator"))
    assert {one.part for one in queries.gaps_of(centre, [DAY])} == {"afternoon"}
    assert queries.gaps_of(centre, [date(2026, 3, 14)]) == ()
    week = queries.roster(viewer=officer, centre=centre.code, day=DAY)
    assert all(not gaps for one in week.days[:2] for *_part, gaps in one.parts)  # days gone by


def test_the_public_reads_a_name_only_where_its_owner_allowed_it(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, centre: Centre, giver: DutyPerson
) -> None:
    shift(officer, giver, date(2026, 3, 11))
    page = queries.public_centre(centre.code)
    assert [(one.role, one.name) for one in page.on_duty] == [("值班律师", "")]
    with pytest.raises(Missing):
        actions.show_name(viewer=second_lawyer, code=giver.code, shows=True)
    actions.show_name(viewer=lawyer, code=giver.code, shows=True)
    assert queries.public_centre(centre.code).on_duty[0].name == "示例律师"
    with clock.stopped_at(datetime(2026, 3, 11, 12, 30, tzinfo=CHINA)):
        assert queries.public_centre(centre.code).on_duty == ()


def test_a_calendar_opens_by_its_secret_until_it_is_closed(
    officer: Viewer, lawyer: Viewer, giver: DutyPerson, client: Client
) -> None:
    shift(officer, giver)
    secret = actions.make_calendar(viewer=lawyer, code=giver.code)
    assert secret not in str(DutyPerson.objects.values().get())
    answer = client.get(f"/zhongxin/rili/{secret}.ics")
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 1
    assert b"DTSTART;TZID=Asia/Shanghai:20260312T090000" in answer.content
    assert "示例律师" not in answer.content.decode()
    again = actions.make_calendar(viewer=lawyer, code=giver.code)
    assert client.get(f"/zhongxin/rili/{secret}.ics").status_code == 404
    actions.close_calendar(viewer=lawyer, code=giver.code)
    assert client.get(f"/zhongxin/rili/{again}.ics").status_code == 404


def test_whoever_leaves_the_roster_frees_the_shifts_to_come(
    officer: Viewer, lawyer: Viewer, giver: DutyPerson
) -> None:
    shift(officer, giver)
    actions.make_calendar(viewer=lawyer, code=giver.code)
    actions.end_duty_person(viewer=officer, code=giver.code)
    assert Shift.objects.count() == 0
    assert DutyPerson.objects.get().calendar_key is None
    with pytest.raises(Missing):
        shift(officer, giver)


def test_other_offices_see_no_roster(
    centre: Centre, officer_elsewhere: Viewer, worker: Viewer, own_union_officer: Viewer,
    person: Callable[..., Viewer], unions: Any,
) -> None:  # fmt: skip
    for viewer in (officer_elsewhere, worker, own_union_officer, person("示例路人")):
        with pytest.raises(Missing):
            queries.roster(viewer=viewer, centre=centre.code, day=DAY)
    assert unions.county == centre.host
