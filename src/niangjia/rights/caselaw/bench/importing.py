"""How many papers a second an import brings in, by who reads them: one process, many, or Dask.

Each is a whole import by the command itself, of the same file into an empty house of its own;
the time is that from the run's first entry in the database to its last. What they wrote is
compared: it has to be the same. `load_before` tells whether the machine was idle: where it was
not, many processes only share with others what one had. The processor time is that of the import
and of the processes it began, not of a cluster's workers.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from niangjia.rights.caselaw.bench.machine import machine
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.hands.processes import every_core

__all__ = ["every_core", "run"]

_WRITTEN = (
    "SELECT source_key, text_hash, title, text, court, case_no, date, region_code, body, stage,"
    " issue, other_issues, asker, outcome, claimed, awarded, joined, left, filed_on, monthly_wage,"
    " elements, mediated, state FROM caselaw_case ORDER BY id",
    "SELECT title_marks, marks FROM caselaw_original ORDER BY case_id",
    "SELECT ordinal, role, kind, name, acts_for FROM caselaw_party ORDER BY case_id, ordinal",
    "SELECT ordinal, kind, words, claimed, fate, granted FROM caselaw_claim"
    " ORDER BY case_id, ordinal",
    "SELECT law, article FROM caselaw_citation ORDER BY case_id, id",
)


def run(
    *,
    docs: int,
    seed: int,
    processes: Sequence[int],
    dask: int,
    work: Path,
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Return papers a second of each crew, whether they agree, and on what it was measured."""
    say(f"编写 {docs} 篇虚构案例")
    source = work / "cases.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for case in generate(count=docs, seed=seed):
            file.write(json.dumps(case.as_record(with_facts=False), ensure_ascii=False) + "\n")
    crews: dict[str, Any] = {}
    for number in processes:
        say(f"{number} 个进程")
        crews[f"processes_{number}"] = _imported(
            source, work / f"processes-{number}", ["--processes", str(number)]
        )
    if dask:
        say(f"Dask，{dask} 个工作进程")
        with _cluster(dask, work) as address:
            told = _imported(source, work / "dask", ["--cluster", address])
        crews[f"dask_{dask}"] = {"version": version("distributed"), **told}
    written = {crew.pop("written") for crew in crews.values()}
    return {
        "machine": machine(),
        "docs": docs,
        "megabytes": round(source.stat().st_size / 1e6, 1),
        "crews": crews,
        "all_wrote_the_same": len(written) == 1,
    }


def _imported(source: Path, home: Path, options: Sequence[str]) -> dict[str, Any]:
    _called(home, [sys.executable, "-m", "django", "migrate", "-v0"])
    load = round(os.getloadavg()[0], 1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = _called(
        home,
        [
            sys.executable,
            "-m",
            "niangjia.site.cli",
            "import-cases",
            str(source),
            "--json",
            *options,
        ],
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    account = json.loads(told)
    with sqlite3.connect(home / "niangjia.db") as base:
        [(begun, ended)] = base.execute("SELECT started_at, finished_at FROM caselaw_importrun")
        seconds = (datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds()
        written = hashlib.sha256()
        for query in _WRITTEN:
            for row in base.execute(query):
                written.update(repr(row).encode())
    return {
        "imported": account["imported"],
        "seconds": round(seconds, 2),
        "papers_per_second": round(account["imported"] / seconds, 1),
        "importer_processor_seconds": round(
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1
        ),
        "load_before": load,
        "written": written.hexdigest(),
    }


def _called(home: Path, command: Sequence[str]) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "NIANGJIA_DATABASE_URL"}
    own = {"NIANGJIA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "niangjia.site.settings"}
    done = subprocess.run(  # noqa: S603 - our own commands
        command, env=kept | own, check=True, capture_output=True, text=True
    )
    return done.stdout


@contextmanager
def _cluster(workers: int, work: Path) -> Iterator[str]:
    """Run a scheduler and so many workers of one thread each; yield the scheduler's address."""
    distributed: Any = import_module("distributed")  # not needed to run the house
    with distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        local_directory=str(work / "dask-workers"),
    ) as running:
        yield running.scheduler_address
