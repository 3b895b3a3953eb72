"""Firms the tagger sees: where it says one begins, and as far as it says it goes on."""

from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.tagger import scores

BEGINS = -0.5
GOES_ON = -1.0
_LONGEST = 40
SURE = 1.0


def tagged_firms(page: Page) -> Iterator[str]:
    """Yield what the tagger takes for the name of a firm, whole or short."""
    told = scores(page)
    if not len(told):
        return
    upto = 0
    for start in (told[:, 2] > BEGINS).nonzero()[0].tolist():
        if start < upto or start not in page.words:
            continue
        upto = start + 1
        while upto < min(len(page.text), start + _LONGEST) and told[upto, 3] > GOES_ON:
            upto += 1
        if upto > start + 1:
            yield page.text[start:upto]


def begins(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm begins at a character."""
    return bool(scores(page)[at, 2] > SURE)


def goes_on(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm goes on at a character."""
    return bool(scores(page)[at, 3] > SURE)
