"""Making the weights again from a folder of laws and questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from niangjia.rights.statutes.evaluation.material import examples, library
from niangjia.rights.statutes.evaluation.statutes import CHOICES
from niangjia.rights.statutes.ranking.book import book
from niangjia.rights.statutes.ranking.model import save
from niangjia.rights.statutes.ranking.shelf import Shelf
from niangjia.rights.statutes.ranking.training import Seen, train


def train_statutes(data: Path, *, day: date, out: Path) -> dict[str, Any]:
    """Learn from every question of the folder and write the weights; the same again, byte for byte.

    Raises MaterialMissing.
    """
    asked = examples(data)
    shelf = Shelf(library(data, day), book())
    model = train(Seen(shelf), asked, CHOICES[-1])
    save(model, out)
    sources = sorted({example.source for example in asked})
    return {
        "questions": {s: sum(e.source == s for e in asked) for s in sources},
        "articles_known": len(model.reader.articles),
        "runs_known": len(model.reader.grams),
        "bytes": out.stat().st_size,
        "file": str(out),
    }
