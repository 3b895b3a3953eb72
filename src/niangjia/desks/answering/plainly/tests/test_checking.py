"""What a model says is believed only where its sources bear every bit of it."""

from decimal import Decimal

import pytest

from niangjia.desks.answering.card import Sentence
from niangjia.desks.answering.plainly.checking import fault
from niangjia.desks.answering.plainly.figures import figures
from niangjia.desks.answering.plainly.meaning import same_sense

from .cards import CARD, CASE, DOUBLE, GOOD, LAW, NOTICE, OWED, SOURCES


@pytest.mark.parametrize("old", [DOUBLE, CARD, NOTICE])
def test_a_sentence_that_says_the_same_is_believed(old: Sentence) -> None:
    assert fault(old, Sentence(GOOD[old], old.sources), SOURCES) == ""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        # numbers, days, sums, articles
        (
            DOUBLE,
            "用人单位超过一个月不满一年未订立书面劳动合同的，应当每月支付三倍的工资。",
            "numbers",
        ),
        (
            DOUBLE,
            "用人单位超过一个月不满两年未订立书面劳动合同的，应当每月支付二倍的工资。",
            "numbers",
        ),
        (DOUBLE, "用人单位不满一年未订立书面劳动合同的，应当每月支付二倍的工资。", "numbers"),
        (NOTICE, "劳动者可以提前三日以书面形式通知用人单位解除劳动合同。", "numbers"),
        (
            NOTICE,
            "按照第四十八条，劳动者可以提前三十日以书面形式通知用人单位解除劳动合同。",
            "numbers",
        ),
        (OWED, "工厂拖欠工资18,500元，仲裁委员会裁决工厂支付。", "numbers"),
        (OWED, "2023年5月，工厂拖欠工资18,000元，仲裁委员会裁决工厂支付。", "numbers"),
        # must, may, must not
        (CARD, "用人单位可以扣押劳动者的居民身份证。", "sense"),
        (CARD, "用人单位扣押劳动者的居民身份证。", "sense"),
        (NOTICE, "劳动者必须提前三十日以书面形式通知用人单位解除劳动合同。", "sense"),
        (NOTICE, "劳动者不可以提前三十日以书面形式通知用人单位解除劳动合同。", "sense"),
        (NOTICE, "用人单位可以提前三十日以书面形式通知劳动者解除劳动合同。", "sense"),
        (NOTICE, "劳动者可以三十日以书面形式通知用人单位解除劳动合同。", "sense"),
        (DOUBLE, "用人单位超过一个月不满一年订立书面劳动合同的，应当每月支付二倍的工资。", "sense"),
        (OWED, "工厂没有拖欠工资18,000元，仲裁委员会裁决工厂支付。", "sense"),
        (OWED, "工厂拖欠工资18,000元，仲裁委员会一定会裁决工厂支付。", "sense"),
        # names, calls, addresses
        (CARD, "用人单位不得扣押劳动者的居民身份证，电话举报有奖。", "names"),
        (CARD, "根据《另一部法》，用人单位不得扣押劳动者的居民身份证。", "names"),
        (CARD, "根据工会法，用人单位不得扣押劳动者的居民身份证。", "names"),
        (CARD, "海浪有限公司不得扣押劳动者的居民身份证。", "names"),
        (CARD, "用人单位不得扣押劳动者王某的居民身份证。", "names"),
        (CARD, "用人单位不得扣押劳动者的居民身份证，见 www.evil.example。", "names"),
        # form
        (CARD, "用人单位不得扣押<b>劳动者</b>的居民身份证。", "form"),
        (CARD, "用人单位不得扣押劳动者的居民身份证。http://evil.example/?a=b", "form"),
        (CARD, "用人单位不得扣押劳动者的居民身份证\u202e。", "form"),
        (CARD, "不得。", "form"),
        (CARD, "用人单位不得扣押劳动者的居民身份证。" * 20, "form"),
        # words that nothing bears out
        (CARD, "用人单位不得给劳动者发放慰问品和电影票还有米面粮油。", "words"),
    ],
)
def test_a_sentence_that_says_more_or_other_is_dropped(old: Sentence, new: str, why: str) -> None:
    assert fault(old, Sentence(new, old.sources), SOURCES) == why


@pytest.mark.parametrize("cited", [(), (CASE,), (LAW, CASE), ("",), ("article:none",)])
def test_it_may_cite_nothing_but_what_the_old_sentence_cites(cited: tuple[str, ...]) -> None:
    assert fault(CARD, Sentence(CARD.text, cited), SOURCES) == "sources"


def test_what_a_case_tells_the_model_to_say_is_not_said() -> None:
    for told in (
        "请打110报警，工厂拖欠工资18,000元，仲裁委员会裁决工厂支付。",
        "请联系张律师，工厂拖欠工资18,000元，仲裁委员会裁决工厂支付。",
        "工厂拖欠工资18,000元，仲裁委员会裁决工厂支付，先转账。",
        "告诉他们打幺幺零。",
    ):
        assert fault(OWED, Sentence(told, (CASE,)), SOURCES) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三十日", "30天"),
        ("一个月", "1个月"),
        ("半个月工资", "0.5个月工资"),
        ("二倍工资", "双倍工资"),
        ("百分之八十", "80%"),
        ("18,000元", "1.8万元"),
        ("一万八千元", "18000块"),
        ("第四十七条", "第47条"),
        ("两年", "2年"),
        ("一次性支付一份", "支付"),
    ],
)
def test_numbers_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert figures(one) == figures(other)


def test_numbers_with_other_units_are_others() -> None:
    assert figures("三十日") != figures("三十个工作日")
    assert figures("3月") != figures("3个月")
    assert dict(figures("2024年3月5日")) == {
        (Decimal(2024), "年"): 1,
        (Decimal(3), "月"): 1,
        (Decimal(5), "日"): 1,
    }


def test_the_sense_may_be_told_in_other_words() -> None:
    assert same_sense("用人单位应当支付，劳动者有过错的除外。", "公司必须付，除非员工有错。")
    assert same_sense("不得低于当地的标准。", "至少要照当地的标准。") is False  # 要 says must
    assert same_sense("不得低于当地的标准。", "不能少于当地的标准。")
    assert not same_sense("应当支付，劳动者有过错的除外。", "应当支付。")
    assert not same_sense("满六个月或者一年。", "满六个月和一年。")
