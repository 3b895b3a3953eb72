"""How easily a text reads: how long its sentences are, and how many words of the court it uses.

A rule of the house, not a measure of science: people read short sentences in the words they
speak. The limits lie where the sample library's own plain words and the papers they tell of part.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjieba

LONG = 50
"""Characters in a sentence from which it is pointed out as too long."""

EASY_SENTENCE, EASY_SHARE = 28.0, 0.03
FAIR_SENTENCE, FAIR_SHARE = 36.0, 0.05
SHOWN = 8
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Readability:
    """What was measured. `level` is "" for no text, else easy, fair or hard.

    `average` and `longest` are characters in a sentence, punctuation left out; `share` is that of
    hard words among all, 0 to 1. `hard` names the most frequent with what to say instead;
    `too_long` are the sentences over LONG, as they stand.
    """

    level: str
    average: float
    longest: int
    share: float
    hard: tuple[tuple[str, str], ...]
    too_long: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The share of hard words in whole percent."""
        return round(self.share * 100)


def readability(text: str) -> Readability:
    """Measure a text in plain words, sentence by sentence."""
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text) if _length(found[0])]
    if not sentences:
        return Readability("", 0.0, 0, 0.0, (), ())
    lengths = [_length(sentence) for sentence in sentences]
    words = [word for word in rjieba.cut(text) if _LETTERS.search(word)]
    hard = Counter(word for word in words if word in _plain())
    average, share = sum(lengths) / len(lengths), sum(hard.values()) / len(words)
    return Readability(
        level=_level(average, share),
        average=round(average, 1),
        longest=max(lengths),
        share=share,
        hard=tuple((word, _plain()[word]) for word, _ in hard.most_common(SHOWN)),
        too_long=tuple(s for s, n in zip(sentences, lengths, strict=True) if n > LONG)[:SHOWN],
    )


def _level(average: float, share: float) -> str:
    if average <= EASY_SENTENCE and share <= EASY_SHARE:
        return "easy"
    return "fair" if average <= FAIR_SENTENCE and share <= FAIR_SHARE else "hard"


def _length(sentence: str) -> int:
    return len(_LETTERS.findall(sentence))


@cache
def _plain() -> dict[str, str]:
    file = Path(__file__).with_suffix(".toml")
    plain: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["plain"]
    return plain
