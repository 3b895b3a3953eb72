"""Quiet hours, pauses and what a locked screen may show."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.foundation.notices import declaring
from niangjia.foundation.notices.declaring import WrongKind
from niangjia.foundation.notices.rules.quiet import Quiet, next_allowed
from niangjia.foundation.notices.rules.trying import FIRST, LONGEST, pause_after
from niangjia.foundation.notices.rules.wording import reveals
from niangjia.foundation.notices.tests.conftest import QUIET, WAVE
from niangjia.kernel.clock import CHINA


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA)  # type: ignore[arg-type,misc]  # five numbers or so


@pytest.mark.parametrize(
    ("since", "until", "moment", "allowed"),
    [
        (time(21), time(8), at(2026, 3, 4, 20, 59), at(2026, 3, 4, 20, 59)),
        (time(21), time(8), at(2026, 3, 4, 21), at(2026, 3, 5, 8)),
        (time(21), time(8), at(2026, 12, 31, 23), at(2027, 1, 1, 8)),
        (time(21), time(8), at(2026, 3, 5, 7, 59), at(2026, 3, 5, 8)),
        (time(21), time(8), at(2026, 3, 5, 8), at(2026, 3, 5, 8)),
        (time(12), time(14), at(2026, 3, 5, 13), at(2026, 3, 5, 14)),
        (time(12), time(14), at(2026, 3, 5, 23), at(2026, 3, 5, 23)),
        (time(9), time(9), at(2026, 3, 5, 9), at(2026, 3, 5, 9)),
    ],
)
def test_quiet_hours(since: time, until: time, moment: datetime, allowed: datetime) -> None:
    assert next_allowed(moment, Quiet(since, until)) == allowed


@given(
    st.builds(Quiet, st.times(), st.times()),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 - put in China below
        lambda moment: moment.replace(tzinfo=CHINA)
    ),
)
def test_nobody_is_disturbed_and_nobody_waits_longer_than_a_day(
    quiet: Quiet, moment: datetime
) -> None:
    allowed = next_allowed(moment, quiet)
    assert moment <= allowed <= moment + timedelta(days=1)
    if allowed != moment:
        assert quiet.holds_at(moment)
        assert not quiet.holds_at(allowed + timedelta(seconds=1)) or quiet.since == time.min


@given(st.integers(1, 400))
def test_pauses_grow_and_stay_bearable(attempts: int) -> None:
    assert FIRST <= pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("您的欠薪有了进展", ("欠薪",)),
        ("您有一笔3000元", ("元",)),
        ("{name}，请查看", ("{name}",)),
        ("法律援助有了结果", ("援助", "法律")),
        ("您反映的事有了进展（尾号{ending}）", ()),
    ],
)
def test_what_a_locked_screen_must_not_show(text: str, told: tuple[str, ...]) -> None:
    assert reveals(text) == told


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(WAVE, title="工伤有了进展"), "title reveals 工伤"),
        (replace(WAVE, short="{number}有了进展"), "short reveals {number}"),
        (replace(WAVE, short="请登录查看。" * 12), "longer than one SMS"),
        (replace(WAVE, plain="{name}向您招手"), "nobody gives {name}"),
        (replace(WAVE, plain=" "), "plain is empty"),
        (replace(WAVE, plain="{"), "not well formed"),
        (replace(WAVE, very_plain="很长的话" * 30), "very_plain is not plainer"),
        (replace(WAVE, opens="https://example.org/"), "opens leaves the house"),
    ],
)
def test_a_wrong_declaration_keeps_the_house_from_starting(
    wrong: declaring.Kind, said: str
) -> None:
    with pytest.raises(WrongKind, match=said.replace("{", r"\{").replace("}", r"\}")):
        declaring.bind((QUIET, wrong))
    assert declaring.bound()


def test_two_of_one_key_are_refused() -> None:
    with pytest.raises(WrongKind, match="share a key"):
        declaring.bind((QUIET, QUIET))
