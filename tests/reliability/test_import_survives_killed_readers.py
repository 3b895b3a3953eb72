"""kill -9 of the processes that read for an import, while it runs: it comes to the same end."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from niangjia.rights.caselaw.generator import generate

RECORDS = 300
KILLS = 5
NIANGJIA = (sys.executable, "-m", "niangjia.site.cli")
PATIENCE = 120.0
"""Seconds after which a reader that does not appear is a failure of its own."""

pytestmark = pytest.mark.slow


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file of made-up cases."""
    path = tmp_path / "cases.jsonl"
    rows = (case.as_record(with_facts=False) for case in generate(count=RECORDS, seed=5))
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def test_readers_killed_five_times_lose_nothing(source: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "-v0"], env=_environment(home), check=True
    )
    importing = subprocess.Popen(  # noqa: S603 - our own command
        [*NIANGJIA, "import-cases", str(source), "--processes", "2", "--json"],
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    killed = _kill_readers(importing)
    told, _ = importing.communicate()
    assert killed == KILLS
    assert importing.returncode == 0
    account = json.loads(told)
    assert (account["read"], account["imported"], account["rejected"]) == (RECORDS, RECORDS, [])
    with sqlite3.connect(home / "niangjia.db") as base:
        [(cases,)] = base.execute("SELECT count(DISTINCT text_hash) FROM caselaw_case")
        [(sealed,)] = base.execute("SELECT count(*) FROM caselaw_original")
        [(state,)] = base.execute("SELECT state FROM caselaw_importrun")
    assert (cases, sealed, state) == (RECORDS, RECORDS, "finished")


def _kill_readers(importing: subprocess.Popen[str]) -> int:
    """Kill one reader after the other, each time once another has taken the last one's place."""
    chance, seen = random.Random(), set[int]()
    for number in range(KILLS):
        begun = time.monotonic()
        while not (readers := _readers(importing.pid)) - seen:
            if importing.poll() is not None:
                return number
            assert time.monotonic() - begun < PATIENCE, "nobody reads any more"
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 1.5))
        seen |= readers
        os.kill(chance.choice(sorted(readers)), signal.SIGKILL)
    return KILLS


def _readers(importer: int) -> set[int]:
    """The processes that the importer began to read."""
    found = set()
    for task in Path(f"/proc/{importer}/task").glob("*/children"):
        for pid in task.read_text(encoding="ascii").split():
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                continue
            if b"spawn_main" in command:
                found.add(int(pid))
    return found


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "NIANGJIA_DATABASE_URL"}
    return kept | {"NIANGJIA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "niangjia.site.settings"}
