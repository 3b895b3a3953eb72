"""Reading a folder of laws, and questions whose articles are known."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from niangjia.kernel.errors import Missing
from niangjia.rights.statutes.ranking.book import ArticleKey
from niangjia.rights.statutes.ranking.shelf import Entry
from niangjia.rights.statutes.ranking.training import Example
from niangjia.rights.statutes.rules.known import known
from niangjia.rights.statutes.rules.numbers import place_of
from niangjia.rights.statutes.rules.periods import order_of, periods
from niangjia.rights.statutes.rules.ranks import NoLaw, rank_of
from niangjia.rights.statutes.rules.ranks import place_of as place_of_law
from niangjia.rights.statutes.rules.reading import LawText, read_law
from niangjia.rights.statutes.rules.titles import is_amendment, key_of

_NAMED = re.compile(
    r"^《?(?P<law>.+?)》?(?P<article>第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)$"
)
STARD = "bench/stard_queries_all.jsonl"


class MaterialMissing(Missing):
    """The folder is not what is expected; the message names the file."""


def library(data: Path, day: date) -> list[Entry]:
    """Return the articles in force on a day of every law below `laws`, as an import would.

    Raises MaterialMissing where there is none.
    """
    folder = data / "laws"
    laws: dict[str, list[tuple[LawText, str]]] = {}
    for file in sorted(folder.rglob("*.md")):
        try:
            law = read_law(file.stem, file.read_text(encoding="utf-8-sig"))
            parts = [*file.relative_to(folder).parent.parts, *file.stem.split("__")[:-1]]
            place = place_of_law(rank_of(parts), parts, law.title)
        except NoLaw:
            continue
        if not is_amendment(law.title):
            laws.setdefault(key_of(law.title), []).append((law, place))
    if not laws:
        raise MaterialMissing(f"{folder} 里没有法规。")
    return [entry for key in sorted(laws) for entry in _in_force(key, laws[key], day)]


def _in_force(key: str, texts: Sequence[tuple[LawText, str]], day: date) -> Iterator[Entry]:
    """Yield the articles of the version of a day; its parts are files of the same mark."""
    marks = sorted({law.dates.marked or date.min for law, _ in texts})
    books = [[t for t in texts if (t[0].dates.marked or date.min) == mark] for mark in marks]
    dates = [max((law.dates for law, _ in book), key=order_of) for book in books]
    repeal = known().repeal_of(key)
    spans = periods(dates, repealed_from=repeal.since if repeal else None)
    holding = [
        book
        for book, span in zip(books, spans, strict=True)
        if span.holds_on(day) and not span.is_empty
    ]
    for law, place in holding[-1] if holding else ():
        for article in law.articles:
            yield Entry(
                ArticleKey(key, article.number, article.sub),
                law.title,
                " · ".join(filter(None, (law.part, article.heading))),
                article.text,
                place,
            )


def examples(data: Path) -> list[Example]:
    """Return every question with known articles, a collection for each file.

    Those are `questions/*.jsonl` with `statutes`, each a law and an article or the two in one
    `name`, and the labour questions of STARD where they are there. Raises MaterialMissing where
    there is none.
    """
    found = [
        Example(str(line["id"]), line["question"], wanted, file.stem.removesuffix("_labour"))
        for file in sorted((data / "questions").glob("*.jsonl"))
        for line in _lines(file)
        if (wanted := frozenset(filter(None, map(_key, line.get("statutes") or ()))))
    ]
    found += [
        Example(f"stard-{line['query_id']}", line["question"], wanted, "stard")
        for line in (_lines(data / STARD) if (data / STARD).exists() else ())
        if line["labour"]
        and (wanted := frozenset(filter(None, (_key({"name": n}) for n in line["match_name"]))))
    ]
    if not found:
        raise MaterialMissing(f"{data / 'questions'} 里没有写明法条的提问。")
    return list(_told_apart(found))


def _told_apart(examples: Sequence[Example]) -> Iterator[Example]:
    """Yield the examples; one whose name was taken already gets a number behind it."""
    taken: Counter[str] = Counter()
    for example in examples:
        taken[example.id] += 1
        again = taken[example.id]
        yield example if again == 1 else replace(example, id=f"{example.id}#{again}")


def _key(statute: object) -> ArticleKey | None:
    """Return the article that an entry names; None where it names a law alone, or nothing."""
    if not isinstance(statute, dict):
        return None
    law, article = statute.get("law", ""), statute.get("article", "")
    if not law and (named := _NAMED.match("".join(str(statute.get("name", "")).split()))):
        law, article = named["law"], named["article"]
    place = place_of(article)
    return ArticleKey(key_of(law), place.number, place.sub) if law and place else None


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, ValueError) as error:
        raise MaterialMissing(f"{path} 读不出来：{error}") from error
