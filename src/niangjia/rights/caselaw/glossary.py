"""The words of the law in plain ones, and texts in which they can be looked up.

A reader meets each word once in a page: the first time it can be asked about, after that it is
plain text, so that a page is not speckled with links.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("glossary.toml")
ITEM = re.compile(r"^\s*[-·•]\s*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the law, what it means, and its number among all of them."""

    number: int
    term: str
    also: tuple[str, ...]
    plain: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; with `word`, one that can be asked about."""

    text: str
    word: Word | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one line, or with `is_list` the items of a list."""

    lines: tuple[Line, ...]
    is_list: bool = False


@cache
def words() -> tuple[Word, ...]:
    """Return every word explained. A file that lacks a part of one fails with its place."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["words"]
    return tuple(
        Word(number, entry["term"], tuple(entry.get("also", ())), entry["plain"])
        for number, entry in enumerate(entries, 1)
    )


@cache
def _forms() -> dict[str, Word]:
    return {form: word for word in words() for form in (word.term, *word.also)}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_forms(), key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)))


class Reader:
    """Reads the texts of one page and remembers the words already met."""

    def __init__(self) -> None:
        self._met: dict[int, Word] = {}

    @property
    def met(self) -> tuple[Word, ...]:
        """The words met so far, in the order they came."""
        return tuple(self._met.values())

    def read(self, text: str) -> tuple[Block, ...]:
        """Return paragraphs and lists; lines that begin with "-" are items of a list."""
        blocks: list[Block] = []
        for raw in text.splitlines():
            if not raw.strip():
                continue
            is_item = bool(ITEM.match(raw))
            line = self.line(ITEM.sub("", raw).strip())
            if is_item and blocks and blocks[-1].is_list:
                blocks[-1] = Block((*blocks[-1].lines, line), is_list=True)
            else:
                blocks.append(Block((line,), is_list=is_item))
        return tuple(blocks)

    def line(self, text: str) -> Line:
        """Return one line in stretches, words met for the first time marked."""
        runs: list[Run] = []
        at = 0
        for found in _pattern().finditer(text):
            word = _forms()[found.group()]
            if word.number in self._met:
                continue
            self._met[word.number] = word
            if found.start() > at:
                runs.append(Run(text[at : found.start()]))
            runs.append(Run(found.group(), word))
            at = found.end()
        if at < len(text):
            runs.append(Run(text[at:]))
        return tuple(runs)
