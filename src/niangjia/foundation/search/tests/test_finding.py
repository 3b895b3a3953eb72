from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niangjia.foundation.search.asking import AllOf, Group, ParsedQuery
from niangjia.foundation.search.port import (
    DateRange,
    NumberRange,
    SearchIndex,
    SearchRequest,
    UnknownField,
)
from niangjia.foundation.search.query import parse
from niangjia.foundation.search.tests.conftest import LEXICON
from niangjia.foundation.search.tests.documents import ask, document


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    index.upsert(
        [
            document("wages", "某公司拖欠工资三个月。", amount=9000, decided=date(2021, 5, 1)),
            document(
                "both",
                "公司不发工资，也未支付加班费，共18,000元。",
                region="110000",
                issues=("unpaid_wages", "overtime"),
                amount=18000,
                decided=date(2023, 3, 5),
            ),
            document(
                "dismissed",
                "公司以旷工为由辞退职工，属违法解除劳动合同。",
                issues=("unlawful_dismissal",),
                decided=date(2022, 1, 1),
            ),
            document("undated", "員工主張加班費。", issues=("overtime",), region="110000"),
        ]
    )
    return index


def test_lay_words_find_what_the_law_calls_otherwise(filled: SearchIndex) -> None:
    assert ask(filled, "被炒鱿鱼") == ["dismissed"]
    assert set(ask(filled, "老板三个月工资一直不给怎么办")) == {"wages", "both"}


def test_terms_with_spaces_must_all_be_there(filled: SearchIndex) -> None:
    assert ask(filled, "欠薪 加班费") == ["both"]


def test_a_phrase_is_exact(filled: SearchIndex) -> None:
    assert ask(filled, "“为由辞退”") == ["dismissed"]
    response = filled.search(SearchRequest(parse("“职工辞退”", LEXICON)))
    assert response.relaxed or not response.hits


def test_a_phrase_does_not_run_across_punctuation(index: SearchIndex) -> None:
    index.upsert([document("a", "拖欠。工资高"), document("b", "拖欠工资")])
    assert index.frequency("拖欠工资") == 1


def test_an_excluded_word_stays_out_even_when_nothing_is_left(filled: SearchIndex) -> None:
    assert ask(filled, "加班费 -不发工资") == ["undated"]
    assert ask(filled, "欠薪 不含：三个月") == ["both"]
    assert ask(filled, "旷工 -辞退") == []


def test_traditional_and_full_width_text_is_found(filled: SearchIndex) -> None:
    assert "undated" in ask(filled, "员工 加班费")
    assert ask(filled, "１８０００") == ["both"]


def test_a_single_character_is_found_anywhere(filled: SearchIndex) -> None:
    assert ask(filled, "旷") == ["dismissed"]
    assert set(ask(filled, "费")) == {"both", "undated"}


def test_the_title_weighs_more_than_the_body(index: SearchIndex) -> None:
    index.upsert(
        [document("body", "竞业限制", title="甲"), document("title", "甲", title="竞业限制")]
    )
    assert ask(index, "竞业限制")[0] == "title"


def test_what_matches_nothing_is_relaxed_and_says_so(filled: SearchIndex) -> None:
    response = filled.search(SearchRequest(parse("旷工 火星 月球", LEXICON)))
    assert [hit.id for hit in response.hits] == ["dismissed"]
    assert response.relaxed
    assert not filled.search(SearchRequest(parse("旷工", LEXICON))).relaxed


def test_a_query_without_any_searchable_piece_finds_nothing(filled: SearchIndex) -> None:
    response = filled.search(SearchRequest(parse("？！…", LEXICON), facets=("region",)))
    assert (response.total, response.hits, response.facets["region"]) == (0, (), ())


def test_no_query_finds_everything_in_order_of_date(filled: SearchIndex) -> None:
    newest = filled.search(SearchRequest(None, order="newest"))
    oldest = filled.search(SearchRequest(None, order="oldest"))
    assert [hit.id for hit in newest.hits] == ["both", "dismissed", "wages", "undated"]
    assert [hit.id for hit in oldest.hits] == ["wages", "dismissed", "both", "undated"]


def test_filters_hold_together_and_any_of_their_values_will_do(filled: SearchIndex) -> None:
    everywhere = {"region": frozenset({"110000", "370000"})}
    assert set(ask(filled, "欠薪", filters=everywhere)) == {"wages", "both"}
    both = {"region": frozenset({"110000"}), "issue": frozenset({"overtime"})}
    assert ask(filled, "欠薪", filters=both) == ["both"]
    assert ask(filled, "欠薪", filters={"region": frozenset()}) == []


