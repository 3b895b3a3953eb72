"""Names of provinces, cities and counties at the beginning of a phrase."""

import re
from functools import cache, lru_cache

from niangjia.kernel import divisions

_PARTLY = re.compile(r"(?:外省|本省|本市|某{1,2}[省市区县州盟旗]|[×xX]{1,3}[省市区县])")


@cache
def _names() -> frozenset[str]:
    found: set[str] = {"中国"}
    for province in divisions.children():
        found |= {province.name, divisions.short_name(province.code)}
        for city in divisions.children(province.code):
            found.add(city.name)
            if not city.name.endswith(("区", "县")):
                found.add(divisions.short_name(city.code))
            found |= {county.name for county in divisions.children(city.code)}
    return frozenset(name for name in found if len(name) > 1)


@lru_cache(maxsize=20_000)
def leading_place(text: str) -> int:
    """Return how many characters of place names, down to the county, `text` begins with."""
    at = 0
    while at < len(text):
        if partly := _PARTLY.match(text, at):
            at = partly.end()
            continue
        step = next(
            (n for n in range(min(11, len(text) - at), 1, -1) if text[at : at + n] in _names()), 0
        )
        if not step or _is_below(text, at + step) or _is_road(text, at, step):
            break
        at += step
    return at


def _is_road(text: str, at: int, step: int) -> bool:
    """Whether only a road or an estate bears a city's short name, as 文昌 after a county."""
    if not at or text[at - 1] not in "市区县旗":
        return False
    return text[at - 1] != "市" or text[at + step - 1] not in "市区县旗盟州"


def _is_below(text: str, end: int) -> bool:
    """Whether a township only bears the short name of a city, as 双河 in 双河乡."""
    return text[end - 1] not in "省市区县州盟旗" and text[end : end + 1] in ("乡", "镇", "村")


@lru_cache(maxsize=20_000)
def city_of(text: str) -> str:
    """Return the city, or where none is told the province, that `text` begins with, or ""."""
    lineage = divisions.lineage(divisions.place_of(text))
    if not lineage:
        return ""
    names = [divisions.name_of(code) for code in lineage[:2]]
    wide = len(names) > 1 and names[1].endswith(("市", "州", "盟", "地区"))
    return names[1] if wide else names[0]
