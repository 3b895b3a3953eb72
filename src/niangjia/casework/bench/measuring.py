"""The measurement: the same questions and the same work at ten thousand matters and at many."""

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from niangjia.casework import actions, queries
from niangjia.casework.bench.province import PROCEDURE, STORY, Province
from niangjia.casework.declaring import book
from niangjia.casework.models import Matter

FIRST = 10_000
ROUNDS = 200
"""How often each is done. Beside the time that passes, the processor's own is taken: on a machine
that others use too it says what grows, where the other says how long one waits."""
NO_QUERIES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def measure(matters: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Return times and numbers of queries at FIRST matters, at `matters`, and the growth."""
    book.bind((PROCEDURE,))
    province = Province()
    found: dict[str, Any] = {}
    for size in sorted({min(FIRST, matters), matters}):
        province.grow(size, say)
        _settle()
        say(f"测量{size}件")
        found[str(size)] = _at(province, random.Random(size))
    sizes = list(found)
    first, last = found[sizes[0]], found[sizes[-1]]

    def growth(of: str) -> dict[str, float]:
        return {name: round(last[name][of] / first[name][of], 2) for name in first}

    return {
        "matters": matters,
        "at": found,
        "growth_of_p95": growth("p95_ms"),
        "growth_of_cpu_p95": growth("cpu_p95_ms"),
    }


def _at(province: Province, dice: random.Random) -> dict[str, Any]:
    codes = list(Matter.objects.order_by("?").values_list("code", "responsible")[:ROUNDS])
    viewer_of = {
        county.pk: viewer
        for county, viewer in zip(province.counties, province.officers, strict=True)
    }

    def page(number: int) -> None:
        code, office = codes[number % len(codes)]
        queries.matter_page(viewer=viewer_of[office], code=code)

    def intake(number: int) -> None:
        employer = province.employers[number % 500]
        asked = actions.Asked(
            STORY, channel="phone", region_code=employer.region_code, employer=employer.code
        )
        viewer = dice.choice(province.officers)
        key = str(dice.random())
        actions.receive(viewer=viewer, procedure=PROCEDURE.key, asked=asked, key=key)

    return {
        "queue": _timed(lambda _n: queries.matters(viewer=dice.choice(province.officers))),
        "matter": _timed(page),
        "intake": _timed(intake),
        "take_next": _timed(lambda _n: actions.take_next(viewer=dice.choice(province.officers))),
    }


def _timed(do: Callable[[int], object]) -> dict[str, Any]:
    do(0)
    with CaptureQueriesContext(connection) as caught:
        do(1)
    asked = [one for one in caught.captured_queries if not one["sql"].startswith(NO_QUERIES)]
    times, worked = [], []
    for number in range(ROUNDS):
        began, busy = time.perf_counter(), time.thread_time()
        do(number)
        times.append((time.perf_counter() - began) * 1000)
        worked.append((time.thread_time() - busy) * 1000)
    return {
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": _p95(times),
        "cpu_p95_ms": _p95(worked),
        "queries": len(asked),
    }


def _p95(times: list[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)], 2)


def _settle() -> None:
    """Let the database count what it holds, as it does by itself in the course of days."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
