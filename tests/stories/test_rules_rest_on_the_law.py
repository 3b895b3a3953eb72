"""Every article a calculator names is in the library of laws, as it is in force."""

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from niangjia.kernel.calendar import published
from niangjia.rights.remedies.rules.compensation import KINDS, Ending, compensation
from niangjia.rights.remedies.rules.double_pay import Unsigned, double_pay
from niangjia.rights.remedies.rules.due import rules
from niangjia.rights.remedies.rules.injury import MONTHS, Injury, injury_grant
from niangjia.rights.remedies.rules.leave import Leave, unused_leave
from niangjia.rights.remedies.rules.maternity import birth, loss
from niangjia.rights.remedies.rules.overtime import Overtime, overtime
from niangjia.rights.remedies.rules.working import Article, Step
from niangjia.rights.statutes.evaluation.material import library
from niangjia.rights.statutes.ranking.book import ArticleKey
from niangjia.rights.statutes.rules.titles import key_of

TODAY = date(2026, 6, 1)
YUAN = Decimal(9000)


def steps() -> Iterator[Step]:
    """Every calculator once, on facts that take it through its cases."""
    ended = Ending(date(2005, 1, 1), date(2024, 1, 1), Decimal(40_000), YUAN, YUAN, Decimal(50_000))
    for kind in KINDS:
        yield from compensation(ended, kind).steps
    yield from overtime(Overtime(YUAN, YUAN / 9, Decimal(1), Decimal(1))).steps
    for left in (None, date(2020, 1, 20), date(2020, 5, 20)):
        told = Unsigned(date(2020, 1, 10), YUAN, left=left)
        yield from double_pay(told, published(), TODAY).worth.steps
    yield from unused_leave(Leave(YUAN, 10, date(2024, 1, 1), date(2024, 5, 1))).steps
    for grade in MONTHS:
        yield from injury_grant(Injury(grade, YUAN, YUAN)).steps
    yield from birth(babies=2, difficult=True).steps
    yield from loss(four_months=True).steps


def cited() -> set[Article]:
    """Every article the calculators and the periods name."""
    periods = {article for rule in rules().values() for article in rule.articles}
    return periods | {article for step in steps() for article in step.articles}


def test_every_step_that_finds_money_names_its_article_or_says_what_it_assumes() -> None:
    bare = [s.text for s in steps() if s.amount is not None and not (s.articles or s.assumption)]
    assert bare == []


def test_every_article_is_in_force() -> None:
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no library at hand: NIANGJIA_EVAL_DATA is not set")
    there = {entry.key for entry in library(Path(data), TODAY)}
    assert {one for one in cited() if ArticleKey(key_of(one.law), one.number) not in there} == set()
