"""The sentence of an article that matters to a question."""

import re

import numpy as np

from niangjia.rights.statutes.ranking.bm25 import Bm25
from niangjia.rights.statutes.ranking.grams import Ids, grams_of_all

_SENTENCE = re.compile(r"[^。；;\n]+[。；;\n]?")


def deciding(text: str, asked: Ids, words: Bm25) -> tuple[int, int]:
    """Return where the sentence that shares most with what is asked begins and ends.

    The first sentence where none shares anything; (0, 0) for an empty text. Rare words count
    more, and long sentences are held back a little.
    """
    spans = [found.span() for found in _SENTENCE.finditer(text) if found.group().strip()]
    if not spans:
        return 0, 0
    terms, owners = grams_of_all([text[start:end] for start, end in spans], (2,))
    pairs = np.unique(terms * len(spans) + owners)
    shared = pairs[np.isin(pairs // len(spans), asked)]
    weights = words.rarity[shared // len(spans)]
    points = np.bincount(shared % len(spans), weights=weights, minlength=len(spans))
    lengths = np.bincount(owners, minlength=len(spans))
    best = int(np.argmax(points / np.sqrt(lengths + 10)))
    return spans[best]
