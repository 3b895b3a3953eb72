"""The parts of a paper: who, what was asked, answered, found, reasoned and decided.

Papers say where a part begins, by a heading (【基本案情】, ## 处理结果) or by a set phrase
(本院认为). A part runs to where the next begins; nothing of the text is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from niangjia.rights.caselaw.rules.openings import (
    ANY_HEADING,
    ANY_OPENING,
    DECIDED,
    DECIDED_COLON,
    HEADING,
    HEADINGS,
    OPENINGS,
    WITHIN,
)

NAMES = {
    "head": "首部",
    "claims": "诉讼请求",
    "defence": "答辩意见",
    "facts": "查明事实",
    "reasons": "裁判理由",
    "result": "裁判结果",
    "tail": "尾部",
}
"""The keys of the parts and what readers are shown, in the order in which they usually come."""

_RANK = {key: rank for rank, key in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its key, and where it stands in the text."""

    key: str
    start: int
    end: int


def parts(text: str) -> tuple[Part, ...]:
    """Return the parts of a text in order; together they are the whole text."""
    found: list[Part] = []
    for key, start, end in _keyed(text):
        if found and found[-1].key == key:
            found[-1] = Part(key, found[-1].start, end)
        else:
            found.append(Part(key, start, end))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Section:
    """A part as readers are shown it: `name` in Chinese."""

    key: str
    name: str
    text: str


def sections(text: str) -> tuple[Section, ...]:
    """Return the parts with their texts, in the order of the paper; empty ones are left out."""
    found = ((part.key, text[part.start : part.end].strip()) for part in parts(text))
    return tuple(Section(key, NAMES[key], piece) for key, piece in found if piece)


def by_key(text: str) -> dict[str, str]:
    """Return the text of each part, those of one key put together; absent ones are missing."""
    return joined(text, parts(text))


def joined(text: str, known: Iterable[Part]) -> dict[str, str]:
    """Return the same for parts that are known already."""
    found: dict[str, str] = {}
    for part in known:
        piece = text[part.start : part.end]
        found[part.key] = f"{found[part.key]}\n{piece}" if part.key in found else piece
    return found


def _keyed(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each unit with the key of the part it belongs to."""
    current, headed = "head", False
    for start, end, announces in _units(text):
        unit = text[start : min(end, start + 90)]
        heading = _heading(unit)
        if heading:
            current, headed = heading, True
        elif not (headed and current in {"facts", "claims", "tail"}):
            current = _opening(unit, current, end - start)
        yield current, start, end
        if announces and _is_decision(text, current, end):
            current, headed = "result", False


def _units(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield paragraphs, cut also where a set phrase opens a part within one.

    With each, whether it ends by announcing the decision.
    """
    announced = {
        found.end()
        for found in DECIDED_COLON.finditer(text)
        if DECIDED.search(text, max(0, found.end() - 28), found.end())
    }
    within = {found.end() for found in WITHIN.finditer(text)}
    start = 0
    for cut in sorted({*_line_ends(text), *within, *announced, len(text)}):
        if cut > start:
            yield start, cut, cut in announced
        start = cut


def _is_decision(text: str, current: str, end: int) -> bool:
    """Whether words that announce a decision announce the paper's own, not an earlier one.

    Its own follows its reasons, or the law it rests on; an agreement follows anything.
    """
    announcing = text[max(0, end - 80) : end]
    if current == "tail":
        return False
    if not announcing.endswith(("下：", "下:", "议：", "议:")):
        return current == "reasons"
    return current == "reasons" or "规定" in announcing or "协议" in announcing[-16:]


def _line_ends(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1)


def _heading(unit: str) -> str:
    if len(unit) > 32 and "【" not in unit[:12]:
        return ""
    found = HEADING.match(unit)
    return _heading_key(found["bracketed"] or found["alone"]) if found else ""


@lru_cache(maxsize=4096)
def _heading_key(words: str) -> str:
    plain = re.sub(r"[（(][^）)]*[)）]|\s|[#*]", "", words)
    if not ANY_HEADING.fullmatch(plain):
        return ""
    for key, pattern in HEADINGS:
        if pattern.fullmatch(plain):
            return key
    return ""


def _opening(unit: str, current: str, length: int) -> str:
    """Return the key of a unit without a heading: its own, or that of what it continues."""
    for key, pattern in OPENINGS if ANY_OPENING.match(unit) else ():
        if pattern.match(unit) and _may_follow(key, current):
            return key
    if current == "head" and length > 60 and _tells(unit):
        return "facts"
    return current


def _may_follow(key: str, current: str) -> bool:
    """Whether a part may begin where another runs: a paper does not go back to the claims."""
    if key == "tail":
        return current in {"result", "tail", "reasons"}
    if key == "reasons":
        return current != "result"
    if current in {"reasons", "result", "tail"}:
        return False
    return _RANK[key] >= _RANK[current] or current == "defence"


def _tells(unit: str) -> bool:
    """Whether a unit at the top tells what happened instead of who is before the court."""
    return bool(re.search(r"入职|任职|工作|劳动合同|工资|聘用|受伤", unit)) and not re.search(
        r"一案|决定书》|开庭|审理终结|委托|住所|住址|法定代表|纠纷|出生|身份证", unit
    )
