"""Names that are likely: the points that speak for them add up to enough somewhere."""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from niangjia.rights.caselaw.rules.masking.clues import (
    Around,
    Tally,
    candidates,
    cut_by,
    of_name,
    of_paper,
    surname_kind,
)
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page, weight
from niangjia.rights.caselaw.rules.masking.surnames import COMPOUND
from niangjia.rights.caselaw.rules.masking.tagged import is_limb
from niangjia.rights.caselaw.rules.masking.tagger import scores


@lru_cache(maxsize=50_000)
def _worth(told: tuple[str, ...]) -> int:
    get = _points().get
    return sum(get(one, 0) for one in told)


@cache
def _points() -> dict[str, int]:
    text = files(__package__).joinpath("points.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    points = {"bias": told.pop("bias"), "title": _NEVER_ONE}
    for group, lines in told.items():
        begin = "" if group == "whole" else group
        points.update({f"{begin}{name}": value for name, value in lines.items()})
    points["L:role_sure"] += _INTRODUCED
    return points


_NEVER_ONE = -1000
_INTRODUCED = 15
"""Points more than fitted for a name right after a word that introduces one: rather too many go."""
ENOUGH = -10
_NEEDED = {"safe": -35, "compound": -35, "risky": 0, "function": 10, "rare": 10}
"""Points a name needs by its surname: usual ones few, those that are words or rare ones more."""
_INSIDE, _IN_DEED = 30, 55
"""More, where the surname is the end of a word, the more so of a deed as in 照顾."""


def _ends_deed(page: Page, at: int) -> int:
    begin = page.ends.get(at + 1, at)
    word, kind = page.words.get(begin, ("", ""))
    return _IN_DEED if kind.startswith("v") and weight(word) > 3 else _INSIDE


_WORD, _COMMON_WORD = 30, 15
"""More, where the name or its beginning is a word; and where a rare surname makes up a common one."""
_BESIDE = 25
"""By how much fewer points do for a name joined to a known one."""


Scored = tuple[int, int, str]


def likely_names(page: Page) -> Iterator[str]:
    """Yield the names for which enough speaks somewhere in the paper."""
    scored = _scored(page)
    taken: set[int] = set()
    starts: set[int] = set()
    ends: set[int] = set()
    rest: list[Scored] = []
    for _, points, at, name in sorted(scored, reverse=True):
        if points < ENOUGH:
            rest.append((points, at, name))
            continue
        if taken.isdisjoint(range(at, at + len(name))):
            taken.update(range(at, at + len(name)))
            starts.add(at)
            ends.add(at + len(name))
            yield name
    yield from _beside(page.text, rest, taken, starts, ends)


_HOPELESS = -90
"""A name that by itself has fewer points is not looked at further."""
_TOO_FAR = -60
"""Nor one that with what the tagger says has fewer: what stands around hardly ever makes it up."""


def _scored(page: Page) -> list[tuple[int, int, int, str]]:
    text, around, tally = page.text, Around(page), Tally(page.text)
    found = [
        (at, name)
        for at, name in candidates(text, (scores(page)[:, 0] > _MAYBE).nonzero()[0].tolist())
        if _own(name) >= _HOPELESS and name not in _NO_NAMES and not is_limb(name)
    ]
    for at, name in found:
        tally.places.setdefault(name, []).append(at)
    here = told_by_tagger(page, found)
    best: dict[str, float] = {}
    for (_, name), told in zip(found, here, strict=True):
        best[name] = max(told, best.get(name, told))
    own = [
        _own(name) + round(_TAGGED * told + _AT_BEST * best[name])
        for (_, name), told in zip(found, here, strict=True)
    ]
    paper: dict[str, int] = {}
    out = []
    for (at, name), base in zip(found, own, strict=True):
        if base < _TOO_FAR or text.startswith(_TITLES, at + len(name) - 1):
            continue
        if name not in paper:
            paper[name] = _worth(tuple(of_paper(tally, name))) - needed(name)
        inside = 0 if at in page.words else _ends_deed(page, at)
        points = (
            base
            + paper[name]
            - inside
            + _worth(cut_by(text, at, name))
            + _worth(around.told(at, name))
        )
        if points > ENOUGH - _BESIDE:
            often = min(5, len(tally.places[name]))
            out.append((points + _OFTEN * often, points, at, name))
    return out


_TITLES = ("女士", "先生", "小姐", "太太", "师傅")
_MAYBE = -6.0
"""Where the tagger says less of a beginning, nothing is looked at."""
_TAGGED, _AT_BEST = 0.5, 4.5
"""Points to one unit of the tagger's log-odds, at a place and where the paper has it best."""


def told_by_tagger(page: Page, found: list[tuple[int, str]]) -> list[float]:
    """Return how sure the tagger is of names, in log-odds: that they begin, go on and end here."""
    if not found:
        return []
    told = np.vstack([scores(page), np.full((1, scores(page).shape[1]), -_SURE)])
    begins = np.clip(told[:, 0], -_SURE, _SURE)
    within = np.clip(told[:, 1], -_SURE, _SURE)
    starts = np.array([at for at, _ in found])
    ends = np.array([at + len(name) for at, name in found])
    inner = np.minimum(within[starts + 1], within[ends - 1])
    told_here: list[float] = (begins[starts] + inner - within[ends]).tolist()
    return told_here


_SURE = 8.0
_NO_NAMES = words("words_not_fitted_to")
_OFTEN = 6
"""Of two names that overlap the one that comes more often is preferred by so many points."""


@lru_cache(maxsize=100_000)
def _own(name: str) -> int:
    points = _points()
    return points["bias"] + sum(points.get(f, 0) for f in of_name(name))


@lru_cache(maxsize=100_000)
def needed(name: str) -> int:
    """Return the points a name needs."""
    compound = len(name) > 2 and name[:2] in COMPOUND
    kind = surname_kind(name[:2] if compound else name[0])
    usual_word = weight(name) > 0 or (len(name) == 3 and not compound and weight(name[:2]) > 0)
    if kind in ("safe", "compound"):
        return _NEEDED[kind] + (_WORD if usual_word else 0)
    return _NEEDED[kind] + (_COMMON_WORD if weight(name) > 1 else 0)


def _beside(
    text: str, rest: list[Scored], taken: set[int], starts: set[int], ends: set[int]
) -> Iterator[str]:
    """Yield names joined to a known one, as in a list."""
    for _ in range(_LONGEST_CHAIN):
        joined = [one for one in rest if _is_joined(text, one, starts, ends)]
        for _, at, name in joined:
            if taken.isdisjoint(range(at, at + len(name))):
                taken.update(range(at, at + len(name)))
                starts.add(at)
                ends.add(at + len(name))
                yield name
        if not joined:
            return
        rest = [one for one in rest if one[1] not in taken]


_LONGEST_CHAIN = 12
_JOINING = frozenset("、和与及")


def _is_joined(text: str, one: Scored, starts: set[int], ends: set[int]) -> bool:
    _, at, name = one
    end = at + len(name)
    return (text[at - 1 : at] in _JOINING and at - 1 in ends) or (
        text[end : end + 1] in _JOINING and end + 1 in starts
    )
