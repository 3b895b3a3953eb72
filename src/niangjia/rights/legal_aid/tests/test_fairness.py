"""Whose turn it is: by field, load and distance, the same every time."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.legal_aid.rules.conflicts import Hit, Tie, is_blocked, strongest
from niangjia.rights.legal_aid.rules.fairness import Candidate, Wanted, ranked

WANTED = Wanted("unpaid_wages", "370202001", "彝语")
PLAIN = Candidate(1, frozenset(), frozenset(), "370203", 0, 5)


def first(*candidates: Candidate) -> int:
    return ranked(WANTED, candidates)[0].number


def test_who_knows_the_field_comes_first() -> None:
    assert first(PLAIN, replace(PLAIN, number=2, fields=frozenset({"unpaid_wages"}))) == 2


def test_who_is_nearer_comes_first() -> None:
    assert first(PLAIN, replace(PLAIN, number=2, place="370202")) == 2


def test_who_has_less_in_hand_comes_first() -> None:
    assert first(replace(PLAIN, open_matters=1), replace(PLAIN, number=2)) == 2


def test_a_third_matter_weighs_more_than_the_field() -> None:
    busy = replace(PLAIN, number=2, fields=frozenset({"unpaid_wages"}), open_matters=3)
    assert first(busy, PLAIN) == 1


def test_with_as_many_points_who_waited_longest() -> None:
    lately = replace(PLAIN, last_offered=datetime(2026, 3, 2, tzinfo=UTC))
    before = replace(PLAIN, number=2, last_offered=datetime(2026, 3, 1, tzinfo=UTC))
    assert first(lately, before) == 2
    assert first(lately, before, replace(PLAIN, number=3)) == 3


def test_each_choice_is_explained() -> None:
    one = replace(
        PLAIN, fields=frozenset({"unpaid_wages"}), languages=frozenset({"彝语"}), open_matters=2
    )
    told = ranked(WANTED, [one])[0]
    assert told.points == 30 + 20 + 15 - 24
    assert told.reasons == ("熟悉这类事 +30", "同市 +20", "会说当事人的语言 +15", "手上有2件 −24")


def test_who_is_full_away_or_declined_comes_last_with_the_reason() -> None:
    full = replace(PLAIN, open_matters=5)
    away = replace(PLAIN, number=2, away_until=date(2026, 3, 9))
    said_no = replace(PLAIN, number=3, declined=True)
    free = replace(PLAIN, number=4, place="110101", open_matters=4)
    order = ranked(WANTED, [full, away, said_no, free])
    assert order[0].number == 4
    assert {one.number: one.barred for one in order} == {
        1: "手上已有5件，到上限了", 2: "请假到3月9日", 3: "这件事已经推辞过", 4: "",
    }  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from(["370202", "370203", "330100", ""])),
        min_size=1, max_size=8,
    ),
    st.randoms(),
)  # fmt: skip
def test_the_order_they_are_given_in_changes_nothing(
    drawn: list[tuple[int, str]], chance: object
) -> None:
    people = [
        replace(PLAIN, number=number, open_matters=load, place=place)
        for number, (load, place) in enumerate(drawn)
    ]
    order = [one.number for one in ranked(WANTED, people)]
    chance.shuffle(people)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert [one.number for one in ranked(WANTED, people)] == order


def test_ties_are_told_once_the_sure_and_the_blocking_first() -> None:
    hits = strongest(
        [Hit(Tie.ACTED_AGAINST, True), Hit(Tie.KIN, False), Hit(Tie.KIN, True), Hit(Tie.KIN, False)]
    )
    assert hits == (Hit(Tie.KIN, True), Hit(Tie.ACTED_AGAINST, True))
    assert is_blocked(hits)
    assert not is_blocked([Hit(Tie.ACTED_AGAINST, True)])
