from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from niangjia.foundation.search.embedded.index import TantivyIndex
from niangjia.foundation.search.expansion import Expression, Lexicon, LexiconConcept
from niangjia.foundation.search.opensearch.connection import connected
from niangjia.foundation.search.opensearch.index import ClusterIndex
from niangjia.foundation.search.opensearch.settings import ClusterSettings, cluster_settings
from niangjia.foundation.search.port import IndexSpec, SearchIndex, TextField

SPEC = IndexSpec(
    name="cases",
    text_fields=(TextField("title", 3), TextField("body")),
    keyword_fields=("region", "issue"),
    number_fields=("amount",),
    date_fields=("decided",),
)
LEXICON = Lexicon(
    concepts=(
        LexiconConcept(
            "arrears",
            "拖欠工资",
            "unpaid_wages",
            (
                Expression("欠薪"),
                Expression("不发工资", "lay"),
                Expression("工资…不给", "lay"),
                Expression("托欠工资", "misspelling"),
            ),
        ),
        LexiconConcept("overtime_pay", "加班费", "overtime", (Expression("加班工资"),)),
        LexiconConcept(
            "dismissal",
            "解除劳动合同",
            "unlawful_dismissal",
            (Expression("辞退"), Expression("炒鱿鱼", "lay"), Expression("走人", "lay", 0.3)),
        ),
        LexiconConcept("injury", "工伤认定", "work_injury", (Expression("工伤"),)),
    ),
    stops=("请问", "怎么办", "合理吗", "老板", "我们", "公司"),
)

Engine = Callable[[Path, IndexSpec, Lexicon], SearchIndex]


def cluster_of(folder: Path) -> ClusterSettings:
    """Return the cluster that was started for the tests, with names of `folder`'s own."""
    prefix = "t" + hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return replace(cluster_settings(os.environ["NIANGJIA_TEST_CLUSTER"]), prefix=prefix, lease=2.0)


def on_cluster(folder: Path, spec: IndexSpec, lexicon: Lexicon) -> SearchIndex:
    return ClusterIndex(cluster_of(folder), spec, lexicon)


def generations(engine: str, folder: Path) -> list[str]:
    """Return what there is of the index, complete or not, whether it serves or not."""
    if engine == "opensearch":
        settings = cluster_of(folder)
        pattern = f"{settings.prefix}-{SPEC.name}-g*"
        return sorted(connected(settings).indices.get(index=pattern))
    return sorted(path.name for path in (folder / SPEC.name).glob("g-*"))


ENGINES: dict[str, Engine] = {"tantivy": TantivyIndex, "opensearch": on_cluster}
ON_CLUSTER = (
    pytest.mark.cluster,
    pytest.mark.skipif(
        "NIANGJIA_TEST_CLUSTER" not in os.environ, reason="make test-cluster starts a cluster"
    ),
)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[ClusterSettings]:
    settings = cluster_of(tmp_path)
    yield settings
    connected(settings).indices.delete(index=f"{settings.prefix}-*")


@pytest.fixture(params=["tantivy", pytest.param("opensearch", marks=ON_CLUSTER)])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "opensearch":
        request.getfixturevalue("cluster")
    return ENGINES[request.param]


@pytest.fixture
def index(engine: Engine, tmp_path: Path) -> SearchIndex:
    return engine(tmp_path, SPEC, LEXICON)
