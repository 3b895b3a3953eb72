"""How a page has its answer rewritten later: it carries what is to be rewritten, signed.

Nothing is kept in between, and nobody can have anything rewritten but what the house wrote. The
asker's words are not in it: only what may go out anyhow.
"""

from collections.abc import Mapping, Sequence

from django.core import signing

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.plainly.choosing import chosen
from niangjia.foundation.languagemodel.configured import language_model

VALID = 15 * 60
"""Seconds for which an offer holds: a case that was taken down since is gone with it."""

LONGEST = 100_000
"""Characters of an offer that are looked at."""

_SALT = "niangjia.desks.plainer"


def offered(sentences: Sequence[Sentence], sources: Mapping[str, Source]) -> str:
    """Return the offer a page carries, "" where there is no model or nothing it may rewrite."""
    if language_model() is None:
        return ""
    some, borne = chosen(sentences, sources)
    if not some:
        return ""
    told = {
        "sentences": [[one.text, list(one.sources)] for one in some],
        "sources": [[one.key, one.name, one.address, one.text] for one in borne.values()],
    }
    return signing.dumps(told, salt=_SALT, compress=True)


def accepted(offer: str) -> tuple[tuple[Sentence, ...], dict[str, Source]] | None:
    """Return what an offer is about, None for one that is not ours or too old."""
    if len(offer) > LONGEST:
        return None
    try:
        told = signing.loads(offer, salt=_SALT, max_age=VALID)
    except signing.BadSignature:
        return None
    sentences = tuple(Sentence(text, tuple(keys)) for text, keys in told["sentences"])
    return sentences, {one[0]: Source(*one) for one in told["sources"]}
