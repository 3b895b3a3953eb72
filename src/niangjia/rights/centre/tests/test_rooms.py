"""Rooms: who may book, when, and never the same quarter of an hour twice."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from niangjia.kernel.calendar import NotPublished, WorkingCalendar
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions, queries
from niangjia.rights.centre.models import Booking, Centre, HeldQuarter, Room
from niangjia.rights.centre.rules.opening import moment

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)


def wanted(room: Room, begin: int = 9, end: int = 10, day: date = DAY) -> actions.Wanted:
    return actions.Wanted(
        room.code, moment(day, time(begin)), moment(day, time(end)), "mediation", 4
    )


def test_a_room_that_is_taken_is_not_given_again(officer: Viewer, room: Room) -> None:
    actions.book(viewer=officer, wanted=wanted(room, 9, 11))
    with pytest.raises(Conflict, match="已经有人订了"):
        actions.book(viewer=officer, wanted=wanted(room, 10, 12))
    actions.book(viewer=officer, wanted=wanted(room, 11, 12))
    assert Booking.objects.count() == 2
    assert HeldQuarter.objects.count() == 12


def test_the_table_itself_refuses_a_quarter_twice(officer: Viewer, room: Room) -> None:
    made = actions.book(viewer=officer, wanted=wanted(room))
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldQuarter.objects.create(room=room, at=made.starts_at, booking=made)


def test_what_is_cancelled_is_free_again(officer: Viewer, room: Room) -> None:
    first = actions.book(viewer=officer, wanted=wanted(room))
    with pytest.raises(Invalid):
        actions.cancel_booking(viewer=officer, code=first.code, reason=" ")
    actions.cancel_booking(viewer=officer, code=first.code, reason="改期")
    with pytest.raises(Conflict):
        actions.cancel_booking(viewer=officer, code=first.code, reason="再取消")
    actions.book(viewer=officer, wanted=wanted(room))


def test_a_booking_moves_even_over_itself_and_only_once(officer: Viewer, room: Room) -> None:
    made = actions.book(viewer=officer, wanted=wanted(room, 9, 11))
    later = made.starts_at + timedelta(hours=1)

    def move() -> None:
        actions.move_booking(
            viewer=officer, code=made.code, room=room.code, starts=later,
            ends=later + timedelta(hours=2), version=made.version,
        )  # fmt: skip

    move()
    held = list(HeldQuarter.objects.order_by("at").values_list("at", flat=True))
    assert (held[0], len(held)) == (later, 8)
    with pytest.raises(Conflict, match="刚刚改过"):
        move()  # somebody else had the page open
    other = actions.book(viewer=officer, wanted=wanted(room, 14, 15))
    with pytest.raises(Conflict, match="已经有人订了"):
        actions.move_booking(
            viewer=officer, code=other.code, room=room.code, starts=later,
            ends=later + timedelta(hours=1), version=1,
        )  # fmt: skip


def test_days_and_hours_are_those_of_the_centre_or_of_the_room(
    officer: Viewer, administrator: Viewer, centre: Centre, room: Room
) -> None:
    for day in (date(2026, 3, 14), date(2026, 10, 1)):
        with pytest.raises(Invalid) as error:
            actions.book(viewer=officer, wanted=wanted(room, day=day))
        assert set(error.value.fields) == {"day"}
    actions.book(viewer=officer, wanted=wanted(room, day=date(2026, 10, 10)))  # worked
    with pytest.raises(Invalid) as error:
        actions.book(viewer=officer, wanted=wanted(room, 17, 18))
    assert set(error.value.fields) == {"starts"}
    late = actions.RoomFacts("夜间室", "consult", 6, opens=time(18), closes=time(21))
    night = actions.add_room(viewer=administrator, centre=centre.code, facts=late)
    actions.book(viewer=officer, wanted=wanted(night, 18, 21))


def test_a_year_without_a_calendar_is_said(
    officer: Viewer, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "niangjia.rights.centre.handling.booking.calendar", lambda: WorkingCalendar({})
    )
    with pytest.raises(NotPublished, match="2026年的放假安排还没有公布"):
        actions.book(viewer=officer, wanted=wanted(room))
    assert Booking.objects.count() == 0


def test_more_people_than_a_room_holds_are_refused(officer: Viewer, room: Room) -> None:
    for people in (0, 7):
        with pytest.raises(Invalid) as error:
            actions.book(viewer=officer, wanted=replace(wanted(room), people=people))
        assert set(error.value.fields) == {"people"}


def test_whoever_does_not_work_there_sees_no_room(
    room: Room, officer: Viewer, officer_elsewhere: Viewer, worker: Viewer, editor: Viewer,
    own_union_officer: Viewer, stranger: Viewer,
) -> None:  # fmt: skip
    made = actions.book(viewer=officer, wanted=wanted(room))
    for viewer in (officer_elsewhere, worker, editor, own_union_officer, stranger):
        with pytest.raises(Missing):
            actions.book(viewer=viewer, wanted=wanted(room, 14, 15))
        with pytest.raises(Missing):
            actions.cancel_booking(viewer=viewer, code=made.code, reason="示例")
        with pytest.raises(Missing):
            queries.booking_page(viewer=viewer, code=made.code)


def test_only_administrators_set_up_rooms(
    officer: Viewer, administrator: Viewer, centre: Centre, room: Room
) -> None:
    facts = actions.RoomFacts("会商室", "consult", 8)
    with pytest.raises(Refused):
        actions.add_room(viewer=officer, centre=centre.code, facts=facts)
    with pytest.raises(Conflict, match="这个名称"):
        actions.add_room(
            viewer=administrator, centre=centre.code, facts=replace(facts, name="调解室")
        )
    actions.book(viewer=officer, wanted=wanted(room))
    with pytest.raises(Conflict, match="还有预订"):
        actions.end_room(viewer=administrator, code=room.code)


def test_a_booking_names_the_matter_by_its_number_alone(
    officer: Viewer, lawyer: Viewer, room: Room, centre: Centre, came: Any
) -> None:
    made = actions.book(viewer=officer, wanted=replace(wanted(room), matter=came.code))
    week = queries.week(viewer=lawyer, centre=centre.code, day=DAY)
    shown = [one for day in week.days for here in day.rooms for one in here.bookings]
    assert [one.number for one in shown] == [came.number]
    assert queries.booking_page(viewer=officer, code=made.code).matter == came.code
    assert queries.booking_page(viewer=lawyer, code=made.code).matter == ""
    with pytest.raises(Missing):
        actions.book(viewer=officer, wanted=replace(wanted(room, 14, 15), matter="zzzzzzzzzzzz"))


def test_rooms_now_say_what_is_on_and_what_comes(
    officer: Viewer, room: Room, centre: Centre
) -> None:
    today = date(2026, 3, 11)
    actions.book(viewer=officer, wanted=wanted(room, 10, 11, today))
    actions.book(viewer=officer, wanted=wanted(room, 15, 16, today))
    (now,) = queries.rooms_now(centre)
    assert now.now is not None
    assert now.then is not None
    assert now.then.starts == moment(today, time(15))
