"""An article taken apart: paragraphs (款) and their items (项)."""

import re
from dataclasses import dataclass

_ITEM = re.compile(r"^[（(]([一二三四五六七八九十百]{1,4})[)）]")
_POINT = re.compile(r"^(\d{1,2})[.．、]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with its items, each as printed."""

    text: str
    items: tuple[str, ...] = ()


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an article; lines that begin with （一） are items of the last."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if found and (_ITEM.match(line) or (_POINT.match(line) and found[-1][1])):
            found[-1][1].append(line)
        else:
            found.append((line, []))
    return tuple(Paragraph(text, tuple(items)) for text, items in found)
