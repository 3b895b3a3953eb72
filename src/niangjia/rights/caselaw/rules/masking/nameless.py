"""Houses and firms without a name of their own, which their place alone tells: a city's hospital."""

import re
from collections.abc import Iterable, Iterator

from niangjia.rights.caselaw.rules.masking.places import city_of, leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement
from niangjia.rights.caselaw.rules.masking.trades import FORMS, own_name

_HOUSES = (
    "医院",
    "卫生院",
    "保健院",
    "小学",
    "中学",
    "幼儿园",
    "养老院",
    "敬老院",
    "设计院",
    "研究院",
    "研究所",
)
_NUMBERED = re.compile(
    "(?:(?![在到于去的了至往由经入住院为是从])[\u4e00-\u9fff]){2}[市区县]?第[一二三四五六七八九十]+(?:人民|中心|中医|附属)?医院"
    "|(?:中国人民)?解放军第?[一二三四五六七八九十百〇○零\\d]+(?:中心)?医院"
    "|(?:(?![在到于去的了至往由经入住院为是从])[\u4e00-\u9fff]){2}[市县]立医院"
)
_PARTLY = ("本", "外", "中国", "某")


def nameless(named: Iterable[tuple[str, int]]) -> Iterator[Replacement]:
    """Yield what ends like a firm and holds a place and words of trades only, with its branch."""
    for name, start in named:
        body = name.split("公司")[0] + "公司" if "公司" in name else name
        place = leading_place(body)
        form = next((f for f in (*FORMS, *_HOUSES) if body.endswith(f)), "")
        core = body[place : len(body) - len(form)]
        if not place or not form or body.startswith(_PARTLY) or MASKED.search(name):
            continue
        counted = core[:1] == "第" and len(core) > 1
        if own_name(core[2:] if counted else core) or (form in FORMS and len(core) < 2):
            continue
        trade = "" if form in _HOUSES else core
        yield Replacement(
            start, start + len(name), "firm", f"{city_of(body[:place])}某{trade}{form}"
        )


def numbered(text: str) -> Iterator[Replacement]:
    """Yield hospitals told by a place and a number, whatever the place."""
    for found in _NUMBERED.finditer(text):
        if not MASKED.search(found[0]):
            yield Replacement(*found.span(), "firm", "某医院")
