from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.chinese.pinyin import blurred, is_chinese, readings, sound_key, syllables


def test_sounds_have_no_tones() -> None:
    assert syllables("拖欠工资") == ("tuo", "qian", "gong", "zi")
    assert syllables("劳动合同") == syllables("老懂和痛")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zhi", "zi"),
        ("chang", "can"),
        ("shang", "san"),
        ("nan", "lan"),
        ("ren", "len"),
        ("fu", "hu"),
        ("gang", "gan"),
        ("geng", "gen"),
        ("jing", "jin"),
    ],
)
def test_what_many_do_not_tell_apart_is_the_same(one: str, other: str) -> None:
    assert blurred(one) == blurred(other)


def test_other_sounds_stay_apart() -> None:
    assert blurred("gong") != blurred("kong")
    assert sound_key("工伤") == sound_key("工商")
    assert sound_key("加班") != sound_key("加工")


def test_letters_are_read_as_pinyin_in_every_way() -> None:
    assert ("tuo", "qian", "gong", "zi") in readings("tuoqiangongzi")
    assert {("xian",), ("xi", "an")} <= set(readings("xian"))
    assert readings("hr") == []
    assert readings("") == []
    assert readings("工资") == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=40))
def test_a_reading_is_always_the_letters_themselves(letters: str) -> None:
    found = readings(letters)
    assert len(found) <= 8
    assert all("".join(reading) == letters for reading in found)


@given(st.text(max_size=20))
def test_any_text_has_a_sound(text: str) -> None:
    assert isinstance(sound_key(text), str)


def test_what_is_chinese() -> None:
    assert is_chinese("欠薪")
    assert not is_chinese("欠薪a")
    assert not is_chinese("")
