"""The facts a question tells, each with its place in the text, so that they can be put right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from niangjia.kernel.chinese.dates import placed_days
from niangjia.kernel.chinese.normalise import Normalised, normalise_aligned
from niangjia.kernel.issues import Term
from niangjia.kernel.money import amounts, chinese_number
from niangjia.rights.questions.rules.roles import roles_in
from niangjia.rights.questions.rules.spans import PlacedSpan, spans


class FactKind(Term):
    """What kind of fact; the notation of its value stands beside it."""

    DAY = "day", "日期"  # 2024-03-05
    MONTH = "month", "月份"  # 2024-03
    YEAR = "year", "年份"  # 2024
    AMOUNT = "amount", "金额"  # yuan: 8000, or 3000-5000
    WAGE = "wage", "工资标准"  # yuan a month, as AMOUNT
    SPAN = "span", "时长"  # ISO 8601: P1Y6M, P40D
    SERVICE = "service", "工作时间"  # as SPAN
    OWED = "owed", "拖欠时间"  # as SPAN
    GRADE = "grade", "伤残等级"  # 1 to 10
    ASKER = "asker", "提问人"  # worker, family, employer
    EMPLOYMENT = "employment", "是否在职"  # employed, ended
    TRADE = "trade", "工种"  # the word itself


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and where it stands: `text[start:end]` of the question as it was written."""

    kind: FactKind
    value: str
    start: int
    end: int


_MONTH = re.compile(
    r"(?<!\d)(\d{4}|\d{2})年(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(?!\d{1,2}[日号])"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!\d{1,2}月)")
_SHORT_DAY = re.compile(r"(?<!\d)(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]")
_LAY = re.compile(
    r"(?<![\d.])(\d{2,7}(?:\.\d{1,2})?|[一二两三四五六七八九十百千万]{2,})([万千])?(?:多)?块(?!钱|头|砖)"
    r"|(?<=[薪资为付欠赔钱用])(?:是|在|约|大概|平均|左右)?(\d{3,7}(?:\.\d{1,2})?)(万)?(?![\d年月日号个天.%])"
)
_BEFORE_WAGE = re.compile(r"(?:月薪|月工资|工资|底薪|薪水|每个?月|一个?月)[^,.;!?，。；]{0,6}$")
_NOT_WAGE = re.compile(r"[欠扣赔补]|没发|未发")
_GRADE = re.compile(r"(?<![高初中上下年班])(10|[1-9]|十|[一二三四五六七八九])(?:个)?级(?!别|分)")
_INJURY = re.compile(r"伤|残|鉴定|评|障碍|尘肺|劳动能力|认定")
_WORKS_LONG = re.compile(
    r"(?:工作|干|上班|做|在职|服务|入职|来|呆|待|工龄|年限)(?:了|过|已经|已|满|快|将近|近|为|有|是|到现在)*$"
)
_WORKS_AFTER = re.compile(r"^(?:多|半)?(?:的)?(?:工龄|班|了?没签)")
_OWED_BEFORE = re.compile(r"(?:欠|拖|不发|没发|没给|未发)[^,.;!?，。；]{0,4}$")
_OWED_AFTER = re.compile(
    r"^多?的?(?:工资|薪水|工钱)?[^,.;!?，。；]{0,3}(?:不|没有?|未)(?:发|给|付|结)|^多?的?(?:工资|工钱)[^,.;!?，。；]{0,4}[欠拖]"
)


def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the facts in the order of the text; no two of the same place."""
    even = normalise_aligned(text)
    found = sorted(_found(even.text), key=lambda fact: (fact.start, -fact.end))
    kept: list[Fact] = []
    for fact in found:
        if not kept or fact.start >= kept[-1].end:
            kept.append(fact)
    return tuple(_placed(fact, even) for fact in kept)


def _placed(fact: Fact, even: Normalised) -> Fact:
    start, end = even.span(fact.start, fact.end)
    return Fact(fact.kind, fact.value, start, end)


def _found(text: str) -> Iterator[Fact]:
    yield from _days(text)
    yield from _money(text)
    for span in spans(text):
        yield Fact(_kind_of_span(text, span), span.duration, span.start, span.end)
    for found in _GRADE.finditer(text):
        if _INJURY.search(text):
            yield Fact(FactKind.GRADE, _figure(found[1]), found.start(), found.end())
    for kind, value, start, end in roles_in(text):
        yield Fact(FactKind.of(kind), value, start, end)


def _days(text: str) -> Iterator[Fact]:
    for placed in placed_days(text):
        yield Fact(FactKind.DAY, placed.day.isoformat(), placed.start, placed.end)
    for found in _MONTH.finditer(text):
        year, month = _full_year(found[1]), int(_figure(found[2]))
        if 1 <= month <= 12:
            yield Fact(FactKind.MONTH, f"{year}-{month:02d}", found.start(), found.end())
    for found in _SHORT_DAY.finditer(text):
        year, month, day = _full_year(found[1]), int(found[2]), int(found[3])
        exact = next(placed_days(f"{year}-{month}-{day}"), None)
        if exact:
            yield Fact(FactKind.DAY, exact.day.isoformat(), found.start(), found.end())
    for found in _YEAR.finditer(text):
        yield Fact(FactKind.YEAR, found[1], found.start(), found.end())


def _money(text: str) -> Iterator[Fact]:
    for amount in amounts(text):
        low, high = f"{amount.low:f}".removesuffix(".00"), f"{amount.high:f}".removesuffix(".00")
        value = f"{low}-{high}" if amount.is_range else low
        yield Fact(_kind_of_sum(text, amount.start), value, amount.start, amount.end)
    for found in _LAY.finditer(text):
        written, unit, place = (found[1], found[2], 1) if found[1] else (found[3], found[4], 3)
        exact = next(amounts(f"{written}{unit or ''}元"), None)
        if exact:
            value = f"{exact.low:f}".removesuffix(".00")
            start = found.start(place)
            yield Fact(_kind_of_sum(text, start), value, start, found.end())


def _kind_of_sum(text: str, start: int) -> FactKind:
    told = _BEFORE_WAGE.search(text[max(0, start - 12) : start])
    return FactKind.WAGE if told and not _NOT_WAGE.search(told[0]) else FactKind.AMOUNT


def _kind_of_span(text: str, span: PlacedSpan) -> FactKind:
    before, after = text[max(0, span.start - 10) : span.start], text[span.end : span.end + 10]
    if _OWED_BEFORE.search(before) or _OWED_AFTER.match(after):
        return FactKind.OWED
    if _WORKS_LONG.search(before) or _WORKS_AFTER.match(after):
        return FactKind.SERVICE
    return FactKind.SPAN


def _figure(written: str) -> str:
    return written if written.isdecimal() else str(chinese_number(written) or 0)


def _full_year(written: str) -> int:
    """Read 17年 as people write it now: this century up to 49, the last one from 50 on."""
    year = int(written)
    return year if year > 99 else year + (2000 if year < 50 else 1900)
