from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.money import amounts, chinese_number, in_yuan, read_amount


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("三万五千元", "35000"),
        ("35,000.5元", "35000.50"),
        ("3.5万元", "35000"),
        ("人民币壹万元整", "10000"),
        ("叁万伍仟零陆拾柒元捌角玖分", "35067.89"),
        ("20万余元", "200000"),
        ("1.2亿元", "120000000"),
        ("两千元", "2000"),
        ("共计1,234,567.89元", "1234567.89"),
        ("12，000元", "12000"),
    ],
)
def test_an_amount_is_read_however_it_is_written(text: str, yuan: str) -> None:
    (amount,) = amounts(text)
    assert amount.low == amount.high == Decimal(yuan)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5000元至8000元", "5000", "8000"),
        ("3至5万元", "30000", "50000"),
        ("2.5-3.5万元", "25000", "35000"),
    ],
)
def test_a_range_keeps_both_its_ends(text: str, low: str, high: str) -> None:
    (amount,) = amounts(text)
    assert (amount.low, amount.high) == (Decimal(low), Decimal(high))
    assert amount.is_range


@pytest.mark.parametrize(
    "text", ["第三元件", "元旦", "2021年3月", "〔2023〕78号", "零点", "二十十元"]
)
def test_what_is_no_money_is_not_read_as_money(text: str) -> None:
    assert list(amounts(text)) == []


def test_every_amount_knows_where_it_stands() -> None:
    text = "支付赔偿金43,029元及失业保险金损失2,448元"
    assert [text[a.start : a.end] for a in amounts(text)] == ["43,029元", "2,448元"]


@pytest.mark.parametrize(
    ("field", "yuan"),
    [
        ("18,000", "18000"),
        ("3.5万", "35000"),
        ("一万元", "10000"),
        ("¥20", "20"),
        ("五百至八百", None),
        ("若干", None),
    ],
)
def test_a_field_holds_one_sum_or_none(field: str, yuan: str | None) -> None:
    assert read_amount(field) == (None if yuan is None else Decimal(yuan))


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_what_is_written_can_be_read_again(amount: Decimal) -> None:
    assert read_amount(in_yuan(amount)) == amount


def test_a_word_is_no_number() -> None:
    assert chinese_number("工资") is None
