"""Writing fictional cases to an import file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TextIO

from . import generate

_STEP = 500


def write_cases(
    *, count: int, seed: int, out: TextIO, with_facts: bool, progress: Callable[[int], None]
) -> int:
    """Write so many cases as JSON lines and return how many were written.

    `progress` gets the number written so far, every 500 cases and at the end. Raises ValueError
    for a negative count and OSError where `out` cannot take more.
    """
    done = 0
    for case in generate(count=count, seed=seed):
        record = case.as_record(with_facts=with_facts)
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        done += 1
        if done % _STEP == 0:
            progress(done)
    progress(done)
    return done
