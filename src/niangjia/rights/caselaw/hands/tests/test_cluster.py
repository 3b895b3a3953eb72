"""A real Dask cluster on this machine reads for an import; its workers are killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from niangjia.kernel.errors import Invalid, Unavailable
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.hands import cluster as module
from niangjia.rights.caselaw.hands.chunks import Broken, Job, Outcome
from niangjia.rights.caselaw.hands.cluster import Cluster
from niangjia.rights.caselaw.hands.crews import reader
from niangjia.rights.caselaw.hands.foreman import Foreman
from niangjia.rights.caselaw.models import ImportRun

from .library import contents
from .readers import (
    DEADLY,
    dask_dies_over_some,
    dask_other_edition,
    dask_slowly,
    task,
    told,
)
from .test_importing_by_many import _empty, _small_batches, source

__all__ = ["_small_batches", "source"]

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.filterwarnings("default"),  # those of Dask and Tornado are not ours to mend
]


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a scheduler with two workers, each a process that is begun again when it dies."""
    import dask  # noqa: PLC0415 - only where it is installed

    settings = {
        "distributed.scheduler.allowed-failures": 1,
        "temporary-directory": str(tmp_path_factory.mktemp("dask")),
    }
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as running,
    ):
        yield running


def _pids(address: str) -> list[int]:
    with distributed.Client(address, set_as_default=False) as client:
        return sorted(client.run(os.getpid).values())


def test_a_cluster_brings_in_what_one_process_brings_in(
    dask: Any, source: Path, operator: Viewer
) -> None:
    found = []
    for address in ("", dask.scheduler_address):
        actions.import_cases(
            viewer=operator, sources=[source], publish=True, held_by=None, cluster=address
        )
        found.append(contents())
        _empty()
    alone, together = found
    for name, rows in alone.items():
        assert together[name] == rows, name


def test_a_worker_killed_midway_costs_nothing_but_time(dask: Any) -> None:
    jobs = [Job(n, [task(f"{n}-{k}") for k in range(40)]) for n in range(12)]
    found: dict[int, list[Outcome]] = {}
    with Cluster(dask.scheduler_address, read=dask_slowly) as crew:
        for number, outcomes in Foreman(crew).read(jobs):
            found[number] = outcomes
            if number in {1, 5}:
                os.kill(_pids(dask.scheduler_address)[0], signal.SIGKILL)
    for number in range(12):
        assert found[number] == [told(f"{number}-{k}") for k in range(40)]


def test_a_deadly_paper_is_given_up_and_its_neighbours_are_not(dask: Any) -> None:
    names = [f"{k}" for k in range(50)]
    names[13] = f"{DEADLY}一"
    with Cluster(dask.scheduler_address, read=dask_dies_over_some) as crew:
        [(_, outcomes)] = Foreman(crew).read([Job(0, [task(name) for name in names])])
    for name, outcome in zip(names, outcomes, strict=True):
        expected = Broken("Killed", deadly=True) if name.startswith(DEADLY) else told(name)
        assert outcome == expected


def test_a_worker_with_other_rules_is_not_believed(dask: Any) -> None:
    with (
        Cluster(dask.scheduler_address, read=dask_other_edition) as crew,
        pytest.raises(Unavailable, match="版本不同"),
    ):
        list(Foreman(crew).read([Job(0, [task("x")])]))


def test_a_cluster_that_is_not_there_is_told_before_anything_begins(
    operator: Viewer, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REACHED_WITHIN", "1s")
    for address, kind in (("tcp://127.0.0.1:9", Unavailable), ("no address", Invalid)):
        with pytest.raises(kind):
            actions.import_cases(
                viewer=operator, sources=[source], publish=True, held_by=None, cluster=address
            )
    assert not ImportRun.objects.exists()


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REACHED_WITHIN", "2s")
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(Unavailable, match="没有工作进程"),
        reader(cluster=empty.scheduler_address),
    ):
        pass


def test_a_scheduler_that_dies_midway_ends_the_import_with_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ASKED_EVERY", 1.0)
    running = distributed.LocalCluster(n_workers=1, dashboard_address=None)

    def jobs() -> Iterator[Job[int]]:
        for number in range(200):
            if number == 4:
                running.close()
            yield Job(number, [task(f"{number}-{k}") for k in range(40)])

    with (
        Cluster(running.scheduler_address, read=dask_slowly) as crew,
        pytest.raises(Unavailable, match="再导入一次"),
    ):
        list(Foreman(crew).read(jobs()))


def test_without_dask_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(Invalid, match=r"niangjia\[cluster\]"), reader(cluster="tcp://127.0.0.1:1"):
        pass
