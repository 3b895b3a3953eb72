"""Facts are read out of a question, each with its place, so that the asker can put them right."""

from itertools import pairwise

import pytest

from niangjia.rights.questions.rules.facts import Fact, FactKind, facts_in


def told(text: str) -> list[tuple[str, str, str]]:
    return [(f.kind.value, f.value, text[f.start : f.end]) for f in facts_in(text)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("2019年8月31日离开", ("day", "2019-08-31", "2019年8月31日")),
        ("17年4月来的", ("month", "2017-04", "17年4月")),
        ("2012年十二月来的", ("month", "2012-12", "2012年十二月")),
        ("2006年改制", ("year", "2006", "2006年")),
        ("月薪3200左右", ("wage", "3200", "3200")),
        ("每月工资三千五百元", ("wage", "3500", "三千五百元")),
        ("收了押金500块", ("amount", "500", "500块")),
        ("押金3至5万元", ("amount", "30000-50000", "3至5万元")),
        ("工作了一年零三个月", ("service", "P1Y3M", "一年零三个月")),
        ("在职7年半，因病", ("service", "P7Y6M", "7年半")),
        ("干了大半年", ("service", "P6M", "大半年")),
        ("三个半月没发工资", ("owed", "P3M15D", "三个半月")),
        ("拖欠两个月工资", ("owed", "P2M", "两个月")),
        ("休息四十天", ("span", "P40D", "四十天")),
        ("工伤鉴定九级", ("grade", "9", "九级")),
        ("伤残10级", ("grade", "10", "10级")),
        ("我单位的员工受伤了", ("asker", "employer", "我单位的员工")),
        ("我父亲受伤了", ("asker", "family", "我父亲")),
        ("本人受伤了", ("asker", "worker", "本人")),
        ("被公司辞退了", ("employment", "ended", "被公司辞退了")),
        ("现在还在上班", ("employment", "employed", "现在还在上班")),
        ("开叉车的叉车司机", ("trade", "叉车司机", "叉车司机")),
    ],
)
def test_a_fact_is_read_with_its_place(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12月30日收到通知", FactKind.SPAN),
        ("赔三个月工资", FactKind.OWED),
        ("现在不让我上班", FactKind.EMPLOYMENT),
        ("小学三年级，手受伤", FactKind.GRADE),
        ("合同2019年到期", FactKind.SPAN),
        ("2月30日", FactKind.DAY),
    ],
)
def test_what_only_looks_like_a_fact_is_none(text: str, kind: FactKind) -> None:
    assert kind not in {fact.kind for fact in facts_in(text)}


def test_places_hold_in_the_text_as_it_was_written() -> None:
    text = "　我２０１９年８月３１日　被辭退，月薪５０００元"
    assert ("day", "2019-08-31", "２０１９年８月３１日") in told(text)
    assert ("wage", "5000", "５０００元") in told(text)


def test_facts_stand_in_order_and_never_overlap() -> None:
    facts = facts_in(
        "我2018年3月入职，工作了两年，月薪5000元，欠我三个月工资，2020年5月6日被辞退了"
    )
    ends: list[Fact] = list(facts)
    assert all(a.end <= b.start for a, b in pairwise(ends))
    assert len(ends) >= 6
