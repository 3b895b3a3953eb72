"""The figures of finding are those of the answers, and the work leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from niangjia.rights.caselaw.evaluation import finding
from niangjia.rights.caselaw.evaluation.finding import Answer, evaluate_finding


def test_a_run_reports_every_issue_and_leaves_nothing_behind(tmp_path: Path) -> None:
    figures = evaluate_finding(questions=28, seed=3, documents=60, work=tmp_path)
    assert figures["all"]["questions"] == 28
    assert figures["documents"] > 60  # the sample library beside them
    assert len(figures["issues"]) == 14
    assert all(issue["questions"] == 2 for issue in figures["issues"].values())
    assert figures["all"]["precision"] > 0.3  # a guess would get one in fourteen
    assert not any(tmp_path.iterdir())


def test_the_same_seed_gives_the_same_figures(tmp_path: Path) -> None:
    runs = [evaluate_finding(questions=14, seed=4, documents=20, work=tmp_path) for _ in range(2)]
    assert runs[0] == runs[1]


def test_no_question_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        evaluate_finding(questions=0, seed=1, documents=1, work=tmp_path)


def test_a_missing_case_counts_as_one_that_does_not_fit() -> None:
    answers = [
        Answer("leave", ("leave", "leave", "leave"), relaxed=False),
        Answer("leave", ("leave", "women"), relaxed=True),
        Answer("leave", (), relaxed=False),
    ]
    assert finding._shares(answers) == {
        "questions": 3,
        "precision": 0.2667,
        "three_fitting": 0.3333,
        "without_answer": 0.3333,
        "relaxed": 0.3333,
    }
