"""Where a dispute had best go: each rule by an example, and what holds whatever is answered."""

from itertools import product

import pytest

from niangjia.kernel.issues import Issue
from niangjia.rights.centre.rules.triage import (
    MEANS,
    PATHS,
    STAGES,
    WILLING,
    WISHES,
    Answers,
    notes,
    suggest,
)

ARBITRATION = "劳动争议调解仲裁法"


def first(issue: str, **answers: object) -> str:
    return suggest(Answers(**answers), issue)[0].path  # type: ignore[arg-type]  # made of examples


@pytest.mark.parametrize(
    ("issue", "answers", "path", "law", "number"),
    [
        ("unpaid_wages", {"wish": "settle"}, "mediation", ARBITRATION, 14),
        ("unpaid_wages", {"wish": "decide", "willing": "no"}, "arbitration", ARBITRATION, 5),
        ("overtime", {"wish": "stop"}, "inspection", "劳动保障监察条例", 11),
        ("leave", {"wish": "know"}, "advice", "工会法", 30),
        ("overtime", {"stage": "award"}, "court", ARBITRATION, 48),
        ("unpaid_wages", {"stage": "agreement"}, "court", ARBITRATION, 16),
        ("relationship", {"stage": "agreement"}, "arbitration", ARBITRATION, 15),
        (
            "unpaid_wages", {"stage": "iou"}, "court",
            "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）", 15,
        ),
        ("overtime", {"wish": "settle", "near_limit": True}, "arbitration", ARBITRATION, 27),
    ],
)  # fmt: skip
def test_what_law_decides_is_suggested_first_with_its_article(
    issue: str, answers: dict[str, object], path: str, law: str, number: int
) -> None:
    begin = suggest(Answers(**answers), issue)[0]  # type: ignore[arg-type]  # a case of the table
    assert begin.path == path
    assert (law, number) in {(one.law, one.number) for one in begin.articles}


def test_a_limit_that_is_near_goes_before_what_somebody_wishes() -> None:
    assert first("overtime", wish="settle", willing="yes", near_limit=True) == "arbitration"
    assert first("overtime", wish="settle", willing="yes") == "mediation"


def test_migrant_workers_are_told_of_legal_aid_without_a_means_test() -> None:
    ways = {one.path: one for one in suggest(Answers(means="migrant"), "unpaid_wages")}
    assert [one.number for one in ways["legal_aid"].articles] == [42]
    poor = {one.path: one for one in suggest(Answers(means="poor"), "unpaid_wages")}
    assert [one.number for one in poor["legal_aid"].articles] == [31]
    assert "legal_aid" not in {one.path for one in suggest(Answers(), "unpaid_wages")}


def test_inspection_is_offered_only_for_what_it_looks_into() -> None:
    assert "inspection" in {one.path for one in suggest(Answers(), "social_insurance")}
    assert "inspection" not in {one.path for one in suggest(Answers(), "non_compete")}


def test_whatever_is_answered_there_is_one_to_begin_with_and_each_way_once() -> None:
    for wish, willing, stage, means in product(WISHES, WILLING, STAGES, MEANS):
        for issue in ("", *[one.value for one in Issue]):
            for many, near, weak in product((False, True), repeat=3):
                ways = suggest(Answers(wish, willing, stage, means, many, near, weak), issue)
                paths = [one.path for one in ways]
                assert [one.first for one in ways] == [True] + [False] * (len(ways) - 1)
                assert len(set(paths)) == len(paths)
                assert set(paths) <= set(PATHS)
                assert all(one.reason and one.articles for one in ways)


def test_many_may_choose_representatives_and_a_near_limit_is_said() -> None:
    said = notes(Answers(many=True, near_limit=True))
    assert [[one.number for one in articles] for _words, articles in said] == [[27], [7]]
    assert notes(Answers()) == ()


def test_an_answer_that_is_none_is_named() -> None:
    assert set(Answers(wish="x", means="").faults()) == {"wish", "means"}
    assert Answers().faults() == {}
