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
from niangjia.rights.caselaw.rules.masking.surnames import surname_of
from niangjia.rights.caselaw.training.invented import (
    brand,
    dotted,
    estate,
    firm,
    house,
    person,
    place,
    town,
    village,
    western,
)

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"{(\w+)}")
_KINDS = {
    **dict.fromkeys("pgsomMw", "person"),
    **dict.fromkeys("fFhb", "firm"),
    **dict.fromkeys("vet", "address"),
    **dict.fromkeys("dnc", ""),
}


def composed(rng: Random, vocabulary: tuple[str, ...]) -> LabelledPaper:
    """Return a paper of forty sentences with a cast of its own."""
    cast = _cast(rng, vocabulary)
    parts: list[str] = []
    labels: list[Label] = []
    at = 0
    for _ in range(40):
        for text, kind in _pieces(_sentence(rng), cast, rng):
            if kind and text:
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
    text = files(__package__).joinpath("frames.toml").read_text(encoding="utf-8")
    frames = {name: lines.strip("\n").split("\n") for name, lines in tomllib.loads(text).items()}
    told["plain"] += frames.pop("plain")
    told["frame"] = [line for lines in frames.values() for line in lines]
    told["hard"] = [
        line for name in ("developed", "held_out", "fresh") for line in stuff_of(name)["hard"]
    ]
    return told


def _sentence(rng: Random) -> str:
    sentence = _pattern(rng)
    while "[" in sentence:
        sentence = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), sentence)
    sentence = sentence.replace("\\n", "\n")
    return sentence + ("\n" if rng.random() < 0.4 or sentence[-1] not in "。，；" else "")


def _pattern(rng: Random) -> str:
    """Draw a sentence: a whole one, one of somebody or a firm and a deed, or one without a name."""
    told, chance = _told(), rng.random()
    if chance < 0.50:
        return str(rng.choice(told["frame" if chance < 0.35 else "line"]))
    if chance < 0.65:
        before = rng.choice(told["before"]) if rng.random() < 0.6 else rng.choice(told["role"])
        after = rng.choice(told["does"]) if rng.random() < 0.8 else rng.choice(told["did"])
        return f"{before}{{p}}{after}{rng.choice(told['tail'])}"
    if chance < 0.77:
        what = rng.choice(("{f}", "{f}", "{h}", "{F}"))
        after = rng.choice(told["firm_does"])
        return f"{rng.choice(told['firm_before'])}{what}{after}{rng.choice(told['tail'])}"
    return str(rng.choice(told["plain" if chance < 0.95 else "hard"]))


def _cast(rng: Random, vocabulary: tuple[str, ...]) -> dict[str, list[str]]:
    firms = [firm(rng, vocabulary) for _ in range(4)]
    people = [person(rng) for _ in range(14)]
    with_dots = [dotted(rng) for _ in range(2)]
    known = [name for name in people if 1 < len(name) - len(surname_of(name)) < 3]
    surnames = [surname_of(name) for name in people if surname_of(name)]
    return {
        "p": people,
        "g": [name[len(surname_of(name)) :] for name in known] or people[:1],
        "s": surnames,
        "o": [_familiar(rng, name) for name in people if surname_of(name)],
        "m": [whole for whole, _ in with_dots],
        "M": [first for _, first in with_dots],
        "w": [western(rng)],
        "c": [place(rng) for _ in range(2)],
        "d": [_day(rng) for _ in range(3)],
        "n": [_sum(rng) for _ in range(3)],
        "F": [whole for whole, _ in firms],
        "f": [rng.choice(short) for _, short in firms for _ in range(2)],
        "h": [house(rng, vocabulary) for _ in range(4)],
        "b": [brand(rng, vocabulary) for _ in range(2)],
        "v": [village(rng) for _ in range(2)],
        "e": [estate(rng, vocabulary) for _ in range(2)],
        "t": [town(rng) for _ in range(2)],
    }


def _familiar(rng: Random, name: str) -> str:
    """老王, 小李, 阿强."""
    chance = rng.random()
    if chance < 0.25:
        return f"阿{name[-1]}"
    return f"{'老' if chance < 0.65 else '小'}{surname_of(name)}"


def _day(rng: Random) -> str:
    year, month, day = rng.randint(2008, 2025), rng.randint(1, 12), rng.randint(1, 28)
    whole = f"{year}年{month}月{day}日"
    shapes = (whole, f"{year}年{month}月", f"同年{month}月{day}日", "次日", "当日")
    return rng.choice((*shapes, f"{month}月{day}日", f"{year}年"))


def _sum(rng: Random) -> str:
    many = rng.randint(3, 900)
    said = f"{rng.choice('一二三五六八')}万元"
    return rng.choice((f"{many}00元", f"{many}元", said, f"{many},500元", "十五"))


def _pieces(sentence: str, cast: dict[str, list[str]], rng: Random) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    at = 0
    for slot in _SLOT.finditer(sentence):
        out.append((sentence[at : slot.start()], ""))
        out.append((rng.choice(cast[slot[1]]), _KINDS[slot[1]]))
        at = slot.end()
    return [*out, (sentence[at:], "")]
