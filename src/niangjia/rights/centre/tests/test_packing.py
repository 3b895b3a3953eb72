"""A packet says what was changed in it, whatever was done to it."""

import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from niangjia.rights.centre.rules.packing import (
    INDEX,
    PRINTED,
    Head,
    Paper,
    check,
    digest_of,
    index_of,
    name_in_packet,
    zipped,
)

HEAD = Head(
    "abc", "化解〔2026〕370202第00001号", "示例工会", "示例仲裁院", "2026-03-11T10:00:00+08:00"
)
PAPERS = (Paper("工资条.jpg", b"one"), Paper("说明.txt", "二".encode()))
INDEXED = index_of(HEAD, PAPERS)
INSIDE = {name_in_packet(n, paper.name): paper.data for n, paper in enumerate(PAPERS, 1)}
PACKET = zipped(INDEXED, b"%PDF-form", INSIDE)


def changed(**entries: bytes | None) -> bytes:
    """Return the packet with entries changed, added, or (None) left out."""
    with zipfile.ZipFile(BytesIO(PACKET)) as archive:
        inside = {one: archive.read(one) for one in archive.namelist()}
    box = BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, data in ({**inside, **entries}).items():
            if data is not None:
                archive.writestr(name, data)
    return box.getvalue()


def test_a_packet_left_alone_has_no_faults_and_is_the_same_every_time() -> None:
    found = check(PACKET)
    assert found.faults == ()
    assert (found.packet, found.matter, found.papers) == ("abc", HEAD.matter, 2)
    assert found.digest == digest_of(INDEXED)
    assert found.printed_digest == digest_of(b"%PDF-form")
    assert zipped(index_of(HEAD, PAPERS), b"%PDF-form", INSIDE) == PACKET


def test_what_was_changed_added_or_taken_out_is_named() -> None:
    one, two = INSIDE
    assert check(changed(**{one: b"uno"})).faults == (f"“{one}”的内容和移交时不一样。",)
    assert check(changed(**{two: None})).faults == (f"少了“{two}”。",)
    assert check(changed(**{"材料/03 多.txt": b"x"})).faults == (
        "多了“材料/03 多.txt”，移交时没有。",
    )
    assert check(changed(**{PRINTED: None})).faults == (f"少了{PRINTED}。",)
    assert check(changed(**{INDEX: None})).faults == (f"里面没有{INDEX}，不是移交包。",)


def test_an_index_that_was_rewritten_has_another_mark() -> None:
    one = next(iter(INSIDE))
    told = json.loads(INDEXED)
    told["papers"][0]["sha256"] = digest_of(b"uno")
    forged = changed(**{one: b"uno", INDEX: json.dumps(told).encode()})
    assert check(forged).faults == ()
    assert check(forged).digest != check(PACKET).digest


@pytest.mark.parametrize("index", [b"", b"[]", b"{}", b'{"form": "niangjia-packet-1"}', b"\xff"])
def test_an_index_that_is_none_is_no_packet(index: bytes) -> None:
    assert check(changed(**{INDEX: index})).faults != ()


@given(some.binary(max_size=400))
def test_whatever_is_sent_gets_an_answer(data: bytes) -> None:
    assert check(data).faults != ()


@given(some.integers(0, len(PACKET) - 1), some.integers(1, 255))
def test_no_byte_of_a_paper_changes_unseen(place: int, by: int) -> None:
    broken = bytearray(PACKET)
    broken[place] ^= by
    found = check(bytes(broken))
    same = found.digest == digest_of(INDEXED) and found.printed_digest == digest_of(b"%PDF-form")
    assert found.faults or not same or _reads_the_same(bytes(broken))


def _reads_the_same(data: bytes) -> bool:
    """Whether a change lies in what the archive says of itself alone, such as a time."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {one: archive.read(one) for one in archive.namelist()} == {
            INDEX: INDEXED, PRINTED: b"%PDF-form", **INSIDE,
        }  # fmt: skip


def test_a_name_leads_nowhere_else() -> None:
    assert name_in_packet(7, "../../etc:pass") == "材料/07 .._.._etc_pass"
