"""What is handed out to be read, and what comes back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from niangjia.rights.caselaw.rules.understanding import Paper, Understood
from niangjia.rights.caselaw.rules.whole import WholePaper

PAPERS = 20
"""Papers of a chunk at most: half a second of work, so that little is done twice."""

CHARACTERS = 400_000
"""Text of a chunk at most, unless a single paper has more."""

Tag = TypeVar("Tag")


@dataclass(frozen=True, slots=True, repr=False)
class Task:
    """A paper to be read, and what its author says of it, if anybody.

    It has no telling `repr`, because those end up in the logs of clusters.
    """

    paper: Paper
    known: Understood | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A paper that was not read: the kind of error and its place in our code, never its text.

    `deadly`: whoever read it was killed over it, again and again.
    """

    error: str
    place: str = ""
    deadly: bool = False


Outcome = WholePaper | Broken


@dataclass(frozen=True, slots=True)
class Job(Generic[Tag]):
    """Papers whose outcomes are wanted together, and what they are wanted for."""

    tag: Tag
    tasks: Sequence[Task]


class Chunk(list[Task]):
    """Papers handed out together. Says nothing of them, as `Task`."""

    def __repr__(self) -> str:
        return f"<{len(self)} papers>"


class Outcomes(list[Outcome]):
    """What became of a chunk. Says nothing of it."""

    def __repr__(self) -> str:
        return f"<{len(self)} papers read>"


@dataclass(frozen=True, slots=True)
class Came:
    """A chunk came back."""

    chunk: int
    outcomes: Outcomes


@dataclass(frozen=True, slots=True, repr=False)
class Lost:
    """Whoever had a chunk is gone.

    `done` is what came back before, by the place in the chunk; `at` is the paper that was being
    read then, None where none was. `surely`: it is known that no other paper can be to blame.
    """

    chunk: int
    done: dict[int, Outcome]
    at: int | None
    surely: bool


class Span(NamedTuple):
    """A stretch of the tasks of a job."""

    start: int
    end: int


def spans(tasks: Sequence[Task]) -> Iterator[Span]:
    """Cut the tasks of a job into chunks."""
    start = characters = 0
    for at, task in enumerate(tasks):
        length = len(task.paper.text)
        if at > start and (at - start == PAPERS or characters + length > CHARACTERS):
            yield Span(start, at)
            start, characters = at, 0
        characters += length
    if start < len(tasks):
        yield Span(start, len(tasks))
