"""Questions to learn from and to be measured by, read from outside collections."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.labelling import labels
from niangjia.rights.questions.rules.fields import Field, field_of_article, field_of_topic

TOPICS = "bench/lawbench_2-4_query_topic_20class.jsonl"
"""500 questions by twenty topics, labour among them."""

STATUTES = "bench/stard_queries_all.jsonl"
"""Questions of all law with the articles that answer them."""

LABOUR_TOPIC = "劳动纠纷"
_SPACES = re.compile(r"\s+")


class MaterialError(ValueError):
    """A collection is missing or is not what it should be; the message names it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question somebody asked, and what is known of it.

    `labour` is None where nobody can tell; `issues` are those read by a person; `field` that of
    a question which is no labour matter; `topic` what its collection says.
    """

    source: str
    id: str
    text: str
    labour: bool | None
    issues: tuple[Issue, ...] = ()
    field: Field | None = None
    topic: str = ""
    ambiguous: bool = False
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A question or an expression written for this project, and the issue it is about."""

    text: str
    issue: Issue


def asked_questions(data: Path) -> list[Asked]:
    """Return the labelled questions and those of other matters, the same text once.

    Raises `MaterialError` where a collection is missing or a label names no question.
    """
    found: dict[str, Asked] = {}
    for one in (*_labelled(data), *_others(data)):
        found.setdefault(_SPACES.sub("", one.text), one)
    return list(found.values())


def _labelled(data: Path) -> Iterator[Asked]:
    texts: dict[str, dict[str, tuple[str, str]]] = {}
    for label in labels():
        if label.file not in texts:
            texts[label.file] = _texts(data / label.file)
        if label.id not in texts[label.file]:
            raise MaterialError(f"{label.file}: no question {label.id}")
        text, topic = texts[label.file][label.id]
        labour = bool(label.issues) if label.readable else None
        field = field_of_topic(topic) if labour is False and label.file == TOPICS else None
        yield Asked(
            label.file, label.id, text, labour, label.issues, field, topic,
            label.ambiguous, label.borderline,
        )  # fmt: skip


def _others(data: Path) -> Iterator[Asked]:
    """Yield what no label speaks of, taken for no labour matter.

    The topics were all read; of the questions about statutes those marked as labour and those
    that mention work, the rest was not.
    """
    for row in _rows(data / TOPICS):
        field = field_of_topic(row["category"])
        yield Asked(
            TOPICS, row["id"], row["question"], labour=False, field=field, topic=row["category"]
        )
    for row in _rows(data / STATUTES):
        field = next(filter(None, map(field_of_article, row["match_name"])), None)
        yield Asked(STATUTES, str(row["query_id"]), row["question"], labour=False, field=field)


def _texts(path: Path) -> dict[str, tuple[str, str]]:
    return {
        str(row.get("id", row.get("query_id"))): (row["question"], str(row.get("category", "")))
        for row in _rows(path)
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise MaterialError(f"{path}: {error}") from error
