"""Who and what appears in a made-up paper: names put together at random, numbers nobody has.

Numbers carry right checksums but lie in ranges nobody is given (sequence 000, exchange 000).
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from stdnum.cn import ric, uscc

Stuff = dict[str, Any]
Pieces = tuple[tuple[str, str], ...]
"""Text with the kind it must go as, or "" where it stays."""
TITLES = {
    "developed": "A: the rules were made with these wordings",
    "held_out": "B: kept apart once, fitted to since",
    "fresh": "C: kept apart once, fitted to since",
    "unseen": "D: by the same hand as A to C, fitted to since",
    "fifth": "E: written by another hand who had not read the rules, never fitted to",
}
SETS = tuple(TITLES)
DEVELOPED_WITH = ("developed", "held_out", "fresh", "unseen")
"""Sets whose misses may be read and whose sentences may be fitted to."""
_GROUP = 14


@cache
def stuff_of(template_set: str) -> Stuff:
    """Return the lists and templates of a set. Raises KeyError where there is no such set."""
    if template_set not in SETS:
        raise KeyError(template_set)
    file = files(__package__).joinpath(f"masking_{template_set}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def given(rng: Random, stuff: Stuff) -> str:
    """Return a given name of one or two characters, now and then one that is a word."""
    if rng.random() < 0.08 and stuff.get("word_given"):
        return str(rng.choice(stuff["word_given"]))
    if "given_names" in stuff and rng.random() < 0.7:
        return str(rng.choice(stuff["given_names"]))
    chars = stuff["given"]
    return "".join(rng.choice(chars) for _ in range(1 if rng.random() < 0.2 else 2))


def cast_of(rng: Random, stuff: Stuff) -> dict[str, Pieces]:
    """Draw who appears: workers p1 to p9, firms with their short forms, a place."""
    return {**_workers(rng, stuff), **_others(rng, stuff), **_firms(rng, stuff)}


def _surnames(rng: Random, stuff: Stuff, count: int) -> list[str]:
    """Draw different surnames: alike often, or where they stand by rank, the first ones oftener."""
    names = list(dict.fromkeys(stuff["surnames"]))
    if not stuff.get("by_rank"):
        return rng.sample(stuff["surnames"], count)
    drawn_names: list[str] = []
    while len(drawn_names) < count:
        weights = [1 / (10 + rank) for rank in range(len(names))]
        drawn_names.append(names.pop(rng.choices(range(len(names)), weights)[0]))
    return drawn_names


def _own(rng: Random, stuff: Stuff, count: int) -> list[str]:
    """Draw different names firms call themselves: of a list, or joined from two lists."""
    if "own_first" not in stuff:
        return rng.sample(stuff["own"], count)
    out: dict[str, None] = {}
    while len(out) < count:
        joined = rng.choice(stuff["own_first"]) + rng.choice(stuff["own_second"])
        out[rng.choice(stuff["own"]) if rng.random() < 0.3 else joined] = None
    return list(out)


def _workers(rng: Random, stuff: Stuff) -> dict[str, Pieces]:
    out: dict[str, Pieces] = {}
    surnames = _surnames(rng, stuff, 8)
    for number, surname in enumerate((*surnames, surnames[0]), 1):
        rest = given(rng, stuff)
        out[f"p{number}"] = ((surname + rest, "person"),)
        out[f"s{number}"] = ((surname, "person"),)
        out[f"g{number}"] = ((rest if len(rest) > 1 else surname + rest, "person"),)
        out[f"old{number}"] = ((rng.choice("老小") + surname, "person"),)
    return out


def _group(rng: Random, stuff: Stuff) -> list[str]:
    """Draw the whole names of a group of workers."""
    if stuff.get("by_rank"):
        return [name + given(rng, stuff) for name in _surnames(rng, stuff, _GROUP)]
    return [rng.choice(stuff["surnames"]) + given(rng, stuff) for _ in range(_GROUP)]


def _others(rng: Random, stuff: Stuff) -> dict[str, Pieces]:
    surname, minority = rng.choice(stuff["compound"]), rng.choice(stuff["minority"])
    group = _group(rng, stuff)
    return {
        "compound": ((surname + given(rng, stuff), "person"),),
        "compound_s": ((surname, "person"),),
        "minority": ((minority, "person"),),
        "minority_first": ((minority.split("·")[0], "person"),),
        "western": ((rng.choice(stuff["western"]), "person"),),
        "count": ((str(_GROUP), ""),),
        "many": tuple(p for name in group for p in ((name, "person"), ("、", "")))[:-1],
        "table": tuple(
            piece
            for number, name in enumerate(group, 1)
            for piece in (
                (f"{number}.", ""),
                (name, "person"),
                (f"{rng.randint(20, 99)}00元；", ""),
            )
        ),
    }


def _firms(rng: Random, stuff: Stuff) -> dict[str, Pieces]:
    city = rng.choice(stuff["city"])
    plain = city.removesuffix("市")
    one, two, three, four, *more = _own(rng, stuff, 4 + len(stuff.get("cast", ())))
    trade, brand = rng.choice(stuff["trade"]), rng.choice(stuff["brand"])
    house = rng.choice(stuff["house"])
    if "shapes" in stuff:
        firms = _shaped(rng, stuff, city, one, two)
    else:
        whole = [f"{plain}{one}{trade}有限公司", f"{one}（{plain}）{trade}有限公司"]
        whole.append(f"{city}{one}{trade}有限责任公司")
        short = [f"{one}公司", f"{one}{trade}公司", one]
        firms = {
            "firm": ((rng.choice(whole), "firm"),),
            "firm_short": ((rng.choice(short), "firm"),),
            "second": ((f"{city}{two}{rng.choice(stuff['trade'])}有限责任公司", "firm"),),
            "second_short": ((f"{two}公司", "firm"),),
        }
    return {
        "city": ((city, ""),),
        **firms,
        "shop": ((f"{city}{three}{house}", "firm"),),
        "shop_law": ((f"{rng.choice((city, plain, ''))}{four}律师事务所", "firm"),),
        "brand": ((brand, "firm"),),
        "brand_label": ((f"{brand}", "firm"),),
        "bank_party": ((f"{rng.choice(stuff['bank'])}{plain}分行", "firm"),),
        **_further(rng, stuff, city, more),
    }


def _further(rng: Random, stuff: Stuff, city: str, own: list[str]) -> dict[str, Pieces]:
    """Others a set brings along (schools, shops, villages), each whole and in its short form."""
    out: dict[str, Pieces] = {}
    for (slot, other), name in zip(stuff.get("cast", {}).items(), own, strict=True):
        told = {"city": city, "plain": city.removesuffix("市"), "own": name}
        told["trade"] = rng.choice(stuff["trade"])
        whole, short = rng.choice(other["of"])
        out[slot] = ((whole.format(**told), other["kind"]),)
        out[f"{slot}_short"] = ((short.format(**told), other["kind"]),)
    return out


def _shaped(rng: Random, stuff: Stuff, city: str, one: str, two: str) -> dict[str, Pieces]:
    """Two firms in the shapes a set brings along, each with the short form that goes with it."""
    out: dict[str, Pieces] = {}
    for slot, own in (("firm", one), ("second", two)):
        told = {"city": city, "plain": city.removesuffix("市"), "own": own}
        told["trade"] = rng.choice(stuff["trade"])
        whole, short = rng.choice(stuff["shapes"])
        out[slot] = ((whole.format(**told), "firm"),)
        out[f"{slot}_short"] = ((short.format(**told), "firm"),)
    return out


def drawn(slot: str, rng: Random, stuff: Stuff) -> Pieces:
    """Draw a number of a kind, or one of a list of phrases. Raises KeyError for no such slot."""
    if slot in stuff["phrases"]:
        kind = slot if slot in {"address", "health"} else ""
        return ((rng.choice(stuff["phrases"][slot]), kind),)
    if slot in stuff.get("numbers", {}):
        number_kind, *shapes = stuff["numbers"][slot]
        return ((_filled(rng.choice(shapes), rng), number_kind),)
    kind = _KINDS.get(slot, slot)
    return ((_numbers(rng)[slot], kind),)


def _filled(shape: str, rng: Random) -> str:
    """Put a digit for each #, a letter for each %L and a year for %Y."""
    shape = shape.replace("%Y", str(rng.randint(2013, 2025)))
    shape = re.sub("%L", lambda _: rng.choice("abcdefghkmnpqrstuwxyz"), shape)
    return re.sub("#", lambda _: rng.choice("0123456789"), shape)


