"""What is sealed opens for its owner, and for nothing else."""

import base64
import os
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from niangjia.foundation.sealing.boxes import fingerprint, opened, sealed
from niangjia.foundation.sealing.keys import keys
from niangjia.kernel.errors import Unavailable


def a_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@given(st.text())
def test_what_was_sealed_comes_back_whole(text: str) -> None:
    assert opened(sealed(text, about="case:1"), about="case:1") == text


def test_nothing_of_the_text_shows() -> None:
    box = sealed("张示例的身份证号码" * 50, about="case:1")
    assert "张示例".encode() not in box
    assert box != sealed("张示例的身份证号码" * 50, about="case:1")


def test_a_box_opens_only_for_what_it_belongs_to() -> None:
    with pytest.raises(Unavailable):
        opened(sealed("原文", about="case:1"), about="case:2")


@pytest.mark.parametrize("at", [0, 3, 8, 20, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    box = bytearray(sealed("原文", about="case:1"))
    box[at] ^= 1
    with pytest.raises(Unavailable):
        opened(bytes(box), about="case:1")


@pytest.mark.parametrize("length", [0, 1, 5, 8, 17, 20])
def test_a_box_cut_short_is_noticed(length: int) -> None:
    with pytest.raises(Unavailable):
        opened(sealed("原文", about="case:1")[:length], about="case:1")


def test_a_new_key_on_top_opens_what_the_old_one_sealed(settings: Any) -> None:
    old, new = a_key(), a_key()
    settings.NIANGJIA_SEALING_KEYS = old
    box, known_by = sealed("原文", about="case:1"), fingerprint("某公司", purpose="employer")
    settings.NIANGJIA_SEALING_KEYS = f"{new}\n{old}\n"
    assert opened(box, about="case:1") == "原文"
    assert fingerprint("某公司", purpose="employer") == known_by
    assert sealed("原文", about="case:1")[1:5] != box[1:5]
    settings.NIANGJIA_SEALING_KEYS = new
    with pytest.raises(Unavailable):
        opened(box, about="case:1")


def test_a_fingerprint_is_of_one_purpose() -> None:
    assert fingerprint("甲", purpose="employer") == fingerprint("甲", purpose="employer")
    assert fingerprint("甲", purpose="employer") != fingerprint("甲", purpose="worker")
    assert fingerprint("甲", purpose="employer") != fingerprint("乙", purpose="employer")


@pytest.mark.parametrize("broken", ["", "  \n", "not base64!", "YWJj"])
def test_a_broken_key_file_is_said(broken: str, settings: Any) -> None:
    settings.NIANGJIA_SEALING_KEYS = broken
    with pytest.raises(ImproperlyConfigured):
        keys()
