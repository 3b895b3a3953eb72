from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.chinese.normalise import normalise, normalise_aligned

MIXED = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="老闆板薪資工资 　\n\r\tＡ１½㈱ﬁé\u0301\u200b\ufeff，,。㍿", max_size=120),
)


@pytest.mark.parametrize(
    ("written", "even"),
    [
        ("老闆拖欠薪資", "老板拖欠薪资"),
        ("ＡＢＣ（２０２３）", "abc(2023)"),
        ("拖\u200b欠\ufeff工\u00ad资", "拖欠工资"),
        ("拖 欠　工\n资", "拖欠工资"),
        ("第一段\n\n第二段", "第一段\n\n第二段"),
        ("第一段\r\n \r\n第二段", "第一段\n\n第二段"),
        ("  欠薪 ", "欠薪"),
        ("加班 OT  pay", "加班 ot pay"),
        ("cafe\u0301", "café"),
        ("㈱", "(株)"),
        ("", ""),
    ],
)
def test_one_spelling(written: str, even: str) -> None:
    assert normalise(written) == even


def test_every_character_knows_where_it_came_from() -> None:
    even = normalise_aligned("　老闆拖 欠薪資")
    start = even.text.index("拖欠薪资")
    first, last = even.span(start, start + 4)
    assert even.original[first:last] == "拖 欠薪資"
    assert even.span(0, 0) == (1, 1)
    assert even.span(len(even.text), len(even.text)) == (8, 8)


@given(MIXED)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(MIXED)
def test_aligned_and_plain_agree(text: str) -> None:
    even = normalise_aligned(text)
    assert even.text == normalise(text)
    assert len(even.starts) == len(even.ends) == len(even.text)
    assert list(even.starts) == sorted(even.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(even.starts, even.ends, strict=True))


@given(MIXED)
def test_a_part_of_the_result_comes_from_a_part_that_normalises_to_it(text: str) -> None:
    even = normalise_aligned(text)
    for i, letter in enumerate(even.text):
        first, last = even.span(i, i + 1)
        assert letter.isspace() or letter in normalise(text[first:last])
