"""A paper cut into words once, for every rule that asks where words begin and end."""

import math
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import rjieba

_DICTIONARY = rjieba.Jieba()
_NAMED = frozenset({"nrfg", "nrt"})


@dataclass(frozen=True, eq=False)
class Page:
    """The text, and its words with their kinds by the character they begin at."""

    text: str
    words: dict[int, tuple[str, str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words, at = {}, 0
        for one in rjieba.tag(self.text):
            words[at] = one if one[1] not in _NAMED else (one[0], "nr")
            at += len(one[0])
        object.__setattr__(self, "words", words)

    @cached_property
    def ends(self) -> dict[int, int]:
        """Where the word begins that ends at a character."""
        return {at + len(word): at for at, (word, _) in self.words.items()}

    def is_word(self, start: int, end: int) -> bool:
        """Whether a dictionary word that is no name stands exactly here."""
        word, kind = self.words.get(start, ("", ""))
        return len(word) == end - start and kind not in {"nr", "nz", "x"}


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> str:
    """Return the kind of a word by itself, as the segmenter calls kinds."""
    kind = str(rjieba.tag(word)[0][1]) if word else ""
    return "nr" if kind in {"nrfg", "nrt"} else kind


@lru_cache(maxsize=100_000)
def has_word(word: str) -> bool:
    """Whether the dictionary of the language knows the word."""
    return bool(rjieba.has_word(word))


@lru_cache(maxsize=200_000)
def weight(word: str) -> int:
    """Return how common a word of the dictionary is, 0 where it has none, else 1 to 6."""
    if not has_word(word):
        return 0
    return min(6, 1 + int(math.log10(max(1, _DICTIONARY.suggest_freq(word)))))
