"""Questions as lines of JSON, answered one after the other; a line that is wrong stops none."""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from niangjia.desks.answering.composing import answer
from niangjia.desks.answering.findings import Answer
from niangjia.desks.answering.schemas import answer_out
from niangjia.kernel.errors import NiangjiaError
from niangjia.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Line:
    """What came of a line: the object to print, and the answer where there is one."""

    printed: dict[str, Any]
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """How long an answer took, by the clock and of the processor, in milliseconds.

    On a machine that does other things too, the clock says more than the answer costs.
    """

    clock_ms: float
    processor_ms: float


class NotALine(NiangjiaError):
    """A line holds no question; `id` is what it is called, where that can be read."""

    def __init__(self, message: str, id_: object = None) -> None:
        super().__init__(message)
        self.id = id_


def answers(written: Iterable[bytes], *, viewer: Viewer, on: date) -> Iterator[Line]:
    """Yield an object for every line that is not empty: the answer with its id, or the error."""
    for number, line in enumerate(written, 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        called: dict[str, object] = {}
        try:
            called["id"], question = _read(line)
            given, took = timed(question, viewer=viewer, on=on)
        except NotALine as error:
            named = {} if error.id is None else {"id": error.id}
            yield Line({**named, "error": error.message, "line": number})
        except NiangjiaError as error:
            yield Line({**called, "error": error.message, "line": number})
        else:
            yield Line({**called, **as_json(given, took)}, given)


def timed(question: str, *, viewer: Viewer, on: date) -> tuple[Answer, Took]:
    """Return the answer to a question, and how long it took."""
    began, worked = time.perf_counter(), time.process_time()
    given = answer(viewer=viewer, question_text=question, corrections=None, on=on)
    ended, rested = time.perf_counter(), time.process_time()
    return given, Took(round((ended - began) * 1000, 2), round((rested - worked) * 1000, 2))


def as_json(given: Answer, took: Took) -> dict[str, Any]:
    """Return an answer as one JSON object."""
    told = answer_out(given).model_dump(mode="json")
    return {**told, "took_ms": took.clock_ms, "cpu_ms": took.processor_ms}


def _read(line: bytes) -> tuple[str | int, str]:
    try:
        read = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotALine("这一行不是 JSON。") from error
    if not isinstance(read, dict):
        raise NotALine('这一行不是 {"id": …, "question": …}。')
    id_, question = read.get("id"), read.get("question")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        raise NotALine("这一行没有 id，或者 id 不是文字或整数。")
    if not isinstance(question, str) or not question.strip():
        raise NotALine("这一行没有 question，或者是空的。", id_)
    return id_, question
