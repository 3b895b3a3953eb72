"""Single documents, one case each: .txt, .docx and .html."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from niangjia.rights.caselaw.intake.reading import containers
from niangjia.rights.caselaw.intake.reading.containers import UnreadableError
from niangjia.rights.caselaw.intake.reading.lines import lines
from niangjia.rights.caselaw.intake.reading.record import (
    DOCUMENT_LIMIT,
    TOO_LARGE,
    Read,
    Record,
    Rejected,
    record_of,
)
from niangjia.rights.caselaw.intake.reading.webpages import read_page

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_TITLE = 100


def read_txt(path: Path, source: str) -> Iterator[Read]:
    """Yield the one case of a text file. Raises OSError for an unreadable file."""
    _within_limit(path)
    texts: list[str] = []
    for line in lines(path):
        if line.fault:
            yield Rejected(source, line.number, line.fault)
            return
        texts.append(line.text)
    yield _document(source, path, "\n".join(texts))


def read_html(path: Path, source: str) -> Iterator[Read]:
    """Yield the one case of a page. Raises OSError for an unreadable file."""
    _within_limit(path)
    page = read_page(path.read_bytes())
    yield _document(source, path, page.text, title=page.title)


def read_docx(path: Path, source: str) -> Iterator[Read]:
    """Yield the one case of a Word document. Raises OSError and UnreadableError."""
    _within_limit(path)
    containers.check(path, containers.DOCX)
    content = containers.part(path, "word/document.xml", DOCUMENT_LIMIT)
    yield _document(source, path, _word_text(content))


def _within_limit(path: Path) -> None:
    if path.stat().st_size > DOCUMENT_LIMIT:
        raise UnreadableError(TOO_LARGE)


def _document(source: str, path: Path, text: str, title: str = "") -> Record:
    title = title or _first_line(text) or path.stem
    return record_of(source, None, path.name, {"title": title, "text": text})


def _first_line(text: str) -> str:
    """Return the first line where it can be a title: short, and no sentence."""
    for line in text.splitlines():
        plain = line.strip().lstrip("#").strip()
        if plain:
            return plain if len(plain) <= _LONGEST_TITLE and plain[-1] not in "。；，" else ""
    return ""


def _word_text(content: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("文件已损坏，正文读不出来；请用 Word、WPS 打开后另存") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("文件里夹带了 XML 实体定义，不是正常的 Word 文档，没有读取")
    return "\n".join(_paragraph(paragraph) for paragraph in root.iter(f"{_W}p"))


def _paragraph(paragraph: etree._Element) -> str:
    """Return a paragraph's text; what tracked changes deleted is in other elements."""
    pieces: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        else:
            pieces.append("\t" if node.tag == f"{_W}tab" else "\n")
    return "".join(pieces)
