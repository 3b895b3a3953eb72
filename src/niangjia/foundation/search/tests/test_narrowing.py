"""In a large library what half of the papers mention finds those that are about it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from niangjia.foundation.search import narrowing
from niangjia.foundation.search.asking import AllOf, Alternative, Group, ParsedQuery, Phrase
from niangjia.foundation.search.embedded.index import TantivyIndex
from niangjia.foundation.search.narrowing import COMMON, MANY, narrowed
from niangjia.foundation.search.port import SearchRequest
from niangjia.foundation.search.tests.conftest import LEXICON, SPEC
from niangjia.foundation.search.tests.documents import document


def _asked(*groups: Group, minimum: int = 1) -> ParsedQuery:
    return ParsedQuery("", "", groups, minimum)


def _said(text: str, **more: object) -> Group:
    return Group(text, (AllOf(text),), **more)  # type: ignore[arg-type]


def _about(text: str, weight: float = 2.5) -> Group:
    return Group(text, (Phrase(text),), "optional", weight, narrows=True)


def _reach(counts: Mapping[str, int]) -> narrowing.Reach:
    def reach(way: Alternative) -> int:
        assert isinstance(way, (AllOf, Phrase))
        return counts[way.text]

    return reach


def test_what_few_documents_have_is_found_as_it_was_asked() -> None:
    query = _asked(_said("解除"), _about("dismissal"))
    assert narrowed(query, _reach({"解除": MANY, "dismissal": 10})) is query


def test_of_too_many_those_about_it_are_found() -> None:
    query = _asked(_said("解除"), _about("dismissal"))
    narrow = narrowed(query, _reach({"解除": MANY + 1, "dismissal": 10}))
    assert [group.role for group in narrow.groups] == ["counted", "required"]


def test_words_a_reader_demanded_are_found_in_whatever_has_them() -> None:
    query = _asked(_said("解除", role="required"), _about("dismissal"))
    assert narrowed(query, _reach({"解除": MANY * 9, "dismissal": 10})) is query


def test_nothing_is_demanded_that_no_document_has() -> None:
    query = _asked(_said("解除"), _about("dismissal"))
    narrow = narrowed(query, _reach({"解除": MANY + 1, "dismissal": 0}))
    assert [group.role for group in narrow.groups] == ["counted", "optional"]


def test_of_several_subjects_the_strongest_decides_and_of_equals_any() -> None:
    counts = _reach({"解除": MANY * 2, "dismissal": 10, "leave": 10})
    stronger = narrowed(_asked(_said("解除"), _about("dismissal"), _about("leave", 1.0)), counts)
    assert [group.role for group in stronger.groups] == ["counted", "required", "optional"]
    equal = narrowed(_asked(_said("解除"), _about("dismissal"), _about("leave")), counts)
    assert equal.within == (Phrase("dismissal"), Phrase("leave"))


def test_how_many_have_enough_of_it_is_reckoned_from_the_rarest() -> None:
    both = _asked(_said("解除"), _said("食堂"), _about("dismissal"), minimum=2)
    counts = _reach({"解除": MANY * 9, "食堂": MANY, "dismissal": 10})
    assert narrowed(both, counts) is both
    assert narrowed(_asked(*both.groups, minimum=1), counts) is not both


def test_what_is_said_everywhere_lifts_nothing_in_a_large_library() -> None:
    query = _asked(_said("解除"), _said("公司", role="optional"), _said("食堂", role="optional"))
    counts = _reach({"解除": MANY * 2, "公司": COMMON + 1, "食堂": COMMON})
    assert [group.shown for group in narrowed(query, counts).groups] == ["解除", "食堂"]


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TantivyIndex:
    """An index that takes three documents for very many."""
    monkeypatch.setattr(narrowing, "MANY", 3)
    index = TantivyIndex(tmp_path, SPEC, LEXICON)
    index.upsert(
        [
            document("a", "aboutleave 解除", region="370000"),
            document("b", "aboutleave 解除", region="440000"),
            document("c", "aboutwomen 解除", region="370000"),
            document("d", "解除", region="370000"),
        ]
    )
    return index


@pytest.mark.parametrize(
    ("subjects", "found"),
    [(("aboutleave",), {"a", "b"}), (("aboutleave", "aboutwomen"), {"a", "b", "c"})],
)
def test_the_engine_finds_only_what_is_about_it(
    large: TantivyIndex, subjects: tuple[str, ...], found: set[str]
) -> None:
    query = _asked(_said("解除"), *(_about(subject) for subject in subjects))
    answer = large.search(SearchRequest(query, facets=("region",)))
    assert {hit.id for hit in answer.hits} == found
    assert answer.total == len(found)
    assert answer.narrowed
    assert not answer.relaxed


def test_what_a_facet_promises_is_what_its_filter_finds(large: TantivyIndex) -> None:
    query = _asked(_said("解除"), _about("aboutleave"))
    whole = large.search(SearchRequest(query, facets=("region",)))
    for value, count in ((facet.value, facet.count) for facet in whole.facets["region"]):
        narrow = SearchRequest(query, {"region": frozenset({value})}, facets=("region",))
        assert large.search(narrow).total == count


def test_where_nothing_is_about_it_all_that_say_it_are_found(large: TantivyIndex) -> None:
    query = _asked(_said("解除"), _about("aboutwomen"))
    answer = large.search(SearchRequest(query, {"region": frozenset({"440000"})}))
    assert [hit.id for hit in answer.hits] == ["b"]
    assert not answer.narrowed
    assert not answer.relaxed
