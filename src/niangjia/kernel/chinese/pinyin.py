"""How Chinese sounds, for finding what somebody meant who typed by ear.

Sounds are compared without tones; `blurred` also takes for the same what many dialects do not
tell apart: zh/z, ch/c, sh/s, n/l/r, f/h, ang/an, eng/en, ing/in.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin, pinyin_dict

from niangjia.kernel.chinese.normalise import CJK

_LATIN = re.compile(r"[a-z]+")
_VOWEL = re.compile("[aeiou]")
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("r", "n"), ("h", "f"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_MOST_READINGS = 8


def syllables(text: str) -> tuple[str, ...]:
    """Return the toneless syllable of each Chinese character; stretches of others stay whole.

    A character of several sounds gets the one it has in its word.
    """
    return tuple(lazy_pinyin(text, style=Style.NORMAL))


@lru_cache(maxsize=1000)
def blurred(syllable: str) -> str:
    """Return the syllable with the sounds made equal that speakers often confuse."""
    for long, short in _INITIALS:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    for long, short in _FINALS:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable


def sound_key(text: str) -> str:
    """Return one key for all texts that sound alike, tones and common confusions aside."""
    return " ".join(blurred(syllable) for syllable in syllables(text))


def readings(latin: str) -> list[tuple[str, ...]]:
    """Return the ways in which Latin letters can be read as pinyin, longest syllables first.

    An empty list means they are no pinyin; very ambiguous input is cut to eight readings.
    """
    if not _LATIN.fullmatch(latin):
        return []
    found: list[tuple[str, ...]] = []
    _read(latin, (), found)
    return found


def _read(rest: str, before: tuple[str, ...], found: list[tuple[str, ...]]) -> None:
    if len(found) >= _MOST_READINGS:
        return
    if not rest:
        found.append(before)
        return
    for length in range(min(6, len(rest)), 0, -1):
        if rest[:length] in _known():
            _read(rest[length:], (*before, rest[:length]), found)


@cache
def _known() -> frozenset[str]:
    """Return every toneless syllable that some common character has."""
    common = range(0x4E00, 0x9FA6)
    characters = [chr(code) for code in common if code in pinyin_dict.pinyin_dict]
    heard = lazy_pinyin(characters, style=Style.NORMAL)
    return frozenset(
        syllable for syllable in heard if _LATIN.fullmatch(syllable) and _VOWEL.search(syllable)
    )


def is_chinese(text: str) -> bool:
    """Say whether `text` consists of Chinese characters alone."""
    return re.fullmatch(f"[{CJK}]+", text) is not None
