"""Figures come from questions the model has not seen; material that is missing is said to be."""

import os
from pathlib import Path

import pytest

from niangjia.kernel.errors import Invalid
from niangjia.kernel.issues import Issue
from niangjia.rights.questions import commands
from niangjia.rights.questions.evaluation import baselines
from niangjia.rights.questions.evaluation.answers import LIKELY, issue_figures, labour_figures
from niangjia.rights.questions.evaluation.folds import folds, groups
from niangjia.rights.questions.evaluation.issues import Exam, cross_validated, examine, known
from niangjia.rights.questions.evaluation.material import TOPICS, Asked
from niangjia.rights.questions.model.lessons import made_up

SAID = {
    Issue.UNPAID_WAGES: (
        "老板拖欠工资",
        "三个月没发工资",
        "工钱一直拖着",
        "不给工资怎么办",
        "讨薪找谁",
    ),
    Issue.WORK_INJURY: (
        "上班手被压断",
        "工地摔伤骨折",
        "工伤几级",
        "厂里受伤谁赔",
        "下班车祸算工伤吗",
    ),
    Issue.OVERTIME: (
        "天天加班没加班费",
        "周末加班给几倍",
        "国庆值班算加班吗",
        "超时加班",
        "夜班到十点",
    ),
}


def small_exam() -> Exam:
    asked = [
        Asked("some", f"{issue}-{at}", text, labour=True, issues=(issue,))
        for issue, texts in SAID.items()
        for at, text in enumerate(texts)
    ]
    invented = [made_up(issue.label, issue) for issue in SAID]
    return Exam(asked, groups([a.text for a in asked]), [known(a) for a in asked], invented)


def test_every_question_is_asked_once_a_round() -> None:
    heard: list[str] = []
    told = cross_validated(small_exam(), "issue", 2, heard.append)
    assert sorted(told) == list(range(15))
    assert all(len(rounds) == 2 for rounds in told.values())
    assert len(heard) == 10


def test_a_question_is_never_told_by_what_it_taught() -> None:
    """With labels that mean nothing, only a model that has seen the answers does well."""
    exam = small_exam()
    codes = list(SAID)
    mixed = [
        Asked("some", a.id, a.text, labour=True, issues=(codes[(n * 7 + n // 5) % 3],))
        for n, a in enumerate(exam.asked)
    ]
    blind = Exam(mixed, exam.groups, [known(a) for a in mixed], exam.invented)
    told = cross_validated(blind, "issue", 1, lambda _: None)
    right = sum(
        tuple(Issue)[max(range(14), key=told[at][0].__getitem__)] in mixed[at].issues for at in told
    )
    assert right <= 10


def test_figures_count_any_label_and_the_main_one_apart() -> None:
    right = {0: (Issue.WOMEN, Issue.LEAVE), 1: (Issue.LEAVE,)}
    answers = {0: [Issue.LEAVE], 1: [Issue.WOMEN]}
    figures = issue_figures(answers, right, [0, 1], [0, 1])
    assert (figures["accuracy"], figures["main_label"], figures["macro"]) == (0.5, 0, 0.5)


def test_precision_and_recall_are_those_of_labour_matters() -> None:
    told = {0: [[0.9]], 1: [[0.8]], 2: [[0.1]], 3: [[0.2]]}
    figures = labour_figures(told, {0: True, 1: False, 2: True, 3: False}, [0, 1, 2, 3])
    assert (figures["accuracy"], figures["precision"], figures["recall"]) == (0.5, 0.5, 0.5)


def test_baselines_answer_the_same_questions() -> None:
    exam = small_exam()
    dealt = folds(exam.groups, ["some"] * 15, 5, 0)
    answers = baselines.learned(exam.asked, range(15), [dealt], 5)
    assert all(len(answers[name]) == 15 for name in ("commonest", "tf_idf"))
    right = sum(answers["tf_idf"][at][0] in exam.asked[at].issues for at in range(15))
    assert right > sum(answers["commonest"][at][0] in exam.asked[at].issues for at in range(15))


def test_missing_material_is_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="equals_labour"):
        commands.learn(data=tmp_path, wording=[], out=tmp_path / "out.npz")
    assert not (tmp_path / "out.npz").exists()


@pytest.mark.slow
def test_labour_matters_are_told_from_others_on_the_questions_at_hand() -> None:
    """A little below what is measured (docs/quality-questions.md), without what others wrote."""
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no questions at hand: NIANGJIA_EVAL_DATA is not set")
    exam = examine(Path(data), [])
    told = cross_validated(exam, "labour", 1, lambda _: None)
    topics = [at for at in told if exam.asked[at].source == TOPICS]
    right = [(told[at][0][0] >= LIKELY) == exam.asked[at].labour for at in topics]
    assert sum(right) / len(right) >= 0.95
