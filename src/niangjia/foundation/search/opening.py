"""Which engine stands behind the port."""

from __future__ import annotations

from pathlib import Path

from niangjia.foundation.search.embedded.index import TantivyIndex
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import IndexSpec, SearchIndex


def open_index(
    spec: IndexSpec, folder: Path, lexicon: Lexicon | None = None, *, cluster: str = ""
) -> SearchIndex:
    """Return the index of `spec`: under `folder`, or on the `cluster` whose address is given.

    `opensearch.settings` says how the address reads. Opens and makes nothing until it is used.
    Keep one per process: it can be shared by threads and follows what other processes commit.
    """
    if not cluster:
        return TantivyIndex(folder, spec, lexicon)
    # Loading the client takes a while; whoever has no cluster is spared it.
    from niangjia.foundation.search.opensearch.index import ClusterIndex  # noqa: PLC0415 - only where there is a cluster
    from niangjia.foundation.search.opensearch.settings import cluster_settings  # noqa: PLC0415 - only where there is a cluster

    return ClusterIndex(cluster_settings(cluster), spec, lexicon)
