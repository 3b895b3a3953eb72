"""From paths to records: which reader a file gets, and walking folders."""

import errno
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from niangjia.rights.caselaw.intake.reading.containers import UnreadableError
from niangjia.rights.caselaw.intake.reading.documents import read_docx, read_html, read_txt
from niangjia.rights.caselaw.intake.reading.jsonl import read_jsonl
from niangjia.rights.caselaw.intake.reading.record import Read, Rejected
from niangjia.rights.caselaw.intake.reading.tables import read_csv
from niangjia.rights.caselaw.intake.reading.workbooks import read_xlsx

Reader = Callable[[Path, str], Iterator[Read]]

READERS: dict[str, Reader] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".txt": read_txt,
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
}
_JSON_LINES = frozenset({".jsonl", ".ndjson"})
_MANY_CASES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm"}) | _JSON_LINES
_ADVICE = {
    ".doc": "旧版 Word 格式（.doc）读不了；请用 Word 或 WPS 打开，另存为 .docx 后再导入",
    ".wps": "WPS 格式读不了；请打开后另存为 .docx 再导入",
    ".pdf": "PDF 读不了；请用 Word 或 WPS 转换成 .docx，或把文字复制成 .txt 后再导入",
    ".xls": "旧版 Excel 格式（.xls）读不了；请打开后另存为 .xlsx 再导入",
    ".json": "整份的 .json 读不了；请改成每行一个对象的 .jsonl 再导入",
    ".zip": "压缩包读不了；请先解压再导入",
    ".rar": "压缩包读不了；请先解压再导入",
}
_KINDS = ".jsonl .csv .xlsx .txt .docx .html"


def read(paths: Sequence[Path]) -> Iterator[Read]:
    """Yield every case in the files and folders, in a fixed order. Nothing is raised for them."""
    for path in paths:
        for file, source in _files(path):
            yield from [file] if isinstance(file, Rejected) else _read_file(file, source)


def expected(paths: Sequence[Path]) -> int | None:
    """Return about how many records there are, or None where only reading would tell."""
    total = 0
    for path in paths:
        for file, _ in _files(path):
            if isinstance(file, Rejected) or file.suffix.lower() not in _MANY_CASES:
                total += 1
            elif file.suffix.lower() in _JSON_LINES:
                total += _line_count(file)
            else:
                return None
    return total


def _read_file(file: Path, source: str) -> Iterator[Read]:
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        advice = _ADVICE.get(file.suffix.lower(), f"不支持这种文件；可以导入的有 {_KINDS}")
        yield Rejected(source, None, advice)
        return
    try:
        yield from reader(file, source)
    except UnreadableError as error:
        yield Rejected(source, None, str(error))
    except OSError as error:
        yield Rejected(source, None, _why(error))


def _files(path: Path) -> Iterator[tuple[Path | Rejected, str]]:
    """Yield the files of a path with the name by which whoever gave the path knows them."""
    if path.is_dir():
        yield from _walk(path, path, ())
    else:
        yield _checked(path, path.name or str(path))


def _walk(
    folder: Path, top: Path, above: tuple[tuple[int, int], ...]
) -> Iterator[tuple[Path | Rejected, str]]:
    name = _shown(folder, top)
    try:
        here = _identity(folder)
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Rejected(name, None, _why(error)), name
        return
    if here in above:
        yield Rejected(name, None, "符号链接绕回了上层文件夹，没有再读一遍"), name
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir():
            yield from _walk(entry, top, (*above, here))
        else:
            yield _checked(entry, _shown(entry, top))


def _checked(file: Path, source: str) -> tuple[Path | Rejected, str]:
    """Let only ordinary files through: opening a pipe would wait for ever."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        return Rejected(source, None, _why(error)), source
    if not stat.S_ISREG(mode):
        return Rejected(source, None, "这不是普通文件"), source
    return file, source


def _shown(path: Path, top: Path) -> str:
    return path.name if path == top else str(path.relative_to(top))


def _identity(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_dev, found.st_ino


def _line_count(file: Path) -> int:
    try:
        with file.open("rb") as content:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: content.read(1 << 20), b""))
    except OSError:
        return 1


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "没有读取的权限"
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件或文件夹"
    if error.errno == errno.ELOOP:
        return "符号链接互相指向，绕成了圈"
    return "读取时出错，文件可能正被占用或磁盘有问题"
