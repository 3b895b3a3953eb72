"""Fifty at the same moment: one gets the room, one the shift, one takes the swap."""

import threading
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import connection

from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.models import Booking, Centre, HeldQuarter, Room, Shift
from niangjia.rights.centre.rules.opening import moment
from niangjia.rights.centre.tests.conftest import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

HANDS = 50
DAY = date(2026, 3, 12)


def at_once(hand: Callable[[int], Any], count: int = HANDS) -> list[Any]:
    """Let so many do something at the same moment; return what each got, or the error."""
    start = threading.Barrier(count)
    got: list[Any] = [None] * count

    def work(number: int) -> None:
        with clock.stopped_at(NOW):
            try:
                start.wait()
                got[number] = hand(number)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test says so
                got[number] = error
            finally:
                connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_one_of_fifty_gets_the_room(officer: Viewer, room: Room) -> None:
    def book(number: int) -> str:
        begin = moment(DAY, time(9, 15 * (number % 3)))
        wanted = actions.Wanted(room.code, begin, moment(DAY, time(10)), "mediation", 4)
        return actions.book(viewer=officer, wanted=wanted).code

    got = at_once(book)
    won = [one for one in got if isinstance(one, str)]
    assert len(won) == 1, got
    assert all(isinstance(one, Conflict) for one in got if not isinstance(one, str)), got
    made = Booking.objects.get()
    assert HeldQuarter.objects.count() == (made.ends_at - made.starts_at).seconds // 900


def test_fifty_that_do_not_meet_all_get_their_room(
    officer: Viewer, administrator: Viewer, centre: Centre, room: Room
) -> None:
    facts = actions.RoomFacts("会商室", "consult", 8)
    second = actions.add_room(viewer=administrator, centre=centre.code, facts=facts)
    rooms = (room.code, second.code)

    def book(number: int) -> str:
        quarter = number // 2
        begin = moment(DAY, time(9 + quarter // 4, 15 * (quarter % 4)))
        end = moment(DAY, time(9 + (quarter + 1) // 4, 15 * ((quarter + 1) % 4)))
        wanted = actions.Wanted(rooms[number % 2], begin, end, "advice", 2)
        return actions.book(viewer=officer, wanted=wanted).code

    got = at_once(book)
    assert len({one for one in got if isinstance(one, str)}) == HANDS, got


def test_two_rooms_swapped_by_two_people_never_stand_still(
    officer: Viewer, administrator: Viewer, centre: Centre, room: Room
) -> None:
    facts = actions.RoomFacts("会商室", "consult", 8)
    second = actions.add_room(viewer=administrator, centre=centre.code, facts=facts)
    begin, end = moment(DAY, time(9)), moment(DAY, time(10))
    booked = [
        actions.book(viewer=officer, wanted=actions.Wanted(one.code, begin, end, "advice", 2))
        for one in (room, second)
    ]

    def move(number: int) -> None:
        mine, other = booked[number % 2], booked[1 - number % 2]
        actions.move_booking(
            viewer=officer, code=mine.code, room=other.room.code, starts=begin, ends=end, version=1
        )

    got = at_once(move, 10)
    assert all(one is None or isinstance(one, Conflict) for one in got), got
    assert HeldQuarter.objects.count() == 8


def test_one_person_is_on_duty_once(officer: Viewer, lawyer: Viewer, centre: Centre) -> None:
    person = _on_roster(officer, lawyer, centre)
    got = at_once(
        lambda _n: actions.assign_shift(viewer=officer, person=person, day=DAY, part="morning").code
    )
    assert len([one for one in got if isinstance(one, str)]) == 1, got
    assert Shift.objects.count() == 1


def test_a_swap_agreed_to_fifty_times_changes_hands_once(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, centre: Centre
) -> None:
    giver = _on_roster(officer, lawyer, centre)
    taker = _on_roster(officer, second_lawyer, centre)
    shift = actions.assign_shift(viewer=officer, person=giver, day=DAY, part="morning")
    swap = actions.ask_swap(viewer=lawyer, shift=shift.code, taker=taker)
    got = at_once(lambda _n: actions.answer_swap(viewer=second_lawyer, code=swap.code, agree=True))
    assert got.count(None) == 1, got
    found = Shift.objects.get()
    assert (found.person.code, found.version) == (taker, 2)


def _on_roster(officer: Viewer, who: Viewer, centre: Centre) -> str:
    account = Account.objects.get(pk=who.account or 0).code
    return actions.add_duty_person(
        viewer=officer, centre=centre.code, account=account, role="lawyer"
    ).code
