"""Imports at the same time, each in its own thread with its own connection."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import close_old_connections, connection

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.intake import batches as intake
from niangjia.rights.caselaw.models import Case, Citation, ImportRun, RunState

from .files import jsonl, text

AT_ONCE = 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reverse", [False, True])
def test_imports_of_the_same_cases_at_once_neither_fail_nor_double(
    tmp_path: Path, operator: Viewer, monkeypatch: pytest.MonkeyPatch, reverse: bool
) -> None:
    monkeypatch.setattr(intake, "BATCH", 20)
    rows: list[dict[str, Any]] = [
        {
            "id": str(n),
            "text": f"{text(n)}依照《劳动合同法》第三十条。",
            "case_no": f"（2023）鲁0202民初{n}号",
        }
        for n in range(120)
    ]
    paths = []
    for number in range(AT_ONCE):
        (tmp_path / str(number)).mkdir()
        ordered = rows[::-1] if reverse and number % 2 else rows
        paths.append(jsonl(tmp_path / str(number) / "x.jsonl", ordered))
    failures: list[BaseException] = []
    start = threading.Barrier(AT_ONCE)

    def bring(path: Path) -> None:
        try:
            start.wait()
            actions.import_cases(viewer=operator, sources=[path], publish=True, held_by=None)
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=bring, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Case.objects.count() == 120
    assert Citation.objects.count() == 120
    runs = list(ImportRun.objects.all())
    assert {run.state for run in runs} == {RunState.FINISHED}
    assert [(run.read, run.duplicates, run.rejected) for run in runs] == [(120, 0, 0)] * AT_ONCE
    assert sum(run.imported for run in runs) == 120
    assert sum(run.unchanged for run in runs) == 120 * (AT_ONCE - 1)
