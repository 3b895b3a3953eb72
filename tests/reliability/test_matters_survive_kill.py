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
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from niangjia.foundation.notices.tests.gateway import Desk, gateway

KILLS = int(os.environ.get("NIANGJIA_TEST_KILLS", "8"))
ROLES = ("serve", "work", "hands", "other-hands")
TOKEN = re.compile(r"[0-9a-f]{32}")
PATIENCE = 240.0
"""Seconds after which a process that does not begin is a failure of its own."""

pytestmark = pytest.mark.slow


class Crew:
    """The processes that are killed, begun by one keeper; each writes what it says into a file."""

    def __init__(self, env: Mapping[str, str], folder: Path) -> None:
        self.folder = folder
        self.numbers: dict[str, int] = {}
        self.kills: Counter[str] = Counter()
        self.keeper = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "tests.reliability.chaos.keeper", str(free_port())],
            env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        for role in ROLES:
            self.begin(role)

    def begin(self, role: str) -> None:
        """Let a role begin, and wait until it has said something: it works."""
        before = len(self.said(role))
        assert self.keeper.stdin is not None
        assert self.keeper.stdout is not None
        self.keeper.stdin.write(f"{role} {self.file(role)}\n")
        self.keeper.stdin.flush()
        self.numbers[role] = int(self.keeper.stdout.readline())
        begun = time.monotonic()
        while len(self.said(role)) == before:
            assert time.monotonic() - begun < PATIENCE, f"{role} did not begin"
            assert self.lives(role), f"{role} stopped by itself: {self.said(role)[-3000:]}"
            time.sleep(0.01)

    def kill(self, role: str) -> None:
        """Kill without a warning whoever must still have been at work."""
        assert self.lives(role), f"{role} stopped by itself: {self.said(role)[-3000:]}"
        os.kill(self.numbers[role], signal.SIGKILL)
        while self.lives(role):
            time.sleep(0.005)
        self.kills[role] += 1

    def go_home(self) -> None:
        """Kill everybody, the keeper last."""
        for role in ROLES:
            if role in self.numbers and self.lives(role):
                os.kill(self.numbers[role], signal.SIGKILL)
                while self.lives(role):
                    time.sleep(0.005)
        self.keeper.kill()
        self.keeper.wait()

    def lives(self, role: str) -> bool:
        """Whether the process of a role is there."""
        return Path(f"/proc/{self.numbers[role]}").exists()

    def file(self, role: str) -> Path:
        """Where a role writes what it says."""
        return self.folder / f"{role}.txt"

    def said(self, role: str) -> str:
        """Return what a role has said so far."""
        file = self.file(role)
        return file.read_text("utf-8") if file.exists() else ""


def test_what_was_acknowledged_survives_and_nobody_is_told_twice(tmp_path: Path) -> None:
    home, chance = tmp_path / "home", random.Random()
    with gateway() as desk:
        env = environment(home, desk)
        once(env, "-m", "niangjia.site.cli", "setup")
        once(env, "-m", "tests.reliability.chaos.house")
        acknowledged, kills = chaos(env, tmp_path, chance, desk)
        held = json.loads(once(env, "-m", "tests.reliability.chaos.verdict"))
    judge(held, acknowledged, desk)
    assert kills.total() == KILLS
    sys.stderr.write(f"\n{figures(held, acknowledged, desk, kills)}\n")


def chaos(
    env: Mapping[str, str], folder: Path, chance: random.Random, desk: Desk
) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Let everybody work, and kill one after the other; return what was acknowledged."""
    crew = Crew(env, folder)
    try:
        for done in range(KILLS):
            if done % 10 == 0:
                sys.stderr.write(f"{done} killed\n")
            desk.moods = chance.choices(["take", "503", "cut"], [30, 2, 1], k=20)
            time.sleep(chance.uniform(0.05, 1.0))
            victim = chance.choice(ROLES)
            crew.kill(victim)
            crew.begin(victim)
        desk.moods = []
    finally:
        crew.go_home()
    lines = [line for role in ROLES if "hands" in role for line in crew.said(role).split("\n")]
    return [json.loads(line) for line in lines if line.startswith("{")], crew.kills


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


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


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
