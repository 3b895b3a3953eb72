from __future__ import annotations

from datetime import date

from niangjia.foundation.search.port import Document, SearchIndex, SearchRequest
from niangjia.foundation.search.query import parse
from niangjia.foundation.search.tests.conftest import LEXICON


def document(
    id_: str,
    body: str,
    *,
    title: str = "",
    region: str = "370000",
    issues: tuple[str, ...] = ("unpaid_wages",),
    amount: float | None = None,
    decided: date | None = None,
) -> Document:
    return Document(
        id=id_,
        hash=f"{id_}:{body}",
        text={"title": title, "body": body},
        keywords={"region": (region,), "issue": issues},
        numbers={"amount": amount},
        dates={"decided": decided},
    )


def ask(index: SearchIndex, words: str, **limits: object) -> list[str]:
    """Return the ids found, best first."""
    request = SearchRequest(parse(words, LEXICON), **limits)  # type: ignore[arg-type]
    return [hit.id for hit in index.search(request).hits]
