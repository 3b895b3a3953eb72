"""Lay questions: many forms, all issues, repeatable."""

from __future__ import annotations

import pytest

from niangjia.rights.caselaw.generator.facts import ISSUES
from niangjia.rights.caselaw.generator.questions import (
    labelled_questions,
    lay_questions,
    question_banks,
)


def test_more_than_two_hundred_forms() -> None:
    banks = question_banks()
    forms = {form for issue in ISSUES for form in banks[issue]}
    assert len(forms) >= 200
    assert all(len(banks[issue]) >= 12 for issue in ISSUES)


def test_the_same_seed_gives_the_same_questions() -> None:
    assert lay_questions(count=300, seed=5) == lay_questions(count=300, seed=5)
    assert lay_questions(count=300, seed=5) != lay_questions(count=300, seed=6)
    assert lay_questions(count=100, seed=5) == lay_questions(count=300, seed=5)[:100]


def test_all_issues_are_asked_about() -> None:
    assert {issue for issue, _ in labelled_questions(count=140, seed=1)} == set(ISSUES)


def test_questions_are_filled_and_varied() -> None:
    asked = lay_questions(count=5000, seed=1)
    assert len(set(asked)) > 3000
    assert not any(mark in question for question in asked for mark in "{}[]|%")


@pytest.mark.parametrize("words", ["老板跑路", "被炒鱿鱼", "黑工", "不给加班费", "没给交五险一金"])
def test_workers_words_occur(words: str) -> None:
    assert any(words in question for question in lay_questions(count=3000, seed=2))


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        lay_questions(count=-1, seed=1)
