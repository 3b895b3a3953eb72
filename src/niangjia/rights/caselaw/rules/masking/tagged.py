"""People and firms the tagger sees: where one begins, and as far as it says it goes on."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.page import Page, has_word
from niangjia.rights.caselaw.rules.masking.tagger import scores

BEGINS = 0.5
GOES_ON = -1.0
_LONGEST = 40
SURE = 1.0
PERSON_BEGINS = 2.0
PERSON_GOES_ON = 0.5
_HAN = re.compile("[\u4e00-\u9fff]+")


def tagged_firms(page: Page) -> Iterator[str]:
    """Yield what the tagger takes for the name of a firm, whole or short."""
    for start, end in _spans(page, 2, BEGINS, GOES_ON):
        if start in page.words:
            yield page.text[start:end]


def tagged_people(page: Page) -> Iterator[str]:
    """Yield what the tagger is sure to be the name of a person, though it has no surname."""
    for start, end in _spans(page, 0, PERSON_BEGINS, PERSON_GOES_ON):
        name = page.text[start:end]
        whole = start in page.words and (end in page.words or end == len(page.text))
        if 1 < end - start < 6 and whole and not has_word(name) and _HAN.fullmatch(name):
            yield name


def _spans(page: Page, label: int, first: float, more: float) -> Iterator[tuple[int, int]]:
    told = scores(page)
    upto = 0
    for start in (told[:, label] > first).nonzero()[0].tolist():
        if start < upto:
            continue
        upto = start + 1
        while upto < min(len(page.text), start + _LONGEST) and told[upto, label + 1] > more:
            upto += 1
        if upto > start + 1:
            yield start, upto


def person_begins(page: Page, at: int) -> bool:
    """Whether the tagger takes a character for the beginning of a person's name."""
    return bool(scores(page)[at, 0] > 0)


def begins(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm begins at a character."""
    return bool(scores(page)[at, 2] > SURE)


def goes_on(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm goes on at a character."""
    return bool(scores(page)[at, 3] > SURE)
