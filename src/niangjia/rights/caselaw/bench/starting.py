"""Where the process that fills an engine begins: rooms exist only after Django was set up."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

import django


def start(out: Connection, engine: str, docs: int, seed: int, folder: Path) -> None:
    """Set up and fill; what is told on the way and in the end goes to `out`."""
    django.setup()
    from niangjia.rights.caselaw.bench.building import fill  # noqa: PLC0415 - not before setup

    fill(out, engine, docs, seed, folder)
