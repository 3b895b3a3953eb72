"""Made-up disputes that went through several bodies: award, first and second instance.

The papers of one dispute tell of the same people, days, wage and claims, and each names the
number of the one before it. How they are told differs as it does in life: one court takes over
what the other found word by word, another tells it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from . import case_of
from .cast import case_number, cast
from .facts import FictionalCase
from .grounds import CAUSES, cited
from .material import Material, material
from .parts import Draft
from .phrases import Voice
from .scene import Scene, draw
from .sums import PAID_BY_WORKER

STAGES = ("arbitration", "first_instance", "second_instance")
_TAKEN_OVER = 0.6
_MARK = "（虚构）"


def disputes(
    *, count: int, seed: int, start: int = 0
) -> Iterator[tuple[FictionalCase, FictionalCase, FictionalCase]]:
    """Yield so many disputes of a seed, each as award, first and second instance.

    Dispute number i of a seed is always the same. Raises ValueError below zero.
    """
    if count < 0 or start < 0:
        raise ValueError("count and start must not be negative")
    stuff = material()
    return (_dispute(stuff, seed, index) for index in range(start, start + count))


def _dispute(
    stuff: Material, seed: int, index: int
) -> tuple[FictionalCase, FictionalCase, FictionalCase]:
    rng = Random(f"niangjia-dispute-{seed}-{index}")
    last = draw(stuff, rng)
    while last.stage != STAGES[-1]:
        last = draw(stuff, rng)
    first = _first_instance(last)
    scenes = (_award(first), first, last)
    cause = rng.choice(CAUSES[last.line.issue])
    known: Voice | None = None
    before: dict[str, tuple[str, str]] = {}
    papers = []
    for place, scene in enumerate(scenes):
        scene.rng = Random(f"niangjia-dispute-{seed}-{index}-{place}")
        scene.before = before
        known = cast(scene, stuff, known)
        known.update({name: known[name] for name in ("sex_birth", "home")})
        known.steady = f"{seed}-{index}" if scene.rng.random() < _TAKEN_OVER else ""
        draft = Draft(scene, known, case_number(scene, seed, 3 * index + place), cited(scene))
        papers.append(case_of(draft, cause, f"dispute-{seed}-{index:07d}-{place}"))
        before = {**before, scene.stage: (draft.body, _named(draft))}
    return papers[0], papers[1], papers[2]


def _named(draft: Draft) -> str:
    """Return a number as later papers name it: that of an award stands after a mark of its own."""
    return draft.number.removeprefix(_MARK) if draft.scene.stage == STAGES[0] else draft.number


def _first_instance(last: Scene) -> Scene:
    """Return the case before the appeal, ended so that the one who appealed had reason to."""
    decided = last.days["filed"] - timedelta(days=last.rng.randrange(8, 15))
    scene = _copy(last, STAGES[1], "basic_court", last.days["first"], decided)
    scene.asker = last.rng.choice(("worker", "employer")) if _employer_pays(last) else last.asker
    if last.overturned or last.outcome == "settled":
        _end(scene, "refused" if last.asker == "worker" else "supported")
    return scene


def _award(first: Scene) -> Scene:
    """Return the arbitration before the suit, ended against the one who then sued."""
    decided = first.days["filed"] - timedelta(days=first.rng.randrange(5, 15))
    scene = _copy(first, STAGES[0], "arbitration", first.days["filed0"], decided)
    scene.asker = "worker" if _employer_pays(first) else "employer"
    _end(scene, "refused" if first.asker == "worker" else "supported")
    return scene


def _copy(scene: Scene, stage: str, body: str, filed: date, decided: date) -> Scene:
    days = {**scene.days, "filed": filed, "decided": decided}
    length = min(7800, max(600, int(scene.length * (0.6 + scene.rng.random() * 0.7))))
    demands = [copy(demand) for demand in scene.demands]
    return replace(
        scene, stage=stage, body=body, days=days, demands=demands, settled=None, length=length
    )


def _end(scene: Scene, outcome: str) -> None:
    """Let a case end wholly one way, seen from the worker."""
    scene.outcome = outcome
    for demand in scene.demands:
        demand.mode = "grant" if (outcome == "supported") != demand.by_worker else "none"


def _employer_pays(scene: Scene) -> bool:
    return not any(demand.kind in PAID_BY_WORKER for demand in scene.demands)
