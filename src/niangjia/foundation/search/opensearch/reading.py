"""Reading a whole generation: every id with its hash."""

from __future__ import annotations

from collections.abc import Iterator

from opensearchpy import OpenSearch
from opensearchpy.helpers import scan

from niangjia.foundation.search.opensearch.layout import HASH

_AT_ONCE = 5000


def hashes_of(client: OpenSearch, index: str) -> Iterator[tuple[str, str]]:
    """Yield (id, hash) of every document that can be found, as of one moment."""
    everything = {"query": {"match_all": {}}, "docvalue_fields": [HASH], "_source": False}
    for hit in scan(client, index=index, query=everything, size=_AT_ONCE, scroll="10m"):
        yield hit["_id"], hit["fields"][HASH][0]
