"""When a day is near (法律援助法 art. 44 no. 1): fewer than seven days are left."""

from datetime import date, timedelta

import pytest

from niangjia.rights.legal_aid.rules.urgency import is_near, near_words

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days", "near"), [(7, False), (6, True), (1, True), (0, True), (-3, True), (365, False)]
)
def test_fewer_than_seven_days(days: int, near: bool) -> None:
    assert is_near(TODAY + timedelta(days=days), TODAY) is near


def test_a_day_nobody_named_is_not_near() -> None:
    assert not is_near(None, TODAY)


def test_the_words_say_how_near() -> None:
    told = [near_words(TODAY + timedelta(days=days), TODAY) for days in (6, 0, -2)]
    assert told == ["还有6天", "就是今天", "已经过了2天"]
