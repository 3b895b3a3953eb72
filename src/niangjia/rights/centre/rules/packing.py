"""A hand-over packet: its index, its ZIP made the same every time, and what was changed in one.

The index is a JSON text with every paper's number, name, size and SHA-256. The packet's own mark is
the SHA-256 of the index, which stands on the printed form and in the books of the house.
"""

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

INDEX = "目录.json"
PRINTED = "移交清单.pdf"
_FORM = "niangjia-packet-1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 400 * 1024 * 1024
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be packed: what it is called, and its content."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the index: nothing of it names a person."""

    packet: str
    matter: str
    sender: str
    receiver: str
    made_at: str


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a content, as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def name_in_packet(number: int, name: str) -> str:
    """Return what a paper is called within the packet: 01 工资条.jpg."""
    return f"材料/{number:02d} {_NOT_IN_NAMES.sub('_', name)}"


def index_of(head: Head, papers: Iterable[Paper]) -> bytes:
    """Return the index of a packet as bytes, the same for the same."""
    rows = [
        {
            "number": number,
            "name": name_in_packet(number, paper.name),
            "bytes": len(paper.data),
            "sha256": digest_of(paper.data),
        }
        for number, paper in enumerate(papers, 1)
    ]
    told = {
        "form": _FORM, "packet": head.packet, "matter": head.matter, "from": head.sender,
        "to": head.receiver, "made_at": head.made_at, "papers": rows,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def zipped(index: bytes, printed: bytes, papers: Mapping[str, bytes]) -> bytes:
    """Return the packet as a ZIP, the same bytes for the same content."""
    box = BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {INDEX: index, PRINTED: printed, **papers}.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return box.getvalue()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a ZIP turned out to be. `faults` are empty where nothing in it was changed.

    `digest` is its mark, to be compared with the printed form or with the books of the house.
    """

    packet: str
    matter: str
    digest: str
    papers: int
    printed_digest: str
    faults: tuple[str, ...]


def check(data: bytes) -> Checked:
    """Return whether every paper of a packet is there as its index says."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(one.file_size for one in entries) > _MOST_BYTES:
                return _not_a_packet("这个压缩包太大，不是移交包。")
            inside = {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError):
        return _not_a_packet("这不是完整的 ZIP 文件，可能损坏了。")
    except (OSError, ValueError, zlib.error, struct.error):
        return _not_a_packet("压缩包里的文件读不出来，可能损坏了。")
    index = inside.pop(INDEX, None)
    if index is None:
        return _not_a_packet(f"里面没有{INDEX}，不是移交包。")
    told = _told(index)
    if told is None:
        return _not_a_packet(f"{INDEX}读不懂，被改过或者不是移交包。", digest_of(index))
    printed = inside.pop(PRINTED, None)
    faults = [] if printed is not None else [f"少了{PRINTED}。"]
    faults += _compared(told["papers"], inside)
    if len(entries) != len({one.filename for one in entries}):
        faults.append("有同名的文件，被人加过东西。")
    return Checked(
        told["packet"], told["matter"], digest_of(index), len(told["papers"]),
        digest_of(printed) if printed is not None else "", tuple(faults),
    )  # fmt: skip


def _compared(rows: list[dict[str, Any]], inside: dict[str, bytes]) -> list[str]:
    faults, known = [], set()
    for row in rows:
        name = str(row["name"])
        known.add(name)
        if name not in inside:
            faults.append(f"少了“{name}”。")
        elif digest_of(inside[name]) != row["sha256"]:
            faults.append(f"“{name}”的内容和移交时不一样。")
    faults += [f"多了“{name}”，移交时没有。" for name in sorted(inside) if name not in known]
    return faults


def _told(index: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(index.decode("utf-8"))
    except ValueError:
        return None
    if not isinstance(told, dict) or told.get("form") != _FORM:
        return None
    rows = told.get("papers")
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and {"name", "sha256"} <= row.keys() for row in rows
    ):
        return None
    return told if {"packet", "matter"} <= told.keys() else None


def _not_a_packet(why: str, digest: str = "") -> Checked:
    return Checked("", "", digest, 0, "", (why,))
