"""What is asked back is decisive, said by the law at hand, and never what was told already."""

import os
from pathlib import Path

import pytest

from niangjia.desks.answering.asking_back import (
    MOST,
    asking_book,
    chosen_by_facts,
    deciding_book,
    missing,
    statement,
)
from niangjia.desks.answering.corrections import told
from niangjia.desks.answering.laws import Reader
from niangjia.kernel import clock
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.questions.findings import FactKind
from niangjia.rights.statutes.actions import import_laws
from niangjia.rights.statutes.queries import library_state

KINDS = {kind.value for kind in FactKind}


def asked(question: str, *issues: str) -> list[str]:
    read = told(question, {})
    return [asking.id for asking in missing(issues, read.facts, read.text)]


def test_every_issue_has_something_to_ask() -> None:
    for issue in Issue:
        assert any(issue in asking.issues for asking in asking_book()), issue


@pytest.mark.parametrize("asking", asking_book(), ids=lambda asking: asking.id)
def test_every_question_is_whole(asking: object) -> None:
    one = next(a for a in asking_book() if a is asking)
    assert one.issues <= {issue.value for issue in Issue}
    assert one.tells <= KINDS
    assert one.says
    assert one.question.endswith(("？", "）"))
    assert one.because.endswith("。")
    assert bool(one.choices) != bool(one.typed), "either tapped or written"
    codes = [code for code, _, _ in one.choices]
    assert len(codes) == len(set(codes))
    assert all(adds.endswith("。") for _, _, adds in one.choices)
    assert one.typed is None or "{}" in one.typed[2]


@pytest.mark.parametrize("asking", asking_book(), ids=lambda asking: asking.id)
def test_what_is_answered_is_not_asked_again(asking: object) -> None:
    """An answer, tapped or written, must be recognised in the question it becomes part of."""
    one = next(a for a in asking_book() if a is asking)
    example = one.typed[1].removeprefix("比如：") if one.typed else ""
    answers = [f"said-{one.id}={code}" for code, _, _ in one.choices]
    for answer in answers or [f"typed-{one.id}={example}"]:
        key, _, value = answer.partition("=")
        read = told("单位的事", {key: value})
        issue = min(one.issues)
        assert one.id not in [a.id for a in missing([issue], read.facts, read.text, read.given)]


def test_what_was_told_is_not_asked() -> None:
    assert "worked_without_contract" in asked("老板没跟我签合同", "no_contract")
    assert "worked_without_contract" not in asked("干了8个月老板没跟我签合同", "no_contract")
    assert "injury_grade" not in asked("工伤鉴定为九级", "work_injury")
    assert "contract" not in asked("没签合同", "no_contract")


def test_no_more_is_asked_than_anybody_answers() -> None:
    for issue in Issue:
        assert 1 <= len(asked("单位的事", issue.value)) <= MOST
    assert len(asked("单位的事", *(issue.value for issue in Issue))) == MOST


def test_only_answers_that_were_offered_become_sentences() -> None:
    assert statement("said-contract", "no") == "没有签书面劳动合同。"
    assert statement("said-contract", "perhaps") == ""
    assert statement("typed-contract", "三年") == ""
    assert statement("typed-pay_stopped", " ") == ""
    assert statement("typed-pay_stopped", "长" * 500).count("长") == 60


@pytest.mark.parametrize(
    ("issue", "question", "articles"),
    [
        ("work_injury", "工伤鉴定为四级", ["35"]),
        ("work_injury", "工伤鉴定为五级", ["36"]),
        ("work_injury", "工伤鉴定为十级", ["37"]),
        ("no_contract", "干了20天没签合同", ["5"]),
        ("no_contract", "干了一个月没签合同", ["82"]),
        ("no_contract", "干了11个月没签合同", ["82"]),
        ("no_contract", "干了1年没签合同", ["7"]),
        ("overtime", "干了1年没签合同", []),
    ],
)
def test_a_fact_alone_chooses_the_article(issue: str, question: str, articles: list[str]) -> None:
    chosen = chosen_by_facts([issue], told(question, {}).facts)
    assert [deciding.article for deciding, _ in chosen] == articles


def test_no_value_is_chosen_for_twice() -> None:
    for one in deciding_book():
        for other in deciding_book():
            apart = one.under <= other.least or other.under <= one.least
            assert one is other or one.issue != other.issue or apart


@pytest.mark.django_db
def test_the_law_at_hand_says_what_is_said_of_it(operator: Viewer) -> None:
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no library at hand: NIANGJIA_EVAL_DATA is not set")
    import_laws(viewer=operator, folder=Path(data) / "laws")
    reader = Reader(STRANGER, clock.today(), library_state())
    books = [(a.id, a.law, a.article, a.says) for a in asking_book()]
    books += [(d.issue, d.law, d.article, d.says) for d in deciding_book()]
    wrong = [id_ for id_, law, article, says in books if not reader.source_of(law, article, says)]
    assert not wrong
