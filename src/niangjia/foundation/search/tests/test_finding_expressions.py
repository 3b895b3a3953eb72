"""Thousands of expressions are found at once, and each where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from niangjia.foundation.search.finding import Finder

WORDS = st.text(alphabet="工资欠薪ab1", min_size=1, max_size=4)


@given(
    st.lists(WORDS, min_size=1, max_size=8, unique=True),
    st.text(alphabet="工资欠薪ab1，", max_size=40),
)
def test_every_place_of_every_expression(words: list[str], text: str) -> None:
    expected = {
        (which, start, start + len(word))
        for which, word in enumerate(words)
        for start in range(len(text))
        if text.startswith(word, start)
    }
    found = Finder(words).places(text)
    assert set(found) == expected
    assert len(found) == len(expected)


def test_characters_that_share_a_byte_are_told_apart() -> None:
    words = [chr(0x4E00 + 2 * n) + chr(0x4E01 + 2 * n) for n in range(600)]
    text = "".join(words) + "\ud800\U00020001"
    assert sorted(Finder(words).places(text)) == [(n, 2 * n, 2 * n + 2) for n in range(600)]
