"""Made-up papers in which everything that has to be masked is known by its place.

Three families: the generator's papers, in which masked names are given whole ones; templates in
the wording the rules were developed with; and templates in another wording, held out from that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from niangjia.rights.caselaw.evaluation.masking_cast import (
    Pieces,
    Stuff,
    cast_of,
    drawn,
    given,
    stuff_of,
)
from niangjia.rights.caselaw.generator import generate

_MASKED_PERSON = re.compile(
    r"(?P<sur>[\u4e00-\u9fff])(?>某{1,2}[甲乙丙丁戊己庚强]?)"
    r"(?!劳人仲|劳调|[\u4e00-\u9fff]{0,6}(?:银行|信用社)|[\u4e00-\u9fff]{0,12}(?:公司|法院|委员会|局|医院|事务所))"
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


def papers(
    *, documents: int, seed: int, template_set: str = "developed"
) -> Iterator[LabelledPaper]:
    """Yield so many papers of a set; of the developed set every other one is the generator's."""
    stuff = stuff_of(template_set)
    cases = generate(count=(documents + 1) // 2, seed=seed)
    for number in range(documents):
        rng = Random(f"masking-{template_set}-{seed}-{number}")
        if template_set == "developed" and number % 2 == 0:
            yield _renamed(next(cases).text, rng, stuff)
        else:
            yield from_template(rng, stuff, number // 2 if template_set == "developed" else number)


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


def _renamed(text: str, rng: Random, stuff: Stuff) -> LabelledPaper:
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
_BORN = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?(?=出生|生(?![活育效产前]))")
_LAWYERS = re.compile(r"(?<=[，为])[^，。；\n某为]{2,4}(?:（[^）某]{2,4}）)?律师事务所")
_HOME = re.compile(
    r"(?:[市区县盟州旗为]|(?<=[于入在]))(?P<it>[^，。；、\n某市区县于入在盟州旗为]{2,6}?(?:(?:镇|乡|街道)[^，。；、\n某]{2,6}?(?:村|社区)|(?:[中]?(?<![线的电道马守重])路(?![线牌])|[南]?街(?!道)|大道|巷|工业园|开发区|科技园|物流园)))"
)
_APPS = re.compile(r"(?<=“)(?P<it>[^“”某，。]{2,6})(?=”[\u4e00-\u9fff]{0,2}(?:小程序|软件))")
_WORN = re.compile(r"(?<=印有“)[^“”某，。]{2,6}(?=”字样)")


def _numbers_in(text: str) -> Iterator[Label]:
    for pattern, kind in (
        (_CASE, "case_no"),
        (_BORN, "birth"),
        (_HOME, "address"),
        (_LAWYERS, "firm"),
        (_APPS, "firm"),
        (_WORN, "firm"),
    ):
        for found in pattern.finditer(text):
            group = "it" if "it" in pattern.groupindex else 0
            yield Label(*found.span(group), kind)


def from_template(rng: Random, stuff: Stuff, number: int) -> LabelledPaper:
    """Return a paper of the template of that number, with sentences of the set drawn into it."""
    cast = cast_of(rng, stuff)
    template = stuff["template"][number % len(stuff["template"])]
    lines = [template["head"], *rng.sample(stuff["line"], 9), *rng.sample(stuff["hard"], 9)]
    lines.append(template["foot"])
    writer = _Writer()
    for line in lines:
        _write(line if line.endswith("\n") else f"{line}\n", cast, writer, rng, stuff)
    return writer.done()


def _write(line: str, cast: dict[str, Pieces], writer: _Writer, rng: Random, stuff: Stuff) -> None:
    at = 0
    for slot in _SLOT.finditer(line):
        writer.plain(line[at : slot.start()])
        for text, kind in cast.get(slot["name"]) or drawn(slot["name"], rng, stuff):
            if kind:
                writer.secret(text, kind)
            else:
                writer.plain(text)
        at = slot.end()
    writer.plain(line[at:])