def test_ranges_include_their_ends_and_leave_out_what_has_no_value(filled: SearchIndex) -> None:
    def amounts(low: float | None, high: float | None) -> set[str]:
        limits = {"amount": NumberRange(low, high)}
        return {h.id for h in filled.search(SearchRequest(None, number_ranges=limits)).hits}

    assert amounts(9000, 18000) == {"wages", "both"}
    assert amounts(9000.01, None) == {"both"}
    assert amounts(None, 9000) == {"wages"}
    assert len(amounts(None, None)) == 4
    days = {"decided": DateRange(date(2022, 1, 1), date(2023, 3, 5))}
    assert set(ask(filled, "公司", date_ranges=days)) <= {"both", "dismissed"}
    found = filled.search(SearchRequest(None, date_ranges=days))
    assert {hit.id for hit in found.hits} == {"both", "dismissed"}


def test_a_facet_counts_as_if_its_own_filter_were_not_set(filled: SearchIndex) -> None:
    request = SearchRequest(
        None, filters={"region": frozenset({"110000"})}, facets=("region", "issue")
    )
    response = filled.search(request)
    assert response.total == 2
    assert {f.value: f.count for f in response.facets["region"]} == {"370000": 2, "110000": 2}
    assert {f.value: f.count for f in response.facets["issue"]} == {
        "overtime": 2,
        "unpaid_wages": 1,
    }


def test_an_undeclared_field_is_refused_by_name(filled: SearchIndex) -> None:
    for request in (
        SearchRequest(None, filters={"judge": frozenset({"x"})}),
        SearchRequest(None, facets=("judge",)),
        SearchRequest(None, number_ranges={"judge": NumberRange(1)}),
        SearchRequest(None, date_ranges={"judge": DateRange()}),
    ):
        with pytest.raises(UnknownField, match="judge"):
            filled.search(request)


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
def test_paging_reaches_the_end_without_repeats(index: SearchIndex, order: str) -> None:
    for start in range(0, 120, 20):  # several commits, so that several segments tie
        index.upsert([document(f"c{n}", "拖欠工资") for n in range(start, start + 20)])
    seen: list[str] = []
    for offset in range(0, 140, 7):
        seen += ask(index, "欠薪", order=order, offset=offset, limit=7)
    assert len(seen) == len(set(seen)) == 120


def test_more_like_shares_concepts_and_leaves_out_itself(filled: SearchIndex) -> None:
    text = "某厂辞退职工，违法解除劳动合同"
    assert [hit.id for hit in filled.more_like(text)] == ["dismissed"]
    assert filled.more_like(text, exclude=frozenset({"dismissed"})) == ()
    assert filled.more_like(text, filters={"region": frozenset({"110000"})}) == ()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(max_size=40))
def test_nothing_a_reader_can_type_breaks_the_search(filled: SearchIndex, words: str) -> None:
    query = parse(words, LEXICON, frequency=filled.frequency)
    response = filled.search(SearchRequest(query, facets=("region",)))
    assert response.total >= len(response.hits)


def test_hits_and_total_agree_for_any_number_of_counted_groups(index: SearchIndex) -> None:
    words = ["甲甲", "乙乙", "丙丙"]
    index.upsert([document(str(n), "，".join(words[:n])) for n in (1, 2, 3)])
    groups = tuple(Group(word, (AllOf(word),)) for word in words)
    for minimum, expected in ((1, {"1", "2", "3"}), (2, {"2", "3"}), (3, {"3"})):
        query = ParsedQuery("", "", groups, minimum)
        response = index.search(SearchRequest(query))
        assert {hit.id for hit in response.hits} == expected
        assert response.total == len(expected)


def test_what_nearly_every_document_says_is_not_demanded(index: SearchIndex) -> None:
    everywhere = [document(f"e{n}", "工伤。") for n in range(1100)]
    index.upsert([*everywhere, document("wages", "拖欠工资。"), document("pay", "工伤，加班费。")])
    response = index.search(SearchRequest(parse("请问工伤了又不发工资怎么办？", LEXICON)))
    assert [hit.id for hit in response.hits] == ["wages"]
    assert not response.relaxed
    assert index.search(SearchRequest(parse("请问工伤怎么办？", LEXICON))).total == 1101
    assert ask(index, "工伤 加班费") == ["pay"]
