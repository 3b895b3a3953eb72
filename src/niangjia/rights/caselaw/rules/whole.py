"""Everything an import wants to know of one paper: what it says, what of it may be shown.

This is nearly all the work of an import, and it needs nothing but the paper: whoever has hands
free may do it, in this process, in another one or on another machine.
"""

from dataclasses import dataclass

from niangjia.kernel import divisions
from niangjia.rights.caselaw.elements import elements_of
from niangjia.rights.caselaw.rules.judgment import ChainLink, Judgment, read_judgment
from niangjia.rights.caselaw.rules.judgment.terms import PartyKind
from niangjia.rights.caselaw.rules.masking import Masked, mask_paper
from niangjia.rights.caselaw.rules.mediated import is_mediated
from niangjia.rights.caselaw.rules.understanding import Paper, Understood, understand


@dataclass(frozen=True, slots=True)
class WholePaper:
    """A paper read to the end.

    `title` and `text` are masked, `read` and `elements` (codes) are what the masked text tells.
    `employer` and `chain` are from the text as it came and are not public: the first employer's
    name ("" where none is named) and the numbers on the way of the dispute.
    """

    known: Understood
    title: Masked
    text: Masked
    mediated: bool
    read: Judgment
    elements: tuple[str, ...]
    employer: str
    chain: tuple[ChainLink, ...]


def read_whole(paper: Paper, known: Understood | None = None) -> WholePaper:
    """Read, mask and classify a filled paper. `known`: what its author says of it, if anybody."""
    known = known or understand(paper)
    region = divisions.full_name(known.region_code)
    masked = mask_paper(known.title, paper.text, region=region, court=known.court)
    original = read_judgment(paper.text, stage=known.stage)
    return WholePaper(
        known=known,
        title=masked.title,
        text=masked.text,
        mediated=is_mediated(known.body, known.title, paper.text),
        read=read_judgment(masked.text.text, stage=known.stage),
        elements=element_codes(masked.text.text),
        employer=_employer(original),
        chain=original.chain,
    )


def element_codes(text: str) -> tuple[str, ...]:
    """Return the codes of what the sentences of a masked text state, each once, sorted."""
    return tuple(sorted({element.code for element in elements_of(text)}))


def _employer(read: Judgment) -> str:
    return next((one.name for one in read.parties if one.kind == PartyKind.EMPLOYER), "")
