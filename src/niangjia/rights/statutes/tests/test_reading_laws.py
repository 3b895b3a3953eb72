"""A law's file says what it says, and nothing is made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.statutes.rules.numbers import in_han, label_of, number_of, place_of
from niangjia.rights.statutes.rules.ranks import NoLaw, Rank, rank_of
from niangjia.rights.statutes.rules.ranks import place_of as holds_at
from niangjia.rights.statutes.rules.reading import read_law
from niangjia.rights.statutes.rules.structure import paragraphs_of
from niangjia.rights.statutes.rules.titles import is_amendment, key_of
from niangjia.rights.statutes.tests.laws import AMENDED, FIRST, SECOND


def test_title_dates_chapters_and_articles_are_read() -> None:
    law = read_law("社会法__示例职工茶歇法(2020-06-01)", SECOND)
    assert law.title == "示例职工茶歇法"
    assert law.dates.marked == date(2020, 6, 1)
    assert law.dates.valid_from == date(2020, 9, 1)
    assert [(a.number, a.sub) for a in law.articles] == [(1, 0), (2, 0), (2, 1), (4, 0), (5, 0)]
    assert law.articles[3].heading == "第二章 责任"
    paragraphs = paragraphs_of(law.articles[1].text)
    assert [len(p.items) for p in paragraphs] == [0, 2]


def test_a_changed_law_does_not_take_the_day_of_its_first_version() -> None:
    law = read_law("示例职工午休法(2015-07-01)", AMENDED)
    assert law.dates.valid_from is None
    assert law.dates.begins == date(2015, 7, 1)


def test_a_law_without_any_date_has_none() -> None:
    law = read_law("无日期", "# 无日期法\n\n第一条 示例。\n")
    assert law.dates.begins is None


def test_from_the_day_of_publication_counts_only_where_that_day_is_told() -> None:
    told = "# 示例条例\n\n2012年4月18日 通过\n\n2012年4月28日 公布\n\n第一条 自公布之日起施行。\n"
    assert read_law("示例条例(2012-04-28)", told).dates.valid_from == date(2012, 4, 28)
    untold = told.replace("2012年4月28日 公布\n\n", "")
    assert read_law("示例条例(2012-04-28)", untold).dates.valid_from is None


def test_a_line_that_quotes_an_earlier_article_starts_none() -> None:
    law = read_law("示例法", "# 示例法\n\n第一条 甲。\n\n第二条 乙。\n\n第一条 不适用。\n")
    assert [a.number for a in law.articles] == [1, 2]
    assert "第一条 不适用。" in law.articles[1].text


def test_a_text_without_articles_is_kept_whole() -> None:
    law = read_law("示例通知", "# 示例通知\n\n<!-- INFO END -->\n\n## 一、时间\n\n每月二十天。\n")
    assert [(a.number, a.text) for a in law.articles] == [(0, "一、时间\n每月二十天。")]


@pytest.mark.parametrize("text", ["", "没有标题", "# 只有标题\n"])
def test_what_is_no_law_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(NoLaw, match="没有"):
        read_law("示例", text)


def test_the_folder_tells_rank_and_place() -> None:
    assert rank_of(["司法解释"]) is Rank.INTERPRETATION
    assert rank_of(["社会法", "社会法"]) is Rank.LAW
    assert rank_of(["山东地方法规", "地方性法规"]) is Rank.LOCAL
    assert holds_at(Rank.LOCAL, ["地方性法规", "山东"], "青岛市示例条例") == "370200"
    assert holds_at(Rank.LOCAL, ["地方性法规", "山东"], "示例条例") == "370000"
    with pytest.raises(NoLaw, match="案例"):
        rank_of(["案例-劳动人事"])
    with pytest.raises(NoLaw, match="哪个地方"):
        holds_at(Rank.LOCAL, ["地方性法规"], "示例条例")


def test_titles_are_the_same_however_written() -> None:
    ways = ("中华人民共和国工会法", "《工会法》", "工会法（2021修正）", " 工 会 法 ")
    assert {key_of(way) for way in ways} == {"工会法"}
    assert key_of("适用《中华人民共和国工会法》的解释") == key_of("适用〈工会法〉的解释")
    assert is_amendment("关于修改《示例法》的决定")
    assert not is_amendment("示例法")


@given(st.integers(1, 9999), st.integers(0, 99))
def test_numbers_are_read_as_they_are_written(number: int, sub: int) -> None:
    assert number_of(in_han(number)) == number == number_of(str(number))
    place = place_of(label_of(number, sub))
    assert place is not None
    assert (place.number, place.sub) == (number, sub)


@given(st.text(max_size=30))
def test_no_article_number_is_too_odd_to_answer(written: str) -> None:
    place = place_of(written)
    assert place is None or 0 < place.number < 10_000


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=12))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    try:
        law = read_law("示例(2020-01-01)", "# 示例法\n" + "\n".join(lines))
    except NoLaw:
        return
    numbers = [(a.number, a.sub) for a in law.articles]
    assert numbers == sorted(set(numbers))


def test_the_first_version_stands_as_it_was() -> None:
    assert read_law("示例职工茶歇法(2010-03-01)", FIRST).dates.valid_from == date(2010, 5, 1)
