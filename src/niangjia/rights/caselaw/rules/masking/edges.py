"""Names cut short: where the tagger sees more of a name beside what goes, that goes as well."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.places import leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement
from niangjia.rights.caselaw.rules.masking.tagger import scores
from niangjia.rights.caselaw.rules.masking.trades import FORMS, HOUSES

_LABELS = {"person": 0, "firm": 2, "address": 4}
_SURE = 1.0
_MOST = {"person": 4, "firm": 10, "address": 12}

_NEVER = frozenset(' \u3000\n\t，。；：、:;,！？!?“”"《》【】)）')


def whole(page: Page, spans: Iterable[Replacement]) -> Iterator[Replacement]:
    """Yield the spans, as far as the tagger is sure they go."""
    ordered = list(spans)
    for number, span in enumerate(ordered):
        if span.kind not in _LABELS:
            yield span
            continue
        low = ordered[number - 1].end if number else 0
        high = ordered[number + 1].start if number + 1 < len(ordered) else len(page.text)
        yield _whole(page, span, low, high)


_WHOLE = (*FORMS, *HOUSES)


def _place_before(text: str, start: int) -> int:
    """Return how long the name of a place is that ends at `start`, 0 where there is none."""
    for length in range(7, 1, -1):
        before = text[max(0, start - length) : start]
        if len(before) == length and leading_place(before) == length:
            return length
    return 0


def joined(spans: Iterable[Replacement]) -> list[Replacement]:
    """Return the spans, pieces of one address that touch being one."""
    out: list[Replacement] = []
    for span in spans:
        last = out[-1] if out else None
        if last and last.kind == span.kind == "address" and last.end == span.start:
            out[-1] = replace(last, end=span.end)
        else:
            out.append(span)
    return out


def _whole(page: Page, span: Replacement, low: int, high: int) -> Replacement:
    told, label, most = scores(page), _LABELS[span.kind], _MOST[span.kind]
    start, end = span.start, span.end
    high = min(high, span.end + most)
    while end < high and told[end, label + 1] > _SURE and page.text[end] not in _NEVER:
        end += 1
    if span.kind == "address":  # what stands before is the county, which stays
        low = span.start
    while start > max(low, span.start - most) and told[start, label] <= 0 < told[start, label + 1]:
        if max(told[start - 1, label], told[start - 1, label + 1]) < _SURE:
            break
        start -= 1
    if span.kind == "firm" and page.text[start:end].endswith(_WHOLE):
        start = max(low, start - _place_before(page.text, start))
    if (start, end) == (span.start, span.end) or MASKED.search(page.text[start:end]):
        return span
    return replace(span, start=start, end=end)
