"""Articles are ranked by words, topics and what was learned, the same way every time."""

from pathlib import Path

import numpy as np
import pytest

from niangjia.rights.statutes.ranking.answer import Ranked, rank
from niangjia.rights.statutes.ranking.bm25 import Bm25
from niangjia.rights.statutes.ranking.book import ArticleKey, load_book
from niangjia.rights.statutes.ranking.grams import grams, grams_of_all
from niangjia.rights.statutes.ranking.model import FILE, Model, WeightsError, load, save, shipped
from niangjia.rights.statutes.ranking.sentences import deciding
from niangjia.rights.statutes.ranking.shelf import Entry, Shelf
from niangjia.rights.statutes.ranking.training import Example, Seen, Settings, train
from niangjia.rights.statutes.tests.book import write_book

KNOWN = [549270, 839776, 1044490]
"""The pairs of 喝茶时间; other numbers would make every file of weights useless."""

TEA, NAP, WATER = "示例职工茶歇法", "示例职工午休法", "青岛市示例职工热水条例"
ENTRIES = (
    Entry(ArticleKey(TEA, 1), TEA, "", "为了让职工喝上热茶，制定本法。"),
    Entry(ArticleKey(TEA, 2), TEA, "", "应当每天安排茶歇十分钟。\n停水的，可以推迟。"),
    Entry(ArticleKey(TEA, 3), TEA, "", "违反第二条的，由工会提出意见。"),
    Entry(ArticleKey(NAP, 1), NAP, "", "职工午休一小时。"),
    Entry(ArticleKey(WATER, 1), WATER, "", "本市用人单位供应热水。", "370200"),
    Entry(ArticleKey("劳动合同法", 20), "劳动合同法", "", "这里写着一句示例。"),
    Entry(ArticleKey("劳动合同法", 47), "劳动合同法", "", "这里写着另一句示例。"),
)
EXAMPLES = [
    Example("1", "上班犯困想睡一会", frozenset({ArticleKey(NAP, 1)}), "a"),
    Example("2", "中午犯困想睡一会行吗", frozenset({ArticleKey(NAP, 1)}), "a"),
    Example("3", "口渴了主管不许离开", frozenset({ArticleKey(TEA, 3)}), "b"),
    Example("4", "口渴了主管不许动", frozenset({ArticleKey(TEA, 3), ArticleKey("无", 1)}), "b"),
]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(ENTRIES, load_book(write_book(tmp_path / "book")))


@pytest.fixture
def learned(shelf: Shelf) -> Model:
    return train(Seen(shelf), EXAMPLES, Settings())


def first(found: tuple[Ranked, ...]) -> ArticleKey:
    return found[0].entry.key


def test_runs_are_hashed_the_same_on_every_machine() -> None:
    assert sorted(grams("喝茶时间", (2,)).tolist()) == KNOWN
    assert grams("喝茶，时间", (2,)).size == 2  # nothing reaches over a comma
    assert grams("", (1, 2)).size == 0


def test_texts_hashed_together_are_hashed_as_alone() -> None:
    texts = ["喝茶10分钟", "", "OK不行", "午休"]
    ids, owners = grams_of_all(texts, (1, 2))
    for number, text in enumerate(texts):
        assert sorted(ids[owners == number]) == sorted(grams(text, (1, 2)))


def test_bm25_is_what_the_formula_says() -> None:
    index = Bm25.of(["喝茶喝茶", "午休时间", "喝水"], (2,))
    scores = index.scores(grams("喝茶", (2,)))
    lengths, k1, b = [3, 3, 1], 1.2, 0.5
    rest = k1 * (1 - b + b * 3 / (sum(lengths) / 3))
    expected = np.log(1 + 2.5 / 1.5) * 2 * (k1 + 1) / (2 + rest)
    assert scores[0] == pytest.approx(expected, rel=1e-5)
    assert scores[1:].tolist() == [0, 0]


def test_lay_words_find_the_article_that_shares_none_of_them(shelf: Shelf, learned: Model) -> None:
    found = rank(shelf, learned, "中午能不能睡午觉")
    assert first(found) == ArticleKey(NAP, 1)
    assert "topic" in found[0].signals
    assert found[0].topics == ("午休",)


def test_what_was_learned_is_used_for_questions_alike(shelf: Shelf, learned: Model) -> None:
    found = rank(shelf, learned, "口渴主管不许")
    assert first(found) == ArticleKey(TEA, 3)
    assert "learned" in found[0].signals


def test_law_of_a_place_is_left_out_unless_the_place_is_meant(shelf: Shelf, learned: Model) -> None:
    asked = "单位没有开水喝"
    assert all(not r.entry.place for r in rank(shelf, learned, asked))
    assert first(rank(shelf, learned, asked, places=("370000", "370200"))).law == WATER


def test_a_place_has_its_share_of_the_answer(tmp_path: Path, learned: Model) -> None:
    many = [Entry(ArticleKey(TEA, n), TEA, "", f"茶歇的第{n}种办法") for n in range(1, 20)]
    local = [Entry(ArticleKey(WATER, n), WATER, "", "茶歇" * n, "370200") for n in (1, 2)]
    shelf = Shelf([*many, *local], load_book(write_book(tmp_path / "again")))
    found = rank(shelf, learned, "茶歇多久", places=("370200",))
    assert sum(r.entry.place == "370200" for r in found) == 2
    assert len(found) == 10
    assert all(not r.entry.place for r in rank(shelf, learned, "茶歇多久", places=("310000",)))


