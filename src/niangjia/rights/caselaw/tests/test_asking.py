from dataclasses import replace
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.caselaw import asking
from niangjia.rights.caselaw.asking import LONGEST, Asked
from niangjia.rights.caselaw.findings import CaseFilters
from niangjia.rights.caselaw.rules.terms import Body, Issue, Outcome

filters = st.builds(
    CaseFilters,
    regions=st.frozensets(st.sampled_from(["370000", "370200", "110000", "650000"])),
    years=st.frozensets(st.integers(1949, 2100), max_size=5),
    bodies=st.frozensets(st.sampled_from([one.value for one in Body])),
    issues=st.frozensets(st.sampled_from([one.value for one in Issue])),
    outcomes=st.frozensets(st.sampled_from([one.value for one in Outcome])),
    amount_from=st.none() | st.decimals(0, 1000, places=2),
    amount_to=st.none() | st.decimals(1000, 10**11, places=2),
)
questions = st.builds(
    Asked,
    text=st.text("老板拖欠工资 abc“”&=?#%+/", max_size=60).map(lambda text: " ".join(text.split())),
    filters=filters,
    order=st.sampled_from(["relevance", "newest", "oldest"]),
    page=st.integers(1, 999_999),
    literal=st.booleans(),
)


@given(questions)
def test_a_question_survives_being_an_address(asked: Asked) -> None:
    asked = replace(asked, literal=asked.literal and bool(asked.text))
    written = asking.address(asked, page=asked.page)
    assert asking.read(QueryDict(written.removeprefix("?"))) == asked


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "q",
                "region",
                "year",
                "body",
                "issue",
                "outcome",
                "from",
                "to",
                "order",
                "page",
                "literal",
            ]
        ),
        st.lists(st.text(max_size=40), max_size=3),
    )
)
def test_no_address_is_an_error(typed: dict[str, list[str]]) -> None:
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, values)
    asked = asking.read(query)
    assert asked.page >= 1
    again = asking.read(QueryDict(asking.address(asked, page=asked.page).removeprefix("?")))
    assert (again.text, again.filters, again.order) == (asked.text, asked.filters, asked.order)


def read(address: str) -> Asked:
    return asking.read(QueryDict(address))


def test_an_absurdly_long_question_is_cut_and_that_is_said() -> None:
    asked = read("q=" + "工" * (LONGEST + 1))
    assert len(asked.text) == LONGEST
    assert str(LONGEST) in asked.notices[0]
    assert not read("q=" + "工" * LONGEST).notices


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("18000", 18000), ("18,000元", 18000), ("3.5万", 35000), ("一万", 10000), (" 0 ", 0)],
)
def test_amounts_are_read_as_people_write_them(typed: str, amount: int) -> None:
    assert read(f"from={typed}").filters.amount_from == Decimal(amount)


@pytest.mark.parametrize("typed", ["很多", "-5", "1e9", "1到2万", "9" * 19])
def test_an_amount_not_understood_is_left_aside_and_that_is_said(typed: str) -> None:
    asked = read(f"to={typed}")
    assert asked.filters.amount_to is None
    assert typed in asked.notices[0]


def test_limits_the_wrong_way_round_are_turned() -> None:
    chosen = read("from=5万&to=1万").filters
    assert (chosen.amount_from, chosen.amount_to) == (Decimal(10_000), Decimal(50_000))


def test_what_is_no_code_is_left_aside() -> None:
    asked = read("region=999999&region=37&year=abcd&year=20244&body=x&issue=&outcome=won&order=up")
    assert asked == Asked()
    assert not asked.is_narrowed


def test_taking_out_a_province_takes_out_its_cities() -> None:
    asked = read("region=370000&region=370200&region=330100")
    assert asking.without(asked, "region", "370000").filters.regions == {"330100"}
    assert asking.without(asked, "region", "370200").filters.regions == {"370000", "330100"}


def test_each_filter_can_be_taken_out() -> None:
    asked = read("year=2024&body=mediation&issue=leave&outcome=settled&from=1")
    for facet, value in (
        ("year", "2024"),
        ("body", "mediation"),
        ("issue", "leave"),
        ("outcome", "settled"),
    ):
        asked = asking.without(asked, facet, value)  # type: ignore[arg-type]
    assert asked.is_narrowed
    assert not asking.without_amount(asked).is_narrowed


def test_words_taken_literally_are_these_and_no_others() -> None:
    assert read("q=拖欠工次&literal=拖欠工次").literal
    assert not read("q=加班费&literal=拖欠工次").literal


def test_everything_is_asked_for_by_the_plain_address() -> None:
    assert asking.address(Asked()) == ""
