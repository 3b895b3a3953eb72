"""Files that wait on disk for the import that reads them, one folder per run."""

import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid
from niangjia.rights.caselaw.intake.reading.folders import READERS
from niangjia.rights.caselaw.intake.reading.record import MEGABYTE
from niangjia.rights.caselaw.models import ImportRun, RunState

FILE_LIMIT = 200 * MEGABYTE
TOTAL_LIMIT = 500 * MEGABYTE
FILES_LIMIT = 500
LONGEST_NAME = 120

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")
_ORPHANED = timedelta(days=1)


class UploadedFile(Protocol):
    """What is needed of a file that came through the web."""

    @property
    def name(self) -> str | None:
        """What whoever sent it calls it."""

    @property
    def size(self) -> int | None:
        """Its length in bytes."""

    def chunks(self) -> Iterator[bytes]:
        """Return the content piece by piece."""
        ...


def check(files: Sequence[UploadedFile]) -> None:
    """Raise Invalid for files that cannot be taken, saying which and why."""
    if not files:
        raise Invalid(_("请选择要导入的文件。"), {"files": _("没有选择文件")})
    if len(files) > FILES_LIMIT:
        raise Invalid(_("一次最多 {count} 个文件。").format(count=FILES_LIMIT))
    if sum(file.size or 0 for file in files) > TOTAL_LIMIT:
        size = TOTAL_LIMIT // MEGABYTE
        raise Invalid(_("一次上传的文件合计不能超过 {size} MB。").format(size=size))
    for file in files:
        name = safe_name(file.name or "")
        if Path(name).suffix.lower() not in READERS:
            raise Invalid(_("“{name}”的格式不支持。").format(name=name), {"files": _("格式不支持")})
        if (file.size or 0) > FILE_LIMIT:
            size = FILE_LIMIT // MEGABYTE
            raise Invalid(_("“{name}”超过单个文件 {size} MB 的上限。").format(name=name, size=size))


def keep(code: str, files: Sequence[UploadedFile]) -> list[str]:
    """Write the files into the folder of a run and return the names they got.

    Raises OSError where the disk refuses; nothing is left behind then.
    """
    folder = folder_of(code)
    folder.mkdir(parents=True, mode=0o700)
    try:
        return [_write(folder, file) for file in files]
    except BaseException:
        remove(code)
        raise


def _write(folder: Path, file: UploadedFile) -> str:
    target = _free(folder, safe_name(file.name or ""))
    with target.open("xb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return target.name


def folder_of(code: str) -> Path:
    """Return the folder of a run."""
    return Path(settings.NIANGJIA_UPLOADS) / code


def remove(code: str) -> None:
    """Delete the folder of a run, where there is one."""
    shutil.rmtree(folder_of(code), ignore_errors=True)


def sweep() -> None:
    """Delete folders whose run has ended or was never written down: left by a kill."""
    uploads = Path(settings.NIANGJIA_UPLOADS)
    if not uploads.is_dir():
        return
    before = clock.now() - _ORPHANED
    old = [
        f.name for f in uploads.iterdir() if datetime.fromtimestamp(f.stat().st_mtime, UTC) < before
    ]
    open_ones = ImportRun.objects.filter(
        code__in=old, state__in=[RunState.WAITING, RunState.RUNNING]
    ).values_list("code", flat=True)
    for code in set(old) - set(open_ones):
        remove(code)


def safe_name(name: str) -> str:
    """Return a file's own name without its path, or anything a file system or a screen minds."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = _UNSAFE.sub("_", plain).strip(" .") or "file"
    stem, suffix = Path(plain).stem, Path(plain).suffix[:10]
    return f"{stem[:LONGEST_NAME]}{suffix}"


def _free(folder: Path, name: str) -> Path:
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target
