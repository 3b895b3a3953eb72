from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from niangjia.foundation.ledger.models import Event
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid, Unavailable
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, jobs, staff
from niangjia.rights.caselaw.intake import batches as intake
from niangjia.rights.caselaw.intake import uploads
from niangjia.rights.caselaw.models import Case, CaseState, ImportRun, RunState

from .files import text

pytestmark = pytest.mark.django_db


def upload(name: str, content: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (content or f'{{"text": "{text(1)}"}}\n').encode())


@pytest.fixture
def requested(administrator: Viewer, unions: Any) -> Callable[..., ImportRun]:
    def request(*files: SimpleUploadedFile, publish: bool = False) -> ImportRun:
        return actions.request_import(
            viewer=administrator, files=files, publish=publish, held_by=unions.city
        )

    return request


def folder(run: ImportRun) -> Path:
    return Path(settings.NIANGJIA_UPLOADS) / run.code


def test_uploads_wait_for_the_import_and_are_deleted_after_it(
    requested: Callable[..., ImportRun],
) -> None:
    run = requested(upload("a.jsonl"), upload("b.txt", text(2)), publish=True)
    assert run.state == RunState.WAITING
    assert sorted(file.name for file in folder(run).iterdir()) == ["a.jsonl", "b.txt"]
    (event,) = Event.objects.filter(topic="caselaw.import_requested")
    assert event.payload == {"run": run.code}
    jobs.run_import([event.payload])
    run.refresh_from_db()
    assert (run.state, run.imported, run.rejected) == (RunState.FINISHED, 2, 0)
    assert not folder(run).exists()
    assert set(Case.objects.values_list("state", flat=True)) == {CaseState.PUBLISHED}
    jobs.run_import([event.payload])
    run.refresh_from_db()
    assert (run.state, run.imported) == (RunState.FINISHED, 2)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\文件\\判决.txt", "判决.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("反\u202e向.txt", "反_向.txt"),
        ("长" * 300 + ".docx", "长" * 120 + ".docx"),
        ("...", "file"),
    ],
)
def test_names_of_uploads_are_made_safe(given: str, kept: str) -> None:
    assert uploads.safe_name(given) == kept


def test_uploads_of_one_name_do_not_overwrite_each_other(
    requested: Callable[..., ImportRun],
) -> None:
    run = requested(upload("a.txt", text(1)), upload("x/a.txt", text(2)))
    assert sorted(file.name for file in folder(run).iterdir()) == ["a (2).txt", "a.txt"]


def test_uploads_beyond_the_limits_are_refused_and_leave_nothing(
    requested: Callable[..., ImportRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    for files in ([], [upload("a.pdf")], [upload("a")]):
        with pytest.raises(Invalid):
            requested(*files)
    for name in ("FILE_LIMIT", "TOTAL_LIMIT", "FILES_LIMIT"):
        with monkeypatch.context() as patch:
            patch.setattr(uploads, name, 0)
            with pytest.raises(Invalid):
                requested(upload("a.txt", text(1)))
    assert not ImportRun.objects.exists()
    assert not Path(settings.NIANGJIA_UPLOADS).exists()


def test_a_disk_that_refuses_leaves_no_run_and_no_files(
    requested: Callable[..., ImportRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = upload("b.txt", text(2))

    def full(*_: object) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bad, "chunks", full)
    with pytest.raises(OSError, match="space"):
        requested(upload("a.txt", text(1)), bad)
    assert not ImportRun.objects.exists()
    assert list(Path(settings.NIANGJIA_UPLOADS).iterdir()) == []


def test_a_run_another_worker_is_at_is_left_alone(requested: Callable[..., ImportRun]) -> None:
    run = requested(upload("a.jsonl"))
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, last_batch_at=clock.now())
    with pytest.raises(Unavailable):
        jobs.run_import([{"run": run.code}])
    assert folder(run).exists()


def test_a_run_whose_worker_died_is_taken_over(
    requested: Callable[..., ImportRun], editor: Viewer
) -> None:
    run = requested(upload("a.jsonl"))
    long_ago = clock.now() - timedelta(minutes=10)
    ImportRun.objects.filter(pk=run.pk).update(
        state=RunState.RUNNING, last_batch_at=long_ago, read=5, imported=5
    )
    assert staff.run_for_staff(viewer=editor, code=run.code).stalled
    jobs.run_import([{"run": run.code}])
    run.refresh_from_db()
    assert (run.state, run.read, run.imported) == (RunState.FINISHED, 1, 1)


def test_uploads_that_are_gone_fail_the_run_in_plain_words(
    requested: Callable[..., ImportRun],
) -> None:
    run = requested(upload("a.jsonl"))
    uploads.remove(run.code)
    jobs.run_import([{"run": run.code}])
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "重新上传" in run.failure


def test_a_database_that_does_not_answer_keeps_the_uploads_for_another_try(
    requested: Callable[..., ImportRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = requested(upload("a.jsonl"))

    def down(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(intake, "sort", down)
        with pytest.raises(OperationalError):
            jobs.run_import([{"run": run.code}])
    run.refresh_from_db()
    assert run.state == RunState.RUNNING
    assert folder(run).exists()
    ImportRun.objects.filter(pk=run.pk).update(last_batch_at=None)
    jobs.run_import([{"run": run.code}])
    run.refresh_from_db()
    assert (run.state, run.imported) == (RunState.FINISHED, 1)


def test_folders_nobody_waits_for_are_swept_away(requested: Callable[..., ImportRun]) -> None:
    run = requested(upload("a.jsonl"))
    orphan = Path(settings.NIANGJIA_UPLOADS) / "orphan"
    orphan.mkdir()
    with clock.stopped_at(clock.now() + timedelta(hours=23)):
        uploads.sweep()
    assert orphan.exists()
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        uploads.sweep()
    assert not orphan.exists()
    assert folder(run).exists()
