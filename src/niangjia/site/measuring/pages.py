"""How fast a reader gets a page of results."""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from niangjia.rights.caselaw.generator.questions import lay_questions
from niangjia.site.measuring.house import Say, ask, fill, serving
from niangjia.site.measuring.spread import spread

FILTERS: tuple[dict[str, str], ...] = (
    {"issue": "unpaid_wages"},
    {"region": "370000"},
    {"outcome": "supported"},
    {"year": "2023"},
    {"body": "basic_court", "issue": "overtime"},
)
"""What every second question is narrowed to, in turn."""

WARM_UP = 20


def measure_pages(*, docs: int, seed: int, questions: int, work: Path, say: Say) -> dict[str, Any]:
    """Fill a house with `docs` made-up cases and time its result pages over HTTP.

    Returns times in milliseconds, the compressed size of a page in bytes, and what filling cost.
    One client asks on one connection at a time.
    """
    home = work / "pages"
    filling = fill(home, docs=docs, seed=seed, say=say)
    addresses = _addresses(lay_questions(count=questions, seed=seed))
    with serving(home) as port:
        for address in addresses[:WARM_UP]:
            ask(port, address)
        say("计时：网页")
        answers = [ask(port, address) for address in addresses]
    return {
        "questions": len(answers),
        **spread([elapsed for elapsed, _ in answers]),
        "page_bytes_gzip": round(statistics.median(len(body) for _, body in answers)),
        "filling": filling,
    }


def _addresses(questions: Sequence[str]) -> list[str]:
    return [
        "/anli/?" + urlencode({"q": question} | (FILTERS[n // 2 % len(FILTERS)] if n % 2 else {}))
        for n, question in enumerate(questions)
    ]
