"""The figures are those of the answers, nothing asked was learned from, and all can be repeated."""

import json
from datetime import date
from pathlib import Path

import pytest

from niangjia.rights.statutes import commands
from niangjia.rights.statutes.evaluation import learning, statutes
from niangjia.rights.statutes.evaluation.figures import NOWHERE, figures
from niangjia.rights.statutes.evaluation.folds import folds, groups, untouched
from niangjia.rights.statutes.evaluation.learning import train_statutes
from niangjia.rights.statutes.evaluation.material import MaterialMissing, examples, library
from niangjia.rights.statutes.ranking.book import ArticleKey, Book, load_book
from niangjia.rights.statutes.ranking.training import Example
from niangjia.rights.statutes.tests.book import write_book
from niangjia.rights.statutes.tests.laws import write_laws

TODAY = date(2024, 1, 1)
SUBJECTS = ["喝茶", "歇会", "午睡", "打盹", "热茶", "停水", "停电", "倒茶"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small folder of laws and questions, all made up, and a book to go with it."""
    written = load_book(write_book(tmp_path / "book"))

    def made_up() -> Book:
        return written

    for module in (statutes, learning):
        monkeypatch.setattr(module, "book", made_up)
    write_laws(tmp_path / "laws")
    tea = {"law": "《示例职工茶歇法》", "article": "第二条第一款", "text": ""}
    nap = {"name": "示例职工午休法第一条"}
    lines: dict[str, list[dict[str, object]]] = {
        "questions/tea_labour.jsonl": [
            {"id": n, "question": f"{word}{word}不让", "statutes": [tea]}
            for n, word in enumerate(SUBJECTS)
        ],
        "questions/nap.jsonl": [
            {"id": f"n{n}", "question": f"{word}{word}行吗", "statutes": [nap, "一句话"]}
            for n, word in enumerate(SUBJECTS)
        ],
        "questions/none.jsonl": [{"id": "x", "question": "没有答案"}],
        "bench/stard_queries_all.jsonl": [
            {"query_id": n, "question": f"{word}{word}谁管", "labour": n % 2 == 0,
             "match_name": ["示例职工茶歇法第四条", "不在本库的法第九条"]}
            for n, word in enumerate(SUBJECTS)
        ],
    }  # fmt: skip
    for name, rows in lines.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return tmp_path


def test_questions_are_read_with_their_articles(data: Path) -> None:
    found = examples(data)
    assert {e.source for e in found} == {"tea", "nap", "stard"}
    by_source = {e.source: e.articles for e in found}
    assert by_source["tea"] == {ArticleKey("示例职工茶歇法", 2)}
    assert by_source["nap"] == {ArticleKey("示例职工午休法", 1)}
    assert sum(e.source == "stard" for e in found) == 4
    assert len({e.id for e in found}) == len(found)


def test_the_library_is_that_of_the_day(data: Path) -> None:
    old, new = library(data, date(2015, 1, 1)), library(data, TODAY)
    tea = ArticleKey("示例职工茶歇法", 2)
    assert "十分钟" in next(e.text for e in old if e.key == tea)
    assert "二十分钟" in next(e.text for e in new if e.key == tea)
    assert {e.place for e in new} == {"", "370200"}
    assert len({e.key for e in new}) == len(new)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(MaterialMissing, match="laws"):
        library(tmp_path, TODAY)
    with pytest.raises(MaterialMissing, match="questions"):
        examples(tmp_path)
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "bad.jsonl").write_text("{")
    with pytest.raises(MaterialMissing, match=r"bad\.jsonl"):
        examples(tmp_path)


def test_figures_count_what_the_library_lacks_as_missed() -> None:
    found = figures({"a": [(0, 20)] * 2, "b": [(3,), (50,)], "c": [(NOWHERE,)] * 2})
    assert found["recall_at_10"] == pytest.approx((0.5 + 0.5 + 0) / 3, abs=1e-4)
    assert found["recall_at_1"] == pytest.approx(0.5 / 3, abs=1e-4)
    assert (found["questions"], found["answerable"]) == (3, 2)
    assert found["answerable_recall_at_10"] == 0.5
    assert found["rounds_at_10"] == [0.5, pytest.approx(0.5 / 3, abs=1e-4)]
    assert found["answerable_recall_at_100"] == 1
    assert found["interval_at_10"][0] <= found["recall_at_10"] <= found["interval_at_10"][1]


def test_questions_alike_are_never_on_both_sides() -> None:
    asked = [
        Example(str(n), text, frozenset({ArticleKey("法", 1)}), source)
        for n, (text, source) in enumerate(
            [("公司不让喝茶怎么办", "a"), ("公司不让喝茶，怎么办呢", "b"), ("能不能午睡", "a")]
            + [(f"{word}{word}", "b") for word in SUBJECTS]
        )
    ]
    grouped = groups(asked)
    assert grouped[0] == grouped[1] != grouped[2]
    for seed in range(5):
        fold = folds(asked, grouped, 3, seed)
        assert fold[0] == fold[1]
        assert set(fold) == {0, 1, 2}
        assert fold == folds(asked, grouped, 3, seed)
    half = untouched(asked, grouped)
    assert 0 < len(half) < len(asked)
    assert ("0" in half) == ("1" in half)


def test_every_way_is_asked_every_question_and_twice_the_same(data: Path) -> None:
    said: list[str] = []
    first = statutes.evaluate_statutes(data, day=TODAY, rounds=1, say=said.append)
    again = statutes.evaluate_statutes(data, day=TODAY, rounds=1, say=lambda _: None)
    for part in ("cross_validated", "untouched_half", "other_collections"):
        assert first[part] == again[part]
    assert {len(by) for by in first["cross_validated"].values()} == {3}
    ours = first["cross_validated"]["ours"]
    assert {source: line["questions"] for source, line in ours.items()} == {
        "tea": 8, "nap": 8, "stard": 4,
    }  # fmt: skip
    assert ours["stard"]["answerable_recall_at_100"] == 1
    assert ours["stard"]["recall_at_100"] == 0.5
    assert "nap + stard -> tea" in first["other_collections"]
    assert said
    assert any("ours" in line for line in commands.table(first))


def test_no_round_is_an_error(data: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        statutes.evaluate_statutes(data, day=TODAY, rounds=0, say=lambda _: None)


def test_learning_twice_writes_the_same_bytes(data: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one" / "w.npz", tmp_path / "two.npz"
    told = train_statutes(data, day=TODAY, out=one)
    train_statutes(data, day=TODAY, out=two)
    assert told["questions"] == {"tea": 8, "nap": 8, "stard": 4}
    assert one.read_bytes() == two.read_bytes()
    kept = one.read_bytes()
    assert all(word.encode() not in kept for word in SUBJECTS)


def test_the_command_learns_for_this_house(data: Path) -> None:
    told = commands.learn(data=data, out=None)
    assert Path(told["file"]).stat().st_size == told["bytes"] > 0


def test_too_few_questions_are_refused(data: Path) -> None:
    (data / "questions" / "tea_labour.jsonl").unlink()
    (data / "bench" / "stard_queries_all.jsonl").unlink()
    nap = (data / "questions" / "nap.jsonl").read_text().splitlines()
    (data / "questions" / "nap.jsonl").write_text("\n".join(nap[:4]))
    with pytest.raises(MaterialMissing, match="太少"):
        statutes.evaluate_statutes(data, day=TODAY, rounds=1, say=lambda _: None)
