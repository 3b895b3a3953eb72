"""An answer is put together from what the rooms know, and no sentence of it lacks a source."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from niangjia.desks.answering.composing import answer
from niangjia.desks.answering.findings import Answer
from niangjia.desks.answering.schemas import answer_out
from niangjia.desks.tests.example_laws import import_examples
from niangjia.foundation.ledger import courier
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw.actions import load_sample

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
OWED = "我在厂里干了8个月一直没签合同，老板还欠我三个月工资18000元"
HURT = "上班时手被机器压伤，工伤鉴定为九级，单位不给伤残补助金"
QUESTIONS = (
    OWED, HURT, "加班费", "怀孕被辞退", "邻居把我打伤了怎么办", "老公要跟我离婚，孩子归谁", "青岛",
    "离职后竞业限制怎么办", "干活得了尘肺病", "骑手算不算员工", "试用期说我不合格", "？？？",
    "在工地打工，包工头跑了", "和医院有纠纷", "", "<script>alert(1)</script>欠薪",
)  # fmt: skip


@pytest.fixture
def laws(operator: Viewer, tmp_path: Path) -> None:
    """Stand-ins for laws, and no case."""
    indexing.ensure_index()
    import_examples(operator, tmp_path / "laws")


@pytest.fixture
def house(operator: Viewer, laws: None) -> None:  # noqa: ARG001 - the laws of the house
    """The sample library, and stand-ins for laws."""
    load_sample(viewer=operator)
    courier.drain("quick")


def ask(question: str, corrections: Mapping[str, str] | None = None, on: date = TODAY) -> Answer:
    return answer(viewer=STRANGER, question_text=question, corrections=corrections, on=on)


def articles(given: Answer) -> list[tuple[str, str]]:
    return [(one.ranked.title, one.ranked.slug) for one in given.articles]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("corrections", [{}, {"said-contract": "no", "issue": "no_contract"}])
def test_no_sentence_lacks_a_source_and_every_source_is_there(
    client: Client, corrections: dict[str, str]
) -> None:
    seen = 0
    for question in QUESTIONS:
        given = ask(question, corrections)
        for sentence in given.sentences:
            seen += 1
            assert sentence.text.strip()
            assert sentence.sources, sentence.text
            for key in sentence.sources:
                source = given.sources[key]
                assert source.key == key
                assert source.name
                assert source.text or key in {"asked", "told"}
                if source.address.startswith("/"):
                    page = client.get(source.address)
                    assert page.status_code == 200, source.address
                else:
                    assert source.address.startswith("tel:") or key.startswith(
                        ("asked", "told", "line:")
                    )
    assert seen > 100


@pytest.mark.usefixtures("laws")
def test_what_is_quoted_of_an_article_stands_in_it_word_for_word(client: Client) -> None:
    for question in QUESTIONS:
        given = ask(question)
        for article in given.articles:
            source = given.sources[article.sentence.sources[0]]
            assert article.sentence.text in source.text
            assert article.lead in source.text
            shown = client.get(source.address).content.decode()
            assert article.sentence.text.split("\n")[0] in shown
            assert "示例条文" in source.text


@pytest.mark.usefixtures("house")
def test_a_question_is_answered_with_issues_facts_articles_and_cases() -> None:
    given = ask(OWED)
    assert {issue.code for issue in given.issues} == {"unpaid_wages", "no_contract"}
    assert {fact.key for fact in given.facts} >= {"service", "owed"}
    assert ("中华人民共和国劳动合同法", "82") in articles(given)
    assert 3 <= len(given.cases) <= 5
    assert all(case.ended.text for case in given.cases)
    assert given.missing
    assert all(missing.because for missing in given.missing)
    assert given.elsewhere is None
    scores = [article.ranked.score for article in given.articles]
    assert scores == sorted(scores, reverse=True)
    assert len(articles(given)) == len(set(articles(given))) <= 10


@pytest.mark.usefixtures("laws")
def test_a_fact_chooses_the_article_and_a_corrected_one_chooses_another() -> None:
    first, then = ask(HURT), ask(HURT, {"grade": "五级"})
    assert articles(first)[0] == ("工伤保险条例", "37")
    assert first.articles[0].decided_by == "九级"
    assert first.articles[0].sentence.text == "（一）九级九份；", "what is said of it"
    assert first.articles[0].lead.endswith("给钱：")
    assert articles(then)[0] == ("工伤保险条例", "36")
    assert then.articles[0].decided_by == "五级"
    assert "told" in then.about[0].sources


@pytest.mark.usefixtures("laws")
def test_what_is_answered_is_no_longer_missing() -> None:
    before = {missing.id for missing in ask(HURT).missing}
    assert "injury_insured" in before
    after = ask(HURT, {"said-injury_insured": "no"})
    assert "injury_insured" not in {missing.id for missing in after.missing}
    assert [one.key for one in after.answered] == ["said-injury_insured"]
    assert "单位没有交工伤保险" in after.understood


@pytest.mark.usefixtures("laws")
def test_the_issue_the_asker_names_counts() -> None:
    given = ask("邻居把我打伤了怎么办", {"issue": "work_injury"})
    assert [(issue.code, issue.confidence) for issue in given.issues] == [("work_injury", 1.0)]
    assert given.elsewhere is None
    assert given.missing


@pytest.mark.usefixtures("laws")
def test_what_is_no_labour_matter_is_sent_elsewhere_by_somebody_who_stands_behind_it() -> None:
    given = ask("老公要跟我离婚，孩子归谁")
    assert not any((given.issues, given.articles, given.cases, given.missing))
    assert given.elsewhere is not None
    assert given.elsewhere.code == "marriage"
    assert any("12348" in sentence.text for sentence in given.where_to_go)
    out = answer_out(given).model_dump(mode="json")
    assert out["issues"] == []
    assert out["elsewhere"]["where_to_go"]


@pytest.mark.usefixtures("laws")
def test_before_a_law_was_there_nothing_is_said_of_it() -> None:
    given = ask(HURT, on=date(1980, 1, 1))
    assert given.articles == ()
    assert given.missing
    assert not any(missing.because for missing in given.missing)
    assert given.has_law


def test_an_empty_house_still_says_what_it_is_about() -> None:
    indexing.ensure_index()
    for given in (ask(OWED), ask("老公要跟我离婚")):
        assert (given.articles, given.cases, given.has_law, given.has_cases) == (
            (),
            (),
            False,
            False,
        )
        assert given.about
    assert ask(OWED).missing


def test_before_the_library_was_set_up_there_are_no_cases() -> None:
    assert ask(OWED).cases == ()
