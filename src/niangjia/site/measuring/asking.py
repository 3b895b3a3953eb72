"""How fast a question is answered: the command itself, in a house of its own, on one core."""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from niangjia.rights.caselaw.generator.questions import lay_questions
from niangjia.site.measuring.house import Say, fill, niangjia
from niangjia.site.measuring.spread import spread


def measure_asking(
    *, docs: int, seed: int, questions: int, laws: Path | None, work: Path, say: Say
) -> dict[str, Any]:
    """Fill a house with `docs` made-up cases and the laws of a folder, and ask so many questions.

    Times in milliseconds are what each answer took inside `niangjia ask --batch`, which loads
    everything once and answers one question before; `whole_seconds` has all of that in it.
    `processor` is the time of the processor alone: beside a high load the clock counts waiting.
    """
    home = work / "asking"
    filling = fill(home, docs=docs, seed=seed, say=say)
    if laws:
        say("导入法规")
        niangjia(home, "import-laws", str(laws.resolve()), "--json")
    file = home / "questions.jsonl"
    asked = lay_questions(count=questions, seed=seed)
    lines = (json.dumps({"id": n, "question": q}) for n, q in enumerate(asked))
    file.write_text("\n".join(lines), encoding="utf-8")
    say("计时：提问")
    began = time.perf_counter()
    with _one_core():
        printed = niangjia(home, "ask", "--batch", str(file))
    whole = time.perf_counter() - began
    answers = [json.loads(line) for line in printed.splitlines()]
    return {
        "questions": len(answers),
        **_times([answer["took_ms"] / 1000 for answer in answers]),
        "processor": _times([answer["cpu_ms"] / 1000 for answer in answers]),
        "load_average": round(os.getloadavg()[0], 1),
        "whole_seconds": round(whole, 1),
        "answered_with": {
            key: sum(bool(answer[key]) for answer in answers)
            for key in ("issues", "statutes", "cases", "missing")
        },
        "filling": filling,
    }


def _times(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {**spread(seconds), "p95_ms": round(p95 * 1000, 2)}


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process, and what it starts, on one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
