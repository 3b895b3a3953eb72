"""Whose means are looked at: worked examples, each with the article it rests on."""

from decimal import Decimal

import pytest

from niangjia.kernel.issues import Issue
from niangjia.rights.legal_aid.rules.means import Group, Means, Outcome, Threshold, look

LOCAL = Threshold(Decimal(1800), "示例市文件")
RICH = Means(Decimal(40000), 2)


@pytest.mark.parametrize("issue", ["unpaid_wages", "overtime", "work_injury", "safety"])
def test_who_came_to_work_is_not_checked_for_wages_and_injuries(issue: str) -> None:
    verdict = look(Group.MIGRANT, issue, RICH, LOCAL)
    assert verdict.outcome is Outcome.EXEMPT
    assert str(verdict.article) == "《法律援助法》第四十二条第三项"


@pytest.mark.parametrize("issue", ["social_insurance", "severance", "non_compete", ""])
def test_who_came_to_work_is_checked_for_anything_else(issue: str) -> None:
    assert look(Group.MIGRANT, issue, RICH, LOCAL).outcome is Outcome.ABOVE


@pytest.mark.parametrize(
    ("group", "article"),
    [
        (Group.NO_INCOME, "《法律援助法》第四十二条第一项"),
        (Group.RELIEF, "《法律援助法》第四十二条第二项"),
        (Group.BRAVERY, "《法律援助法》第三十二条第二项"),
        (Group.ABUSED, "《法律援助法》第三十二条第四项"),
    ],
)
def test_whoever_the_act_names_is_not_checked_whatever_it_is_about(
    group: Group, article: str
) -> None:
    verdict = look(group, Issue.NON_COMPETE, RICH, LOCAL)
    assert (verdict.outcome, str(verdict.article)) == (Outcome.EXEMPT, article)


def test_up_to_the_local_threshold_counts() -> None:
    """3600 for two is 1800 each, and 1800 is not above 1800."""
    at = look(Group.NONE, "severance", Means(Decimal(3600), 2), LOCAL)
    over = look(Group.NONE, "severance", Means(Decimal("3600.02"), 2), LOCAL)
    assert (at.outcome, over.outcome) == (Outcome.WITHIN, Outcome.ABOVE)
    assert "1,800元" in at.why
    assert str(over.article) == "《法律援助法》第三十四条"
    assert not over.may_be_granted


def test_a_threshold_nobody_entered_is_not_guessed() -> None:
    verdict = look(Group.NONE, "severance", Means(Decimal(3600), 2), None)
    assert verdict.outcome is Outcome.UNKNOWN
    assert verdict.may_be_granted


def test_means_not_told_are_asked_for_by_the_applicants_own_word() -> None:
    verdict = look(Group.NONE, "severance", Means(), LOCAL)
    assert (verdict.outcome, str(verdict.article)) == (
        Outcome.UNTOLD,
        "《法律援助法》第四十一条",
    )
