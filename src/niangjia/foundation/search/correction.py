"""Putting right what somebody typed by ear or by mistake, towards words the lexicon knows.

Only what cannot be meant is touched: a piece that is a word of the language, or that documents
contain, stays as it is. What was changed is reported, so that the reader can undo it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from niangjia.foundation.search.asking import Correction
from niangjia.foundation.search.expansion import SURE, Lexicon
from niangjia.kernel.chinese.normalise import CJK
from niangjia.kernel.chinese.pinyin import blurred, is_chinese, readings, sound_key, syllables

_LATIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_CHINESE = re.compile(f"[{CJK}]+")
_LONGEST = 8
_SHORT = 12  # in a longer text a character that does not fit is more likely its author's word
# One of these changes the meaning, or is grammar, instead of being a slip of the pen.
_MEANT = frozenset(
    "不没未无非被有已还要补可能会和与及或再先后上下前男女大小多少的了着过是在我你他她它们"
    "给让叫使把向对到从去来说做干付发扣交拿签改换加减升降年月日天元块一二三四五六七八九十两几"
    "吗呢吧啊么嘛哪谁何这那其此该每各另钱"
)

_TURNING = frozenset("不没未无非被")

Frequency = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Sounds:
    """The expressions of a lexicon by how they sound and how they look."""

    exact: Mapping[str, str]
    blurred: Mapping[str, str]
    one_off: Mapping[str, str]


def corrected(
    text: str, lexicon: Lexicon, frequency: Frequency | None = None
) -> tuple[str, tuple[Correction, ...]]:
    """Return the normalised `text` with its slips put right, and what was changed.

    `frequency` tells in how many documents a piece occurs; without it only pieces of three
    characters and more are corrected.
    """
    made = [Correction(*slip) for slip in _listed(text, lexicon)]
    for latin in _LATIN.findall(text):
        known = latin in lexicon.plain_expressions
        right = None if known else _from_pinyin(latin, _sounds(lexicon))
        if right:
            made.append(Correction(latin, right))
    text = _replaced(text, made)
    slips = [Correction(*slip) for slip in _slips(text, lexicon, frequency)]
    return _replaced(text, slips), tuple(dict.fromkeys(made + slips))


def _replaced(text: str, made: Iterable[Correction]) -> str:
    for correction in made:
        text = text.replace(correction.wrong, correction.right)
    return text


def _listed(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the listed slips in a text, except where one cuts words: 产价 in 财产价值."""
    found = [m for m in lexicon.mentions(text) if m.text in lexicon.misspellings]
    cuts = set(_words(text)[0]) if found else set()
    for mention in found:
        if mention.start in cuts and mention.end in cuts:
            yield mention.text, lexicon.misspellings[mention.text]


def _from_pinyin(latin: str, sounds: _Sounds) -> str | None:
    ways = readings(latin.replace(" ", ""))
    for table, spell in ((sounds.exact, str), (sounds.blurred, blurred)):
        for way in ways:
            right = table.get(" ".join(map(spell, way)))
            if right and len(way) > 1:
                return right
    return None


def _slips(text: str, lexicon: Lexicon, frequency: Frequency | None) -> Iterator[tuple[str, str]]:
    cuts, single = _words(text)
    if not single:
        return
    sounds, heard = _sounds(lexicon), _heard(text)
    mentions = lexicon.mentions(text)
    known = {at for m in mentions for at in range(m.start, m.end)}
    said = {at for m in mentions if m.strength >= SURE for at in range(m.start, m.end)}
    at = 0
    for start in cuts:
        if start < at:
            continue
        for end in reversed([cut for cut in cuts if start + 1 < cut <= start + _LONGEST]):
            loose = {i - start for i in range(start, end) if i in single}
            if not loose or known.issuperset(range(start, end)):
                continue
            piece = text[start:end]
            alone = len(text) <= _SHORT
            says = not said.isdisjoint(range(start, end))
            right = _meant(piece, heard[start:end], loose, sounds, alone=alone, says=says)
            if right and _cannot_be(piece, right, frequency):
                yield piece, right
                at = end
                break


