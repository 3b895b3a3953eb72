"""Which lawyer comes next: by field, load and distance, always the same and always explained."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from niangjia.kernel.divisions import lineage

FIELD, DISTANCE, LANGUAGE, EACH_OPEN = 30, 10, 15, 12
"""Points: for knowing the field, for each level of place in common, for the language, and against
for each matter in hand. A lawyer's third matter weighs more than knowing the field."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a lawyer on the day of the choice; `last_offered` is None for never."""

    number: int
    fields: frozenset[str]
    languages: frozenset[str]
    place: str
    open_matters: int
    most_open: int
    away_until: date | None = None
    last_offered: datetime | None = None
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the matter asks for."""

    issue: str
    place: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A lawyer in order of turn: points, each with its reason, and why not at all, "" where so."""

    number: int
    points: int
    reasons: tuple[str, ...]
    barred: str


def ranked(wanted: Wanted, candidates: Iterable[Candidate]) -> tuple[Ranked, ...]:
    """Return the lawyers in order of turn.

    Most points first; with as many, who was offered a matter longest ago; then by number, so that
    the same question always has the same answer. Those barred come last, with the reason.
    """
    pairs = [(one, _weigh(wanted, one)) for one in candidates]
    pairs.sort(key=lambda pair: (bool(pair[1].barred), -pair[1].points, _turn(pair[0])))
    return tuple(result for _one, result in pairs)


def _turn(one: Candidate) -> tuple[float, int]:
    return (one.last_offered.timestamp() if one.last_offered else 0.0, one.number)


def _weigh(wanted: Wanted, one: Candidate) -> Ranked:
    points, reasons = 0, []
    if wanted.issue and wanted.issue in one.fields:
        points += FIELD
        reasons.append(f"熟悉这类事 +{FIELD}")
    shared = _levels(wanted.place, one.place)
    if shared:
        points += DISTANCE * shared
        reasons.append(f"{('同省', '同市', '同区县')[shared - 1]} +{DISTANCE * shared}")
    if wanted.language and wanted.language in one.languages:
        points += LANGUAGE
        reasons.append(f"会说当事人的语言 +{LANGUAGE}")
    if one.open_matters:
        points -= EACH_OPEN * one.open_matters
        reasons.append(f"手上有{one.open_matters}件 −{EACH_OPEN * one.open_matters}")
    else:
        reasons.append("手上没有在办的")
    return Ranked(one.number, points, tuple(reasons), _barred(one))


def _barred(one: Candidate) -> str:
    if one.declined:
        return "这件事已经推辞过"
    if one.away_until is not None:
        return f"请假到{one.away_until.month}月{one.away_until.day}日"
    if one.open_matters >= one.most_open:
        return f"手上已有{one.open_matters}件，到上限了"
    return ""


def _levels(here: str, there: str) -> int:
    """Return how many levels of place two have in common: province, city, county.

    A district of a municipality stands right below it, so that being in the same one counts as all
    three.
    """
    own, other = lineage(here[:6]), lineage(there[:6])
    if own and own == other and len(own) > 1:
        return 3
    common = 0
    for left, right in zip(own, other, strict=False):
        if left != right:
            break
        common += 1
    return min(common, 3)
