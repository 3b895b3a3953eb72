"""What a file is decides its content; what is dangerous, too large or two things is refused."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from niangjia.foundation.files.rules.dangers import demand_harmless
from niangjia.foundation.files.rules.kinds import Kind, kind_of
from niangjia.foundation.files.rules.pictures import made_anew
from niangjia.kernel.errors import Invalid

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **extra: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(written, form, **extra)
    return written.getvalue()


def archive(parts: dict[str, bytes], main: str = "word/document.xml") -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in ({"[Content_Types].xml": b"<x/>", main: b"<x/>"} | parts).items():
            made.writestr(name, data)
    return written.getvalue()


TAKEN = [
    (PDF, Kind.PDF),
    (picture("JPEG"), Kind.JPEG),
    (picture("PNG"), Kind.PNG),
    (picture("WEBP"), Kind.WEBP),
    (archive({}), Kind.DOCX),
    (archive({}, "xl/workbook.xml"), Kind.XLSX),
    ("示例：工资条\r\n三月".encode(), Kind.TEXT),
    (b"ID3\x03\x00" + b"\0" * 40, Kind.MP3),
    (b"#!AMR\n" + b"\0" * 40, Kind.AMR),
    (b"\0\0\0\x20ftypM4A \0\0\0\0" + b"\0" * 40, Kind.M4A),
    (b"RIFF\0\0\0\0WAVEfmt " + b"\0" * 40, Kind.WAV),
]


@pytest.mark.parametrize(("data", "kind"), TAKEN, ids=[kind for _, kind in TAKEN])
def test_the_content_says_what_it_is(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind
    demand_harmless(data, kind)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + b"\0" * 60,
        b"\x7fELF" + b"\0" * 60,
        b"Rar!\x1a\x07\x00" + b"\0" * 60,
        b"7z\xbc\xaf\x27\x1c" + b"\0" * 60,
        b"\x1f\x8b\x08" + b"\0" * 60,
        picture("GIF"),
        archive({}, "anything.txt"),
        b"PK\x03\x04 broken",
        b"\x00\x01\x02\x03",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60,
    ],
)
def test_other_kinds_are_not_taken(data: bytes) -> None:
    with pytest.raises(Invalid):
        demand_harmless(data, kind_of(data))


@pytest.mark.parametrize(
    "data",
    [
        picture("JPEG") + archive({}),  # a picture that is an archive as well
        PDF + archive({}),
        PDF + b"MZ" + b"\0" * 3000,
        b"GIF89a" + PDF,
        PDF.replace(b"1 0 obj", b"/OpenAction <</S /JavaScript>> 1 0 obj"),
        PDF.replace(b"1 0 obj", b"/Launch 1 0 obj"),
        PDF.replace(b"%%EOF", b""),
        b"ID3\x03\x00" + b"<script>alert(1)</script>",
        archive({}) + b"more",
        archive({"word/vbaProject.bin": b"x"}),
        archive({"word/embeddings/a.exe": b"x"}),
        archive({"../../etc/passwd": b"x"}),
    ],
)
def test_two_things_at_once_and_what_runs_are_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        demand_harmless(data, kind_of(data))


def test_what_unpacks_to_too_much_is_refused() -> None:
    bomb = archive({"word/media/a.xml": b"\0" * 30_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(Invalid, match="展开以后太大"):
        demand_harmless(bomb, Kind.DOCX)
    many = archive({f"word/{number}.xml": b"x" for number in range(2_001)})
    with pytest.raises(Invalid, match="部分太多"):
        demand_harmless(many, Kind.DOCX)


def test_what_an_archive_says_of_its_sizes_is_not_believed() -> None:
    bomb = bytearray(archive({"word/media/a.xml": b"\0" * 30_000_000}))
    true = (30_000_000).to_bytes(4, "little")
    lie = (10).to_bytes(4, "little")
    with pytest.raises(Invalid):
        demand_harmless(bytes(bomb).replace(true, lie), Kind.DOCX)


def test_a_picture_loses_what_was_written_beside_it() -> None:
    written = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "示例相机"
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[2] = (36.0, 4.0, 0.0)  # a place
    Image.new("RGB", (60, 40)).save(written, "JPEG", exif=exif, comment=b"secret words")
    before = written.getvalue()
    after = made_anew(before + b"trailing words", Kind.JPEG)
    assert b"Exif" in before
    assert b"Exif" not in after
    for words in (b"secret words", b"trailing words", "示例相机".encode()):
        assert words not in after
    with Image.open(BytesIO(after)) as made:
        assert made.size == (40, 60)  # upright
        assert not made.getexif()


def test_what_is_clear_stays_clear() -> None:
    written = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")
    with Image.open(BytesIO(made_anew(written.getvalue(), Kind.PNG))) as made:
        assert made.getpixel((0, 0)) == (0, 0, 0, 0)


def test_pictures_that_are_broken_move_or_are_too_large() -> None:
    moving = BytesIO()
    frames = [Image.new("RGB", (9, 9), (number, 0, 0)) for number in (0, 200)]
    frames[0].save(moving, "WEBP", save_all=True, append_images=frames[1:])
    with pytest.raises(Invalid, match="会动"):
        made_anew(moving.getvalue(), Kind.WEBP)
    with pytest.raises(Invalid, match="损坏"):
        made_anew(picture("JPEG")[:200], Kind.JPEG)
    with pytest.raises(Invalid, match="太大"):
        made_anew(picture("PNG", (9_000, 9_000)), Kind.PNG)
