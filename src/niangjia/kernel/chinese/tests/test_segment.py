from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams, phrase_bigrams, runs, unigrams, words

TEXT = st.text(alphabet="拖欠工资加班费，。 ab12,.x", max_size=60).map(normalise)


def test_pairs_and_the_closing_character_of_each_run() -> None:
    assert bigrams("拖欠工资，薪") == ["拖欠", "欠工", "工资", "资", "薪"]


def test_latin_words_and_numbers_stay_whole() -> None:
    assert bigrams("hr说18,000元,996") == ["hr", "说", "18000", "元", "996"]
    assert unigrams("欠薪ab") == ["欠", "薪", "ab"]


def test_a_phrase_leaves_its_last_run_open() -> None:
    assert phrase_bigrams("拖欠工资") == ["拖欠", "欠工", "工资"]
    assert phrase_bigrams("薪") == ["薪"]
    assert phrase_bigrams("薪,拖欠") == ["薪", "拖欠"]
    assert phrase_bigrams("") == []


def test_words_leave_out_punctuation() -> None:
    assert words("员工,加班。") == ["员工", "加班"]


@given(TEXT)
def test_every_character_of_a_run_begins_a_piece(text: str) -> None:
    letters = [letter for run in runs(text) if not run.isascii() for letter in run]
    starts = [piece[0] for piece in bigrams(text) if not piece.isascii()]
    assert starts == letters


@given(TEXT, st.data())
def test_a_phrase_of_a_text_is_a_row_of_its_pieces(text: str, data: st.DataObject) -> None:
    chinese = [run for run in runs(text) if not run.isascii() and len(run) > 1]
    if not chinese:
        return
    run = data.draw(st.sampled_from(chinese))
    start = data.draw(st.integers(0, len(run) - 2))
    end = data.draw(st.integers(start + 2, len(run)))
    wanted, pieces = phrase_bigrams(run[start:end]), bigrams(text)
    rows = [pieces[i : i + len(wanted)] for i in range(len(pieces))]
    assert wanted in rows


@given(st.text(max_size=80))
def test_no_piece_contains_white_space(text: str) -> None:
    for piece in (*bigrams(normalise(text)), *words(normalise(text))):
        assert piece.split() == [piece]
