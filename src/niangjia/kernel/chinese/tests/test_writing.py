from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.chinese.writing import about_yuan, day, plain_number
from niangjia.kernel.money import in_yuan, read_amount


def test_a_day_bears_no_leading_noughts() -> None:
    assert day(date(2024, 3, 5)) == "2024年3月5日"


@pytest.mark.parametrize(
    ("amount", "exact", "short"),
    [
        (Decimal("18000.00"), "18,000元", "1.8万元"),
        (Decimal("18000.5"), "18,000.50元", "18,000.50元"),
        (Decimal(36120), "36,120元", "36,120元"),
        (Decimal(200_000), "200,000元", "20万元"),
        (9_999, "9,999元", "9,999元"),
        (0, "0元", "0元"),
    ],
)
def test_money_is_never_rounded(amount: Decimal, exact: str, short: str) -> None:
    assert (in_yuan(Decimal(amount)), about_yuan(amount)) == (exact, short)


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_what_is_written_reads_back(amount: Decimal) -> None:
    assert read_amount(in_yuan(amount)) == amount
    assert read_amount(about_yuan(amount)) == amount
    assert Decimal(plain_number(amount)) == amount