def _words(text: str) -> tuple[list[int], set[int]]:
    """Return where words begin and end, and the characters that belong to no word."""
    cuts, single, at = [0], set(), 0
    for word in rjieba.cut(text, hmm=False):
        if len(word) == 1 and is_chinese(word):
            single.add(at)
        at += len(word)
        cuts.append(at)
    return cuts, single


def _heard(text: str) -> list[str]:
    """Return the syllable of each character; of one that is not Chinese, the character."""
    heard: list[str] = []
    at = 0
    for found in _CHINESE.finditer(text):
        heard += text[at : found.start()]
        heard += syllables(found.group())
        at = found.end()
    return [*heard, *text[at:]]


def _meant(
    piece: str, heard: list[str], loose: set[int], sounds: _Sounds, *, alone: bool, says: bool
) -> str | None:
    """Return what `piece` was to be: by ear or, where it `says` nothing known yet, by sight.

    In a longer text, not `alone`, two characters are a name as often as a slip.
    """
    right = _misheard(piece, heard, loose, sounds) if alone or len(piece) > 2 else None
    return right or (_misdrawn(piece, loose, sounds) if alone and not says else None)


def _misheard(piece: str, heard: list[str], loose: set[int], sounds: _Sounds) -> str | None:
    """Return the expression that sounds like `piece`, if it differs in loose characters only."""
    right = sounds.exact.get(" ".join(heard))
    if right is None and len(piece) > 2:
        right = sounds.blurred.get(" ".join(map(blurred, heard)))
    if right is None or len(right) != len(piece):
        return None
    differ = {i for i, letter in enumerate(right) if letter != piece[i]}
    meant = any(piece[i] in _MEANT or right[i] in _TURNING for i in differ)
    return right if differ and differ <= loose and not meant else None


def _misdrawn(piece: str, loose: set[int], sounds: _Sounds) -> str | None:
    """Return the term of the law that `piece` is, but for one loose character."""
    for i in sorted(loose) if len(piece) > 3 else ():
        if piece[i] not in _MEANT:
            seen = sounds.one_off.get(f"{piece[:i]}*{piece[i + 1 :]}")
            if seen is not None and seen[i] not in _MEANT:
                return seen
    return None


def _cannot_be(piece: str, right: str, frequency: Frequency | None) -> bool:
    if frequency is None:
        return len(piece) > 2
    return frequency(piece) * 50 <= frequency(right) and frequency(piece) < 3


@lru_cache(maxsize=4)
def _sounds(lexicon: Lexicon) -> _Sounds:
    exact: dict[str, str] = {}
    vague: dict[str, str] = {}
    one_off: dict[str, str] = {}
    likely = _by_likelihood(lexicon)
    for text, (rank, _) in likely:
        exact.setdefault(" ".join(syllables(text)), text)
        vague.setdefault(sound_key(text), text)
        if len(text) > 3 and rank < 2:
            for i in range(len(text)):
                one_off.setdefault(f"{text[:i]}*{text[i + 1 :]}", text)
    return _Sounds(exact, vague, one_off)


def _by_likelihood(lexicon: Lexicon) -> list[tuple[str, tuple[int, float]]]:
    """Return the Chinese expressions worth correcting to; the terms of the law come first."""
    ranks = {"legal": 0, "synonym": 1, "lay": 2}
    best: dict[str, tuple[int, float]] = {}
    for concept in lexicon.concepts:
        best[concept.term] = (0, -1.0)
        for expression in concept.expressions:
            if expression.kind in ranks and expression.strength >= SURE:
                rank = (ranks[expression.kind], -expression.strength)
                best[expression.text] = min(best.get(expression.text, rank), rank)
    chinese = (
        pair for pair in best.items() if is_chinese(pair[0]) and 1 < len(pair[0]) <= _LONGEST
    )
    return sorted(chinese, key=lambda pair: pair[1])
