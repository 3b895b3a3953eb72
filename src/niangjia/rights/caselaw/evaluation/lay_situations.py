"""Situations as workers tell them, made from the facts of cases that stay hidden.

The words are those of lay_situations.toml, of which one half is for learning and one for
measuring; what is told is the case's, rounded as people do, and some of it is left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

from niangjia.kernel import divisions
from niangjia.rights.caselaw.generator.facts import Facts

Wording = Literal["taught", "tested"]

_TOLD = 0.7
"""How often a fact is told that could be."""
_ASKED = 2
"""Claims named at most."""
_NUMBERS = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一")


@dataclass(frozen=True, slots=True)
class LaySituation:
    """What somebody tells, and the facts of the case it was made from."""

    text: str
    facts: Facts


def tell(facts: Facts, wording: Wording, rng: Random) -> LaySituation:
    """Return the case of these facts as its worker would tell it before it ended."""
    words = _words()[wording]
    clauses = [rng.choice(words["issue"][facts.issues[0]])]
    told = [one for one in _facts(facts, words["fact"], rng) if rng.random() < _TOLD]
    rng.shuffle(told)
    clauses += told
    if rng.random() < 0.5:
        clauses.insert(0, clauses.pop())
    claims = [claim.kind for claim in facts.claims if claim.kind in words["claim"]]
    for kind in rng.sample(claims, min(len(claims), rng.randint(0, _ASKED))):
        clauses.append(rng.choice(words["claim"][kind]))
    end = rng.choice(words["ends"])
    text = "，".join(clauses)
    return LaySituation(f"{text}，{end}" if end else text, facts)


def months_of(facts: Facts) -> float | None:
    """Return how many months the work lasted, to the day of the decision where it goes on."""
    if facts.joined is None:
        return None
    return ((facts.left or facts.date) - facts.joined).days / 30.44


def _facts(facts: Facts, words: dict[str, list[str]], rng: Random) -> Iterator[str]:
    months = months_of(facts)
    if months and months >= 1:
        yield rng.choice(words["months"]).format(span=_span(months))
    if facts.monthly_wage:
        yield rng.choice(words["wage"]).format(wage=_sum(facts.monthly_wage, rng))
    if facts.claimed:
        yield rng.choice(words["amount"]).format(sum=_sum(facts.claimed, rng))
    yield rng.choice(words["employed" if facts.left is None else "left"])
    if "double_pay" in {claim.kind for claim in facts.claims}:
        yield rng.choice(words["unsigned"])
    if facts.stage in words:
        yield rng.choice(words[facts.stage])
    if rng.random() < 0.3:
        yield rng.choice(words["post"]).format(post=facts.occupation)
    if rng.random() < 0.3:
        name = divisions.short_name(facts.region_code)
        yield rng.choice(words["place"]).format(place=name)


def _span(months: float) -> str:
    """Return a time as people say it: to the month below a year, to the half year above."""
    if months < 11.5:
        return f"{_NUMBERS[max(1, round(months))]}个月"
    years, rest = divmod(round(months), 12)
    name = f"{_NUMBERS[years]}年" if years < 11 else f"{years}年"
    return f"{name}{'多' if rest < 6 else '半'}" if rest >= 2 else name


def _sum(amount: Decimal, rng: Random) -> str:
    """Return a sum as people say it: to the hundred, or in 万 where it is large."""
    rounded = max(100, int(round(amount, -2 if amount < 100_000 else -3)))
    if rounded >= 10_000 and rng.random() < 0.5:
        return f"{rounded / 10_000:.1f}万".replace(".0万", "万")
    return f"{rounded}{rng.choice(('元', '块', '块钱'))}"


@cache
def _words() -> dict[str, Any]:
    text = files(__package__).joinpath("lay_situations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
