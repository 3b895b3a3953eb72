"""Whether it is a labour matter, and which of the fourteen issues: by cross-validation.

Questions alike share a fold. Settings and confidences are chosen inside the questions that are
learned from, by what each of them gets when it alone is left out; the fold that is asked is looked
at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.evaluation import answers, baselines
from niangjia.rights.questions.evaluation.folds import folds, groups
from niangjia.rights.questions.evaluation.material import (
    LABOUR_TOPIC,
    TOPICS,
    Asked,
    asked_questions,
)
from niangjia.rights.questions.model.features import features
from niangjia.rights.questions.model.labour import learn_labour
from niangjia.rights.questions.model.learning import Head, Lesson, learn
from niangjia.rights.questions.model.lessons import Known, lessons_of, made_up, rarity_among
from niangjia.rights.questions.model.ridge import likeness
from niangjia.rights.questions.model.weights import FIELDS, HEADS, ISSUES

FOLDS = 5

Wording = Sequence[tuple[str, Issue]]
ByWords = Callable[[str], Issue | None]
Say = Callable[[str], None]
Told = dict[int, list[list[float]]]
"""For the number of each question, its confidences in every round."""


@dataclass(frozen=True)
class Exam:
    """Everything a cross-validation needs, put together once."""

    asked: list[Asked]
    groups: tuple[int, ...]
    known: list[Known]
    invented: list[Known]


def examine(data: Path, wording: Wording) -> Exam:
    """Read the questions. Raises `MaterialError`."""
    asked = asked_questions(data)
    return Exam(
        asked,
        groups([one.text for one in asked]),
        [known(one) for one in asked],
        [made_up(text, issue) for text, issue in wording],
    )


def known(one: Asked) -> Known:
    """Return a question as the model learns it."""
    return Known(features(one.text), one.labour, one.issues, one.field)


def evaluate(
    data: Path, *, wording: Wording, by_words: ByWords, rounds: int, say: Say
) -> dict[str, Any]:
    """Return the figures of the three heads and of their baselines.

    `wording`: what the project wrote itself; `by_words`: the issue as told by rules alone.
    """
    exam = examine(data, wording)
    told = {head: cross_validated(exam, head, rounds, say) for head in HEADS}
    return {
        "rounds": rounds,
        "folds": FOLDS,
        "labour": _labour(exam, told["labour"]),
        "issues": _issues(exam, told["issue"], by_words, rounds),
        "field": answers.field_figures(exam.asked, exam.groups, told["field"], FIELDS),
    }


def cross_validated(exam: Exam, head: str, rounds: int, say: Say) -> Told:
    """Return what a head that never saw them says of the questions it is for."""
    lessons = lessons_of(head, exam.known, exam.invented)
    taught = [at for at, lesson in enumerate(lessons) if lesson]
    teach = _teacher(exam, head, [lesson for lesson in lessons if lesson])
    told: Told = {}
    for round_ in range(rounds):
        fold = _folds(exam, round_)
        for number in range(FOLDS):
            learned_from = [
                place for place, at in enumerate(taught) if at >= len(fold) or fold[at] != number
            ]
            learned = teach(learned_from)
            tested = [at for at in taught if at < len(fold) and fold[at] == number]
            sure = learned.confidences([exam.known[at].features for at in tested])
            for at, row in zip(tested, sure.tolist(), strict=True):
                told.setdefault(at, []).append(row)
            say(f"{head} {round_ + 1}/{rounds} {number + 1}/{FOLDS}")
    return told


def _teacher(exam: Exam, head: str, examples: list[Lesson]) -> Callable[[list[int]], Head]:
    """Return what makes a head from some of the examples, told by their places."""
    if head == "labour":
        return lambda places: learn_labour([examples[place] for place in places])
    rarity = rarity_among(exam.invented)
    alike = likeness([one.features for one in examples], rarity)

    def teach(places: list[int]) -> Head:
        chosen = [examples[place] for place in places]
        return learn(chosen, HEADS[head], rarity, alike.among(places))[0]

    return teach


def _folds(exam: Exam, round_: int) -> tuple[int, ...]:
    return folds(exam.groups, [one.source for one in exam.asked], FOLDS, round_)


def _labour(exam: Exam, told: Told) -> dict[str, Any]:
    """Return the figures as read by a person, and by the topic the collection gives."""
    topics = {
        at: told[at] for at, one in enumerate(exam.asked) if one.source == TOPICS and at in told
    }
    clear = {at: rows for at, rows in topics.items() if not exam.asked[at].borderline}
    read = {at: bool(exam.asked[at].labour) for at in told}
    by_topic = {at: exam.asked[at].topic == LABOUR_TOPIC for at in topics}
    figures = answers.labour_figures
    return {
        "twenty_topics_as_read": figures(topics, read, exam.groups),
        "twenty_topics_as_read_clear": figures(clear, read, exam.groups),
        "twenty_topics_by_topic": figures(topics, by_topic, exam.groups),
        "all_questions": figures(told, read, exam.groups),
    }


def _issues(exam: Exam, told: Told, by_words: ByWords, rounds: int) -> dict[str, Any]:
    labelled = sorted(told)
    right = {at: exam.asked[at].issues for at in labelled}
    first = {at: [_best(row) for row in told[at]] for at in labelled}
    rivals: Mapping[str, dict[int, list[Issue | None]]] = {
        "lexicon": {at: [by_words(exam.asked[at].text)] for at in labelled},
        **baselines.learned(exam.asked, labelled, [_folds(exam, r) for r in range(rounds)], FOLDS),
    }
    clear = [at for at in labelled if not exam.asked[at].ambiguous]
    table = {"model": answers.issue_figures(first, right, exam.groups, labelled)}
    for name, answer in rivals.items():
        table[name] = answers.issue_figures(answer, right, exam.groups, labelled)
    table["model_without_ambiguous"] = answers.issue_figures(first, right, exam.groups, clear)
    return {
        "table": table,
        **answers.issue_details(told, right, first),
        "by_collection": answers.by_collection(exam.asked, first, right, exam.groups),
        "missed": answers.missed(exam.asked, told, first, right),
    }


def _best(row: Sequence[float]) -> Issue | None:
    return ISSUES[max(range(len(row)), key=row.__getitem__)]
