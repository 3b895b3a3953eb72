"""Marks over a text, and stretches between two texts, as pure rules."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.errors import Invalid
from niangjia.rights.caselaw.rules.differences import Change, changes
from niangjia.rights.caselaw.rules.marks import (
    Mark,
    apply_marks,
    checked_marks,
    hidden_words,
    marks_like,
    without,
)

WORDS = st.text(alphabet="工资甲乙，。\n元1", max_size=60)


def test_marks_are_put_in_order_and_applied() -> None:
    text = "张三和李四在场"
    marks = checked_marks([[3, 5, "person", "李某"], [0, 2, "person", "张某"]], text)
    assert marks == (Mark(0, 2, "person", "张某"), Mark(3, 5, "person", "李某"))
    assert apply_marks(text, marks) == "张某和李某在场"
    assert apply_marks(text, checked_marks([[0, 3, "other", ""]], text)) == "李四在场"
    assert apply_marks(text, ()) == text


def test_the_same_words_are_marked_wherever_nothing_is_marked_yet() -> None:
    text = "张三来了，张三走了，张三丰没来"
    first = checked_marks([[0, 2, "person", "张某"], [10, 13, "person", "张某某"]], text)
    marks = marks_like(text, "张三", "person", "张某甲", first)
    assert apply_marks(text, marks) == "张某来了，张某甲走了，张某某没来"
    assert marks_like(text, "没有的词", "person", "x", first) == first
    apart = marks_like("张三到庭，张　三签名", "张三", "person", "张某", ())
    assert [(mark.start, mark.end) for mark in apart] == [(0, 2), (5, 8)]
    assert [m.start for m in marks_like("QQ10001，QQ100012", "QQ10001", "qq", "x", ())] == [0]
    assert marks_like("a.b axb", "a.b", "other", "-", ()) == (Mark(0, 3, "other", "-"),)
    for chosen, kind in ((" ", "person"), ("", "person"), ("张三", "！")):
        with pytest.raises(Invalid):
            marks_like(text, chosen, kind, "x", ())


def test_what_leads_to_somebody_is_told_from_what_does_not() -> None:
    text = "张三在某某公司和蓝海建材厂上班，住三楼，电话13800000000"
    marks = checked_marks(
        [
            [0, 2, "person", "张某"], [3, 7, "firm", "某公司"], [8, 13, "firm", "某厂"],
            [17, 19, "address", "某处"], [22, 33, "phone", "×××"],
        ],
        text,
    )  # fmt: skip
    assert set(hidden_words(text, marks)) == {"张三", "蓝海建材厂", "13800000000"}


def test_of_two_hidden_words_that_begin_alike_the_longer_goes() -> None:
    hidden = {"蓝海建材": "某公司", "蓝海建材厂": "某厂", "张三": ""}
    assert without("张三在蓝海建材厂，不在蓝海建材", hidden) == "在某厂，不在某公司"
    assert without("没有要隐去的", {}) == "没有要隐去的"


@given(WORDS, WORDS)
def test_differences_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    found = changes(old, new)
    assert "".join(one.text for one in found if one.kind != "new") == old
    assert "".join(one.text for one in found if one.kind != "gone") == new
    assert all(one.text for one in found)
    assert all(a.kind != b.kind for a, b in pairwise(found))


def test_a_difference_is_as_small_as_a_person_would_mark_it() -> None:
    assert changes("支付工资18000元。其他不变。", "支付工资28000元。其他不变。") == (
        Change("same", "支付工资"), Change("gone", "1"), Change("new", "2"),
        Change("same", "8000元。其他不变。"),
    )  # fmt: skip
    assert changes("相同", "相同") == (Change("same", "相同"),)
    assert changes("", "新") == (Change("new", "新"),)
    assert changes("", "") == ()


def test_long_texts_with_nothing_in_common_are_shown_as_a_whole() -> None:
    old, new = "甲" * 2_000, "乙" * 2_000
    assert changes(old, new) == (Change("gone", old), Change("new", new))
