"""The words of labour disputes: what people say, and what the law calls it.

The words themselves are in `lexicon/`, one file per issue and one for circumstances, and can be
changed without touching code. An index built with other words says that it is outdated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from niangjia.foundation.search.expansion import Expression, Kind, Lexicon, LexiconConcept

FOLDER = Path(__file__).parent.parent / "lexicon"
_STOPS = "stops.toml"
_CIRCUMSTANCES = "circumstances.toml"
_KINDS: Mapping[str, tuple[Kind, float]] = {
    "synonyms": ("synonym", 1.0),
    "lay": ("lay", 0.9),
    "weak": ("lay", 0.3),
    "misspellings": ("misspelling", 0.9),
}


class LexiconError(ValueError):
    """A file of the lexicon cannot be used; the message names the file and the concept."""


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of this house, read once per process."""
    return load_lexicon(FOLDER)


def load_lexicon(folder: Path) -> Lexicon:
    """Read `<issue>.toml` for every issue, `circumstances.toml` and `stops.toml`.

    Circumstances (trades, leaving, procedure) have no subject. Raises `LexiconError`.
    """
    concepts: list[LexiconConcept] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != _STOPS:
            concepts += [_concept(path, id_, raw) for id_, raw in _read(path).items()]
    stops = [word for name, words in _read(folder / _STOPS).items() for word in _words(name, words)]
    try:
        return Lexicon(tuple(concepts), tuple(dict.fromkeys(stops)))
    except ValueError as error:
        raise LexiconError(f"{folder}: {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


def _concept(path: Path, id_: str, raw: object) -> LexiconConcept:
    where = f"{path.name} [{id_}]"
    if not isinstance(raw, dict) or not isinstance(raw.get("term"), str) or not raw["term"]:
        raise LexiconError(f"{where}: a concept needs a term")
    unknown = raw.keys() - _KINDS.keys() - {"term"}
    if unknown:
        raise LexiconError(f"{where}: unknown {', '.join(sorted(unknown))}")
    expressions = [
        Expression(text, kind, strength)
        for name, (kind, strength) in _KINDS.items()
        for text in _words(f"{where} {name}", raw.get(name, []))
    ]
    short = [expression.text for expression in expressions if len(expression.text) < 2]
    if short:
        raise LexiconError(f"{where}: too short to mean anything: {', '.join(short)}")
    texts = [raw["term"], *(expression.text for expression in expressions)]
    twice = sorted({text for text in texts if texts.count(text) > 1})
    if twice:
        raise LexiconError(f"{where}: twice {', '.join(twice)}")
    aside = path.name == _CIRCUMSTANCES
    subject = "" if aside else path.stem
    return LexiconConcept(id_, raw["term"], subject, tuple(expressions), aside)


def _words(where: str, words: object) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(w, str) and w.strip("…") for w in words):
        raise LexiconError(f"{where}: expected a list of words")
    if any(word.startswith("…") or word.endswith("…") for word in words):
        raise LexiconError(f"{where}: a gap stands between two words")
    return words
