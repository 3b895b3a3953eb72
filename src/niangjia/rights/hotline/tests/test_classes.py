"""Classes and sub-items are data, and wrong data does not load; suggestions are for a person."""

import os
import re
from pathlib import Path

import pytest

from niangjia.kernel.issues import Issue
from niangjia.rights.hotline.rules import classes as book
from niangjia.rights.hotline.rules.classes import WrongClasses, classes, items_for_web, read
from niangjia.rights.hotline.rules.smallness import share, spoken
from niangjia.rights.hotline.rules.suggesting import _ADVICE, _CUES, suggest

GOOD = """
[notices.one]
text = "示例告知。"
law = "示例法"
article = "第一条"
says = ["示例"]
[classes.advice]
name = "咨询"
help = "示例"
[classes.advice.items]
advice_a = { name = "甲", grade = "simple", issue = "leave", notice = "one" }
advice_b = { name = "乙", grade = "hard", goes_to = "centre" }
advice_c = { name = "丙", grade = "complex" }
"""


def test_there_are_the_five_classes_in_their_order() -> None:
    assert [one.name for one in classes()] == [
        "咨询", "信访投诉", "法律服务", "意见建议", "帮扶救助",
    ]  # fmt: skip
    assert all(one.items[-1].key.endswith("_other") for one in classes())


def test_every_issue_has_a_complaint_but_those_that_are_rare() -> None:
    told = {item.issue for one in classes() if one.key == "petition" for item in one.items}
    assert {issue.value for issue in Issue} - told == {"non_compete"}


def test_the_web_form_offers_plain_words_and_each_once() -> None:
    plain = [item.plain for item in items_for_web()]
    assert len(plain) == len(set(plain)) >= 25
    assert not [words for words in plain if re.search(r"仲裁|争议|诉求|主体|解除", words)]


def test_a_good_list_is_read() -> None:
    (one,) = read(GOOD)
    assert [item.name for item in one.items] == ["甲", "乙", "丙"]
    assert one.items[0].notice is not None
    assert one.items[0].notice.source == "《示例法》第一条"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('grade = "simple"', 'grade = "quick"', "难度不对"),
        ('issue = "leave"', 'issue = "holiday"', "不在十四类"),
        ('goes_to = "centre"', 'goes_to = "nowhere"', "热线不转"),
        ('notice = "one"', 'notice = "two"', "告知没有写"),
        ("advice_a =", "petition_a =", "要以“advice”开头"),
        ('name = "甲"', 'name = ""', "没有名称"),
        ('name = "甲"', 'name = "甲", colour = "red"', "不认识的项"),
        ('help = "示例"', "", "要有名称和说明"),
        ('article = "第一条"', 'article = ""', "要有内容、法律"),
        ('advice_c = { name = "丙", grade = "complex" }', "", "小类太少"),
    ],
)
def test_a_wrong_list_says_what_is_wrong(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(WrongClasses, match=re.escape(said)):
        read(GOOD.replace(old, new))


def test_every_notice_says_what_its_article_says() -> None:
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no library at hand: NIANGJIA_EVAL_DATA is not set")
    notices = {item.notice for one in classes() for item in one.items if item.notice}
    assert len(notices) == 7
    for notice in notices:
        texts = [
            file.read_text(encoding="utf-8-sig")
            for file in (Path(data) / "laws").rglob("*.md")
            if f"__{notice.law}(" in file.name and "地方" not in file.name
        ]
        said = [_article(text, notice.article) for text in texts]
        assert any(all(words in one for words in notice.says) for one in said), notice.source


def _article(text: str, number: str) -> str:
    """Return an article from its number to the next one's."""
    found = re.search(
        rf"^{number}\s(.*?)(?=^第[一二三四五六七八九十百]+条\s|\Z)", text, re.S | re.M
    )
    return found[1] if found else ""


# Suggestions


@pytest.mark.parametrize(
    ("story", "issues", "first"),
    [
        ("包工头三个月没给钱", ("unpaid_wages",), "petition_migrant"),
        ("老板两个月没发工资", ("unpaid_wages",), "petition_wages"),
        ("请问加班费怎么算", ("overtime",), "advice_wages"),
        ("想问跑外卖能不能入会", ("other",), "advice_other"),
        ("爱人得了癌，住院费不够", (), "hardship_illness"),
        ("驿站老锁门", (), "suggestion_station"),
        ("判决赢了拿不到钱", ("unpaid_wages",), "legal_enforcement"),
        ("押金不退", ("other",), "petition_deposit"),
    ],
)
def test_a_story_gives_itself_away(story: str, issues: tuple[str, ...], first: str) -> None:
    found = suggest(story, issues)
    assert found[0].item.key == first
    assert len(found) <= 3
    assert len({one.item.key for one in found}) == len(found)


def test_nothing_is_suggested_for_nothing() -> None:
    assert suggest("", ()) == ()


def test_every_cue_leads_to_an_item_there_is() -> None:
    keys = [key for key, _ in _CUES] + list(_ADVICE.values())
    assert [key for key in keys if book.item_of(key) is None] == []
    assert set(_ADVICE) <= {issue.value for issue in Issue}


# Small numbers


def test_a_small_number_is_left_out_with_the_one_that_would_betray_it() -> None:
    counts = {"a": 40, "b": 3, "c": 9, "d": 0}
    assert spoken(counts) == {"a": 40, "b": None, "c": None, "d": 0}


def test_two_small_numbers_hide_each_other() -> None:
    assert spoken({"a": 40, "b": 3, "c": 2}) == {"a": 40, "b": None, "c": None}


def test_a_share_of_few_is_not_told() -> None:
    assert share(4, 4) is None
    assert share(4, 5) == 0.8
