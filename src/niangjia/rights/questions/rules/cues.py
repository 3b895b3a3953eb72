"""What a question says, by patterns that people wrote: `cues.toml`, one name per thing said."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_GAP = "[^,.;!?，。；！？\\n]{0,8}"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to listen for; `about` is what people file it under."""

    name: str
    about: str
    pattern: re.Pattern[str]


@cache
def cues() -> tuple[Cue, ...]:
    """Return all cues in the order of the file, read once per process."""
    raw = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    return tuple(
        Cue(name, about, re.compile("|".join(words).replace("~", _GAP)))
        for about, group in raw.items()
        for name, words in group.items()
    )


def heard(text: str) -> tuple[int, ...]:
    """Return the numbers of the cues that a normalised text has, in order."""
    return tuple(at for at, cue in enumerate(cues()) if cue.pattern.search(text))
