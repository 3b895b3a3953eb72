from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from niangjia.foundation.search.passages import Run, highlighted, passages

TEXT = st.one_of(
    st.text(max_size=200), st.text(alphabet="拖欠工資工资，。 　\n老闆ＡBab<&\u200b", max_size=300)
)


def test_hits_are_marked_in_the_text_as_it_was_written() -> None:
    runs = highlighted("老闆拖 欠\u200b工資ＯＴ", ["拖欠工资", "ot"])
    assert runs == (
        Run("老闆", is_hit=False),
        Run("拖 欠\u200b工資", is_hit=True),
        Run("ＯＴ", is_hit=True),
    )


def test_markup_in_a_document_stays_text() -> None:
    (passage,) = passages("<script>加班费</script>", ["加班费"])
    assert [run.text for run in passage.runs] == ["<script>", "加班费", "</script>"]
    assert [run.is_hit for run in passage.runs] == [False, True, False]


def test_the_passages_with_most_different_terms_are_chosen() -> None:
    text = "加班费。" + "无关。" * 60 + "拖欠工资和加班费。" + "无关。" * 60
    (passage,) = passages(text, ["加班费", "拖欠工资"], length=40, most=1)
    assert "拖欠工资和加班费" in passage.text


def test_a_passage_begins_with_its_sentence_where_that_is_near() -> None:
    text = "前面说了很多别的话题与此无关。公司拖欠工资。" + "后面还有很多。" * 30
    (passage,) = passages(text, ["拖欠工资"], length=60, most=1)
    assert passage.text.startswith("公司拖欠工资")


def test_without_a_hit_the_beginning_is_shown_and_of_nothing_nothing() -> None:
    (passage,) = passages("公司章程" * 100, ["不存在"], length=20)
    assert (passage.start, passage.end) == (0, 20)
    assert passages("", ["加班费"]) == ()
    assert passages("   ", ["加班费"]) == ()


@given(TEXT, st.lists(st.sampled_from(["工资", "拖欠", "老板", "a", "欠", ""]), max_size=4))
def test_marking_never_changes_the_text(text: str, terms: list[str]) -> None:
    assert "".join(run.text for run in highlighted(text, terms)) == text


@given(TEXT, st.integers(5, 80), st.integers(1, 4))
def test_passages_are_parts_of_the_text_in_order_without_overlap(
    text: str, length: int, most: int
) -> None:
    found = passages(text, ["工资", "拖欠", "a"], length=length, most=most)
    assert len(found) <= most
    assert all(passage.text == text[passage.start : passage.end] for passage in found)
    ends = [0, *(passage.end for passage in found)]
    assert all(passage.start >= end for passage, end in zip(found, ends, strict=False))
