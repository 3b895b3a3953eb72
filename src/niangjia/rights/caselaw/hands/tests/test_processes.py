"""Processes that read for an import: in order, all of it, whoever is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from niangjia.kernel.errors import Invalid, Unavailable
from niangjia.rights.caselaw.hands import processes
from niangjia.rights.caselaw.hands.chunks import Broken, Chunk, Job, Outcome, Task
from niangjia.rights.caselaw.hands.crews import reader
from niangjia.rights.caselaw.hands.foreman import Foreman
from niangjia.rights.caselaw.hands.processes import Processes
from niangjia.rights.caselaw.hands.reading import read_one

from .readers import (
    DEADLY,
    at_once,
    dies_once_while_answering,
    dies_over_some,
    slowly,
    task,
    told,
)

READERS = "niangjia.rights.caselaw.hands.tests.readers"
Read = Callable[[Task], Outcome]


def jobs(sizes: list[int], deadly: frozenset[str] = frozenset()) -> Iterator[Job[int]]:
    for number, size in enumerate(sizes):
        names = [f"{number}-{n}" for n in range(size)]
        yield Job(number, [task(f"{DEADLY}{n}" if n in deadly else n) for n in names])


def read_all(read: Read, given: Iterator[Job[int]], width: int = 2) -> dict[int, list[Outcome]]:
    with Processes(width, read=read) as crew:
        return dict(Foreman(crew).read(given))


def test_everything_comes_back_once_and_in_order() -> None:
    sizes = [3, 0, 57, 1, 0, 21]
    found = read_all(at_once, jobs(sizes))
    assert list(found) == list(range(len(sizes)))
    for number, size in enumerate(sizes):
        assert found[number] == [told(f"{number}-{n}") for n in range(size)]


def test_nothing_to_read_begins_no_process() -> None:
    with Processes(2, read=at_once) as crew:
        assert dict(Foreman(crew).read(jobs([0, 0]))) == {0: [], 1: []}
        assert crew.pids == []


def test_only_so_many_jobs_are_open_at_a_time() -> None:
    opened: list[int] = []

    def counted() -> Iterator[Job[int]]:
        for job in jobs([40] * 30):
            opened.append(job.tag)
            yield job

    ahead = 0
    with Processes(2, read=at_once) as crew:
        for number, _ in Foreman(crew).read(counted()):
            ahead = max(ahead, len(opened) - number)
    assert len(opened) == 30
    assert ahead <= 3


def test_a_paper_that_kills_every_reader_is_given_up_and_the_rest_goes_on() -> None:
    deadly = frozenset({"0-0", "1-7", "1-8", "3-24"})
    found = read_all(dies_over_some, jobs([5, 25, 40, 25], deadly))
    outcomes = [one for number in range(4) for one in found[number]]
    names = [f"{n}-{k}" for n, size in enumerate([5, 25, 40, 25]) for k in range(size)]
    for name, outcome in zip(names, outcomes, strict=True):
        if name in deadly:
            assert outcome == Broken("Killed", deadly=True)
        else:
            assert outcome == told(name)


def test_readers_killed_from_outside_cost_nothing_but_time() -> None:
    chance = random.Random()
    sizes = [30] * 12
    found: dict[int, list[Outcome]] = {}
    killed = 0
    with Processes(2, read=slowly) as crew:
        for number, outcomes in Foreman(crew).read(jobs(sizes)):
            found[number] = outcomes
            if number % 2 == 0 and crew.pids:
                os.kill(chance.choice(crew.pids), signal.SIGKILL)
                killed += 1
    assert killed == 6
    for number, size in enumerate(sizes):
        assert found[number] == [told(f"{number}-{n}") for n in range(size)]


def test_a_reader_killed_in_the_midst_of_its_answer_holds_nobody_up(tmp_path: Path) -> None:
    tasks = [task("甲", str(tmp_path / "once")), *(task(f"{n}") for n in range(60))]
    with Processes(2, read=dies_once_while_answering) as crew:
        [(_, outcomes)] = Foreman(crew).read([Job(0, tasks)])
    assert (tmp_path / "once").exists()
    assert outcomes == [told("甲"), *(told(f"{n}") for n in range(60))]


def test_processes_that_cannot_begin_are_no_endless_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "FRUITLESS", 2)
    monkeypatch.setattr(processes, "work", _gone)
    with pytest.raises(Unavailable, match="--processes 1"):
        read_all(at_once, jobs([3]))


def _gone(pipe: object, read: object) -> None:  # noqa: ARG001 - as `work` is called
    os._exit(1)


def test_processes_with_other_rules_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "edition", lambda: "that of before the upgrade")
    with pytest.raises(Unavailable, match="更新过"):
        read_all(at_once, jobs([3]))


def test_readers_end_with_whoever_began_them() -> None:
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", READERS], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    readers = [int(pid) for pid in process.stdout.readline().split()]
    assert len(readers) == 2
    process.kill()
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 30
    while any(_runs(pid) for pid in readers):
        assert time.monotonic() < until, "a reader outlived the importer"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"


def test_what_is_handed_out_tells_nothing_in_a_log() -> None:
    chunk = Chunk([task("张三住在某处")])
    assert "张三" not in f"{chunk!r} {chunk[0]!r} {chunk}"


def test_a_paper_that_breaks_a_rule_is_told_by_kind_and_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("张三")

    monkeypatch.setattr("niangjia.rights.caselaw.hands.reading.read_whole", breaks)
    broken = read_one(task("正文"))
    assert isinstance(broken, Broken)
    assert broken.error == "ValueError"
    assert "张三" not in repr(broken)


def test_no_process_is_no_choice() -> None:
    with pytest.raises(Invalid), reader(processes=0):
        pass
