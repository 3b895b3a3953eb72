"""kill -9 in the midst of an import, again and again: nothing lost, nothing twice."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from niangjia.rights.caselaw.generator import generate

RECORDS = 2_500
KILLS = 10
NIANGJIA = (sys.executable, "-m", "niangjia.site.cli")
PATIENCE = 240.0
"""Seconds after which an import that has not begun is a failure of its own."""

pytestmark = pytest.mark.slow


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file of made-up cases, with some records twice and some that cannot come in."""
    rows: list[Any] = [c.as_record(with_facts=False) for c in generate(count=RECORDS, seed=3)]
    rows += rows[:20]
    rows += [{"text": ""}] * 5
    random.Random(3).shuffle(rows)
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home of a house of its own, with an empty database."""
    folder = tmp_path / "home"
    _niangjia_django(folder, "migrate", "-v0")
    return folder


def test_an_import_killed_ten_times_comes_to_the_same_end(source: Path, home: Path) -> None:
    chance = random.Random()
    for _ in range(KILLS):
        _import_and_kill(source, home, after=chance.uniform(0.0, 0.5))
    last = _import(source, home)
    with sqlite3.connect(home / "niangjia.db") as base:
        (cut_short,) = _rows(
            base, "SELECT count(*) FROM caselaw_importrun WHERE state = 'running'"
        )[0]
        runs = _rows(
            base, "SELECT read, imported, unchanged, duplicates, rejected FROM caselaw_importrun"
        )
        cases = [number for (number,) in _rows(base, "SELECT id FROM caselaw_case")]
        public = "SELECT id FROM caselaw_case WHERE state = 'published'"
        shown = [number for (number,) in _rows(base, public)]
        kept_back = _rows(base, "SELECT 1 FROM caselaw_case WHERE NOT mediated "
                                "AND state <> 'published'")  # fmt: skip
        unsealed = _rows(base, "SELECT id FROM caselaw_case WHERE id NOT IN "
                               "(SELECT case_id FROM caselaw_original)")  # fmt: skip
        hashes = _rows(base, "SELECT DISTINCT text_hash FROM caselaw_case")
        announced = [
            number
            for (payload,) in _rows(
                base, "SELECT payload FROM ledger_event WHERE topic = 'caselaw.visibility_changed'"
            )
            for number in json.loads(payload)["cases"]
        ]
        rejects = _rows(base, "SELECT run_id, count(*) FROM caselaw_importreject GROUP BY run_id")
        uncited = _rows(base, "SELECT id FROM caselaw_case WHERE id NOT IN "
                              "(SELECT case_id FROM caselaw_citation)")  # fmt: skip
    assert last["imported"] + last["unchanged"] == len(cases) == len(hashes) == RECORDS
    assert (last["duplicates"], len(last["rejected"])) == (20, 5)
    assert last["read"] == RECORDS + 25
    assert cut_short > 0
    assert len(runs) == KILLS + 1
    assert all(read == sum(rest) for read, *rest in runs)
    assert sum(imported for _read, imported, *_rest in runs) == RECORDS
    assert sorted(announced) == sorted(shown)
    assert kept_back == unsealed == []
    assert {number for _run, number in rejects} <= set(range(1, 6))
    assert uncited == []
    again = _import(source, home)
    assert (again["imported"], again["unchanged"]) == (0, RECORDS)
    index = json.loads(_niangjia(home, "verify", "--json"))
    assert index["checked"] == len(shown)
    assert [index[fault] for fault in ("missing", "stale", "surplus", "repeated")] == [0] * 4
    assert json.loads(_niangjia(home, "ledger", "verify", "--json"))["faults"] == []


def _import_and_kill(source: Path, home: Path, *, after: float) -> None:
    """Begin an import, wait until it has written itself down, a little more, and kill it."""
    before = _runs(home)
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*NIANGJIA, "import-cases", str(source), "--publish"],
        env=_environment(home),
        stdout=quiet,
        stderr=quiet,
    )
    begun = time.monotonic()
    while _runs(home) == before:
        assert time.monotonic() - begun < PATIENCE, "the import did not begin"
        assert process.poll() is None, "the import ended before it began"
        time.sleep(0.01)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _import(source: Path, home: Path) -> Mapping[str, Any]:
    account: Mapping[str, Any] = json.loads(
        _niangjia(home, "import-cases", str(source), "--publish", "--json")
    )
    return account


def _niangjia(home: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [*NIANGJIA, *arguments],
        env=_environment(home),
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "NIANGJIA_DATABASE_URL"}
    return kept | {"NIANGJIA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "niangjia.site.settings"}


def _niangjia_django(home: Path, *arguments: str) -> None:
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "django", *arguments], env=_environment(home), check=True
    )


def _runs(home: Path) -> int:
    with sqlite3.connect(home / "niangjia.db", timeout=30) as base:
        return int(base.execute("SELECT count(*) FROM caselaw_importrun").fetchone()[0])


def _rows(base: sqlite3.Connection, query: str) -> list[Any]:
    return base.execute(query).fetchall()
