"""The kinds of files that are taken, known by their content."""

import zipfile
from enum import StrEnum
from io import BytesIO

import puremagic

from niangjia.kernel.errors import Invalid


class Kind(StrEnum):
    """What is taken in."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    TEXT = "txt"
    MP3 = "mp3"
    M4A = "m4a"
    AMR = "amr"
    WAV = "wav"


MEDIA = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.MP3: "audio/mpeg",
    Kind.M4A: "audio/mp4",
    Kind.AMR: "audio/amr",
    Kind.WAV: "audio/wav",
}
IMAGES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
DOCUMENTS = frozenset({Kind.DOCX, Kind.XLSX})

TAKEN = "PDF、照片（JPG、PNG、WEBP）、Word、Excel、文本和录音（MP3、M4A、AMR、WAV）"

_BY_ENDING = {
    "pdf": Kind.PDF, "jpg": Kind.JPEG, "jpeg": Kind.JPEG, "jfif": Kind.JPEG, "png": Kind.PNG,
    "webp": Kind.WEBP, "mp3": Kind.MP3, "mpga": Kind.MP3, "m4a": Kind.M4A, "amr": Kind.AMR,
    "wav": Kind.WAV,
}  # fmt: skip
_MAIN_PART = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}


def kind_of(data: bytes) -> Kind:
    """Return what a file is. Raises Invalid for what is not taken."""
    if data.startswith(b"PK\x03\x04"):
        return _document(data)
    try:
        matches = puremagic.magic_string(data)
    except (puremagic.PureError, ValueError):
        matches = []
    endings = (match.extension.lstrip(".").lower() for match in matches)
    kind = next((_BY_ENDING[ending] for ending in endings if ending in _BY_ENDING), None)
    if kind is not None:
        return kind
    if is_text(data):
        return Kind.TEXT
    raise refused()


def is_text(data: bytes) -> bool:
    """Whether this is UTF-8 without control characters other than line ends and tabs."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(text) and not any(ord(one) < 32 and one not in "\r\n\t" for one in text)


def refused() -> Invalid:
    """Return the error for a kind that is not taken."""
    said = f"这种文件不能交。可以交：{TAKEN}。"
    return Invalid(said, {"file": said})


def _document(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise refused() from None
    for part, kind in _MAIN_PART.items():
        if part in names and "[Content_Types].xml" in names:
            return kind
    raise refused()
