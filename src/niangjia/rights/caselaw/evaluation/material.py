"""Reading the folder of evaluation material: laws, questions with their articles, cases, slips."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ARTICLE = re.compile(
    r"^(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)\s*", re.MULTILINE
)
_NAMED = re.compile(
    r"^(?P<law>.+?)(?P<article>第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)$"
)
_BEGIN = "<!-- INFO END -->"


class MaterialMissing(ValueError):
    """The folder is not what the evaluation expects; the message names the file."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the articles that answer it, as `law#article`."""

    text: str
    articles: frozenset[str]


def articles(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (id, name, text) of every article; the name is the same in every version of a law."""
    for number, law in enumerate(_lines(data / "laws" / "manifest.jsonl")):
        text = (data / law["path"]).read_text(encoding="utf-8").split(_BEGIN, 1)[-1]
        parts = _ARTICLE.split(text)[1:]
        for at in range(0, len(parts) - 1, 2):
            name = f"{plain_title(law['title'])}#{parts[at]}"
            yield f"{number}-{at}", name, f"{law['title']} {parts[at]} {parts[at + 1]}"


def equals_questions(data: Path) -> list[Question]:
    """Return the questions of lay people with the article an expert named."""
    return [
        Question(
            line["question"],
            frozenset(f"{plain_title(s['law'])}#{s['article']}" for s in line["statutes"]),
        )
        for line in _lines(data / "questions" / "equals_labour.jsonl")
    ]


def stard_questions(data: Path) -> list[Question]:
    """Return the labour questions of STARD with their articles."""
    lines = [q for q in _lines(data / "bench" / "stard_queries_all.jsonl") if q["labour"]]
    return [
        Question(line["question"], frozenset(filter(None, map(_named, line["match_name"]))))
        for line in lines
    ]


def slips(data: Path) -> list[tuple[str, str]]:
    """Return sentences as mistyped and as meant."""
    lines = _lines(data / "bench" / "lawbench_2-1_labour_typo_pairs.jsonl")
    return [(line["noisy"], line["clean"]) for line in lines]


def case_texts(data: Path) -> list[tuple[str, str]]:
    """Return (id, text) of every case."""
    files = sorted((data / "cases").glob("*.jsonl"))
    if not files:
        raise MaterialMissing(f"{data / 'cases'}: no *.jsonl there")
    return [(line["id"], line["text"]) for file in files for line in _lines(file)]


def plain_title(title: str) -> str:
    """Return a law's name without what is written now and then only."""
    return re.sub(r"[《》\s]|中华人民共和国|\(.*?\)|（.*?）", "", title)


def _named(name: str) -> str | None:
    found = _NAMED.match(name)
    return f"{plain_title(found['law'])}#{found['article']}" if found else None


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except OSError as error:
        raise MaterialMissing(f"{path}: {error.strerror}") from error
