"""Made-up cases in any number, fast enough for a million.

The first ten thousand are written by the generator. Every further one is joined from three of
them that are about the same issue: the beginning of one paper, the middle of another, the end of
the first. Two digits change places, and a sentence names people and things with characters of its
own, so that new pairs of characters keep coming: some three million of them in a million papers.
It has the facts of the first and the place and day of the third. Case number i of a seed is always
the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from niangjia.rights.caselaw.generator import FictionalCase, generate
from niangjia.rights.caselaw.models import Case

WRITTEN = 10_000
"""So many papers are written by the generator, the others joined from them."""

_MARK = 1  # the line that says it is made up stays where it is
_LETTERS = [chr(code) for code in range(0x4E00, 0x9FA6)]
_SENTENCES = (
    "证人{}到庭陈述了{}的经过。",
    "另查，{}曾在{}工作。",
    "双方对{}与{}往来的真实性均无异议。",
    "{}出具的关于{}的说明附卷。",
)


def cases(count: int, seed: int, *, start: int = 0) -> Iterator[Case]:
    """Yield so many cases, unsaved, as the library would hold them, from number `start` on."""
    end = start + count
    if start < WRITTEN:
        yield from map(_case, generate(count=min(end, WRITTEN) - start, seed=seed, start=start))
    if end > WRITTEN:
        written = list(generate(count=WRITTEN, seed=seed))
        yield from _joined(written, seed, range(max(start, WRITTEN), end))


def _joined(written: Sequence[FictionalCase], seed: int, numbers: range) -> Iterator[Case]:
    lines = [case.text.split("\n") for case in written]
    alike: dict[str, list[int]] = {}
    for at, made in enumerate(written):
        alike.setdefault(made.facts.issues[0], []).append(at)
    for number in numbers:
        rng = Random(f"bench-{seed}-{number}")  # noqa: S311 - made-up text
        first = rng.randrange(len(written))
        same = alike[written[first].facts.issues[0]]
        second, third = rng.choice(same), rng.choice(same)
        case = _case(written[first])
        case.code = f"fiction-{seed}-{number:07d}"
        case.text = _text(lines[first], lines[second], rng)
        case.region_code = written[third].facts.region_code
        case.date = date.fromisoformat(written[third].date)
        yield case


def _text(one: list[str], other: list[str], rng: Random) -> str:
    begin, end = sorted((rng.random(), rng.random()))
    cut = _MARK + int(begin * (len(one) - _MARK))
    middle = other[_MARK + int(begin * (len(other) - _MARK)) : int(end * len(other))]
    said = rng.choice(_SENTENCES).format(_name(rng), _name(rng))
    joined = (*one[:cut], *middle, said, *one[max(cut, int(end * len(one))) :])
    a, b = rng.sample("456789", 2)
    return "\n".join(joined).replace(a, "\0").replace(b, a).replace("\0", b)


def _name(rng: Random) -> str:
    """Return three or four characters, common ones far more often than rare ones."""
    length, random = rng.randrange(3, 5), rng.random
    return "".join(_LETTERS[int(len(_LETTERS) * random() ** 5)] for _ in range(length))


def _case(made: FictionalCase) -> Case:
    facts = made.facts
    return Case(
        code=made.id,
        title=made.title,
        text=made.text,
        date=date.fromisoformat(made.date),
        region_code=facts.region_code,
        body=facts.body,
        issue=facts.issues[0],
        other_issues=list(facts.issues[1:]),
        outcome=facts.outcome,
        claimed=facts.claimed,
        awarded=facts.awarded,
    )
