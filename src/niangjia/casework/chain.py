"""One dispute under one number: a matter with all that came of it, over every procedure.

The number of the first matter is the number of the dispute. An office sees of a step that is not
its own that there is one, in which procedure and at which office, and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from niangjia.casework.access import demand_any_part, seen_by
from niangjia.casework.declaring.book import version_of
from niangjia.casework.handling.locking import Asker
from niangjia.casework.models import Matter
from niangjia.casework.outside import asked_matter
from niangjia.casework.shown import due_words
from niangjia.casework.timelines import one_of
from niangjia.kernel.viewer import Viewer

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One matter of a dispute. Without `seen` only procedure, office and day are told.

    `depth` is how many referrals it lies behind the first one.
    """

    code: str
    number: str
    procedure_name: str
    office: str
    state_name: str
    told: str
    due_words: str
    tone: str
    received_at: datetime
    closed_at: datetime | None
    depth: int
    seen: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """A dispute: the number that follows it, and its steps in the order they began."""

    number: str
    steps: tuple[ChainStep, ...]


def chain(*, viewer: Viewer, code: str) -> Chain:
    """Return the dispute that a matter the viewer sees belongs to. Raises Missing, Refused."""
    demand_any_part(viewer)
    first = _first_of(one_of(seen_by(viewer), code))
    whole = _whole(first)
    numbers = [one.pk for one, _depth in whole]
    mine = Matter.objects.filter(seen_by(viewer), pk__in=numbers)
    seen = set(mine.values_list("pk", flat=True))
    steps = tuple(_step(one, depth, seen=one.pk in seen) for one, depth in whole)
    return Chain(first.number, steps)


def code_of_number(*, viewer: Viewer, number: str) -> str:
    """Return the code of the matter with this number that the viewer sees, "" where none is."""
    demand_any_part(viewer)
    found = Matter.objects.filter(seen_by(viewer), number=number.strip()[:60])
    return found.values_list("code", flat=True).first() or ""


def asker_chain(*, asker: Asker, code: str = "") -> Chain:
    """Return the asker's own dispute, by receipt or by account and code. Raises Missing."""
    return chain_told(asked_matter(asker, code).code)


def chain_told(code: str) -> Chain:
    """Return a dispute as its asker reads it; for a page that let the asker in to this matter."""
    first = _first_of(Matter.objects.select_related("responsible").get(code=code))
    return Chain(first.number, tuple(_step(one, depth, seen=True) for one, depth in _whole(first)))


def first_number(matter: Matter) -> str:
    """Return the number of the dispute that a matter belongs to."""
    return _first_of(matter).number


def _first_of(matter: Matter) -> Matter:
    for _turn in range(DEEPEST):
        if matter.referred_from_id is None:
            break
        matter = _listed().get(pk=matter.referred_from_id)
    return matter


def _whole(first: Matter) -> list[tuple[Matter, int]]:
    found, waiting = [(first, 0)], [first.pk]
    for depth in range(1, DEEPEST + 1):
        further = list(_listed().filter(referred_from__in=waiting).order_by("pk"))
        if not further:
            break
        found += [(one, depth) for one in further]
        waiting = [one.pk for one in further]
    return _in_order(found)


def _in_order(found: Sequence[tuple[Matter, int]]) -> list[tuple[Matter, int]]:
    return sorted(found, key=lambda one: (one[0].received_at, one[0].pk))


def _listed() -> QuerySet[Matter]:
    found = Matter.objects.select_related("responsible")
    return found.defer("sealed_person", "sealed_story")


def _step(one: Matter, depth: int, *, seen: bool) -> ChainStep:
    declared = version_of(one.procedure, one.version)
    state = declared.state(one.state)
    tone, words = due_words(one.next_due) if one.closed_at is None else ("done", "")
    return ChainStep(
        code=one.code if seen else "",
        number=one.number if seen else "",
        procedure_name=declared.name,
        office=one.responsible.name,
        state_name=state.name if seen else "",
        told=state.told if seen else "",
        due_words=words if seen else "",
        tone=tone if seen else "",
        received_at=one.received_at,
        closed_at=one.closed_at if seen else None,
        depth=depth,
        seen=seen,
    )
