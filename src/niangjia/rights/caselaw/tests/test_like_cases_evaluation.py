"""The measurement itself: lists are judged by what is true, and test words were never taught."""

import tomllib
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pytest

from niangjia.rights.caselaw.evaluation.lay_situations import tell
from niangjia.rights.caselaw.evaluation.like_cases import evaluate_cases
from niangjia.rights.caselaw.evaluation.like_figures import Judged, better_by, compared
from niangjia.rights.caselaw.evaluation.like_grades import gain, grade, ndcg
from niangjia.rights.caselaw.findings import Situation
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.generator.facts import ISSUES


def words() -> dict[str, Any]:
    file = files("niangjia.rights.caselaw.evaluation").joinpath("lay_situations.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def said(table: Any) -> set[str]:
    if isinstance(table, list):
        return set(table) - {""}
    return set[str]().union(*map(said, table.values()))


def test_no_wording_is_both_taught_and_tested() -> None:
    assert said(words()["taught"]) & said(words()["tested"]) == set()


def test_every_issue_and_every_claim_has_words_in_both_halves() -> None:
    halves = words()
    kinds = {claim.kind for case in generate(count=400, seed=3) for claim in case.facts.claims}
    for half in ("taught", "tested"):
        assert set(halves[half]["issue"]) == set(ISSUES)
        assert kinds <= set(halves[half]["claim"])
        assert set(halves[half]["fact"]) == set(halves["taught"]["fact"])


def test_a_situation_is_told_from_the_facts_and_never_how_it_ended() -> None:
    for case in generate(count=60, seed=9):
        text = tell(case.facts, "tested", Random(1)).text
        assert "{" not in text
        assert text == tell(case.facts, "tested", Random(1)).text
        assert not any(word in text for word in ("判令", "驳回", "裁决如下"))


def test_a_case_is_most_like_itself_and_less_like_another_issue() -> None:
    facts = [case.facts for case in generate(count=200, seed=4)]
    for one in facts[:20]:
        assert grade(one, one) == max(grade(one, other) for other in facts)
        for other in facts:
            if one.issues[0] not in other.issues:
                assert grade(one, other) == 0


def test_the_discounted_gain_of_a_list() -> None:
    best = [gain(3), gain(2), gain(0)]
    assert ndcg(best, best, 5) == 1.0
    assert ndcg(best[::-1], best, 3) < 1.0
    assert ndcg([], best, 5) == 0.0
    assert ndcg([], [0.0], 5) == 1.0


def test_a_difference_is_told_from_chance() -> None:
    ours = [Judged(0.5 + 0.1 * (number % 3)) for number in range(60)]
    worse = [Judged(one.ndcg - 0.2) for one in ours]
    assert better_by(ours, worse)["excludes_zero"] is True
    assert better_by(ours, ours)["excludes_zero"] is False
    mixed = [Judged(0.7 - 0.1 * (number % 3)) for number in range(60)]
    low, high = better_by(ours, mixed)["interval"]
    assert low < 0 < high


def test_shares_leave_out_what_cannot_be() -> None:
    judged = [Judged(1.0, 0.5, True), Judged(0.0, 0.5, None), Judged(0.5, 0.5, False)]
    means = compared({"like": judged}, "like")["ways"]["like"]
    assert means == {"ndcg": 0.5, "same_issue": 0.5, "both_endings": 0.5}


def test_a_small_measurement_from_end_to_end(tmp_path: Path) -> None:
    result = evaluate_cases(
        documents=60,
        questions=4,
        seeds=[31],
        work=tmp_path,
        understand=lambda text: Situation(text=text),
        data=None,
        say=lambda _text: None,
    )
    for name, ways in (
        ("told", {"more_like", "bm25", "search", "like_not_varied", "like"}),
        ("paper", {"more_like", "like_not_varied", "like"}),
    ):
        assert set(result[name]["ways"]) == ways
        for figures in result[name]["ways"].values():
            assert 0 <= figures["ndcg"] <= 1
    assert result["put_right"]["questions"] == 4
    assert list(tmp_path.iterdir()) == []


def test_too_little_to_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least"):
        evaluate_cases(
            documents=10, questions=4, seeds=[1], work=tmp_path,
            understand=lambda text: Situation(text=text), data=None, say=print,
        )  # fmt: skip
