"""Made-up disputes: three papers that tell of the same people, days and sums."""

import pytest

from niangjia.rights.caselaw.generator import FictionalCase
from niangjia.rights.caselaw.generator.disputes import STAGES, disputes


@pytest.fixture(scope="module")
def some() -> list[tuple[FictionalCase, ...]]:
    return list(disputes(count=150, seed=5))


def test_a_dispute_is_always_the_same(some: list[tuple[FictionalCase, ...]]) -> None:
    assert list(disputes(count=3, seed=5, start=7)) == some[7:10]


def test_papers_come_in_the_order_of_the_way(some: list[tuple[FictionalCase, ...]]) -> None:
    for papers in some:
        assert tuple(case.facts.stage for case in papers) == STAGES
        assert papers[0].date < papers[1].date < papers[2].date


def test_the_facts_stay_the_same(some: list[tuple[FictionalCase, ...]]) -> None:
    for papers in some:
        told = {
            (f.joined, f.left, f.monthly_wage, f.claimed, f.region_code, f.occupation)
            for f in (case.facts for case in papers)
        }
        assert len(told) == 1


def test_each_paper_names_the_one_before(some: list[tuple[FictionalCase, ...]]) -> None:
    for award, first, second in some:
        assert award.case_no in first.text
        assert first.case_no in second.text
        assert first.court_or_body in second.text


def test_numbers_are_unique(some: list[tuple[FictionalCase, ...]]) -> None:
    numbers = [case.case_no for papers in some for case in papers]
    assert len(set(numbers)) == len(numbers)


def test_nobody_complains_of_what_he_won(some: list[tuple[FictionalCase, ...]]) -> None:
    for _, first, second in some:
        won = {"worker": "supported", "employer": "refused"}[second.facts.asker]
        assert first.facts.outcome != won or second.facts.outcome == won


def test_less_than_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        disputes(count=-1, seed=1)
