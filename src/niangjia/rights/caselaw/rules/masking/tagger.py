"""What a linear model thinks of every character: does a person or a firm begin or go on here.

A character is told by itself, its neighbours, the kinds of both and the words around. Each of
these is hashed to a row of `tagger.npy`, whose whole numbers add up to log-odds; what is kept of
the papers it was fitted to are such sums. See docs/models/masking.md.
"""

from functools import cache, lru_cache
from importlib.resources import as_file, files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.rules.masking.clues import surname_kind
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.surnames import ALL, COMPOUND

ROWS = 1 << 19
SCALE = 12.0
"""Whole numbers in the table to one unit of log-odds."""
LABELS = ("person begins", "person goes on", "firm begins", "firm goes on")
Ints = NDArray[np.uint64]
_EDGE = 5
_SPREAD, _HALF, _TOP = np.uint64(0xFF51AFD7ED558CCD), np.uint64(32), np.uint64(64 - 19)
_FACTORS = tuple(
    np.uint64(one)
    for one in (
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0x85EBCA77C2B2AE63,
        0x27D4EB2F165667C5,
        0xD6E8FEB86659FD93,
    )
)
"""One for each place within a template, so that the order of what it holds tells."""


@lru_cache(maxsize=2)
def scores(page: Page) -> NDArray[np.float64]:
    """Return log-odds of every label for every character."""
    if not page.text:
        return np.zeros((0, len(LABELS)))
    table, bias = _table()
    total = np.zeros(len(page.text), np.uint64)
    for rows in features(page):
        total += table[rows]
    lanes = [(total >> np.uint64(16 * n)) & np.uint64(0xFFFF) for n in range(len(LABELS))]
    sums = np.stack(lanes, axis=1).astype(np.float64) - _MIDDLE * len(_TEMPLATES)
    return np.asarray((sums + bias) / SCALE)


_MIDDLE = 128
"""Added to every number of the table, so that four fit side by side into one without a sign."""


@cache
def _table() -> tuple[Ints, NDArray[np.float64]]:
    with as_file(files(__package__).joinpath("tagger.npy")) as path:
        stored = np.load(path).astype(np.int64)
    packed = np.zeros(ROWS, np.uint64)
    for label in range(len(LABELS)):
        packed |= (stored[:-1, label] + _MIDDLE).astype(np.uint64) << np.uint64(16 * label)
    return packed, stored[-1] * 4.0


