"""Lines of a text file in whatever encoding it came, without ever holding the file in memory."""

import codecs
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from niangjia.rights.caselaw.intake.reading.record import DOCUMENT_LIMIT, TOO_LARGE

_CHUNK = 256 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB18030"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end. `fault` says why its text could not be had; then `text` is ""."""

    number: int
    text: str
    fault: str = ""


def lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a file. Raises OSError where it cannot be read."""
    encoding = encoding_of(path)
    for number, raw in enumerate(_raw_lines(path, encoding), start=1):
        yield _decoded(number, raw, encoding)


def encoding_of(path: Path) -> str:
    """Return utf-8-sig, utf-16, utf-8 or gb18030.

    Without a mark at the beginning, the first part of the file that is not plain ASCII decides,
    by the number of its lines that each encoding can read: one broken line changes nothing.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return encoding
        while head.isascii() and (more := file.read(_CHUNK)):
            head = more
    return encoding_of_bytes(head)


def encoding_of_bytes(content: bytes) -> str:
    """Return utf-8 or gb18030, whichever reads more lines of `content`."""
    votes: Counter[str] = Counter()
    for line in content.splitlines()[:2000]:
        if line.isascii():
            continue
        votes["utf-8"] += _reads(line, "utf-8")
        votes["gb18030"] += _reads(line, "gb18030") and not _reads(line, "utf-8")
    return "gb18030" if votes["gb18030"] > votes["utf-8"] else "utf-8"


def _reads(line: bytes, encoding: str) -> bool:
    """Whether the line is in that encoding, but for a character cut off at either end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(line)
    except UnicodeDecodeError as error:
        return error.start == 0 and len(line) > 8 and _reads(line[error.end :], encoding)
    return True


def _raw_lines(path: Path, encoding: str) -> Iterator[bytes | None]:
    """Yield each line's bytes, or None for one beyond the limit, which is passed over."""
    held: list[bytes] = []
    size = 0
    for chunk in _chunks(path, encoding):
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            yield b"".join((*held, piece)) if size <= DOCUMENT_LIMIT else None
            held, size = [], 0
        size += len(rest)
        held = [*held, rest] if size <= DOCUMENT_LIMIT else []
    if size:
        yield b"".join(held) if size <= DOCUMENT_LIMIT else None


def _chunks(path: Path, encoding: str) -> Iterator[bytes]:
    """Yield the file's bytes; UTF-16 as UTF-8, since its line ends are not single bytes."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace") if encoding == "utf-16" else None
    with path.open("rb") as file:
        if encoding == "utf-8-sig":
            file.seek(len(codecs.BOM_UTF8))
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk).encode() if decoder else chunk
        if decoder and (rest := decoder.decode(b"", final=True)):
            yield rest.encode()


def _decoded(number: int, raw: bytes | None, encoding: str) -> Line:
    if raw is None:
        return Line(number, "", TOO_LARGE)
    try:
        text = raw.decode("gb18030" if encoding == "gb18030" else "utf-8")
    except UnicodeDecodeError:
        return Line(number, "", undecodable(encoding))
    if encoding == "utf-16" and "\ufffd" in text:
        return Line(number, "", undecodable(encoding))
    return Line(number, text.removesuffix("\r"))


def undecodable(encoding: str) -> str:
    """Say that some text is not in the encoding its file is in."""
    return f"这里的文字按 {_NAMES[encoding]} 编码读不出来，可能已经损坏"
