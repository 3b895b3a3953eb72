"""What two texts have in common: the concepts both speak of, and their rarer words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

from niangjia.foundation.search.asking import AllOf, Alternative, Concept, Group, ParsedQuery, Role
from niangjia.foundation.search.expansion import Lexicon
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.pinyin import is_chinese
from niangjia.kernel.chinese.segment import words

_MOST_CONCEPTS = 6
_MOST_WORDS = 10
_CANDIDATES = 40
_LONGEST_TEXT = 20_000


def resembling(
    text: str, lexicon: Lexicon, frequency: Callable[[str], int], documents: int
) -> ParsedQuery:
    """Return a query for what `text` is mostly about.

    `frequency` may answer with an upper bound; it is asked some forty times.

    Concepts must be shared (two of them where the text has as many), words only add weight: names
    and places of one case would otherwise draw in strangers' cases.
    """
    even = normalise(text[:_LONGEST_TEXT])
    concepts = Counter(lexicon.marks(even)).most_common(_MOST_CONCEPTS)
    groups = [
        Group(lexicon.by_id[id_].term, (Concept(id_),), weight=1 + math.log(count))
        for id_, count in concepts
    ]
    role_of_words: Role = "optional" if groups else "counted"
    for word, weight in _telling_words(even, frequency, documents):
        way: tuple[Alternative, ...] = (AllOf(word),)
        groups.append(Group(word, way, role_of_words, weight))
    minimum = min(2, len(concepts)) if concepts else 1
    shown = tuple(group.shown for group in groups)
    return ParsedQuery(text, even, tuple(groups), minimum, highlight_terms=shown)


def _telling_words(
    text: str, frequency: Callable[[str], int], documents: int
) -> list[tuple[str, float]]:
    counts = Counter(word for word in words(text) if len(word) > 1 and is_chinese(word))
    weighed: list[tuple[str, float]] = []
    for word, count in counts.most_common(_CANDIDATES):
        found = frequency(word)
        if 2 <= found <= documents / 4:
            rarity = math.log(1 + documents / found) / math.log(2 + documents)
            weighed.append((word, 0.5 * rarity * (1 + math.log(count))))
    return sorted(weighed, key=lambda pair: -pair[1])[:_MOST_WORDS]
