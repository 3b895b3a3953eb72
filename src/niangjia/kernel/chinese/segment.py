"""Cutting normalised text into the pieces an index is made of.

Exact pairs of characters find what words miss: no dictionary decides in advance what belongs
together. Latin words and numbers stay whole. Words serve where a piece must mean something:
classification, suggestion, what two texts have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import add

import rjieba

from niangjia.kernel.chinese.normalise import CJK

_RUN = re.compile(rf"([{CJK}]+)|(\d+(?:,\d{{3}})+(?![\d,])|[^\W_{CJK}]+)")
_THOUSANDS = re.compile(r"\d[\d,]*,[\d,]*\d")


def bigrams(text: str) -> list[str]:
    """Return the pairs of each run of Chinese characters, and Latin words and numbers whole.

    Each run closes with its last character alone, so that every character begins some piece and
    a single character can be found by prefix. `text` must be normalised.
    """
    pieces: list[str] = []
    for chinese, other in _RUN.findall(text):
        if chinese:
            pieces += map(add, chinese, chinese[1:])
            pieces.append(chinese[-1])
        else:
            pieces.append(_whole(other))
    return pieces


def phrase_bigrams(text: str) -> list[str]:
    """Return the pieces that stand next to one another wherever `text` does.

    Unlike `bigrams` the last run is left open: in a longer text other characters may follow.
    """
    pieces = bigrams(text)
    found = _RUN.findall(text)
    return pieces[:-1] if found and len(found[-1][0]) > 1 else pieces


def unigrams(text: str) -> list[str]:
    """Return every Chinese character alone, and Latin words and numbers whole."""
    pieces: list[str] = []
    for chinese, other in _RUN.findall(text):
        pieces += chinese or [_whole(other)]
    return pieces


def words(text: str) -> list[str]:
    """Return the words of `text`, by dictionary; punctuation and spaces are left out."""
    return [_whole(word) for word in rjieba.cut(text) if _RUN.match(word)]


def runs(text: str) -> Iterator[str]:
    """Yield the stretches of `text` between punctuation: Chinese runs, Latin words, numbers."""
    for found in _RUN.finditer(text):
        yield found.group()


def _whole(piece: str) -> str:
    return piece.replace(",", "") if _THOUSANDS.fullmatch(piece) else piece
