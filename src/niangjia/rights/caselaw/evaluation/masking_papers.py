"""Made-up papers in which everything that has to be masked is known by its place.

Names are put together from lists of surnames and given names at random, numbers carry right
checksums but lie in ranges nobody is given (sequence 000, exchange 000). Two families of papers:
the generator's, in which masked names are given whole ones, and templates that hold every kind.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

from stdnum.cn import ric

from niangjia.rights.caselaw.generator import generate

_MASKED_PERSON = re.compile(
    r"(?P<sur>[\u4e00-\u9fff])某[某甲乙丙丁强]?(?![\u4e00-\u9fff]{0,12}(?:公司|法院|委员会|局|医院|事务所))"
)
_SLOT = re.compile(r"{(?P<name>[a-z_0-9]+)}")


@dataclass(frozen=True, slots=True)
class Label:
    """Characters `start` to `end` must go, and are of this kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class LabelledPaper:
    """A paper and what in it has to be masked."""

    text: str
    labels: tuple[Label, ...]


def papers(*, documents: int, seed: int) -> Iterator[LabelledPaper]:
    """Yield so many papers; every other one is the generator's."""
    stuff = _stuff()
    cases = generate(count=(documents + 1) // 2, seed=seed)
    for number in range(documents):
        rng = Random(f"masking-{seed}-{number}")
        if number % 2:
            yield _from_template(rng, stuff, number)
        else:
            yield _renamed(next(cases).text, rng, stuff)


def _stuff() -> dict[str, Any]:
    text = files(__package__).joinpath("masking.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class _Writer:
    """Text being written, with the places of what has to go."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.labels: list[Label] = []
        self.at = 0

    def plain(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def secret(self, text: str, kind: str) -> None:
        self.labels.append(Label(self.at, self.at + len(text), kind))
        self.plain(text)

    def done(self) -> LabelledPaper:
        return LabelledPaper("".join(self.parts), tuple(self.labels))


def _renamed(text: str, rng: Random, stuff: dict[str, Any]) -> LabelledPaper:
    """Give whole names to the people the generator masked."""
    names: dict[str, str] = {}
    writer, at = _Writer(), 0
    for found in _MASKED_PERSON.finditer(text):
        if found["sur"] not in stuff["surnames"]:
            continue
        if found[0] not in names:
            taken = set(names.values())
            name = found["sur"] + given(rng, stuff)
            while name in taken:
                name = found["sur"] + given(rng, stuff)
            names[found[0]] = name
        writer.plain(text[at : found.start()])
        writer.secret(names[found[0]], "person")
        at = found.end()
    writer.plain(text[at:])
    paper = writer.done()
    return LabelledPaper(paper.text, (*paper.labels, *_numbers_in(paper.text)))


_CASE = re.compile(
    r"(?:（虚构）)?(?:（\d{4}）[^\s，。；、（）]{1,14}?\d+号|[内黔滇陇秦京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]某劳(?:人仲案字|调)（\d{4}）第?\d+号)"
    r"|(?:（虚构）)典型案例（\d{4}）\d+号"
)
_BORN = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?(?=出?生)")
_LAWYERS = re.compile(r"(?<=[，为])[^，。；\n某为]{2,4}(?:（[^）某]{2,4}）)?律师事务所")
_HOME = re.compile(
    r"(?:[市区县盟州旗为]|(?<=[于入在]))(?P<it>[^，。；、\n某市区县于入在盟州旗为]{2,6}?(?:(?:镇|乡|街道)[^，。；、\n某]{2,6}?(?:村|社区)|(?:[中]?路|[南]?街(?!道)|大道|巷|工业园|开发区|科技园|物流园)))"
)


def _numbers_in(text: str) -> Iterator[Label]:
    for pattern, kind in (
        (_CASE, "case_no"),
        (_BORN, "birth"),
        (_HOME, "address"),
        (_LAWYERS, "firm"),
    ):
        for found in pattern.finditer(text):
            group = "it" if "it" in pattern.groupindex else 0
            yield Label(*found.span(group), kind)


def given(rng: Random, stuff: dict[str, Any]) -> str:
    """Return a given name of one or two characters."""
    chars = stuff["given"]
    return "".join(rng.choice(chars) for _ in range(1 if rng.random() < 0.2 else 2))


def _from_template(rng: Random, stuff: dict[str, Any], number: int) -> LabelledPaper:
    cast = _cast(rng, stuff)
    template = stuff["template"][number // 2 % len(stuff["template"])]
    lines = [template["head"], *rng.sample(stuff["line"], 9), *rng.sample(stuff["hard"], 9)]
    lines.append(template["foot"])
    writer = _Writer()
    for line in lines:
        _write(line if line.endswith("\n") else f"{line}\n", cast, writer, rng, stuff)
    return writer.done()


def _write(
    line: str, cast: dict[str, tuple[str, str]], writer: _Writer, rng: Random, stuff: dict[str, Any]
) -> None:
    at = 0
    for slot in _SLOT.finditer(line):
        writer.plain(line[at : slot.start()])
        text, kind = cast.get(slot["name"]) or _drawn(slot["name"], rng, stuff)
        if kind:
            writer.secret(text, kind)
        else:
            writer.plain(text)
        at = slot.end()
    writer.plain(line[at:])


def _cast(rng: Random, stuff: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Draw who appears: workers p1 to p9, a firm with its short forms, a place."""
    out: dict[str, tuple[str, str]] = {}
    surnames = rng.sample(stuff["surnames"], 8)
    for number, surname in enumerate((*surnames, surnames[0]), 1):
        name = surname + given(rng, stuff)
        out[f"p{number}"] = (name, "person")
        out[f"s{number}"] = (surname, "person")
        out[f"old{number}"] = (rng.choice("老小") + surname, "person")
    out["compound"] = (rng.choice(stuff["compound"]) + given(rng, stuff), "person")
    out["minority"] = (rng.choice(stuff["minority"]), "person")
    out["western"] = (rng.choice(stuff["western"]), "person")
    city, own, trade = (rng.choice(stuff[key]) for key in ("city", "own", "trade"))
    out["city"] = (city, "")
    out["firm"] = (f"{city.removesuffix('市')}{own}{trade}有限公司", "firm")
    out["firm_short"] = (f"{own}公司", "firm")
    other = rng.choice([o for o in stuff["own"] if o != own])
    out["second"] = (f"{city}{other}{rng.choice(stuff['trade'])}有限责任公司", "firm")
    out["second_short"] = (f"{other}公司", "firm")
    third = rng.choice([o for o in stuff["own"] if o not in {own, other}])
    out["shop"] = (f"{city}{third}{rng.choice(stuff['house'])}", "firm")
    return out


def _drawn(name: str, rng: Random, stuff: dict[str, Any]) -> tuple[str, str]:
    """Draw a number of a kind, or one of a list of phrases."""
    if name in stuff["phrases"]:
        return rng.choice(stuff["phrases"][name]), name if name in {"address", "health"} else ""
    year, month, day = rng.randint(1960, 2002), rng.randint(1, 12), rng.randint(1, 28)
    some = rng.randint(1000, 9999)
    identity = f"370200{year}{month:02d}{day:02d}000"
    made = {
        "identity": identity + ric.calc_check_digit(identity),
        "old_identity": f"370200{year % 100:02d}{month:02d}{day:02d}000",
        "phone": f"1{rng.choice('3578')}9{rng.choice(('0000', '-0000-', ' 0000 '))}{some}",
        "landline": f"05{rng.randint(30, 79)}-0000{some}",
        "mail": f"{rng.choice(('wo', 'li', 'abc'))}{some}@example.com",
        "account": f"6200000000{rng.randint(100000, 999999)}{rng.choice(('', '000'))}",
        "plate": f"鲁{rng.choice('ABCUQ')}{rng.choice(('·', ''))}{rng.choice('DFX')}{some}",
        "passport": f"E0000{some}",
        "property": f"鲁（20{rng.randint(15, 23)}）青岛市不动产权第000{some}号",
        "social": f"0000{some}{rng.randint(10, 99)}",
        "case_no": rng.choice((
            f"（20{rng.randint(12, 24)}）鲁02{rng.randint(10, 99)}民初{some}号",
            f"青劳人仲案字〔20{rng.randint(12, 24)}〕第{some}号",
            f"({rng.randint(2012, 2024)})鲁民终字第{some}号",
        )),
        "birth": rng.choice((f"{year}年{month}月{day}日", f"{year}年{month}月")),
    }  # fmt: skip
    kinds = {"old_identity": "identity"}
    return made[name], kinds.get(name, name)