_KINDS = {
    "old_identity": "identity", "identity_x": "identity", "hk_permit": "passport",
    "tw_permit": "passport", "url": "online", "qq": "online", "wechat": "online",
    "credit": "social",
}  # fmt: skip


def _numbers(rng: Random) -> dict[str, str]:
    year, month, day = rng.randint(1960, 2002), rng.randint(1, 12), rng.randint(1, 28)
    some = rng.randint(1000, 9999)
    identity = f"370200{year}{month:02d}{day:02d}000"
    credit = f"91370200MA0000{some}"[:17].ljust(17, "0")
    return {
        "identity": identity + ric.calc_check_digit(identity),
        "identity_x": _ending_in_x(rng),
        "old_identity": f"370200{year % 100:02d}{month:02d}{day:02d}000",
        "phone": f"1{rng.choice('3578')}9{rng.choice(('0000', '-0000-', ' 0000 '))}{some}",
        "landline": f"05{rng.randint(30, 79)}-0000{some}",
        "mail": f"{rng.choice(('wo', 'li', 'abc'))}{some}@example.com",
        "url": rng.choice((f"www.example.com/{some}", f"https://job{some}.example.org")),
        "qq": f"1000{some}",
        "wechat": f"wx_{rng.choice(('abc', 'hello'))}{some}",
        "credit": credit + uscc.calc_check_digit(credit),
        "account": f"6200000000{rng.randint(100000, 999999)}{rng.choice(('', '000'))}",
        "plate": f"{rng.choice('鲁粤川浙新')}{rng.choice('ABCUQ')}{rng.choice(('·', ''))}"
        f"{rng.choice('DFX')}{rng.choice(('', '0'))}{some}",
        "passport": f"E0000{some}",
        "hk_permit": f"H0000{some}",
        "tw_permit": f"0000{some}",
        "property": f"鲁（20{rng.randint(15, 23)}）青岛市不动产权第000{some}号",
        "social": f"0000{some}{rng.randint(10, 99)}",
        "case_no": _case_no(rng, some),
        "birth": rng.choice((f"{year}年{month}月{day}日", f"{year}年{month}月")),
    }


def _ending_in_x(rng: Random) -> str:
    while True:
        day = f"19{rng.randint(60, 99)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
        if ric.calc_check_digit(f"440300{day}000") == "X":
            return f"440300{day}000X"


def _case_no(rng: Random, some: int) -> str:
    year = rng.randint(2012, 2024)
    return rng.choice((
        f"（{year}）鲁02{rng.randint(10, 99)}民初{some}号",
        f"青劳人仲案字〔{year}〕第{some}号",
        f"({year})鲁民终字第{some}号",
        f"浦劳人仲（{year}）办字第{some}号",
        f"（{year}）粤0306民初{some}号之一",
        f"京海劳人仲字[{year}]第{some}号",
        f"({year})穗中法民一终字第{some}号",
        f"（{year}）最高法民申{some}号",
    ))  # fmt: skip
