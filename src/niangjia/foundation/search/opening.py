"""Which engine stands behind the port."""

from __future__ import annotations

from pathlib import Path

from niangjia.foundation.search.embedded.index import TantivyIndex
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import IndexSpec, SearchIndex


def open_index(spec: IndexSpec, folder: Path, lexicon: Lexicon | None = None) -> SearchIndex:
    """Return the index of `spec` under `folder`. Opens and makes nothing until it is used.

    Keep one per process: it can be shared by threads and follows what other processes commit.
    """
    return TantivyIndex(folder, spec, lexicon)
