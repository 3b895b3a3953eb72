"""A question in plain words is understood: what it is about, where else to go, what it tells."""

import pytest

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.findings import FactKind, Field
from niangjia.rights.questions.queries import understand_question


@pytest.mark.parametrize(
    ("asked", "issue"),
    [
        ("老板三个月没发工资了，现在电话也不接", Issue.UNPAID_WAGES),
        ("天天加班到十点，公司从来不给加班费", Issue.OVERTIME),
        ("上班时手指被机器压断，单位不肯报工伤", Issue.WORK_INJURY),
        ("干了快一年，一直没有签劳动合同，能要双倍工资吗", Issue.NO_CONTRACT),
        ("公司没有任何理由就把我开除了，怎么办", Issue.UNLAWFUL_DISMISSAL),
        ("合同到期公司不续签，经济补偿怎么算", Issue.SEVERANCE),
        ("单位一直不给交社保，能补缴养老保险吗", Issue.SOCIAL_INSURANCE),
        ("年假没休完，离职能不能折成钱", Issue.LEAVE),
        ("怀孕四个月，公司要把我调去上夜班", Issue.WOMEN),
        ("试用期最长可以定几个月", Issue.PROBATION),
        ("离职后公司不给竞业限制补偿，还要遵守吗", Issue.NON_COMPETE),
        ("送外卖的骑手和平台算不算劳动关系", Issue.RELATIONSHIP),
        ("干了十年粉尘作业，体检说可能是尘肺", Issue.SAFETY),
        ("公司扣着离职证明和档案不给", Issue.OTHER),
    ],
)
def test_each_issue_is_told_from_plain_words(asked: str, issue: Issue) -> None:
    question = understand_question(asked)
    assert question.is_labour
    assert question.issues[0].issue == issue
    assert 0 < question.issues[0].confidence <= 1


def test_two_issues_are_told_where_there_are_two() -> None:
    question = understand_question("怀孕三个月被公司辞退，能要什么赔偿")
    assert {guess.issue for guess in question.issues} >= {Issue.WOMEN, Issue.UNLAWFUL_DISMISSAL}
    sure = [guess.confidence for guess in question.issues]
    assert sure == sorted(sure, reverse=True)


@pytest.mark.parametrize(
    ("asked", "field", "line"),
    [
        ("想和老公离婚，孩子抚养权归谁，房子怎么分", Field.MARRIAGE, "12348"),
        ("在网店买到假货，卖家不退款", Field.CONSUMER, "12315"),
        ("酒驾被交警查到，会判刑吗", None, "12348"),
        ("朋友借钱不还，只有微信转账记录，没有借条", Field.LENDING, "12348"),
    ],
)
def test_what_is_no_labour_matter_is_sent_elsewhere(
    asked: str, field: Field | None, line: str
) -> None:
    question = understand_question(asked)
    assert not question.is_labour
    assert not question.issues
    assert question.elsewhere is not None
    assert field is None or question.elsewhere.field == field
    assert any(line in sentence for sentence in question.elsewhere.where_to_go)


@pytest.mark.parametrize("asked", ["", "   ", "？？？", "😀"])
def test_nothing_asked_is_about_nothing(asked: str) -> None:
    question = understand_question(asked)
    assert question.labour == 0
    assert question.facts == ()
    assert question.elsewhere is not None
    assert question.elsewhere.field == Field.OTHER


def test_a_very_long_question_keeps_facts_at_its_end_in_their_place() -> None:
    asked = "公司拖欠工资，" * 500 + "月薪8000元"
    question = understand_question(asked)
    assert question.issues[0].issue == Issue.UNPAID_WAGES
    last = question.facts[-1]
    assert (last.kind, last.value) == (FactKind.WAGE, "8000")
    assert asked[last.start : last.end] == "8000元"


def test_spelling_of_another_kind_makes_no_difference() -> None:
    plain = understand_question("公司拖欠我3个月工资")
    other = understand_question("公司拖欠我３個月工資")
    assert plain.issues == other.issues
    assert [f.value for f in plain.facts] == [f.value for f in other.facts]
