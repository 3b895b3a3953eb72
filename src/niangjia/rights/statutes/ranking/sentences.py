"""The sentence of an article that matters to a question."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from niangjia.rights.statutes.ranking.bm25 import Bm25
from niangjia.rights.statutes.ranking.grams import Ids, grams, grams_of_all

_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")
_LEAD = ("：", ":")
_ITEM = ("（", "(")
_HALF = ("；", ";")
CLEARLY = 1.5
"""One item of a list is marked alone where it says so many times more than any other."""

Span = tuple[int, int]
Points = npt.NDArray[np.float64]


def deciding(text: str, asked: Ids, words: Bm25) -> Span:
    """Return where the sentence that shares most with what is asked begins and ends.

    The first sentence where none shares anything; (0, 0) for an empty text. Rare words count
    more, and long sentences are held back a little. An item of a list is nothing without the words
    before it, and those are nothing without an item: where no item clearly says more than the
    others, the whole list is returned.
    """
    spans = [found.span() for found in _SENTENCE.finditer(text) if found.group().strip()]
    if not spans:
        return 0, 0
    best = int(np.argmax(_points([text[start:end] for start, end in spans], asked, words)))
    lead, end = _list_around(text, spans, best)
    if lead == end:
        return spans[best]
    items = spans[lead + 1 : end + 1]
    whole = spans[_first_of_lead(text, spans, lead)][0], spans[end][1]
    return _item(text, (whole[0], items[0][0]), items, asked, words) or whole


def _item(text: str, lead: Span, items: Sequence[Span], asked: Ids, words: Bm25) -> Span | None:
    """Return the item that clearly says most beyond the words before the list, None for none."""
    asked = asked[~np.isin(asked, grams(text[slice(*lead)], (2,)))]
    points = _points([text[start:end] for start, end in items], asked, words)
    first = int(np.argmax(points))
    others = float(np.delete(points, first).max(initial=0))
    return items[first] if points[first] > CLEARLY * others else None


def _points(sentences: Sequence[str], asked: Ids, words: Bm25) -> Points:
    terms, owners = grams_of_all(sentences, (2,))
    pairs = np.unique(terms * len(sentences) + owners)
    shared = pairs[np.isin(pairs // len(sentences), asked)]
    weights = words.rarity[shared // len(sentences)]
    points = np.bincount(shared % len(sentences), weights=weights, minlength=len(sentences))
    lengths = np.bincount(owners, minlength=len(sentences))
    found: Points = points / np.sqrt(lengths + 10)
    return found


def _list_around(text: str, spans: Sequence[Span], at: int) -> Span:
    """Return the last sentence before the list that one belongs to, and the last of its items.

    Returns the sentence itself twice where it belongs to none.
    """
    lead = at
    while lead and _begins(text, spans[lead], _ITEM):
        lead -= 1
    if not text[slice(*spans[lead])].rstrip().endswith(_LEAD):
        return at, at
    end = lead
    while end + 1 < len(spans) and _begins(text, spans[end + 1], _ITEM):
        end += 1
    return (lead, end) if end > lead and lead <= at <= end else (at, at)


def _first_of_lead(text: str, spans: Sequence[Span], lead: int) -> int:
    """Return where the words before a list begin: they may go over several half sentences."""
    while lead and text[slice(*spans[lead - 1])].rstrip(" ").endswith(_HALF):
        lead -= 1
    return lead


def _begins(text: str, span: Span, marks: tuple[str, ...]) -> bool:
    return text[slice(*span)].lstrip().startswith(marks)
