"""Which version holds on a day, and what changed from one to the next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.statutes.rules.comparing import compare, marked
from niangjia.rights.statutes.rules.known import known, read_known
from niangjia.rights.statutes.rules.periods import Dates, periods

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
TEXTS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(0, 1)),
    st.text("甲乙丙丁12\n", max_size=20),
    max_size=9,
)


def test_a_version_ends_the_day_before_the_next_begins() -> None:
    old = Dates(date(2010, 3, 1), valid_from=date(2010, 5, 1))
    new = Dates(date(2020, 6, 1), valid_from=date(2020, 9, 1))
    first, second = periods([old, new])
    assert first.ends == date(2020, 8, 31)
    assert (second.begins, second.ends) == (date(2020, 9, 1), None)
    assert periods([new], repealed_from=date(2021, 1, 1))[0].ends == date(2020, 12, 31)


@given(st.lists(DAYS, min_size=1, max_size=6), DAYS)
def test_at_most_one_version_holds_on_a_day(begins: list[date], day: date) -> None:
    spans = periods([Dates(begin) for begin in begins])
    holding = [span for span in spans if span.holds_on(day) and not span.is_empty]
    assert len(holding) == (1 if min(begins) <= day else 0)


@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_give_back_both_texts(old: str, new: str) -> None:
    pieces = marked(old, new)
    assert "".join(p.text for p in pieces if p.kind != "added") == old
    assert "".join(p.text for p in pieces if p.kind != "removed") == new


@given(TEXTS, TEXTS)
def test_every_article_of_both_versions_is_told_of_once(
    old: dict[tuple[int, int], str], new: dict[tuple[int, int], str]
) -> None:
    changes = compare(old, new)
    assert sorted(c.old for c in changes if c.old) == sorted(old)
    assert sorted(c.new for c in changes if c.new) == sorted(new)


def test_an_article_under_a_new_number_is_moved() -> None:
    text = "用人单位应当按时足额支付劳动报酬。"
    changes = compare(
        {(1, 0): "甲", (2, 0): text}, {(1, 0): "甲", (2, 0): "新加的条文", (3, 0): text}
    )
    assert [(c.kind, c.old, c.new) for c in changes] == [
        ("same", (1, 0), (1, 0)),
        ("added", None, (2, 0)),
        ("moved", (2, 0), (3, 0)),
    ]


def test_what_is_known_names_its_source() -> None:
    facts = known()
    overtaken = facts.facts_of("劳动法", 82)
    assert [fact.since for fact in overtaken] == [date(2008, 5, 1)]
    assert overtaken[0].since - timedelta(days=1) == date(2008, 4, 30)
    assert all(fact.source and fact.reason for fact in facts.facts)
    renumbered = facts.renumbering_of("工会法")
    assert renumbered is not None
    assert [(a.number, b.number) for a, b in renumbered.articles] == [
        (18, 19), (42, 43), (43, 44), (52, 53),
    ]  # fmt: skip


def test_an_entry_without_a_source_is_refused() -> None:
    entry = '[[repealed]]\nstatute = "甲法"\nfrom = 2020-01-01\nby = "乙法"\nreason = "废止"\n'
    with pytest.raises(ValueError, match="no source"):
        read_known(entry + "verified = true\n")
