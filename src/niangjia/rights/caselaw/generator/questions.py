"""Questions as workers type them, to drive search benchmarks: varied, in lay words."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from random import Random

from .facts import ISSUES
from .phrases import Bank, Phrases, Voice


@lru_cache(maxsize=1)
def question_banks() -> dict[str, Bank]:
    """The question forms by issue, and the banks of their slots."""
    text = files(__package__).joinpath("questions.toml").read_text(encoding="utf-8")
    book = Phrases()
    for name, lines in tomllib.loads(text).items():
        book.add(name, lines)
    return book.banks


def lay_questions(*, count: int, seed: int) -> list[str]:
    """So many questions over all issues in turn; the same for the same seed."""
    return [question for _, question in labelled_questions(count=count, seed=seed)]


def labelled_questions(*, count: int, seed: int) -> list[tuple[str, str]]:
    """The questions of `lay_questions`, each with the code of its issue."""
    if count < 0:
        raise ValueError("count must not be negative")
    rng = Random(f"niangjia-questions-{seed}")
    banks = question_banks()
    out = []
    for number in range(count):
        issue = ISSUES[number % len(ISSUES)]
        voice = Voice(banks, rng.random)
        voice["q"] = voice.say(rng.choice(banks[issue]))
        out.append((issue, voice.say(rng.choice(banks["frame"]))))
    return out
