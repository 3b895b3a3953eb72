"""What counts as alike, respect by respect, and what words tell."""

import pytest

from niangjia.rights.caselaw.alike.features import (
    FROM_INDEX,
    NAMES,
    features,
    nearness,
    stage_nearness,
)
from niangjia.rights.caselaw.alike.profile import (
    Profile,
    issues_by_words,
    profile_of_case,
    profile_of_situation,
)
from niangjia.rights.caselaw.alike.told import contract_told, stage_told
from niangjia.rights.caselaw.findings import Situation, SituationFacts
from niangjia.rights.caselaw.models import Case

NOTHING = (0.0,) * FROM_INDEX


def figure(name: str, asked: Profile, case: Profile) -> float:
    return features(asked, case, NOTHING)[NAMES.index(name)]


def test_what_is_not_known_says_nothing() -> None:
    assert features(Profile(), Profile(), NOTHING) == (0.0,) * len(NAMES)
    known = Profile(months=10, wage=6000, amount=20_000, employed=False, contract=True)
    assert features(Profile(), known, NOTHING) == (0.0,) * len(NAMES)


def test_the_nearer_two_figures_are_the_more_alike() -> None:
    same, near, far = (nearness(10, other, "months") for other in (10, 14, 60))
    assert same > near > 0 > far
    assert nearness(10, 14, "months") == nearness(14, 10, "months")


def test_a_case_about_it_counts_more_than_one_that_touches_it() -> None:
    asked = Profile(issues={"overtime": 0.9, "severance": 0.3})
    main, beside, other = (
        Profile(issues=issues)
        for issues in ({"overtime": 1.0}, {"leave": 1.0, "overtime": 0.5}, {"leave": 1.0})
    )
    shared = [figure("issue", asked, one) for one in (main, beside, other)]
    assert shared[0] > shared[1] > shared[2] == 0
    assert [figure("main_issue", asked, one) for one in (main, beside, other)] == [1, 0, 0]


def test_claims_and_elements_are_shares() -> None:
    asked = Profile(kinds=frozenset({"overtime", "severance"}), elements=frozenset({"dismissed"}))
    case = Profile(kinds=frozenset({"overtime"}), elements=frozenset({"dismissed", "no_contract"}))
    assert figure("claims", asked, case) == 0.5
    assert figure("same_claims", asked, case) == 0.5
    assert figure("elements", asked, case) == 1.0
    assert figure("same_elements", asked, case) == 0.5


def test_a_signed_contract_is_the_opposite_of_none() -> None:
    signed, unsigned = Profile(contract=True), Profile(contract=False)
    assert figure("contract", signed, signed) == 1
    assert figure("contract", signed, unsigned) == -1


def test_stages_are_nearer_the_fewer_steps_lie_between() -> None:
    steps = [
        stage_nearness("arbitration", other)
        for other in ("arbitration", "first_instance", "second_instance", "retrial")
    ]
    assert steps == sorted(steps, reverse=True)
    assert stage_nearness("mediation", "retrial") == 0


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("公司不发工资怎么办", ""),
        ("想去申请劳动仲裁", "arbitration"),
        ("仲裁裁决下来了，不服想起诉", "first_instance"),
        ("一审判了公司又上诉", "second_instance"),
        ("二审维持原判，还能再审吗", "retrial"),
        ("街道在调解", "mediation"),
    ],
)
def test_the_stage_is_told_by_words(words: str, stage: str) -> None:
    assert stage_told(words) == stage


@pytest.mark.parametrize(
    ("words", "signed"),
    [
        ("一直没签劳动合同", False),
        ("公司从来没有跟我签书面合同", False),
        ("劳动合同没签", False),
        ("签了三年的劳动合同", True),
        ("合同到期公司不续", True),
        ("公司拖欠工资", None),
    ],
)
def test_whether_a_contract_was_signed_is_told_by_words(words: str, signed: bool | None) -> None:
    assert contract_told(words) is signed


def test_what_the_asker_corrected_goes_before_what_the_words_seem_to_say() -> None:
    told = Situation(
        text="没签合同，仲裁完了",
        issues={"overtime": 1.0},
        facts=SituationFacts(contract_signed=True),
        stage="retrial",
    )
    asked = profile_of_situation(told)
    assert (asked.contract, asked.stage, dict(asked.issues)) == (True, "retrial", {"overtime": 1.0})


def test_words_tell_the_issue_where_nobody_else_did() -> None:
    assert max(issues_by_words("天天加班没有加班费").items(), key=lambda pair: pair[1]) == (
        "overtime",
        1.0,
    )
    assert issues_by_words("今天天气好") == {}


def test_of_a_mediated_case_only_what_its_page_tells_counts() -> None:
    case = Case(mediated=True, issue="overtime", elements="dismissed", monthly_wage=6000)
    profile = profile_of_case(case, frozenset({"overtime"}))
    assert (profile.kinds, profile.elements, profile.wage) == (frozenset(), frozenset(), None)
    assert profile.issues == {"overtime": 1.0}
