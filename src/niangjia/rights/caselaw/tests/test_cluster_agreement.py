"""Both engines show readers the same cases: the sample library, made-up cases, lay questions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.opensearch.index import ClusterIndex
from niangjia.foundation.search.opensearch.settings import cluster_settings
from niangjia.foundation.search.port import SearchIndex, SearchRequest
from niangjia.rights.caselaw.asked import understood
from niangjia.rights.caselaw.bench.cases import FACETS, SPEC, askings
from niangjia.rights.caselaw.bench.cluster import agreement
from niangjia.rights.caselaw.evaluation.finding import with_samples
from niangjia.rights.caselaw.rules.lexicon import lexicon

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(
        "NIANGJIA_TEST_CLUSTER" not in os.environ, reason="make test-cluster starts a cluster"
    ),
]
MADE_UP, QUESTIONS, SEED = 150, 60, 11


@pytest.fixture
def theirs() -> Iterator[SearchIndex]:
    settings = cluster_settings(os.environ["NIANGJIA_TEST_CLUSTER"])
    index = ClusterIndex(replace(settings, prefix="agreement", shards=3), SPEC, lexicon())
    yield index
    index.remove()


def test_both_engines_show_the_same_cases(theirs: SearchIndex, tmp_path: Path) -> None:
    made = list(with_samples(MADE_UP, SEED, {}))
    ours = open_index(SPEC, tmp_path, lexicon())
    assert ours.rebuild(made) == theirs.rebuild(made)
    requests = [
        SearchRequest(
            understood(asking.question, literal=False, among=ours),
            filters=asking.filters,
            facets=FACETS,
        )
        for asking in askings(QUESTIONS, SEED)
    ]
    found = agreement(ours, theirs, requests)
    print(found)  # noqa: T201 - the figure
    assert found.same_totals == 1
    assert found.same_facets == 1
    assert found.with_ties >= 0.97
    assert found.overlap >= 0.85  # the rest are cases just as good
    assert found.same_first >= 0.9
    for text in (document.text["text"] for document in made[:60:6]):
        first = [hit.id for hit in ours.more_like(text)]
        assert len({*first} & {hit.id for hit in theirs.more_like(text)}) >= len(first) - 1
