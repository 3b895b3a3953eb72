"""Looking at a zip container (.docx, .xlsx) before anything in it is unpacked."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from niangjia.rights.caselaw.intake.reading.record import MEGABYTE

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SMALL = MEGABYTE
"""What unpacks to less than this is harmless, however well it was packed."""


class UnreadableError(Exception):
    """A file cannot be read; the message says why, to whoever sent it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a container may unpack to in all, in bytes, and how many times its own size."""

    unpacked: int
    ratio: int


DOCX = Limits(unpacked=100 * MEGABYTE, ratio=100)
XLSX = Limits(unpacked=400 * MEGABYTE, ratio=200)


def check(path: Path, limits: Limits) -> None:
    """Raise UnreadableError for a damaged, locked or booby-trapped container."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise UnreadableError("文件加了密码，或其实是旧版 Office 格式；请去掉密码另存后再导入")
    try:
        with zipfile.ZipFile(path) as container:
            parts = container.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError("文件已损坏，打不开；请用 Word、WPS 或 Excel 打开后另存") from error
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableError("文件加了密码；请去掉密码另存后再导入")
    unpacked = sum(part.file_size for part in parts)
    packed = max(path.stat().st_size, 1)
    if unpacked > limits.unpacked or (unpacked > _SMALL and unpacked / packed > limits.ratio):
        raise UnreadableError(
            f"文件解压后有 {unpacked // MEGABYTE} MB，大得不正常（疑似压缩炸弹），没有打开"
        )


def part(path: Path, name: str, limit: int) -> bytes:
    """Return one part of a checked container; its stated size is not trusted.

    Raises UnreadableError where it is missing, damaged or larger than `limit` bytes.
    """
    try:
        with zipfile.ZipFile(path) as container, container.open(name) as file:
            content = file.read(limit + 1)
    except KeyError as error:
        raise UnreadableError("文件里没有正文，可能不是 Word 文档") from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadableError("文件已损坏，打不开；请用 Word、WPS 打开后另存") from error
    if len(content) > limit:
        raise UnreadableError(f"正文超过 {limit // MEGABYTE} MB 的上限，没有读取")
    return content
