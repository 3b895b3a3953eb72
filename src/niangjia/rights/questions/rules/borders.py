"""Questions made up where labour matters and others come close: `borders.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

EACH = 5.0
"""What all questions of one pattern count together, where one that is made up counts 1."""

_SLOT = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Border:
    """A made-up question, whether it is a labour matter, and how much it counts."""

    text: str
    labour: bool
    weight: float


@cache
def borders() -> tuple[Border, ...]:
    """Return every question of every pattern, in the order of the file."""
    raw = tomllib.loads(Path(__file__).with_name("borders.toml").read_text(encoding="utf-8"))
    return tuple(
        Border(text, labour, EACH / len(texts))
        for name, labour in (("other", False), ("labour", True))
        for texts in map(spelled_out, raw[name])
        for text in texts
    )


def spelled_out(pattern: str) -> list[str]:
    """Return what a pattern says when the words in its braces take turns."""
    parts = _SLOT.split(pattern)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*choices)]
