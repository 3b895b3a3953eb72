"""Whoever reads the papers of an import, the library is the same to the last byte."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.hands.foreman import Foreman
from niangjia.rights.caselaw.hands.processes import Processes
from niangjia.rights.caselaw.intake import batches, runs
from niangjia.rights.caselaw.intake.reading import read
from niangjia.rights.caselaw.models import Case, ImportRun, RunState

from .library import contents
from .readers import DEADLY, reads_but_dies_over_some

pytestmark = pytest.mark.django_db
RECORDS = 60


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(batches, "BATCH", 16)
    yield
    _empty()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file of made-up cases, some twice, some of the same number, some that are none."""
    rows: list[Any] = [c.as_record(with_facts=False) for c in generate(count=RECORDS, seed=11)]
    rows += rows[:7]
    rows += [{**rows[n], "id": f"again{n}", "text": rows[n]["text"] + "另附。"} for n in range(5)]
    rows += [{"text": ""}] * 3
    random.Random(11).shuffle(rows)
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def _empty() -> None:
    kinds: tuple[type[Model], ...] = (Case, ImportRun)
    for kind in kinds:
        kind._default_manager.all().delete()


def test_two_processes_bring_in_what_one_brings_in(source: Path, operator: Viewer) -> None:
    found = []
    for processes in (1, 2):
        actions.import_cases(
            viewer=operator, sources=[source], publish=True, held_by=None, processes=processes
        )
        found.append(contents())
        _empty()
    alone, together = found
    assert len(alone["cases"]) == RECORDS
    assert alone["account"] == [(75, RECORDS, 0, 12, 3, RunState.FINISHED)]
    for name, rows in alone.items():
        assert together[name] == rows, name


def test_a_deadly_paper_is_rejected_with_its_reason(source: Path, tmp_path: Path) -> None:
    rows = source.read_text("utf-8").splitlines()
    deadly = {"id": "deadly", "text": f"{DEADLY}，" + "本院认为应当支付工资。" * 20}
    rows.insert(20, json.dumps(deadly, ensure_ascii=False))
    path = tmp_path / "deadly.jsonl"
    path.write_text("\n".join(rows), "utf-8")
    run = ImportRun.objects.create(started_by="test", state=RunState.RUNNING)
    with Processes(2, read=reads_but_dies_over_some) as crew:
        done = runs.carry_out(run, read([path]), reader=Foreman(crew))
    assert (done.state, done.read, done.imported) == (RunState.FINISHED, 76, RECORDS)
    assert done.rejected == 4
    reject = done.rejects.get(line=21)
    assert "终止" in reject.reason
    assert not Case.objects.filter(text__contains=DEADLY).exists()
