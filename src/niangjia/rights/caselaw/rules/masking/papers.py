"""A whole paper: its title and its text, in which the same people bear the same marks."""

from dataclasses import dataclass

from niangjia.rights.caselaw.rules.masking.masked import Masked, mask
from niangjia.rights.caselaw.rules.masking.places import city_of
from niangjia.rights.caselaw.rules.masking.spans import Replacement, rebuilt

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class MaskedPaper:
    """Title and text masked together; the places are those in each of them."""

    title: Masked
    text: Masked


def mask_paper(title: str, text: str, *, region: str = "", court: str = "") -> MaskedPaper:
    """Return title and text masked as one paper.

    Whoever is named in one of them goes from both. `region`, or else the place of the `court`,
    stands before a firm whose name tells none.
    """
    joined = mask(f"{title}{_BETWEEN}{text}", region=region or city_of(court))
    border, begin = len(title), len(title) + len(_BETWEEN)
    above = [_cut(r, 0, border) for r in joined.replacements if r.start < border]
    below = [_cut(r, begin, begin + len(text)) for r in joined.replacements if r.end > begin]
    return MaskedPaper(_masked(title, above), _masked(text, below))


def _cut(span: Replacement, low: int, high: int) -> Replacement:
    start, end = max(span.start, low), min(span.end, high)
    return Replacement(start - low, end - low, span.kind, span.with_)


def _masked(text: str, replacements: list[Replacement]) -> Masked:
    return Masked(rebuilt(text, replacements), tuple(replacements))
