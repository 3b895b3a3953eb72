"""What a case is made from: trades and storylines, read once from the data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .facts import ISSUES
from .phrases import Bank, Phrases, phrases


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: how its firms are called, who works there, with what, on what."""

    number: int
    firms: tuple[str, ...]
    low: int
    high: int
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Storyline:
    """One way a dispute of an issue runs. The five texts are compiled phrases.

    `story` is the worker's account, `defence` the employer's, `found` what nobody can deny;
    `win` and `lose` are the tribunal's reasons for and against the worker.
    """

    issue: str
    claims: tuple[str, ...]
    story: str
    defence: str
    found: str
    win: str
    lose: str
    law: tuple[str, ...]
    trades: tuple[int, ...]
    asker: str
    employed: bool


@dataclass(frozen=True, slots=True)
class Material:
    """Everything cases are drawn from. `banks` holds all phrase banks, once for each trade."""

    banks: tuple[dict[str, Bank], ...]
    trades: tuple[Trade, ...]
    lines: dict[str, tuple[Storyline, ...]]


def _trades() -> tuple[Trade, ...]:
    text = files(__package__).joinpath("trades.toml").read_text(encoding="utf-8")
    return tuple(
        Trade(
            number,
            tuple(row["firm"].split()),
            row["wage"][0],
            row["wage"][1],
            {
                slot: tuple(row[name].split())
                for slot, name in (
                    ("post", "posts"),
                    ("place", "places"),
                    ("tool", "tools"),
                    ("task", "tasks"),
                    ("goods", "goods"),
                )
            },
        )
        for number, row in enumerate(tomllib.loads(text)["trade"])
    )


def _storyline(
    issue: str, row: dict[str, str], book: Phrases, trades: tuple[Trade, ...]
) -> Storyline:
    wanted = row.get("trades", "").split()
    fitting = tuple(
        i for i, t in enumerate(trades) if any(w in firm for w in wanted for firm in t.firms)
    )
    if wanted and not fitting:
        raise ValueError(f"{issue}: no trade is called {row['trades']}")
    texts = (book.compile(row[name]) for name in ("story", "defence", "found", "win", "lose"))
    story, defence, found, win, lose = texts
    return Storyline(
        issue, tuple(row["claims"].split()), story, defence, found, win, lose,
        tuple(row.get("law", "").split()), fitting or tuple(range(len(trades))),
        row.get("asker", "worker"), bool(row.get("employed", False)),
    )  # fmt: skip


@lru_cache(maxsize=1)
def material() -> Material:
    """Read and compile all data files; they are checked on the way."""
    book, trades = phrases(), _trades()
    folder = files(__package__).joinpath("storylines")
    lines = {}
    for issue in ISSUES:
        rows = tomllib.loads(folder.joinpath(f"{issue}.toml").read_text(encoding="utf-8"))["line"]
        lines[issue] = tuple(_storyline(issue, row, book, trades) for row in rows)
    return Material(tuple({**book.banks, **t.words} for t in trades), trades, lines)
