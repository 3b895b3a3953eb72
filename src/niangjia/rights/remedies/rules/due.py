"""Until when: a day counted from another by a rule, with the counting shown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from niangjia.kernel.calendar import NotPublished, WorkingCalendar, after_working_days, same_day
from niangjia.kernel.errors import Missing
from niangjia.rights.remedies.rules import laws
from niangjia.rights.remedies.rules.working import Article

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A period of law. One of `days`, `working_days` and `months` is set.

    `starts` says from which day it counts; `unverified` what nobody has read in the rule yet.
    """

    code: str
    name: str
    starts: str
    days: int
    working_days: int
    months: int
    articles: tuple[Article, ...]
    note: str = ""
    unverified: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, and how it was counted.

    `is_settled` is False where the last day falls into a year whose holidays are not published:
    the day is then the earliest it can be, and may move to the next working day.
    """

    rule: Rule
    day: date
    counting: str
    is_settled: bool


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by code, as written in due.toml."""
    text = files(__package__).joinpath("due.toml").read_text(encoding="utf-8")
    return {code: _rule(code, each) for code, each in tomllib.loads(text).items()}


def due(code: str, start: date, calendar: WorkingCalendar) -> Due:
    """Return the last day of a period by its rule.

    Raises Missing for a rule there is not, NotPublished where working days of a year without
    published holidays would have to be counted.
    """
    rule = rules().get(code)
    if rule is None:
        raise Missing(f"没有叫“{code}”的期限；用 --list 看有哪些。")
    if rule.working_days:
        return _by_working_days(rule, start, calendar)
    counted = start + rule.days * _DAY if rule.days else same_day(start, rule.months)
    how = _from(start) + _span(rule, start, counted)
    try:
        last = calendar.next_working(counted)
    except NotPublished as unknown:
        how += f"，也就是{_written(counted)}。{unknown.year}年的放假安排还没公布，"
        return Due(rule, counted, how + "遇上休息日会顺延，先按这天准备。", is_settled=False)
    return Due(rule, last, how + _moved(counted, last), is_settled=True)


def _by_working_days(rule: Rule, start: date, calendar: WorkingCalendar) -> Due:
    last = after_working_days(start, rule.working_days, calendar)
    how = f"从{_written(start + _DAY)}起数{rule.working_days}个工作日，到{_written(last)}。"
    return Due(rule, last, how, is_settled=True)


def _from(start: date) -> str:
    return f"{_written(start)}当天不算（民法典第201条），"


def _span(rule: Rule, start: date, counted: date) -> str:
    if rule.days:
        return f"从第二天起数{rule.days}天"
    span = f"{rule.months // 12}年" if rule.months % 12 == 0 else f"{rule.months}个月"
    if counted.day == start.day:
        return f"过{span}到同一天（民法典第202条）"
    return f"过{span}，那个月没有同一天，到月末（民法典第202条）"


def _moved(counted: date, last: date) -> str:
    if last == counted:
        return f"，到{_written(last)}。"
    return f"，到{_written(counted)}，正好休息，顺延到{_written(last)}（民法典第203条）。"


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _rule(code: str, each: Mapping[str, object]) -> Rule:
    def span(name: str) -> int:
        value = each.get(name, 0)
        if not isinstance(value, int) or value < 0:
            raise TypeError(f"due.toml: {code}.{name}")
        return value

    spans = {name: span(name) for name in ("days", "working_days", "months")}
    if sum(count > 0 for count in spans.values()) != 1:
        raise TypeError(f"due.toml: {code} needs one of days, working_days and months")
    cited = each["articles"]
    if not isinstance(cited, list) or not cited:
        raise TypeError(f"due.toml: {code}.articles")
    return Rule(
        code=code,
        name=str(each["name"]),
        starts=str(each["from"]),
        articles=tuple(laws.article(getattr(laws, law), number) for law, number in cited),
        note=str(each.get("note", "")),
        unverified=str(each.get("unverified", "")),
        **spans,
    )
