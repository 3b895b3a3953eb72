"""What a small net of convolutions thinks of every character: whose name begins or goes on here.

Each character is told by itself, by the kind of the word it is in and by whether it may be a
surname or part of a given name; the layers look at nine neighbours on each side. The weights
are in `tagger.npz`, fitted by `niangjia train masking`; see docs/models/masking.md.
"""

from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.rules.masking.page import Page, weight
from niangjia.rights.caselaw.rules.masking.signs import given_kinds, surname_kinds

Floats = NDArray[np.float32]
CLASSES = ("none", "person begins", "person goes on", "firm begins", "firm goes on",
           "place begins", "place goes on")  # fmt: skip
SIZES = {"sign": 7424, "shape": 104, "weight": 8, "surname": 32, "given": 4}
"""How many different values each way to tell a character has."""
WIDTHS = {"sign": 32, "shape": 12, "weight": 4, "surname": 6, "given": 3}
LAYERS = ((5, 1), (3, 2), (3, 4), (3, 1))
"""Width and spread of each layer's window."""
CHANNELS = 64
_OTHERS = 6900


def told(page: Page) -> dict[str, NDArray[np.int64]]:
    """Return by every way to tell a character the number of what each one is."""
    text = page.text
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    wide = np.where(codes > 0xFFFF, 0, codes)
    number = len(page.words)
    told_of = np.array([_word(*one) for one in page.words.values()], np.int64)
    begins = np.fromiter(page.words, np.int64, number)
    lengths = np.diff(begins, append=len(text))
    whole = np.repeat(told_of, lengths)
    place = np.ones(len(text), np.int64)
    place[begins] = 0
    place[begins + lengths - 1] += 2 - place[begins + lengths - 1]
    place[begins[lengths == 1]] = 3
    return {
        "sign": _signs()[wide],
        "shape": whole // 8 * 4 + place,
        "weight": whole % 8,
        "surname": _surnames()[wide],
        "given": np.minimum(given_kinds()[wide], 3).astype(np.int64),
    }


@lru_cache(maxsize=100_000)
def _word(word: str, kind: str) -> int:
    """The kind of a word, and how common it is, in one number."""
    return (ord(kind[0]) - 97) % 26 * 8 + weight(word)


def logits(page: Page) -> Floats:
    """Return for every character a number for each class, the higher the likelier."""
    weights = _weights()
    numbers = told(page)
    layer = np.concatenate([weights[name][numbers[name]] for name in SIZES], axis=1)
    for number, (width, spread) in enumerate(LAYERS):
        beside = windows(layer, width, spread)
        out = np.maximum(beside @ weights[f"layer{number}"] + weights[f"bias{number}"], 0)
        layer = out + layer if number else out
    return np.asarray(layer @ weights["last"] + weights["last_bias"], np.float32)


def windows(layer: Floats, width: int, spread: int) -> Floats:
    """Return beside every row the rows around it, those beyond the ends as nothing."""
    length, channels = layer.shape
    out = np.zeros((length, width * channels), np.float32)
    for place in range(width):
        shift = (place - width // 2) * spread
        low, high = max(0, -shift), min(length, length - shift)
        if high > low:
            out[low:high, place * channels : (place + 1) * channels] = layer[
                low + shift : high + shift
            ]
    return out


@lru_cache(maxsize=2)
def scores(page: Page) -> Floats:
    """Return the log-odds of every class but the first for every character."""
    if not page.text:
        return np.zeros((0, len(CLASSES) - 1), np.float32)
    raw = logits(page)
    raw = raw - raw.max(axis=1, keepdims=True)
    each = np.exp(raw)
    rest = each.sum(axis=1, keepdims=True) - each
    return np.asarray((raw - np.log(np.maximum(rest, 1e-12)))[:, 1:], np.float32)


@cache
def _weights() -> dict[str, Floats]:
    with (
        as_file(files(__package__).joinpath("tagger.npz")) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        return {name: stored[name].astype(np.float32) for name in stored.files}


@cache
def _surnames() -> NDArray[np.int64]:
    kinds = surname_kinds().astype(np.int64)
    return kinds % 16 + 16 * (kinds >= 16)


@cache
def _signs() -> NDArray[np.int64]:
    """A number for every character: those of the national code one each, the rest share a few."""
    out = _OTHERS + np.arange(65536, dtype=np.int64) % (SIZES["sign"] - _OTHERS)
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    known = [sign for pair in pairs for sign in pair.decode("gb2312", "ignore")]
    for number, sign in enumerate(known):
        out[ord(sign)] = 120 + number
    out[:120] = np.arange(120)
    out[48:58] = 48
    return out
