"""kill -9 of whoever serves, works and writes, at random, again and again, on one small house.

What was acknowledged is there, numbers have no gaps, no clock is lost, nobody is told twice.
`NIANGJIA_TEST_KILLS=200` makes it the full measure (docs/quality-casework.md); a run of the suite
kills fewer times.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from niangjia.foundation.notices.tests.gateway import Desk, gateway

KILLS = int(os.environ.get("NIANGJIA_TEST_KILLS", "8"))
TOKEN = re.compile(r"[0-9a-f]{32}")
PATIENCE = 240.0
"""Seconds after which a process that does not begin is a failure of its own."""

pytestmark = pytest.mark.slow


class Running:
    """One of the processes that are killed; its lines are kept, with what is acknowledged."""

    def __init__(self, name: str, command: list[str], env: Mapping[str, str]) -> None:
        self.name, self.command, self.env = name, command, env
        self.lines: list[str] = []
        self.kills = 0
        self.start()

    def start(self) -> None:
        """Start it, and wait until it has said something: it works."""
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            self.command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.spoke = threading.Event()
        self.reader = threading.Thread(target=self._read, args=(self.process,))
        self.reader.start()
        assert self.spoke.wait(PATIENCE), f"{self.name} did not begin"

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.lines.append(line)
            if line.strip():
                self.spoke.set()
        self.spoke.set()

    def kill(self) -> None:
        """Kill it without a warning. It must still have been at work."""
        said = "".join(self.lines[-30:])
        assert self.process.poll() is None, f"{self.name} stopped by itself: {said}"
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.reader.join()
        self.kills += 1


def test_what_was_acknowledged_survives_and_nobody_is_told_twice(tmp_path: Path) -> None:
    home, chance = tmp_path / "home", random.Random()
    with gateway() as desk:
        env = environment(home, desk)
        once(env, "-m", "niangjia.site.cli", "setup")
        once(env, "-m", "tests.reliability.chaos.house")
        acknowledged, kills = chaos(env, chance, desk)
        held = json.loads(once(env, "-m", "tests.reliability.chaos.verdict"))
    judge(held, acknowledged, desk)
    assert sum(kills.values()) == KILLS
    sys.stderr.write(f"\n{figures(held, acknowledged, desk, kills)}\n")


def chaos(
    env: Mapping[str, str], chance: random.Random, desk: Desk
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Let hands work and the house be kept, and kill one after the other; return what was said."""
    module = [sys.executable, "-m"]
    keeper = "tests.reliability.chaos.keeper"
    all_of_them = [
        Running("serve", [*module, keeper, "serve", str(20_000 + os.getpid() % 20_000)], env),
        Running("work", [*module, keeper, "work"], env),
        Running("hands", [*module, "tests.reliability.chaos.hands"], env),
        Running("other hands", [*module, "tests.reliability.chaos.hands"], env),
    ]
    try:
        for done in range(KILLS):
            if done % 10 == 0:
                sys.stderr.write(f"{done} killed\n")
            desk.moods = chance.choices(["take", "503", "cut"], [30, 2, 1], k=20)
            time.sleep(chance.uniform(0.05, 1.0))
            victim = chance.choice(all_of_them)
            victim.kill()
            victim.start()
        desk.moods = []
    finally:
        for one in all_of_them:
            one.process.kill()
            one.process.wait()
            one.reader.join()
    said = [line for one in all_of_them if "hands" in one.name for line in one.lines]
    whole = [json.loads(line) for line in said if line.startswith("{") and line.endswith("}\n")]
    return whole, {one.name: one.kills for one in all_of_them}


def judge(held: Mapping[str, Any], acknowledged: list[dict[str, Any]], desk: Desk) -> None:
    """Compare what the house holds with what was acknowledged and what arrived."""
    received = [one for one in acknowledged if one["did"] == "receive"]
    numbers = {code: number for code, number, _sequence, _asker in held["matters"]}
    assert [one for one in received if numbers.get(one["code"]) != one["number"]] == []
    everything = set(TOKEN.findall("\n".join(held["words"])))
    silent = {"confirm"}  # leaves an entry without words
    lost = [
        one for one in acknowledged if one["did"] not in silent and one["token"] not in everything
    ]
    assert lost == []
    sequences = sorted(sequence for _code, _number, sequence, _asker in held["matters"])
    assert sequences == list(range(1, len(sequences) + 1))
    assert held["counter"] == [len(sequences)]
    assert held["timelines"] == []
    assert held["ledger"] == 0
    assert held["clocks"] == []
    assert held["undelivered"] == 0
    assert {mark: count for mark, count in desk.marks.items() if count > 1} == {}
    seen = Counter(
        (one["to"], one["template"], one["parameters"]["ending"])
        for one in desk.got
        if one["template"] == "asker.received"
    )
    assert {what: count for what, count in seen.items() if count > 1} == {}
    assert set(held["sendings"]) <= {"sent", "doubtful"}
    assert set(held["sent"]) <= set(desk.marks)
    assert set(desk.marks) <= set(held["sent"]) | set(held["doubtful"])
    with_account = {code for code, _number, _sequence, asker in held["matters"] if asker}
    told = held["told_received"]
    counts = {told.get(f"matter:{n}") for n, c in held["numbers"].items() if c in with_account}
    assert counts == {1}


def figures(
    held: Mapping[str, Any],
    acknowledged: list[dict[str, Any]],
    desk: Desk,
    kills: Mapping[str, int],
) -> str:
    """Return what happened, for the record."""
    return json.dumps(
        {
            "kills": kills,
            "acknowledged": len(acknowledged),
            "matters": len(held["matters"]),
            "entries": held["entries"],
            "notices": held["notices"],
            "sendings": held["sendings"],
            "arrived": len(desk.got),
        }
    )


def once(env: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *arguments], env=env, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout[-400:]}{done.stderr[-1500:]}"
    return done.stdout


def environment(home: Path, desk: Desk) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NIANGJIA_")}
    root = str(Path(__file__).parents[2])
    return kept | {
        "NIANGJIA_HOME": str(home),
        "NIANGJIA_DEMO": "1",  # staff without a second factor
        "NIANGJIA_SMS_URL": desk.url,
        "DJANGO_SETTINGS_MODULE": "niangjia.site.settings",
        "PYTHONPATH": os.pathsep.join([root, *filter(None, [kept.get("PYTHONPATH")])]),
    }
