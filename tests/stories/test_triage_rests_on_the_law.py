"""Every article that the window of a centre names is in the library, as it is in force."""

import os
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from niangjia.kernel.issues import Issue
from niangjia.rights.centre.rules.triage import (
    MEANS,
    STAGES,
    WILLING,
    WISHES,
    Answers,
    Article,
    notes,
    suggest,
)
from niangjia.rights.statutes.evaluation.material import library
from niangjia.rights.statutes.ranking.book import ArticleKey
from niangjia.rights.statutes.rules.titles import key_of

TODAY = date(2026, 6, 1)


def cited() -> set[Article]:
    """Every article that some answers lead to."""
    found: set[Article] = set()
    for wish, willing, stage, means in product(WISHES, WILLING, STAGES, MEANS):
        told = Answers(wish, willing, stage, means, many=True, near_limit=False, weak=True)
        for issue in Issue:
            found |= {one for way in suggest(told, issue.value) for one in way.articles}
    near = Answers(near_limit=True, many=True)
    found |= {one for way in suggest(near, "overtime") for one in way.articles}
    return found | {one for _words, articles in notes(near) for one in articles}


def test_the_window_names_laws() -> None:
    assert {one.law for one in cited()} >= {"劳动争议调解仲裁法", "法律援助法", "工会法"}


def test_every_article_is_in_force() -> None:
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no library at hand: NIANGJIA_EVAL_DATA is not set")
    there = {entry.key for entry in library(Path(data), TODAY)}
    assert {one for one in cited() if ArticleKey(key_of(one.law), one.number) not in there} == set()
