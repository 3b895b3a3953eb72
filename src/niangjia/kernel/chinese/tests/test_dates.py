from datetime import date

import pytest

from niangjia.kernel.chinese.dates import days, read_date, signed_on

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "二〇二四年三月五日",
     "二○二四年三月五日", "20240305", "2024-03-05T00:00:00", "2024/3/5 10:20:30", " 2024-03-05 "],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize("text", ["", "无", "不详", "null", "-"])
def test_an_empty_field_is_no_day_and_no_error(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["2024-02-30", "去年", "2024", "2024-13-01", "20240305号"])
def test_what_is_no_day_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_date(text)


def test_the_day_under_a_paper_is_its_own() -> None:
    assert signed_on("审判员　张某\n二〇二四年三月五日\n书记员　李某") == DAY
    assert signed_on("审判员张某二〇二四年三月五日书记员李某") == DAY
    assert signed_on("……\n2024年3月5日\n") == DAY
    assert signed_on("二〇二四年三月三十一日") == date(2024, 3, 31)


def test_a_day_in_the_midst_of_a_sentence_is_not_the_papers() -> None:
    assert signed_on("二〇〇七年五月八日至二〇一五年一月二十六日期间存在劳动关系。") is None
    assert signed_on("被告于2024年3月5日前付清。") is None
    assert signed_on("二〇二四年三月十十七日") is None
    assert signed_on("二〇二四年三月十三三日") is None


def test_days_in_a_text_come_in_order_and_impossible_ones_are_left() -> None:
    assert list(days("2024年3月5日入职，2024年2月30日，2025-01-02离职")) == [DAY, date(2025, 1, 2)]
