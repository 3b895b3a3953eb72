"""Readers that other processes can import: some die, some are slow, none reads anything."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from niangjia.rights.caselaw.hands.chunks import Broken, Chunk, Outcome, Outcomes, Task
from niangjia.rights.caselaw.hands.edition import edition
from niangjia.rights.caselaw.hands.processes import Processes
from niangjia.rights.caselaw.hands.reading import read_one
from niangjia.rights.caselaw.rules.understanding import Paper

DEADLY = "要命的文书"


def told(text: str) -> Broken:
    """What these readers answer to a text."""
    return Broken("read", text)


def task(text: str, title: str = "") -> Task:
    return Task(Paper(text=text, title=title))


def at_once(one: Task) -> Outcome:
    return told(one.paper.text)


def slowly(one: Task) -> Outcome:
    time.sleep(0.005)
    return told(one.paper.text)


def dies_over_some(one: Task) -> Outcome:
    if one.paper.text.startswith(DEADLY):
        os.kill(os.getpid(), signal.SIGKILL)
    return told(one.paper.text)


def reads_but_dies_over_some(one: Task) -> Outcome:
    if one.paper.text.startswith(DEADLY):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_one(one)


def dies_once_while_answering(one: Task) -> Outcome:
    """Be killed in the midst of an answer that is long on its way; the next time is fine."""
    before = Path(one.paper.title)
    if one.paper.title and not before.exists():
        before.touch()
        threading.Timer(0.15, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
        return Broken("read", "长" * 80_000_000)
    return told(one.paper.text)


def never_begins(one: Task) -> Outcome:  # noqa: ARG001 - what comes does not matter
    raise AssertionError("a process that cannot start reads nothing")


def dask_dies_over_some(chunk: Chunk) -> tuple[str, Outcomes]:
    return edition(), Outcomes(dies_over_some(one) for one in chunk)


def dask_slowly(chunk: Chunk) -> tuple[str, Outcomes]:
    return edition(), Outcomes(slowly(one) for one in chunk)


def dask_other_edition(chunk: Chunk) -> tuple[str, Outcomes]:
    return "another", Outcomes(at_once(one) for one in chunk)


def begin_and_wait() -> None:
    """Begin a crew, say who they are, and wait to be killed."""
    with Processes(2, read=slowly) as crew:
        for number in range(2):
            crew.submit(number, Chunk([task("x")]))
        for _ in range(2):
            crew.next()
        sys.stdout.write(" ".join(map(str, crew.pids)) + "\n")
        sys.stdout.flush()
        time.sleep(600)


if __name__ == "__main__":
    begin_and_wait()
