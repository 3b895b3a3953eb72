"""Hands out papers to a crew and gives them back in order, whoever dies on the way.

A paper over which its reader was killed is tried again. If that happens three times it is given
up and told so, and everything else goes on. Where a loss cannot be laid to one paper, those in
question are read one by one with nothing else under way, so that none is given up for its
neighbour. Only so many jobs are open at a time: memory does not grow with the length of an import.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol

from niangjia.rights.caselaw.hands.chunks import (
    PAPERS,
    Broken,
    Came,
    Chunk,
    Job,
    Lost,
    Outcome,
    Tag,
    spans,
)

KILLS = 3
"""Readers a paper may take with it before it is given up; two may have been killed by chance."""

AHEAD = 2
"""Chunks under way for each hand, so that none waits for the next."""

JOB = 500
"""Papers of a job, about; so many jobs are opened that every hand has work."""


class Crew(Protocol):
    """Whoever reads chunks; `width` is how many at a time."""

    @property
    def width(self) -> int:
        """How many hands there are."""

    def submit(self, number: int, chunk: Chunk) -> None:
        """Hand out a chunk under a number."""

    def next(self) -> Came | Lost:
        """Wait until a chunk came back or was lost. Raises Unavailable where none ever will."""


@dataclass(slots=True)
class _Open(Generic[Tag]):
    job: Job[Tag]
    outcomes: list[Outcome | None]
    missing: int


@dataclass(slots=True)
class _Piece:
    """Some papers of an open job, by their places in it."""

    of: _Open[Any]
    places: list[int]
    alone: bool = False


@dataclass(slots=True)
class Foreman:
    """One import's worth of handing out. Not to be shared between threads."""

    crew: Crew
    _ready: deque[_Piece] = field(default_factory=deque)
    _suspects: deque[_Piece] = field(default_factory=deque)
    _out: dict[int, _Piece] = field(default_factory=dict)
    _kills: dict[tuple[int, int], int] = field(default_factory=dict)
    _number: int = 0

    def read(self, jobs: Iterable[Job[Tag]]) -> Iterator[tuple[Tag, list[Outcome]]]:
        """Yield what each job is wanted for, with its outcomes in order, first job first."""
        rest, more = iter(jobs), True
        opened: deque[_Open[Tag]] = deque()
        most_open = 2 + AHEAD * self.crew.width * PAPERS // JOB
        while more or opened:
            while more and len(opened) < most_open and self._is_short_of_work():
                job = next(rest, None)
                more = job is not None
                if job is not None:
                    opened.append(self._opened(job))
            self._hand_out()
            if self._out and not (opened and not opened[0].missing):
                self._take_back(self.crew.next())
            while opened and not opened[0].missing:
                done = opened.popleft()
                self._forget(done)
                yield done.job.tag, [one for one in done.outcomes if one is not None]

    def _is_short_of_work(self) -> bool:
        return len(self._ready) + len(self._out) < AHEAD * self.crew.width

    def _opened(self, job: Job[Tag]) -> _Open[Tag]:
        one = _Open(job, [None] * len(job.tasks), len(job.tasks))
        self._ready += (_Piece(one, list(range(*span))) for span in spans(job.tasks))
        return one

    def _hand_out(self) -> None:
        """Hand out what is ready; suspects only when nothing else is under way."""
        if self._suspects:
            if not self._out:
                self._submit(self._suspects.popleft())
            return
        while self._ready and len(self._out) < AHEAD * self.crew.width:
            self._submit(self._ready.popleft())

    def _submit(self, piece: _Piece) -> None:
        self._number += 1
        self._out[self._number] = piece
        self.crew.submit(self._number, Chunk(piece.of.job.tasks[at] for at in piece.places))

    def _take_back(self, event: Came | Lost) -> None:
        piece = self._out.pop(event.chunk)
        if isinstance(event, Came):
            for place, outcome in zip(piece.places, event.outcomes, strict=True):
                _settle(piece.of, place, outcome)
        else:
            self._make_good(piece, event)

    def _make_good(self, piece: _Piece, lost: Lost) -> None:
        """Keep what came back, and see who is to blame for the rest."""
        for at, outcome in lost.done.items():
            _settle(piece.of, piece.places[at], outcome)
        left = [place for at, place in enumerate(piece.places) if at not in lost.done]
        if not (lost.surely or piece.alone):
            self._suspects += (_Piece(piece.of, [place], alone=True) for place in left)
            return
        blamed = None if lost.at is None else piece.places[lost.at]
        innocent = [place for place in left if place != blamed]
        if innocent:
            self._ready.appendleft(_Piece(piece.of, innocent))
        if blamed is not None:
            self._blame(piece, blamed)

    def _blame(self, piece: _Piece, place: int) -> None:
        key = (id(piece.of), place)
        self._kills[key] = self._kills.get(key, 0) + 1
        if self._kills[key] >= KILLS:
            _settle(piece.of, place, Broken("Killed", deadly=True))
            return
        again = _Piece(piece.of, [place], alone=piece.alone)
        (self._suspects if piece.alone else self._ready).appendleft(again)

    def _forget(self, done: _Open[Any]) -> None:
        self._kills = {key: n for key, n in self._kills.items() if key[0] != id(done)}


def _settle(of: _Open[Any], place: int, outcome: Outcome) -> None:
    of.outcomes[place] = outcome
    of.missing -= 1
