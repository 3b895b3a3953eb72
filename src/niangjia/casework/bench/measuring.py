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
    growth = {
        name: round(found[sizes[-1]][name]["p95_ms"] / found[sizes[0]][name]["p95_ms"], 2)
        for name in found[sizes[0]]
    }
    return {"matters": matters, "at": found, "growth_of_p95": growth}


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
    times = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        do(number)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[int(len(times) * 0.95)], 2),
        "queries": len(asked),
    }


def _settle() -> None:
    """Let the database count what it holds, as it does by itself in the course of days."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
