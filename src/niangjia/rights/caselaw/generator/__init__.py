"""Made-up labour judgments with known facts: for benchmarks of any size and labelled tests.

`generate(count=, seed=, start=)` yields `FictionalCase` records: the fields of an import file
(id, title, court_or_body, case_no, date, region, cause, text) and `facts`, the labels. Case
number i of a seed is always the same, whatever `count` and `start` are, on every machine, so
that parts can be made in parallel and joined.

A case is first decided, then written. `scene` draws who, where, when, which storyline of which
issue, which claims, and how they end; `sums` reckons every amount by the rule of law for it;
`parts` and `layout` put it into the words of `phrases/`, `storylines/` and `trades.toml`;
`filling` lengthens it with evidence and background. What the law says is cited by article only,
from the table in `statutes`.

Everything is plainly fictional: the first line says so, case numbers begin with （虚构）, courts,
firms and people are masked with 某; only the names of regions are real.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from . import layout
from .cast import case_number, cast
from .facts import ClaimFact, Facts, FictionalCase
from .grounds import CAUSES, cited, issues
from .material import Material, material
from .parts import Draft
from .scene import Demand, Scene, draw

__all__ = ["ClaimFact", "Facts", "FictionalCase", "case_of", "generate"]


def generate(*, count: int, seed: int, start: int = 0) -> Iterator[FictionalCase]:
    """Yield so many cases of a seed, from number `start` on. Raises ValueError below zero."""
    if count < 0 or start < 0:
        raise ValueError("count and start must not be negative")
    stuff = material()
    return (_case(stuff, seed, index) for index in range(start, start + count))


def _case(stuff: Material, seed: int, index: int) -> FictionalCase:
    rng = Random(f"niangjia-case-{seed}-{index}")
    scene = draw(stuff, rng)
    voice = cast(scene, stuff)
    cause = rng.choice(CAUSES[scene.line.issue])
    draft = Draft(scene, voice, case_number(scene, seed, index), cited(scene))
    return case_of(draft, cause, f"fiction-{seed}-{index:07d}")


def case_of(draft: Draft, cause: str, name: str) -> FictionalCase:
    """Write a draft and return it as a record called `name`, with its facts."""
    text = layout.write(draft, cause)
    scene = draft.scene
    return FictionalCase(
        id=name,
        title=layout.title(draft, cause),
        court_or_body=draft.body,
        case_no=draft.number,
        date=scene.days["decided"].isoformat(),
        region=scene.place.name,
        cause=cause,
        text=text,
        facts=_facts(draft),
    )


def _facts(draft: Draft) -> Facts:
    scene = draft.scene
    return Facts(
        body=scene.body,
        region_code=scene.place.code,
        date=scene.days["decided"],
        stage=scene.stage,
        issues=issues(scene),
        asker=scene.asker,
        outcome=scene.outcome,
        claimed=scene.claimed,
        awarded=scene.awarded,
        joined=scene.days["joined"],
        left=None if scene.employed else scene.days["until"],
        monthly_wage=scene.wage,
        occupation=draft.voice["post"],
        statutes=tuple((a.law, a.label) for a in draft.statutes),
        claims=_claims(scene),
        applied=scene.days["filed0"] if scene.stage == "first_instance" else None,
        filed=None if scene.body == "ministry" else scene.days["filed"],
        parties=tuple(draft.people),
        chain=_chain(scene),
    )


def _claims(scene: Scene) -> tuple[ClaimFact, ...]:
    return tuple(
        ClaimFact(
            d.kind,
            None if d.worth is None else d.worth.full,
            None if scene.settled is not None else d.granted,
            "employer" if d.by_worker else "worker",
            _fate(scene, d),
        )
        for d in scene.demands
    )


def _fate(scene: Scene, demand: Demand) -> str:
    if scene.settled is not None:
        return ""
    fates = {"grant": "granted", "less": "partly", "none": "refused"}
    if scene.asker == "employer" and not demand.by_worker:
        fates |= {"grant": "refused", "none": "granted"}
    return fates[demand.mode]


def _chain(scene: Scene) -> tuple[str, ...]:
    """The papers named by number; a typical case has no number of its own."""
    if scene.body == "ministry":
        return ()
    earlier = {
        "first_instance": ("arbitration",),
        "review": ("arbitration",),
        "second_instance": ("first_instance",),
        "retrial": ("second_instance",),
    }
    return (*earlier.get(scene.stage, ()), scene.stage)
