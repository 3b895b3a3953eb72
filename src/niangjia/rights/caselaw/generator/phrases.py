"""A small grammar for varied Chinese: banks of phrases with slots, drawn the Zipf way.

A phrase may hold slots and alternatives. `{post}` is filled from the case or, where the case
says nothing, from the bank of that name; a slot ending in a digit (`{colleague1}`) keeps its
first filling for the whole document. `{int:2:30}` is a number. `[甲|乙|]` is one of the three.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from itertools import count
from random import Random

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
# Draws lean to the front of a bank: first phrases are common, last ones rare, as words are.
_LEAN = 1.35


class Template(str):
    """A compiled phrase that still has slots: filled with the % operator."""

    __slots__ = ()


Bank = tuple[str, ...]


class Phrases:
    """All banks of the generator, compiled once per process."""

    def __init__(self) -> None:
        self.banks: dict[str, Bank] = {}
        self._numbers = count()

    def add(self, name: str, lines: list[str]) -> None:
        """Compile the lines of one bank; a name may be filled only once."""
        if name in self.banks:
            raise ValueError(f"bank {name} is defined twice")
        self.banks[name] = tuple(self.compile(line) for line in lines)

    def compile(self, line: str) -> str:
        """Turn the notation of the phrase files into a % template."""
        text = line.replace("%", "%%") if "{" in line or "[" in line else line
        while True:
            text, found = _CHOICE.subn(self._choice, text)
            if not found:
                break
        compiled = _SLOT.sub(self._slot, text)
        return Template(compiled) if compiled != line else line

    def _choice(self, match: re.Match[str]) -> str:
        name = f"~{next(self._numbers)}"
        # The alternatives were escaped with the whole line; undo it, they are compiled alone.
        options = match.group(1).replace("%%", "%").split("|")
        self.banks[name] = tuple(self.compile(option) for option in options)
        return f"{{{name}}}"

    def _slot(self, match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("int:") and name not in self.banks:
            low, high, *step = (int(part) for part in name[4:].split(":"))
            self.banks[name] = tuple(str(n) for n in range(low, high + 1, *step))
        return f"%({name})s"


class Voice(dict[str, str]):
    """The slots of one document: what the case fixes, and draws from the banks for the rest."""

    __slots__ = ("banks", "random", "steady")

    def __init__(self, banks: dict[str, Bank], random: Callable[[], float]) -> None:
        super().__init__()
        self.banks = banks
        self.random = random
        self.steady = ""

    def __missing__(self, name: str) -> str:
        bank = self.banks.get(name)
        if bank is None:
            if not name[-1].isdigit():
                raise KeyError(name)
            kept = self[name[:-1]]
            self[name] = kept
            return kept
        # Alternatives and numbers are drawn evenly; banks lean to the front.
        draw = self.random()
        phrase = bank[int((draw if name[0] in "~i" else draw**_LEAN) * len(bank))]
        return phrase % self if phrase.__class__ is Template else phrase

    def say(self, phrase: str) -> str:
        """Fill one compiled phrase: anew, or as every voice of the same `steady` fills it."""
        if phrase.__class__ is not Template:
            return phrase
        if not self.steady:
            return phrase % self
        drawing, self.random = self.random, Random(f"{self.steady}|{phrase}").random
        try:
            return phrase % self
        finally:
            self.random = drawing

    def sample(self, name: str, number: int) -> list[str]:
        """Up to so many different phrases of a bank, filled, in random order."""
        bank = self.banks[name]
        picked: dict[int, None] = {}
        for _ in range(number):
            picked[int(self.random() * len(bank))] = None
        return [self.say(bank[i]) for i in picked]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The banks of every file in the folder phrases/, and the ones that are computed."""
    book = Phrases()
    for path in sorted(files(__package__).joinpath("phrases").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            for name, lines in tomllib.loads(path.read_text(encoding="utf-8")).items():
                book.add(name, lines)
    for name, lines in _computed(book.banks).items():
        book.add(name, lines)
    return book


def _computed(banks: dict[str, Bank]) -> dict[str, list[str]]:
    """Banks too regular to write down: clock times, part numbers, masked people."""
    surnames = banks["surname"]
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    minutes = (0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55)
    return {
        "morning": [f"{h}时{m:02d}分" for h in (6, 7, 8, 9, 10, 11) for m in minutes],
        "evening": [f"{h}时{m:02d}分" for h in (17, 18, 19, 20, 21, 22, 23) for m in minutes],
        "serial": [
            f"{letters[i * 7 % 23]}{letters[i * 5 % 23]}-{i * 37 % 9000 + 100}" for i in range(3000)
        ],
        "person": [
            s + mark for mark in ("某", "某某", "某甲", "某乙", "某丙", "某强") for s in surnames
        ],
        "small_sum": [f"{n}元" for n in range(50, 3000, 35)],
        "middle_sum": [f"{n}元" for n in range(1200, 30000, 130)],
    }
