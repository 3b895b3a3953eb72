"""Why a case is like a situation, in plain words, and nothing that is not so."""

from decimal import Decimal

import pytest

from niangjia.rights.caselaw.alike.profile import KnownCase, Profile
from niangjia.rights.caselaw.alike.telling import MOST, ending, reasons
from niangjia.rights.caselaw.findings import CaseHit

ASKED = Profile(
    issues={"no_contract": 0.9, "severance": 0.6},
    kinds=frozenset({"double_pay"}),
    months=10,
    wage=6000,
    amount=50_000,
    contract=False,
    stage="arbitration",
    place="370202",
)


def told(case: Profile, asked: Profile = ASKED) -> str:
    return "；".join(reasons(asked, KnownCase(1, "1", case)))


def test_every_reason_is_a_respect_both_share() -> None:
    assert told(Profile(issues={"no_contract": 1.0})) == "同样是未签合同的争议"
    assert told(Profile(kinds=frozenset({"double_pay", "fees"}))) == "也要求了二倍工资"
    assert told(Profile(contract=False)) == "同样没签书面合同"
    assert told(Profile(months=11)) == "工作时间相近（这个案件约11个月）"
    assert told(Profile(months=12.2)) == "工作时间相近（这个案件约1年）"
    assert told(Profile(wage=6200)) == "工资相近（这个案件每月约6,200元）"
    assert told(Profile(amount=52_000)) == "金额相近（这个案件要求5.2万元）"
    assert told(Profile(stage="arbitration")) == "同样到了仲裁这一步"
    assert told(Profile(place="370203")) == "同在青岛市"


def test_what_differs_is_no_reason() -> None:
    other = Profile(
        issues={"leave": 1.0},
        kinds=frozenset({"leave_pay"}),
        months=90,
        wage=30_000,
        amount=900,
        contract=True,
        stage="retrial",
        place="440300",
    )
    assert told(other) == ""
    assert told(Profile(), Profile()) == ""


def test_the_weightiest_reasons_come_first_and_are_few() -> None:
    given = reasons(ASKED, KnownCase(1, "1", ASKED))
    assert len(given) == MOST
    assert given[0] == "同样是未签合同、经济补偿的争议"


@pytest.mark.parametrize(
    ("outcome", "awarded", "words"),
    [
        ("supported", Decimal(18_000), "劳动者的要求得到支持，得到1.8万元"),
        ("supported", None, "劳动者的要求得到支持"),
        ("partly", Decimal("950.50"), "劳动者的要求得到部分支持，得到950.50元"),
        ("refused", Decimal(0), "劳动者的要求没有得到支持"),
        ("settled", Decimal(5000), "双方调解或和解结案，得到5,000元"),
        ("", Decimal(5000), ""),
    ],
)
def test_the_ending_is_told_plainly(outcome: str, awarded: Decimal | None, words: str) -> None:
    assert ending(hit(outcome, awarded)) == words


def hit(outcome: str, awarded: Decimal | None) -> CaseHit:
    return CaseHit(
        code="1", title="", body="", body_name="", region_code="", region_name="", date=None,
        issue="", issue_name="", outcome=outcome, outcome_name="", claimed=None, awarded=awarded,
        fictional=False, passages=(),
    )  # fmt: skip
