"""What is true on paper: levels, places, credit codes, and who is responsible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from niangjia.foundation.organisations.rules import credit_code
from niangjia.foundation.organisations.rules.levels import INDUSTRY, TERRITORIAL, may_stand_under
from niangjia.foundation.organisations.rules.places import (
    is_place,
    is_within,
    place_name,
    places_of,
)
from niangjia.foundation.organisations.rules.routing import Candidate, Question, decide

LEVELS = (*TERRITORIAL, "grassroots", INDUSTRY)
PLACES = ("", "370000", "370200", "370202", "370203", "370202001", "330000", "330100", "330106")

NATION = Candidate(1, "0001", "national", "")
PROVINCE = Candidate(2, "00010001", "province", "370000")
CITY = Candidate(3, "000100010001", "city", "370200")
COUNTY = Candidate(4, "0001000100010001", "county", "370202")
TOWNSHIP = Candidate(5, "00010001000100010001", "township", "370202001")
VAGUE_TOWNSHIP = Candidate(6, "00010001000100010002", "township", "370202")
OWN = Candidate(7, "000100010001000100010001", "grassroots", "370202001", "C")
VAGUE_OWN = Candidate(8, "000100010001000100020001", "grassroots", "370202", "C")
BUILDING = Candidate(9, "0001000100010002", INDUSTRY, "370200", "E")
ELSEWHERE = Candidate(10, "00010002", "province", "330000")
ALL = (NATION, PROVINCE, CITY, COUNTY, TOWNSHIP, VAGUE_TOWNSHIP, OWN, BUILDING, ELSEWHERE)


@pytest.mark.parametrize(
    ("question", "number", "ground"),
    [
        (Question("370202001", "C", OWN, against_employer=False), OWN.number, "own"),
        (Question("370202001", "C", OWN), TOWNSHIP.number, "place"),
        (Question("370202"), COUNTY.number, "place"),
        (Question("370202002"), COUNTY.number, "place"),
        (Question("370203"), CITY.number, "place"),
        (Question("370203", "E"), BUILDING.number, "industry"),
        (Question("370202", "E"), COUNTY.number, "place"),
        (Question("370202", "C", VAGUE_OWN), VAGUE_TOWNSHIP.number, "place"),
        (Question("370300"), PROVINCE.number, "place"),
        (Question("330106"), ELSEWHERE.number, "place"),
        (Question("440300"), NATION.number, "place"),
        (Question("999999"), NATION.number, "place"),
        (Question(""), NATION.number, "place"),
    ],
)
def test_the_nearest_answers(question: Question, number: int, ground: str) -> None:
    verdict = decide(question, ALL)
    assert verdict is not None
    assert (verdict.number, verdict.ground) == (number, ground)


def test_nobody_answers_where_nobody_is() -> None:
    assert decide(Question("370202"), [ELSEWHERE, OWN]) is None


def test_a_companys_industry_union_is_the_other_side_too() -> None:
    company = Candidate(20, "000100010003", INDUSTRY, "370202", "C")
    below = Candidate(21, "0001000100030001", INDUSTRY, "370202", "C")
    verdict = decide(Question("370202", "C", company), [company, below, CITY])
    assert verdict is not None
    assert verdict.number == CITY.number


def candidates() -> st.SearchStrategy[list[Candidate]]:
    one = st.builds(
        Candidate,
        number=st.integers(1, 1_000_000),
        path=st.lists(st.sampled_from(["0001", "0002", "0003"]), min_size=1, max_size=5).map(
            "".join
        ),
        level=st.sampled_from(LEVELS),
        region_code=st.sampled_from(PLACES),
        industry=st.sampled_from(["", "C", "E"]),
    )
    return st.lists(one, max_size=12, unique_by=lambda candidate: candidate.number)


@given(candidates(), st.sampled_from(PLACES), st.sampled_from(["", "C", "E"]), st.data())
def test_never_the_other_side_always_in_place_whatever_the_order(
    known: list[Candidate], place: str, industry: str, data: st.DataObject
) -> None:
    own = data.draw(st.sampled_from([None, *known]))
    question = Question(place, industry, own)
    verdict = decide(question, known)
    assert verdict == decide(question, list(reversed(known)))
    if verdict is None:
        return
    chosen = next(one for one in known if one.number == verdict.number)
    assert chosen.level != "grassroots"
    if own:
        assert not chosen.path.startswith(own.path)
    above_own = own is not None and own.path.startswith(chosen.path)
    assert is_within(place, chosen.region_code) or above_own


@given(candidates(), st.sampled_from(PLACES))
def test_taking_away_who_was_not_chosen_changes_nothing(known: list[Candidate], place: str) -> None:
    question = Question(place, "C")
    verdict = decide(question, known)
    for one in known:
        if verdict and one.number != verdict.number:
            assert decide(question, [other for other in known if other != one]) == verdict


def test_places_are_nearest_first() -> None:
    assert places_of("370202001") == ("370202001", "370202", "370200", "370000", "")
    assert places_of("419001") == ("419001", "410000", "")
    assert places_of("") == ("",)
    assert places_of("nonsense!") == ("",)
    assert place_name("370202") == "山东省青岛市市南区"
    assert place_name("") == "全国"


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("370202", True),
        ("370202001", True),
        ("", True),
        ("370202000", False),
        ("379999", False),
        ("37020", False),
        ("3702020", False),
        ("３７０２０２", False),
        ("370202abc", False),
    ],
)
def test_what_is_a_place(code: str, known: bool) -> None:
    assert is_place(code) is known


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_no_two_levels_stand_under_each_other(one: str, other: str) -> None:
    both = may_stand_under(one, other) and may_stand_under(other, one)
    assert not both or (one == other and one in {"grassroots", INDUSTRY})


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 17))
def test_a_credit_code_with_one_wrong_character_is_found(body: str, at: int) -> None:
    code = body + uscc.calc_check_digit(body)
    if credit_code.fault_of(code):
        return  # not every run of letters is a code: the first eight have rules of their own
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    other = alphabet[(alphabet.index(code[at]) + 1) % len(alphabet)]
    assert credit_code.fault_of(code[:at] + other + code[at + 1 :])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("91370202MA0EXAMPTB", ""),
        ("91370202MA0EXAMPTA", "校验位"),
        ("91370202MA0EXAMP", "18 位"),
        ("91370202MA0EXAMPIB", "不该有的字符"),
    ],
)
def test_what_is_wrong_with_a_credit_code_is_said(typed: str, says: str) -> None:
    assert says in credit_code.fault_of(typed)
    assert bool(credit_code.fault_of(typed)) is bool(says)


def test_a_credit_code_is_read_as_typed() -> None:
    assert credit_code.plain(" 91370202 ma0exampt-b ") == "91370202MA0EXAMPTB"
