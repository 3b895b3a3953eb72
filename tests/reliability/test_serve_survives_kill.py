"""kill -9 of `niangjia serve` while its couriers work: no delivery is lost, the index is right."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

CASES, KILLS = 200, 5
PATIENCE = 240.0
"""Seconds after which a house that does not answer is a failure of its own."""

pytestmark = pytest.mark.slow

CHURN = """
import random, sys, time, django
from pathlib import Path
django.setup()
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.models import Case
one, other, chance = Viewer(operator="示例运维"), Viewer(operator="示例复核"), random.Random(7)
words = dict.fromkeys(["facts", "dispute", "result", "reasons", "lesson"], "示例的解读" * 5)
step = {
    "published": lambda code: actions.withdraw_case(viewer=one, code=code, reason="示例原因"),
    "withdrawn": lambda code: actions.restore_case(viewer=one, code=code, reason="示例原因"),
    "masked": lambda code: actions.hand_in(viewer=one, code=code, content=words),
    "interpreted": lambda code: actions.check(viewer=other, codes=[code]),
    "checked": lambda code: actions.publish_cases(viewer=one, codes=[code]),
}
codes = list(Case.objects.filter(mediated=False).values_list("code", flat=True))
while not Path(sys.argv[1]).exists():
    for code in chance.sample(codes, 10):
        step[Case.objects.get(code=code).state](code)
    time.sleep(0.02)
"""
"""Withdraws, walks back and publishes, in another process than the one killed, until told to."""

DRAIN = """
import django
django.setup()
from datetime import timedelta
from niangjia.foundation.ledger import courier, listeners
from niangjia.foundation.ledger.models import Delivery
from niangjia.kernel import clock
assert Delivery.objects.exists()
with clock.stopped_at(clock.now() + timedelta(hours=2)):  # what the dead had taken is free again
    for lane in listeners.lanes():
        courier.drain(lane)
left = Delivery.objects.exclude(state="delivered").count()
assert left == 0, f"{left} deliveries were lost"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home of a house of its own, with made-up cases."""
    folder, cases = tmp_path / "home", tmp_path / "cases.jsonl"
    run(folder, "-m", "niangjia.site.cli", "setup")
    made = ("make-cases", "--count", str(CASES), "--out", str(cases))
    run(folder, "-m", "niangjia.site.cli", *made)
    run(folder, "-m", "niangjia.site.cli", "import-cases", str(cases), "--publish")
    return folder


def test_serve_killed_again_and_again_loses_nothing(home: Path) -> None:
    chance, port, stop = random.Random(), free_port(), home / "stop"
    command = [sys.executable, "-c", CHURN, str(stop)]
    churn = subprocess.Popen(command, env=environment(home))  # noqa: S603 - our own command
    try:
        for _ in range(KILLS):
            with serving(home, port):
                time.sleep(chance.uniform(0.1, 1.5))
                assert churn.poll() is None, "publishing stopped by itself"
        stop.touch()
        assert churn.wait(timeout=PATIENCE) == 0, "publishing failed beside a killed server"
    finally:
        churn.kill()
        churn.wait()
    run(home, "-c", DRAIN)
    run(home, "-m", "niangjia.site.cli", "verify")
    run(home, "-m", "niangjia.site.cli", "ledger", "verify")


@contextmanager
def serving(home: Path, port: int) -> Iterator[None]:
    """Serve until the block ends, then kill without a warning."""
    command = [sys.executable, "-m", "niangjia.site.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        begun = time.monotonic()
        while not answers(port):
            assert process.poll() is None, "the house did not open"
            assert time.monotonic() - begun < PATIENCE, "the house does not answer"
            time.sleep(0.02)
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def run(home: Path, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *arguments],
        env=environment(home),
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, f"{arguments[:4]}: {done.stdout[-400:]}{done.stderr[-800:]}"


def environment(home: Path, dropped: Sequence[str] = ("NIANGJIA_DATABASE_URL",)) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"NIANGJIA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "niangjia.site.settings"}