def test_nothing_is_answered_to_nothing(shelf: Shelf, learned: Model) -> None:
    assert rank(shelf, learned, "") == ()
    assert rank(shelf, learned, "？！…") == ()
    assert rank(shelf, learned, "xyz") == ()
    assert rank(Shelf((), shelf.book), learned, "午休") == ()


def test_scores_are_shares_of_one_and_fall(shelf: Shelf, learned: Model) -> None:
    scores = [r.score for r in rank(shelf, learned, "老板不让喝茶歇会", limit=20)]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1.001
    assert len(rank(shelf, learned, "老板不让喝茶歇会", limit=1)) == 1


def test_the_sentence_that_matters_is_marked(shelf: Shelf) -> None:
    text = "应当每天安排茶歇。\n停水的，可以推迟。"
    start, end = deciding(text, np.unique(grams("停水怎么办", (2,))), shelf.words)
    assert text[start:end].strip() == "停水的，可以推迟。"
    assert deciding("", grams("停水", (2,)), shelf.words) == (0, 0)
    start, end = deciding(text, grams("无关", (2,)), shelf.words)
    assert text[start:end].strip() == "应当每天安排茶歇。"


ITEMS = "有下列情形之一的，可以推迟茶歇：\n（一）停水的；\n（二）停电的；\n（三）客人来了。"
LIST = f"先看总的规定。\n{ITEMS}\n另行补休。"


@pytest.fixture
def words(shelf: Shelf) -> Bm25:
    others = [Entry(ArticleKey(TEA, n), TEA, "", f"别的{n}") for n in range(1, 9)]
    return Shelf([Entry(ArticleKey(TEA, 9), TEA, "", LIST), *others], shelf.book).words


@pytest.mark.parametrize(
    ("asked", "marked"),
    [
        ("客人来了怎么办", "（三）客人来了。"),
        ("可以推迟茶歇吗", ITEMS),
        ("停水的停电的", ITEMS),
        ("另行补休", "另行补休。"),
    ],
)
def test_an_item_is_marked_where_it_clearly_says_most_else_its_whole_list(
    words: Bm25, asked: str, marked: str
) -> None:
    start, end = deciding(LIST, np.unique(grams(asked, (2,))), words)
    assert LIST[start:end].strip() == marked


def test_words_before_a_list_do_not_choose_an_item(words: Bm25) -> None:
    text = f"先看总的规定；{ITEMS}".replace("客人来了", "可以推迟茶歇的别的情形")
    start, end = deciding(text, np.unique(grams("可以推迟茶歇吗", (2,))), words)
    assert text[start:end] == text


def test_the_same_examples_give_the_same_bytes(shelf: Shelf, tmp_path: Path) -> None:
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for file in files:
        save(train(Seen(shelf), EXAMPLES, Settings()), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert {file.name for file in tmp_path.glob("*.npz")} == {"one.npz", "two.npz"}


def test_weights_come_back_as_they_were_kept(shelf: Shelf, learned: Model, tmp_path: Path) -> None:
    save(learned, tmp_path / "w.npz")
    again = load(tmp_path / "w.npz")
    for example in EXAMPLES:
        evidence = shelf.evidence(example.question)
        kept, made = again.scores(shelf, evidence), learned.scores(shelf, evidence)
        assert np.argmax(kept) == np.argmax(made)
        assert kept == pytest.approx(made, abs=0.15)


def test_a_book_with_other_topics_is_no_error(learned: Model, tmp_path: Path) -> None:
    fewer = '\nas_of = 2024-01-01\n[other]\nname = "别的"\narticles = ["茶歇法 1"]\n'
    fewer += 'when = ["热茶"]\nasks = ["热茶"]\n'
    other = Shelf(ENTRIES, load_book(write_book(tmp_path / "other", fewer)))
    assert first(rank(other, learned, "口渴主管不许")) == ArticleKey(TEA, 3)


def test_weights_of_another_make_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "w.npz"
    with pytest.raises(WeightsError):
        load(file)
    file.write_bytes(b"no weights")
    with pytest.raises(WeightsError):
        load(file)
    whole = FILE.read_bytes()
    for kept in (10, 1000, len(whole) // 2, len(whole) - 10):
        file.write_bytes(whole[:kept])
        with pytest.raises(WeightsError):
            load(file)
    np.savez_compressed(file, format=np.array(0), names=np.array(["x"]))
    with pytest.raises(WeightsError, match="另一个版本"):
        load(file)


def test_shipped_weights_know_articles_they_never_saw_the_text_of(shelf: Shelf) -> None:
    """The made-up text says nothing: only what was learned of the article's name can find it."""
    dismissed = rank(shelf, shipped(), "干了五年公司让我走，补偿几个月工资", limit=2)
    assert first(dismissed) == ArticleKey("劳动合同法", 47)
    probation = rank(shelf, shipped(), "试用期工资只给一半", limit=2)
    assert first(probation) == ArticleKey("劳动合同法", 20)


def test_shipped_weights_are_small() -> None:
    assert FILE.stat().st_size < 10_000_000
