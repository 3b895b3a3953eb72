"""Answers compared with what is known, in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.evaluation.figures import (
    calibration_error,
    confusion,
    interval,
    rounded,
)
from niangjia.rights.questions.evaluation.material import Asked
from niangjia.rights.questions.model.weights import ISSUES
from niangjia.rights.questions.rules.fields import Field

LIKELY = 0.5
Told = Mapping[int, Sequence[Sequence[float]]]
"""For the number of each question, its confidences in every round."""

Right = Mapping[int, tuple[Issue, ...]]
Answers = Mapping[int, Sequence[Issue | None]]


def labour_figures(told: Told, true: Mapping[int, bool], groups: Sequence[int]) -> dict[str, Any]:
    """Return accuracy with its interval, and precision and recall of labour matters."""
    pairs = [(rows[r][0], true[at]) for at, rows in told.items() for r in range(len(rows))]
    shares = [mean((row[0] >= LIKELY) == true[at] for row in rows) for at, rows in told.items()]
    found = sum(sure >= LIKELY and labour for sure, labour in pairs)
    return {
        "questions": len(told),
        "labour": sum(true[at] for at in told),
        "accuracy": rounded(mean(shares)),
        "interval": interval(shares, [groups[at] for at in told]),
        "always_no": rounded(mean(not true[at] for at in told)),
        "precision": rounded(found / max(1, sum(sure >= LIKELY for sure, _ in pairs))),
        "recall": rounded(found / max(1, sum(labour for _, labour in pairs))),
        "calibration_error": calibration_error(pairs),
    }


def issue_figures(
    answers: Answers, right: Right, groups: Sequence[int], chosen: Sequence[int]
) -> dict[str, Any]:
    """Return how often the first answer is one of a question's labels, and the main one.

    `macro`: the mean over the issues that are the main label of any question.
    """
    shares = {at: mean(one in right[at] for one in answers[at]) for at in chosen}
    strict = [mean(one == right[at][0] for one in answers[at]) for at in chosen]
    by_issue: dict[Issue, list[float]] = {}
    for at, share in shares.items():
        by_issue.setdefault(right[at][0], []).append(share)
    return {
        "questions": len(chosen),
        "accuracy": rounded(mean(shares.values())),
        "interval": interval(list(shares.values()), [groups[at] for at in chosen]),
        "main_label": rounded(mean(strict)),
        "macro": rounded(mean(map(mean, by_issue.values()))),
    }


def issue_details(told: Told, right: Right, first: Answers) -> dict[str, Any]:
    """Return calibration, how good second answers are, and what is taken for what."""
    firsts = [
        (max(row), answer in right[at])
        for at, rows in told.items()
        for row, answer in zip(rows, first[at], strict=True)
    ]
    seconds = [sorted(zip(row, ISSUES, strict=True))[-2] for at in told for row in told[at]]
    owners = [at for at in told for _ in told[at]]
    named = [
        issue in right[at]
        for at, (sure, issue) in zip(owners, seconds, strict=True)
        if sure >= LIKELY
    ]
    pairs = [(right[at][0].value, str(one)) for at in first for one in first[at][:1]]
    return {
        "calibration_error": calibration_error(firsts),
        "calibration_error_every_issue": calibration_error(
            (sure, issue in right[at])
            for at in told
            for row in told[at]
            for sure, issue in zip(row, ISSUES, strict=True)
        ),
        "second": {
            "told_share": rounded(len(named) / len(seconds)),
            "precision": rounded(mean(named)) if named else 0.0,
        },
        "confusion": confusion(pairs),
    }


def by_collection(
    asked: Sequence[Asked], first: Answers, right: Right, groups: Sequence[int]
) -> dict[str, Any]:
    """Return the same figures for each collection."""
    sources: dict[str, list[int]] = {}
    for at in first:
        sources.setdefault(asked[at].source, []).append(at)
    return {
        source: issue_figures(first, right, groups, chosen) for source, chosen in sources.items()
    }


def missed(asked: Sequence[Asked], told: Told, first: Answers, right: Right) -> list[str]:
    """Return what the first round got wrong, the surest first: by id, without any text."""
    wrong = [at for at in first if first[at][0] not in right[at]]
    wrong.sort(key=lambda at: -max(told[at][0]))
    return [
        f"{asked[at].id} {'+'.join(right[at])} > {first[at][0]} {max(told[at][0]):.2f}"
        for at in wrong
    ]


def field_figures(
    asked: Sequence[Asked], groups: Sequence[int], told: Told, fields: Sequence[Field]
) -> dict[str, Any]:
    """Return how often the field of what is no labour matter is told, and told right."""
    best = {at: [max(zip(row, fields, strict=True)) for row in rows] for at, rows in told.items()}
    shares = [mean(one == asked[at].field for _, one in rows) for at, rows in best.items()]
    sure = [(s, one == asked[at].field) for at, rows in best.items() for s, one in rows]
    named = [right for s, right in sure if s >= LIKELY]
    return {
        "questions": len(told),
        "accuracy": rounded(mean(shares)),
        "interval": interval(shares, [groups[at] for at in best]),
        "named_share": rounded(len(named) / len(sure)),
        "precision_where_named": rounded(mean(named)),
        "calibration_error": calibration_error(sure),
    }
