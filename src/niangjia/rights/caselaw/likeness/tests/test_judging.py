"""What two papers are to each other."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from niangjia.rights.caselaw.evaluation.colleagues import colleague
from niangjia.rights.caselaw.evaluation.degrading import DEGRADATIONS
from niangjia.rights.caselaw.evaluation.duplicate_papers import KnownPaper, known_papers
from niangjia.rights.caselaw.evaluation.duplicates import evaluate_duplicates, traits_of
from niangjia.rights.caselaw.generator import FictionalCase
from niangjia.rights.caselaw.generator.disputes import disputes
from niangjia.rights.caselaw.likeness.judging import Compared, judge
from niangjia.rights.caselaw.likeness.pairing import find
from niangjia.rights.caselaw.likeness.shingles import all_shingles
from niangjia.rights.caselaw.likeness.traits import (
    Traits,
    figures_in,
    level_of,
    number_form,
    numbers_in,
    surnames_in,
)


@pytest.fixture(scope="module")
def dispute() -> tuple[FictionalCase, ...]:
    return next(disputes(count=1, seed=11))


def _compared(text: str, case_no: str = "") -> Compared:
    paper = KnownPaper(text, case_no, "", "", 0, 0, "")
    return Compared(all_shingles(text), traits_of(paper))


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("（2021）鲁0202民初1234号", "2021鲁0202民初1234"),
        ("(2021)鲁 0202 民初 1234 号", "2021鲁0202民初1234"),
        ("〔2021〕鲁０２０２民初１２３４号", "2021鲁0202民初1234"),
        ("青劳人仲案字〔2021〕第0078号", "2021劳人仲案字78"),
        ("×××号", ""),
        ("", ""),
    ],
)
def test_a_number_has_one_form_however_it_is_written(written: str, form: str) -> None:
    assert number_form(written) == form


def test_numbers_in_a_text_are_all_found() -> None:
    text = (
        "不服某区人民法院（2021）鲁0202民初1234号民事判决，该案经青劳人仲案字〔2020〕第78号裁决。"
    )
    assert list(numbers_in(text)) == ["2021鲁0202民初1234", "2020劳人仲案字78"]
    assert [level_of(number) for number in numbers_in(text)] == [1, 0]


def test_figures_are_sums_and_days_in_one_form() -> None:
    text = "2021年3月5日起月工资6,500元，欠付三万五千元，工号12，罚款50元。"
    assert figures_in(text) == {"2021-03-05", "6500.00", "35000.00"}


def test_surnames_are_those_of_masked_parties() -> None:
    text = "申请人：刘某某，男。\n委托代理人：何某。\n被申请人：青岛市某建筑公司。"
    assert surnames_in(text) == {"刘"}


@pytest.mark.parametrize("way", sorted(DEGRADATIONS))
def test_a_paper_is_the_same_however_it_was_degraded(
    way: str, dispute: tuple[FictionalCase, ...]
) -> None:
    for number, case in enumerate(dispute):
        copy = DEGRADATIONS[way](case.text, Random(number))
        assert copy != case.text or way == "unnumbered"
        kin = judge(_compared(case.text, case.case_no), _compared(copy))
        assert kin
        assert kin.kind == "same_paper"
        assert "text" in kin.reasons


def test_papers_that_name_each_other_are_of_one_dispute(dispute: tuple[FictionalCase, ...]) -> None:
    award, first, second = (_compared(case.text, case.case_no) for case in dispute)
    for lower, higher in ((award, first), (first, second)):
        kin = judge(lower, higher)
        assert kin
        assert kin.kind == "same_dispute"
        assert "numbered" in kin.reasons


def test_a_colleagues_paper_is_another(dispute: tuple[FictionalCase, ...]) -> None:
    for number, case in enumerate(dispute):
        assert judge(_compared(case.text), _compared(colleague(case.text, Random(number)))) is None


def test_the_same_pair_is_judged_alike_from_either_side(dispute: tuple[FictionalCase, ...]) -> None:
    award, first, _ = (_compared(case.text, case.case_no) for case in dispute)
    assert judge(award, first) == judge(first, award)


def test_another_employer_or_another_order_of_days_speaks_against() -> None:
    shingles = all_shingles("")
    figures = frozenset(("2020-01-01", "2021-03-04", "4321.50", "987.65"))
    one = Traits(stage="arbitration", dated=date(2021, 5, 1), figures=figures, employer_key="a")
    other = replace(one, stage="first_instance", dated=date(2021, 9, 1))
    assert judge(Compared(shingles, one), Compared(shingles, other))
    for changed in (replace(other, employer_key="b"), replace(other, dated=date(2020, 9, 1))):
        assert judge(Compared(shingles, one), Compared(shingles, changed)) is None


def test_papers_without_any_trait_are_not_kin() -> None:
    nothing = Compared(all_shingles(""), Traits())
    assert judge(nothing, nothing) is None
    assert find(["", ""], [Traits(), Traits()]) == []


def test_made_up_papers_are_what_they_are_said_to_be() -> None:
    papers = known_papers(documents=120, seed=4)
    assert papers == known_papers(documents=120, seed=4)
    assert len(papers) == 120
    assert {"", "cut", "slips"} <= {paper.way for paper in papers}
    assert {"dispute", "mass dispute", "colleagues", "neighbours"} == {p.family for p in papers}


def test_the_evaluation_tells_right_from_wrong() -> None:
    told = evaluate_duplicates(documents=200, seed=3)
    assert told["same_paper"]["f1"] >= 0.96
    assert told["same_dispute"]["f1"] >= 0.9
    assert set(told["same_dispute"]) == {"pairs", "precision", "recall", "f1"}
