"""The paper of a colleague: same employer, same words, other person, days and sums.

Courts write the papers of one mass dispute from one draft. To take two of them for one paper
would lose somebody's case, so they are the hardest negatives there are.
"""

import re
from datetime import date, timedelta
from random import Random

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SUM = re.compile(r"(?<![\d.])(\d[\d,]*)(\.\d+)?(?=元)")
_COMMON = 0.35
_SERIAL = re.compile(r"(?<=\D)(\d{3,9})(?=号)")


def colleague(text: str, rng: Random) -> str:
    """Return the paper of a colleague.

    From the same chance, the papers of one dispute become those of one dispute of a colleague.
    """
    near = rng.random() < 0.5
    kept = f"{rng.random()}" if rng.random() < 0.5 else ""
    days, factor = rng.randrange(3, 400), 1 + rng.uniform(0.02, 0.6)
    text = _DAY.sub(lambda found: _later(found, days, kept), text)
    text = _SUM.sub(lambda found: _other_sum(found, factor), text)
    step = 1 if near else rng.randrange(2, 5000)
    text = _SERIAL.sub(lambda found: str(int(found[1]) + step), text)
    return _renamed(text, rng)


def _later(found: re.Match[str], days: int, kept: str) -> str:
    """Move a day, unless it is one that all colleagues have in common."""
    if kept and Random(kept + found[0]).random() < _COMMON:
        return found[0]
    try:
        day = date(*map(int, found.groups())) + timedelta(days=days)
    except ValueError:
        return found[0]
    return f"{day.year}年{day.month}月{day.day}日"


def _other_sum(found: re.Match[str], factor: float) -> str:
    whole = int(int(found[1].replace(",", "")) * factor)
    return (f"{whole:,}" if "," in found[1] else str(whole)) + (found[2] or "")


def _renamed(text: str, rng: Random) -> str:
    """Give the worker another surname: the one most often before 某 that names no firm."""
    names = re.findall(r"([\u4e00-\u9fff])某[某甲乙]?(?=[，、于自在与])", text)
    if not names:
        return text
    old = max(set(names), key=names.count)
    new = rng.choice([name for name in "赵钱孙李周吴郑王冯陈" if name != old])
    return text.replace(f"{old}某", f"{new}某")
