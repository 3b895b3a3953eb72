"""What makes a file dangerous though its kind is taken."""

import re
import zipfile
import zlib
from io import BytesIO

from niangjia.foundation.files.rules.kinds import DOCUMENTS, Kind
from niangjia.kernel.errors import Invalid

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_TIMES = 200
"""How many times its size a part of a document may unpack to, where it is more than a megabyte."""

_MEGABYTE = 1024 * 1024
_END_OF_ZIP = b"PK\x05\x06"
_ELSEWHERE = (b"%PDF-", b"<script", b"<html", b"<?php", b"<svg", b"#!/")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|XFA)\b")
_INNER = re.compile(r"\.(?:zip|rar|7z|gz|exe|dll|bat|js|vbs|jar)$", re.IGNORECASE)


def demand_harmless(data: bytes, kind: Kind) -> None:
    """Raise Invalid for what is two things at once, runs something, or unpacks to too much."""
    if kind in DOCUMENTS:
        _check_document(data)
        return
    if _END_OF_ZIP in data[-66_000:]:
        raise _wrong("文件里藏着压缩包，不能交。")
    if data.startswith(_PROGRAMS):
        raise _wrong("这是程序，不能交。")
    head = data[:4096].lower()
    foreign = [mark for mark in _ELSEWHERE if not (kind is Kind.PDF and mark == b"%PDF-")]
    if any(mark.lower() in head for mark in foreign):
        raise _wrong("文件里还藏着另一种文件，不能交。")
    if kind is Kind.PDF:
        _check_pdf(data)


def _check_pdf(data: bytes) -> None:
    if not data.startswith(b"%PDF-"):
        raise _wrong("PDF开头有多余的内容，不能交。请重新导出。")
    end = data.rfind(b"%%EOF")
    if end < 0 or len(data) - end > 1024 or data[end + 5 :].strip(b"\r\n \0"):
        raise _wrong("PDF不完整，或者后面有多余的内容，不能交。请重新导出。")
    if _ACTIVE.search(data):
        raise _wrong("PDF里有脚本或附件，不能交。请打印成新的PDF再交。")


def _check_document(data: bytes) -> None:
    if not data.startswith(b"PK\x03\x04") or len(data) - data.rfind(_END_OF_ZIP) > 22:
        raise _wrong("文件前后有多余的内容，不能交。请另存一份再交。")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise _wrong("文件里的部分太多，不能交。")
        whole = 0
        for part in parts:
            _check_name(part)
            whole += _unpacked(archive, part, MOST_UNPACKED - whole)


def _check_name(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if name.startswith("/") or ".." in name.split("/") or "\\" in name:
        raise _wrong("文件的内部结构不对，不能交。")
    if part.flag_bits & 1:
        raise _wrong("文件加了密码，请去掉密码再交。")
    if "vbaproject" in name.lower() or _INNER.search(name):
        raise _wrong("文件里有宏或别的文件，不能交。请另存为不带宏的格式。")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Return how large a part really is: what the archive says of itself may be a lie."""
    size = 0
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_MEGABYTE):
                size += len(chunk)
                packed = max(part.compress_size, 1)
                if size > most or (size > _MEGABYTE and size > MOST_TIMES * packed):
                    raise _wrong("文件展开以后太大，不能交。")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise _wrong("文件损坏，打不开。") from None
    return size


def _wrong(said: str) -> Invalid:
    return Invalid(said, {"file": said})