def features(page: Page) -> list[NDArray[np.int64]]:
    """Return for every way to tell a character the row of each character of the page."""
    length = len(page.text)
    signs = np.frombuffer(page.text.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    signs = np.where((signs >= 48) & (signs <= 57), 48, signs)
    starts, ends = _words(page)
    told = {"c": signs, "k": _kinds()[signs % 65536], "g": _given()[signs % 65536]}
    told |= {"w": starts, "e": ends, "s": _shapes(page)}
    spread: dict[tuple[str, int], Ints] = {}
    for name, place in _USED:
        padded = spread[name, place] = np.zeros(length + 2 * _EDGE, np.uint64)
        np.multiply(told[name], _FACTORS[place], out=padded[_EDGE : _EDGE + length])
    out = []
    for number, template in enumerate(_TEMPLATES, 1):
        mixed: Ints = np.full(length, number * 0x9E3779B97F4A7C15 % 2**64, np.uint64)
        for place, (name, offset) in enumerate(template):
            begin = _EDGE + offset
            mixed += spread[name, place][begin : begin + length]
        mixed ^= mixed >> _HALF
        mixed *= _SPREAD
        out.append((mixed >> _TOP).view(np.int64))
    return out


def _read(line: str) -> tuple[tuple[str, int], ...]:
    return tuple((one[0], int(one[1:])) for one in line.split())


_TEMPLATES = tuple(
    _read(line)
    for line in (
        *(f"c{n}" for n in range(-4, 5)),
        *(f"c{n} c{n + 1}" for n in range(-4, 4)),
        *(f"c{n} c{n + 1} c{n + 2}" for n in range(-3, 3)),
        "c-4 c-3 c-2 c-1",
        "c1 c2 c3 c4",
        "c2 c3 c4 c5",
        "k0 g1 g2",
        "k-1 k0 g1 g2 k3",
        "k-1 g0 g1 k2",
        "k-2 g-1 g0 k1",
        "k-2 k-1 g0 k1 k2",
        "c-1 k0 g1",
        "c-1 k0 g1 g2 c3",
        "c-1 k0 g1 c2",
        "c-2 k-1 g0 c1",
        "c-2 k-1 g0 g1 c2",
        "c-3 k-2 g-1 g0 c1",
        "c-2 c-1 k0 g1 g2",
        "k0 g1 g2 c3 c4",
        "k0 g1 c2 c3",
        "k-1 g0 c1 c2",
        "k-1 g0 g1 c2 c3",
        "c-3 c-2 k-1 g0",
        "k-2 g-1 g0 c1 c2",
        "c-4 c-3 k-2 g-1 g0",
        "s0",
        "s-1 s0",
        "s0 s1 s2",
        "s-1 s0 s1 k0 g1",
        "s-2 s-1 s0 s1",
        "w0",
        "e-1 w0",
        "e-1 k0 g1 s0",
        "e-2 k-1 g0 s0",
        "e-3 k-2 g-1 g0",
        "w1 k-1 g0",
        "w2 k0 g1",
        "w3 k0 g1 g2",
        "w1 s0 s-1",
        "e-1 s0 s1",
    )
)


_USED = sorted({(name, place) for told in _TEMPLATES for place, (name, _) in enumerate(told)})


def _words(page: Page) -> tuple[Ints, Ints]:
    """The word that begins, and the word that ends, at every character, as numbers."""
    starts = np.zeros(len(page.text), np.uint64)
    ends = np.zeros(len(page.text), np.uint64)
    begins = np.fromiter(page.words, np.int64, len(page.words))
    told = [_number(word) for word, _ in page.words.values()]
    sizes = np.fromiter((len(word) for word, _ in page.words.values()), np.int64, len(begins))
    starts[begins] = ends[begins + sizes - 1] = np.array(told, np.uint64)
    return starts, ends


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    return crc32(word.encode()) + 1


def _shapes(page: Page) -> Ints:
    """The length and the kind of the word each character is in, and where in it."""
    out: list[int] = []
    for word, kind in page.words.values():
        out += _shape_of(len(word), kind)
    return np.array(out, np.uint64)


@lru_cache(maxsize=2_000)
def _shape_of(length: int, kind: str) -> tuple[int, ...]:
    first = (1 + min(length, 5)) * 4096 + ord(kind[0]) * 8 + (4 if kind == "nr" else 0)
    inner = (first + 1,) * (length - 2)
    return (first, *inner, first + 2) if length > 1 else (first,)


@cache
def _kinds() -> Ints:
    """What each character may be: surname of some kind, figure, sign."""
    out = np.zeros(65536, np.uint64)
    out[0x4E00:0xA000] = 1
    for sign in "，。；：,;:.！？!?、":
        out[ord(sign)] = 2
    for sign in "“”\"‘’'（）()《》【】[]":
        out[ord(sign)] = 3
    for sign in " \n\t\u3000":
        out[ord(sign)] = 4
    out[48:58] = 5
    out[65:91] = out[97:123] = 6
    numbers = {"safe": 7, "function": 8, "risky": 9, "rare": 10}
    for surname in ALL:
        out[ord(surname)] = numbers[surname_kind(surname)]
    for surname in COMPOUND:
        out[ord(surname[0])] += 16
    return out


@cache
def _given() -> Ints:
    """How usual each character is in given names."""
    out = np.zeros(65536, np.uint64)
    for number, signs in enumerate(
        ("的了是在他她与及或被把从其此该这那您们它诉称", "，。；：、\n"), 2
    ):
        for sign in signs:
            out[ord(sign)] = number
    for sign in words("given_chars"):
        out[ord(sign)] = 1
    return out
