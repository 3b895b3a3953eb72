"""Where to go with what is no labour matter, and who says so."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from niangjia.desks.answering.card import Sentence, Source

_LINES = Path(__file__).with_name("lines.toml")


def where_to_go(sentences: tuple[str, ...]) -> tuple[tuple[Sentence, ...], dict[str, Source]]:
    """Return the sentences that somebody stands behind, with who that is; others are left out."""
    told: list[Sentence] = []
    sources: dict[str, Source] = {}
    for sentence in sentences:
        named = [mark for mark in lines() if mark in sentence]
        if named:
            told.append(Sentence(_(sentence), tuple(f"line:{mark}" for mark in named)))
        for mark in named:
            address = f"tel:{mark}" if mark.isdecimal() else ""
            sources[f"line:{mark}"] = Source(f"line:{mark}", _(lines()[mark]), address, _(sentence))
    return tuple(told), sources


@cache
def lines() -> dict[str, str]:
    """Return who stands behind a number or an office, by what a sentence calls it."""
    raw = tomllib.loads(_LINES.read_text(encoding="utf-8"))
    return dict(raw["lines"])
