"""Papers of sentences put together by chance, with names in every place a sentence has for one."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from niangjia.rights.caselaw.evaluation.masking_cast import stuff_of
from niangjia.rights.caselaw.evaluation.masking_papers import Label, LabelledPaper
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.training.invented import brand, firm, house, person, village

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"{(\w+)}")
_KINDS = {"p": "person", "f": "firm", "F": "firm", "h": "firm", "b": "firm", "v": "address"}


def composed(rng: Random, vocabulary: tuple[str, ...]) -> LabelledPaper:
    """Return a paper of forty sentences with a cast of its own."""
    cast = _cast(rng, vocabulary)
    parts: list[str] = []
    labels: list[Label] = []
    at = 0
    for _ in range(40):
        for text, kind in _pieces(_sentence(rng), cast, rng):
            if kind:
                labels.append(Label(at, at + len(text), kind))
            parts.append(text)
            at += len(text)
    return LabelledPaper("".join(parts), tuple(labels))


@cache
def _told() -> dict[str, Any]:
    text = files(__package__).joinpath("sentences.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    for name in ("does", "did", "firm_does"):
        told[name] = told[name].split()
    told["role"] = sorted(words("roles"))
    told["hard"] = [
        line for name in ("developed", "held_out", "fresh") for line in stuff_of(name)["hard"]
    ]
    return told


def _sentence(rng: Random) -> str:
    sentence = _pattern(rng)
    while "[" in sentence:
        sentence = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), sentence)
    return sentence + ("\n" if rng.random() < 0.4 or sentence[-1] not in "。，；" else "")


def _pattern(rng: Random) -> str:
    """Draw a sentence: a whole one, one of somebody or a firm and a deed, or one without a name."""
    told, chance = _told(), rng.random()
    if chance < 0.40:
        return str(rng.choice(told["line"]))
    if chance < 0.60:
        before = rng.choice(told["before"]) if rng.random() < 0.6 else rng.choice(told["role"])
        after = rng.choice(told["does"]) if rng.random() < 0.8 else rng.choice(told["did"])
        return f"{before}{{p}}{after}{rng.choice(told['tail'])}"
    if chance < 0.75:
        what = rng.choice(("{f}", "{f}", "{h}", "{F}"))
        after = rng.choice(told["firm_does"])
        return f"{rng.choice(told['firm_before'])}{what}{after}{rng.choice(told['tail'])}"
    return str(rng.choice(told["plain" if chance < 0.95 else "hard"]))


def _cast(rng: Random, vocabulary: tuple[str, ...]) -> dict[str, list[str]]:
    firms = [firm(rng, vocabulary) for _ in range(4)]
    return {
        "p": [person(rng) for _ in range(14)],
        "F": [whole for whole, _ in firms],
        "f": [rng.choice(short) for _, short in firms for _ in range(2)],
        "h": [house(rng, vocabulary) for _ in range(4)],
        "b": [brand(rng, vocabulary) for _ in range(2)],
        "v": [village(rng) for _ in range(2)],
    }


def _pieces(sentence: str, cast: dict[str, list[str]], rng: Random) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    at = 0
    for slot in _SLOT.finditer(sentence):
        out.append((sentence[at : slot.start()], ""))
        out.append((rng.choice(cast[slot[1]]), _KINDS[slot[1]]))
        at = slot.end()
    return [*out, (sentence[at:], "")]
