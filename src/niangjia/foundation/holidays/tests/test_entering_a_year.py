"""Entering a year's holidays: by whoever runs the house, once published, and never wrongly."""

from datetime import date, datetime

import pytest

from niangjia.foundation.holidays.actions import Notice, enter_year, remove_year
from niangjia.foundation.holidays.queries import calendar, known_years, next_unknown_year
from niangjia.foundation.holidays.rules import read_notice
from niangjia.kernel import clock
from niangjia.kernel.calendar import NotPublished, after_working_days, published
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer

LAST = max(published().years)
NEXT = LAST + 1
OFF = "1月1日至3日，2月5日至2月11日、4-4~4-6；5月1日至5月5日 10月1日至10月7日"
NOTICE = Notice(NEXT, OFF, "", "示例办公厅通知")
IN_AUTUMN = datetime(LAST, 11, 20, 9, tzinfo=CHINA)


def weekend(year: int) -> date:
    return next(day for day in (date(year, 3, one) for one in range(1, 9)) if day.weekday() == 5)


def test_a_notice_is_read_as_people_write_it() -> None:
    year = read_notice(NEXT, OFF, f"3月{weekend(NEXT).day}日")
    assert date(NEXT, 10, 1) in year.off or date(NEXT, 10, 1).weekday() > 4
    assert year.worked == {weekend(NEXT)}
    assert all(day.weekday() < 5 for day in year.off)
    assert len([day for day in year.off if day.month == 10]) == 5


@pytest.mark.parametrize(
    ("off", "worked", "field"),
    [
        ("", "", "off"),
        (OFF.replace("10月1日至10月7日", "10月2日至10月7日"), "", "off"),
        (OFF + "，13月1日", "", "off"),
        (OFF + "，国庆", "", "off"),
        (OFF + "，10月7日至10月1日", "", "off"),
        (OFF + "，6月1日至7月30日", "", "off"),
        (OFF + f"，{NEXT - 1}年6月1日", "", "off"),
        (OFF, f"{NEXT}年10月1日", "worked"),
    ],
)
def test_a_notice_that_cannot_be_right(off: str, worked: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_notice(NEXT, off, worked)
    assert field in caught.value.fields


@pytest.mark.django_db
def test_entered_it_is_counted_by_and_taken_back_it_is_not(operator: Viewer) -> None:
    with clock.stopped_at(IN_AUTUMN):
        with pytest.raises(NotPublished):
            after_working_days(date(LAST, 12, 31), 5, calendar())
        assert next_unknown_year() == NEXT
        enter_year(viewer=operator, notice=NOTICE)
        assert after_working_days(date(LAST, 12, 31), 1, calendar()) > date(NEXT, 1, 3)
        assert known_years(viewer=operator)[-1].source == "示例办公厅通知"
        assert next_unknown_year() == NEXT + 1
        with pytest.raises(Conflict, match="已经录入"):
            enter_year(viewer=operator, notice=NOTICE)
        with pytest.raises(Invalid):
            remove_year(viewer=operator, year=NEXT, reason="")
        remove_year(viewer=operator, year=NEXT, reason="示例：抄错了")
        with pytest.raises(NotPublished):
            calendar().is_working(date(NEXT, 1, 4))
        with pytest.raises(Conflict):
            remove_year(viewer=operator, year=NEXT, reason="示例：再删一次")


@pytest.mark.django_db
def test_only_whoever_runs_the_house_only_with_a_source_only_in_time(
    operator: Viewer, administrator: Viewer, house_administrator: Viewer, stranger: Viewer
) -> None:
    with clock.stopped_at(IN_AUTUMN):
        for viewer in (administrator, stranger):
            with pytest.raises(Refused):
                enter_year(viewer=viewer, notice=NOTICE)
            with pytest.raises(Refused):
                remove_year(viewer=viewer, year=NEXT, reason="示例")
        with pytest.raises(Invalid, match="依据"):
            enter_year(viewer=operator, notice=Notice(NEXT, OFF, "", " "))
        with pytest.raises(Invalid, match="今年和明年"):
            enter_year(viewer=operator, notice=Notice(NEXT + 1, OFF, "", "示例"))
        with pytest.raises(Conflict, match="系统已经有"):
            enter_year(viewer=operator, notice=Notice(LAST, OFF, "", "示例"))
        enter_year(viewer=house_administrator, notice=NOTICE)
    with pytest.raises(Refused):
        known_years(viewer=stranger)
