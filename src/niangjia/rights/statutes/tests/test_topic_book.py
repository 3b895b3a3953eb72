"""What the topic book says can be found in the law, and a slip in it is named."""

import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from niangjia.rights.statutes.evaluation.material import examples, library
from niangjia.rights.statutes.evaluation.statutes import unlearned
from niangjia.rights.statutes.ranking.book import (
    FOLDER,
    ArticleKey,
    BookError,
    book,
    load_book,
)
from niangjia.rights.statutes.ranking.shelf import Shelf
from niangjia.rights.statutes.tests.book import TEA, write_book


def test_words_side_by_side_are_alternatives_and_words_apart_must_all_be_there(
    tmp_path: Path,
) -> None:
    tea, nap, water = load_book(write_book(tmp_path)).topics
    assert tea.strength_in("公司不让喝茶") > 0
    assert tea.strength_in("公司不让回家") == 0
    assert tea.strength_in("茶歇多久") > tea.strength_in("茶歇") > 0
    assert 0 < nap.strength_in("午休") < 1
    assert water.strength_in("午休") == 0


def test_articles_are_named_by_statute_and_weight(tmp_path: Path) -> None:
    tea = load_book(write_book(tmp_path)).topics[0]
    assert tea.articles == (
        (ArticleKey("示例职工茶歇法", 2), 1.0),
        (ArticleKey("示例职工茶歇法", 3), 0.5),
    )
    assert tea.as_of == date(2024, 1, 1)


def test_questions_in_other_characters_are_understood_alike(tmp_path: Path) -> None:
    written = load_book(write_book(tmp_path))
    assert written.strengths("單位沒有開水喝") == written.strengths("单位没有开水喝")
    assert written.strengths("单位没有开水喝")[2] > 0


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("茶歇法 2", "茶歇法 两三", "no article"),
        ("茶歇法 3 .5", "茶歇法 3 1.5", "weight"),
        ("茶歇法 3 .5", "茶歇法 3 0", "weight"),
        ('name = "午休"', 'title = "午休"', "expected"),
        ('"午睡/午休/睡午觉"', '"/"', "empty trigger"),
        ("as_of = 2024-01-01", "", "as_of"),
        ("[nap]", "[nap", "tea.toml"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in TEA
    with pytest.raises(BookError, match=named):
        load_book(write_book(tmp_path, TEA.replace(old, new)))


def test_a_topic_stands_in_one_place_only(tmp_path: Path) -> None:
    folder = write_book(tmp_path)
    (folder / "again.toml").write_text(TEA, encoding="utf-8")
    with pytest.raises(BookError, match="twice"):
        load_book(folder)


def test_the_books_own_questions_find_their_topic() -> None:
    written = book()
    missed = [
        ask
        for number, topic in enumerate(written.topics)
        for ask in topic.asks
        if written.strengths(ask)[number] == 0
    ]
    asks = sum(len(topic.asks) for topic in written.topics)
    assert asks > 400
    assert len(missed) < asks * 0.1, missed


def test_no_topic_cites_an_article_twice() -> None:
    for topic in book().topics:
        keys = [key for key, _ in topic.articles]
        assert len(keys) == len(set(keys)), topic.id


def test_every_file_says_where_it_is_explained() -> None:
    assert all("README.md" in f.read_text() for f in FOLDER.glob("*.toml") if f.stem != "laws")


def test_every_article_cited_is_in_the_library_at_hand() -> None:
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no library at hand: NIANGJIA_EVAL_DATA is not set")
    as_of = max(topic.as_of for topic in book().topics)
    there = {entry.key for entry in library(Path(data), as_of)}
    cited = {(topic.id, key) for topic in book().topics for key, _ in topic.articles}
    assert not {(topic, key) for topic, key in cited if key not in there}


def test_the_book_alone_finds_most_of_what_is_asked_at_hand() -> None:
    """Far below what is measured, far above what words alone find (docs/quality-statutes.md)."""
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no questions at hand: NIANGJIA_EVAL_DATA is not set")
    shelf = Shelf(library(Path(data), max(t.as_of for t in book().topics)), book())
    found = []
    for example in examples(Path(data)):
        scores = unlearned(shelf.evidence(example.question)) - 9 * shelf.local
        best = {shelf.entries[at].key for at in np.argsort(-scores, kind="stable")[:10]}
        found.append(len(example.articles & best) / len(example.articles))
    assert np.mean(found) > 0.7
