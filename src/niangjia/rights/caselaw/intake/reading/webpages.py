"""The paper in a saved web page, without what the site puts around it."""

import re
from dataclasses import dataclass

from lxml import etree, html

from niangjia.rights.caselaw.intake.reading.containers import UnreadableError
from niangjia.rights.caselaw.intake.reading.lines import encoding_of_bytes, undecodable

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_FURNITURE = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form",
    "button", "select", "iframe", "svg", "figure", "dialog", "menu",
)  # fmt: skip
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|sidebar|footer|foot|topbar|toolbar|"
    r"share|copyright|related|recommend|ad|ads|banner|pager|pagination|comments?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset((
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_SITE_NAME = re.compile(r"\s*(?:[-_|–—]\s*[^-_|–—]{1,30})$")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is called and what it says."""

    title: str
    text: str


def read_page(content: bytes) -> Page:
    """Return the paper in a page. Raises UnreadableError where it cannot be decoded or parsed."""
    text = _decode(content)
    if not text.strip():
        return Page("", "")
    try:
        # Parsed as bytes: lxml refuses a str that declares its own encoding.
        parser = html.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
        )
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError("网页读不出来，可能不是 HTML 文件") from error
    title = _title(root)
    _drop_furniture(root)
    return Page(title, _tidy(_text(_main(root))))


def _decode(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                           (b"\xfe\xff", "utf-16")):  # fmt: skip
        if content.startswith(mark):
            return _strictly(content, encoding)
    encoding = encoding_of_bytes(content)
    declared = _DECLARED.search(content[:4096])
    if content.isascii() or declared is None or encoding == "gb18030":
        return _strictly(content, encoding)
    name = declared.group(1).decode().lower()
    return _strictly(
        content, "gb18030" if name.startswith("gb") and encoding != "utf-8" else encoding
    )


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(undecodable(encoding)) from error


def _title(root: html.HtmlElement) -> str:
    for heading in root.iter("h1"):
        if words := " ".join("".join(heading.itertext()).split()):
            return words
    words = " ".join((root.findtext(".//title") or "").split())
    shorter = _SITE_NAME.sub("", words)
    return shorter if len(shorter) >= 4 else words


def _drop_furniture(root: html.HtmlElement) -> None:
    """Empty what is furniture, in place: taking it out would copy all text before it each time."""
    for element in list(root.iter()):
        if element.tag in _FURNITURE or _is_furniture(element):
            element.clear(keep_tail=True)
            element.tag = "span"


def _is_furniture(element: html.HtmlElement) -> bool:
    if element.getparent() is None or element.tag in {"body", "html", "head"}:
        return False
    if element.get("role") in {"navigation", "banner", "contentinfo", "complementary", "search"}:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_FURNITURE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element that says it holds the content, the longest of them, or the body."""
    for tag in ("article", "main"):
        found = list(root.iter(tag))
        if found:
            return max(found, key=lambda element: len(element.text_content()))
    body = root.find("body")
    return root if body is None else body


def _text(element: html.HtmlElement) -> str:
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        is_block = node.tag in _BLOCKS
        if event == "start":
            pieces.append("\n" if is_block else "")
            pieces.append(" ".join((node.text or "").split("\n")))
        else:
            pieces.append("\n" if is_block else "")
            if node is not element:
                pieces.append(" ".join((node.tail or "").split("\n")))
    return "".join(pieces)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
