"""A house of its own to measure: filled, served and asked as an operator and a reader would."""

import http.client
import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Say = Callable[[str], None]

PATIENCE = 60.0


def fill(home: Path, *, docs: int, seed: int, say: Say) -> dict[str, Any]:
    """Set up a house under `home`, import and publish `docs` made-up cases; return the cost."""
    file = home / "cases.jsonl"
    home.mkdir(parents=True, exist_ok=True)
    say("生成案例")
    niangjia(home, "setup")
    niangjia(home, "make-cases", "--count", str(docs), "--seed", str(seed), "--out", str(file))
    say("导入")
    began = time.perf_counter()
    counts = json.loads(niangjia(home, "import-cases", str(file), "--publish", "--json"))
    took = time.perf_counter() - began
    file.unlink()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "imported": counts["imported"],
        "seconds": round(took, 1),
        "docs_per_second": round(counts["imported"] / took),
        "peak_memory_mb": round(peak / 1024),
    }


def niangjia(home: Path, *arguments: str) -> str:
    """Run one of our commands in the house under `home` and return what it printed."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "niangjia.site.cli", *arguments],
        env=environment(home),
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout


def environment(home: Path) -> dict[str, str]:
    """Return this process's environment with nothing of Niangjia's but its home."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("NIANGJIA_")}
    return ours | {"NIANGJIA_HOME": str(home)}


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """Serve the house on one core and a free port of this machine; this process uses another."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "niangjia.site.cli", "serve", "--port", str(port)],
        env=environment(home),
        stderr=subprocess.DEVNULL,
    )
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(server.pid, cores[:1])
    try:
        os.sched_setaffinity(0, cores[-1:])
        _await(port)
        yield port
    finally:
        os.sched_setaffinity(0, cores)
        server.terminate()
        server.wait(timeout=PATIENCE)


def ask(port: int, address: str) -> tuple[float, bytes]:
    """Get a page on a connection of its own; return seconds taken and the body as it came.

    Raises OSError for any answer but 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    began = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    elapsed = time.perf_counter() - began
    connection.close()
    if answer.status != http.client.OK:
        raise OSError(f"status {answer.status}")
    return elapsed, body


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            ask(port, "/about/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not start")
