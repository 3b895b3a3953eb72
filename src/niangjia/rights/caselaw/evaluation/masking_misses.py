"""What is missed in the made-up papers used in development, and what goes too far.

For whoever works on the rules: only the sets whose misses may be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from niangjia.rights.caselaw.evaluation.masking_cast import DEVELOPED_WITH
from niangjia.rights.caselaw.evaluation.masking_papers import LabelledPaper, papers
from niangjia.rights.caselaw.rules.masking import mask

_AROUND = 12


@dataclass(frozen=True, slots=True)
class Miss:
    """A place where a made-up name stayed whole or in part, or where words of the paper went."""

    kind: str
    said: str
    left: str
    before: str
    after: str
    seen_elsewhere: bool
    """Whether the same characters went at another place of the same paper."""

    def told(self) -> str:
        """Return the place on one line, the name between brackets."""
        more = "also found elsewhere" if self.seen_elsewhere else "never found"
        return f"{self.kind}\t{self.before}【{self.said}】{self.after}\t{self.left}\t{more}"


def missed(template_set: str, *, documents: int, seed: int) -> Iterator[Miss]:
    """Yield what is missed in a set; `left` holds the characters that stayed.

    Raises ValueError for a set that nothing may be learnt from.
    """
    for paper in _papers(template_set, documents, seed):
        gone = _gone(paper)
        found = {
            paper.text[label.start : label.end]
            for label in paper.labels
            if gone.issuperset(range(label.start, label.end))
        }
        for label in paper.labels:
            places = range(label.start, label.end)
            left = "".join(paper.text[at] for at in places if at not in gone)
            if left:
                yield _told(paper, label.kind, label.start, label.end, left, found)


def too_far(template_set: str, *, documents: int, seed: int) -> Iterator[Miss]:
    """Yield what went though nothing in it had to. Raises ValueError as `missed` does."""
    for paper in _papers(template_set, documents, seed):
        wanted = {at for label in paper.labels for at in range(label.start, label.end)}
        for span in mask(paper.text).replacements:
            if wanted.isdisjoint(range(span.start, span.end)):
                yield _told(paper, span.kind, span.start, span.end, span.with_, set())


def _papers(template_set: str, documents: int, seed: int) -> Iterator[LabelledPaper]:
    if template_set not in DEVELOPED_WITH:
        raise ValueError(template_set)
    return papers(documents=documents, seed=seed, template_set=template_set)


def _gone(paper: LabelledPaper) -> set[int]:
    return {at for r in mask(paper.text).replacements for at in range(r.start, r.end)}


def _told(
    paper: LabelledPaper, kind: str, start: int, end: int, left: str, found: set[str]
) -> Miss:
    text = paper.text
    before = text[max(0, start - _AROUND) : start].replace("\n", "⏎")
    after = text[end : end + _AROUND].replace("\n", "⏎")
    return Miss(kind, text[start:end], left, before, after, text[start:end] in found)
