"""Which sentences may go out to be rewritten: what rests on public sources, and on nothing else.

Whatever rests on the asker's own words stays here, and so does a sentence with a number that no
source has: it could be one of the asker's.
"""

from collections.abc import Mapping, Sequence

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.plainly.checking import told_by
from niangjia.desks.answering.plainly.figures import figures

MOST = 6
"""Sentences that are rewritten at most."""

LONGEST_SOURCE = 1_500
"""Characters of a source that go out; a sentence with a longer one stays here."""

_SHORTEST = 15
_ITEM, _LEAD = ("（", "("), ("：", ":")
"""How an item of a list begins, and what it hangs on ends: neither says anything by itself."""


def may_go_out(sentence: Sentence, sources: Mapping[str, Source]) -> bool:
    """Whether a sentence rests on public sources alone, and says nothing that they do not."""
    cited = [sources.get(key) for key in sentence.sources]
    if not cited or any(one is None or not _is_public(one) for one in cited):
        return False
    text = sentence.text
    if len(text) < _SHORTEST or text.startswith(_ITEM) or text.endswith(_LEAD):
        return False
    return figures(text).keys() <= figures(told_by(sentence.sources, sources)).keys()


def chosen(
    sentences: Sequence[Sentence], sources: Mapping[str, Source]
) -> tuple[tuple[Sentence, ...], dict[str, Source]]:
    """Return the sentences that may go out, each once, and the sources they rest on."""
    some = tuple(dict.fromkeys(one for one in sentences if may_go_out(one, sources)))[:MOST]
    keys = dict.fromkeys(key for one in some for key in one.sources)
    return some, {key: sources[key] for key in keys}


def _is_public(source: Source) -> bool:
    """Whether a source has a page here that anybody may read."""
    is_here = source.address.startswith("/") and not source.address.startswith("//")
    return is_here and bool(source.text) and len(source.text) <= LONGEST_SOURCE
