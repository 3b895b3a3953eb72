"""The elements of a text."""

from dataclasses import dataclass

import numpy as np

from niangjia.rights.caselaw.elements.features import features_of
from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.elements.model import shipped
from niangjia.rights.caselaw.elements.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class Element:
    """An element that a sentence states: code, Chinese name, the sentence's place in the text.

    `confidence`, from 0 to 1, is how often such a sentence was right where it was measured.
    """

    code: str
    name: str
    start: int
    end: int
    confidence: float


def elements_of(text: str) -> tuple[Element, ...]:
    """Return what the sentences of a judgment state, in the order of the text."""
    sentences = list(sentences_of(text))
    if not sentences:
        return ()
    model = shipped()
    features = features_of([sentence.text for sentence in sentences])
    told, sure = model.judged(features)
    return tuple(
        Element(
            labels()[label].code,
            labels()[label].name,
            sentences[row].start,
            sentences[row].end,
            round(float(sure[row, label]), 3),
        )
        for row, label in zip(*np.nonzero(told), strict=True)
    )
