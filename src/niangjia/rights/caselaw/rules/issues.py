"""What a case is about: the issue that weighs most, and the others that weigh enough.

Every expression of `claims.toml` that a paper uses counts for its issue, more in what was asked
for and decided than in what was told on the way.
"""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from niangjia.rights.caselaw.rules.sums import total_of
from niangjia.rights.caselaw.rules.terms import Issue

_WEIGHTS = {
    "title": 2.0,
    "cause": 4.5,
    "claims": 3.0,
    "story": 3.2,
    "result": 1.0,
    "reasons": 0.85,
    "facts": 0.8,
    "head": 0.6,
    "defence": 0.2,
}
_QUALIFYING = {
    Issue.WOMEN.value: 4.0,
    Issue.PROBATION.value: 3.0,
    Issue.SAFETY.value: 5.0,
    Issue.SOCIAL_INSURANCE.value: 3.5,
}
"""How many times more a circumstance weighs in the story and the reasons than a mere claim.

A dismissal in pregnancy is asked about as dismissal, and is about pregnancy.
"""
_ENOUGH = 3.0
"""What an issue must weigh to be told at all."""
_BESIDE = 0.45
"""What share of the main issue's weight another needs to be named beside it."""
_MOST_OTHERS = 3
_FIRST = 1.25
"""What is asked for first is more often what it is about."""
_STORY = re.compile(r"(?:主要)?(?:事实[和与及、]?理由|理由[:：为])")
_ITEM = re.compile(r"[；;。\n]|(?<=[，、：:）\s])(?=[（(]?\d{1,2}[.、．)）]\D)")
_QUOTED = re.compile(r"“[^”]{0,60}”")
"""What somebody is quoted to have said is about anything at all."""


def issues_of(title: str, cause: str, parts: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the main issue, or "", and the others from the heaviest."""
    weights: dict[str, float] = defaultdict(float)
    claims, story = _claims_and_story(parts.get("claims", ""))
    _weigh_claims(claims, weights)
    told = {"title": title, "cause": cause, "story": story}
    aside = {"claims", "tail", *(("facts", "head", "defence") if len(claims) > 12 else ())}
    told |= {name: text for name, text in parts.items() if name not in aside}
    for name, text in told.items():
        for issue, weight in _mentioned(_QUOTED.sub("", text)).items():
            special = _QUALIFYING.get(issue, 1.0) if name in {"story", "reasons"} else 1.0
            weights[issue] += weight * special * _WEIGHTS.get(name, 0.0)
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _ENOUGH:
        return "", ()
    main, most = ranked[0]
    others = [issue for issue, weight in ranked[1:] if weight >= max(_ENOUGH, most * _BESIDE)]
    return main, tuple(others[:_MOST_OTHERS])


def _claims_and_story(claims: str) -> tuple[str, str]:
    """Return what is asked for, and what is told to support it."""
    story = _STORY.search(claims, 6)
    return (claims[: story.start()], claims[story.start() :]) if story else (claims, "")


def _weigh_claims(claims: str, weights: dict[str, float]) -> None:
    """Add what each claim is about, the more the larger its share of the money."""
    asked = [(item, _mentioned(item)) for item in _ITEM.split(claims) if len(item) > 3]
    items = [(found, total_of(item)) for item, found in asked if found]
    whole = sum((amount for _found, amount in items if amount is not None), Decimal(0))
    factor = _FIRST
    for found, amount in items:
        issue, weight = max(found.items(), key=lambda pair: pair[1])
        share = float(amount / whole) if amount is not None and whole else 0.4
        weights[issue] += _WEIGHTS["claims"] * min(weight, 3.0) * factor * (0.35 + share)
        factor = 1.0


def _mentioned(text: str) -> dict[str, float]:
    """Return how much each issue is mentioned; saying a thing often counts less each time."""
    if not text:
        return {}
    matcher, meaning = _expressions()
    counts = Counter(index for index, _start, _end in matcher.find_matches_as_indexes(text))
    mentioned: dict[str, float] = defaultdict(float)
    for index, count in counts.items():
        issue, weight = meaning[index]
        if weight:
            mentioned[issue] += weight * (1 + math.log(count))
    return mentioned


@cache
def _expressions() -> tuple[AhoCorasick, list[tuple[str, float]]]:
    raw = tomllib.loads(Path(__file__).with_name("claims.toml").read_text(encoding="utf-8"))
    table = {
        expression: (issue, float(weight))
        for issue, weights in raw.items()
        for expression, weight in weights.items()
    }
    matcher = AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest)
    return matcher, list(table.values())
