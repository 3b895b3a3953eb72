"""How well papers are understood, against papers whose facts are known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from niangjia.kernel import divisions
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.generator.facts import Facts
from niangjia.rights.caselaw.intake import samples
from niangjia.rights.caselaw.rules.terms import Body, Stage
from niangjia.rights.caselaw.rules.understanding import Paper, Understood, filled, understand

FIELDS = (
    "body", "stage", "date", "region_code", "issue", "asker", "outcome", "claimed", "awarded",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paper as an import file brings it, and what is known of it, by the name of the field."""

    paper: Paper
    known: Mapping[str, Any]


def generated(*, count: int, seed: int) -> Iterator[Labelled]:
    """Yield made-up papers with the facts they were made from."""
    for case in generate(count=count, seed=seed):
        facts = case.facts
        known = {name: getattr(facts, name) for name in FIELDS if name != "issue"}
        known["stage"] = _stage(facts)
        paper = Paper(
            text=case.text,
            title=case.title,
            court=case.court_or_body,
            case_no=case.case_no,
            cause=case.cause,
            region=case.region,
            date=date.fromisoformat(case.date) if case.date else None,
        )
        yield Labelled(paper, {**known, "issue": facts.issues[0]})


def _stage(facts: Facts) -> str:
    """Return the stage in the words of the library.

    The generator calls the review of an award by a court a stage of its own, and gives a typical
    case the stage of the dispute it tells of.
    """
    if facts.body == Body.MINISTRY:
        return Stage.REVIEW
    return Stage.FIRST_INSTANCE if facts.stage == "review" else facts.stage


def sampled() -> Iterator[Labelled]:
    """Yield the sample library with what its authors say of each case."""
    for sample in samples.samples().values():
        record, known = sample.record(), sample.understood()
        paper = Paper(
            text=record.text,
            title=record.title,
            court=record.court,
            case_no=record.case_no,
            region=divisions.full_name(known.region_code),
            date=known.date,
        )
        yield Labelled(paper, {name: getattr(known, name) for name in FIELDS})


def evaluate(records: Iterable[Labelled]) -> dict[str, Any]:
    """Return, for each field, how often it was told and how often it was told right.

    `coverage` is over the papers in which there is something to tell, `accuracy` over all of
    them (to say nothing where there is nothing is right), `precision` over what was told.
    """
    total = 0
    counts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    for labelled in records:
        total += 1
        understood = understand(filled(labelled.paper))
        for name, count in counts.items():
            count.update(_judged(understood, labelled.known, name))
    return {"records": total, "fields": {name: _shares(counts[name], total) for name in FIELDS}}


def _judged(understood: Understood, known: Mapping[str, Any], name: str) -> Iterator[str]:
    got, fact = getattr(understood, name) or None, known[name] or None
    if fact is not None:
        yield "there"
    if got is not None:
        yield "told"
        yield "told_right" if got == fact else "told_wrong"
    if got is not None and fact is not None:
        yield "covered"
    if got == fact:
        yield "right"


def _shares(count: Counter[str], total: int) -> dict[str, float]:
    return {
        "coverage": _share(count["covered"], count["there"]),
        "accuracy": _share(count["right"], total),
        "precision": _share(count["told_right"], count["told"]),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
