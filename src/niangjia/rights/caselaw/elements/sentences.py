"""A paper as sentences, each with its place, and in one plain spelling."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。；！？\n]*(?:[。；！？]+[”’）)》]*|\n|$)")
_DIGITS = re.compile(r"[\d０-９][\d０-９,，.．]*(?<![，,.．])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words as written, and where they stand in the text."""

    text: str
    start: int
    end: int


def sentences_of(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text, which end at 。；！？ or with a line; none is blank."""
    for match in _SENTENCE.finditer(text):
        words = match.group()
        bare = words.strip()
        if bare:
            start = match.start() + words.index(bare)
            yield Sentence(bare, start, start + len(bare))


def plain(sentence: str) -> str:
    """Return a sentence with every number as 0 and no line ends: sums and dates teach nothing."""
    return _DIGITS.sub("0", sentence.replace("\n", "").replace("\r", ""))
