"""A facet with its own filter counts the same, in one pass or in two."""

from __future__ import annotations

from pathlib import Path

import pytest

from niangjia.foundation.search.embedded import schema
from niangjia.foundation.search.embedded.index import TantivyIndex
from niangjia.foundation.search.port import SearchRequest
from niangjia.foundation.search.tests.conftest import LEXICON, SPEC
from niangjia.foundation.search.tests.documents import document

REQUESTS = [
    SearchRequest(None, {"issue": frozenset({"overtime"})}, facets=("region", "issue")),
    SearchRequest(None, {"issue": frozenset({"overtime", "leave"})}, facets=("issue", "region")),
    SearchRequest(None, {"region": frozenset({"370000"})}, facets=("region",)),
    SearchRequest(None, {"region": frozenset({"none"})}, facets=("region", "issue")),
]


@pytest.mark.parametrize("request_", REQUESTS)
def test_both_ways_of_counting_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: SearchRequest
) -> None:
    index = TantivyIndex(tmp_path, SPEC, LEXICON)
    issues = [("overtime",), ("overtime", "leave"), ("leave",), ("overtime",), ()]
    regions = ["370000", "370000", "440000", "440000", "370000"]
    index.upsert(
        [
            document(str(n), "加班费", issues=some, region=region)
            for n, (some, region) in enumerate(zip(issues, regions, strict=True))
        ]
    )
    once = index.search(request_)
    monkeypatch.setattr(schema, "MOST_SETS", 3)  # more sets than fit into one answer
    twice = index.search(request_)
    assert (once.total, once.facets, once.hits) == (twice.total, twice.facets, twice.hits)
    assert list(once.facets) == list(request_.facets)
