"""Fifty at once: numbers without gaps or repeats, nobody gets what another has."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from niangjia.casework import actions, queries
from niangjia.casework.models import Counter, Matter
from niangjia.casework.tests.desk import received
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import Role, Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

HANDS = 50


def at_once(hand: Callable[[int], Any], count: int = HANDS) -> list[Any]:
    """Let so many do something at the same moment; return what each got, or the error."""
    start = threading.Barrier(count)
    got: list[Any] = [None] * count

    def work(number: int) -> None:
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


@pytest.fixture
def officers(person: Callable[..., Viewer], unions: Any) -> list[Viewer]:
    return [person(f"示例{n}", (Role.OFFICER, unions.county)) for n in range(HANDS)]


@pytest.mark.usefixtures("officer")
def test_numbers_have_no_gaps_and_no_repeats() -> None:
    def take_in(number: int) -> str:
        if number % 5 == 4:
            try:
                return received(key=str(number), grade="none").number
            except Invalid:
                return ""
        return received(key=str(number)).number

    got = at_once(take_in)
    numbers = [one for one in got if one]
    assert all(isinstance(one, str) for one in numbers), got
    assert len(set(numbers)) == len(numbers) == 40
    sequences = Matter.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(sequences) == list(range(1, 41))
    assert Counter.objects.get().last == 40
    assert list(queries.faults_of_timelines()) == []


@pytest.mark.usefixtures("officer")
def test_a_number_goes_back_when_the_matter_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    received(key="1")
    with monkeypatch.context() as broken:
        broken.setattr("niangjia.casework.handling.receiving.write_entry", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            received(key="2")
    assert received(key="3").number.endswith("第00002号")


@pytest.mark.usefixtures("officer")
def test_the_same_form_fifty_times_is_one_matter() -> None:
    got = at_once(lambda _number: received(key="same").number)
    assert len(set(got)) == 1, got
    assert Matter.objects.count() == 1


def test_fifty_officers_never_get_the_same(officers: list[Viewer]) -> None:
    for number in range(HANDS + 10):
        received(key=str(number))
    got = at_once(lambda number: actions.take_next(viewer=officers[number]))
    assert all(isinstance(one, str) for one in got), got
    assert len(set(got)) == HANDS
    held = Matter.objects.exclude(assigned_to="").values_list("assigned_to", flat=True)
    assert len(set(held)) == HANDS
    rest = at_once(lambda number: actions.take_next(viewer=officers[number]))
    assert len({one for one in rest if one}) == 10
    assert rest.count(None) == HANDS - 10


def test_one_matter_taken_by_fifty_is_one_persons(officers: list[Viewer]) -> None:
    code = received().code
    got = at_once(lambda number: actions.take(viewer=officers[number], code=code))
    assert got.count(None) == 1, got
    assert Matter.objects.get().assigned_to
