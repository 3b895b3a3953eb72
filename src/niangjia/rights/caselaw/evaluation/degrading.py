"""What happens to a paper on its way from hand to hand: slips, other masking, cuts, other layout.

Each function takes a text and a source of chance and returns the text as it may arrive elsewhere.
"""

import re
from collections.abc import Callable
from random import Random

from niangjia.rights.caselaw.rules.masking import mask

Degrade = Callable[[str, Random], str]

_PERSON = re.compile(
    r"([\u4e00-\u9fff])某[某甲乙丙丁强]?(?![\u4e00-\u9fff]{0,12}(?:公司|法院|委员会))"
)
_FIRM = re.compile(r"[\u4e00-\u9fff]{2,8}?某{1,2}[\u4e00-\u9fff]{0,8}?有限公司")
_DAY = re.compile(r"(\d{4}年)\d{1,2}月\d{1,2}日")
_NUMBER = re.compile(r"（虚构）[\u4e00-\u9fff]{0,9}（\d{4}）[\u4e00-\u9fff\d]{0,16}\d+号")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_NARROW = str.maketrans("，。；：（）、", ",.;:(),")
_MENU = "首页 新闻 公开 服务 | 登录 注册 | 无障碍 | 字号 大 中 小"
_FOOT = "上一篇 下一篇 打印 关闭 分享到 | 版权所有 未经许可不得转载 | 网站地图 联系我们"


def slips(text: str, rng: Random) -> str:
    """Characters read wrongly, dropped or doubled, one in a hundred to one in thirty."""
    share = rng.uniform(0.01, 0.033)
    ways: tuple[Callable[[str], str], ...] = (
        lambda _: rng.choice(text), lambda _: "", lambda c: c + c
    )  # fmt: skip
    return "".join(rng.choice(ways)(c) if rng.random() < share else c for c in text)


def masked_otherwise(text: str, rng: Random) -> str:
    """Names hidden by another house's rules, sometimes the days too."""
    mark = rng.choice(("{}某某", "{}××", "{}*", "{}先生"))
    firm = rng.choice(("某公司", "甲公司", "×××公司", "被诉公司"))
    text = _PERSON.sub(lambda found: mark.format(found[1]), _FIRM.sub(firm, text))
    return _DAY.sub(r"\1×月×日", text) if rng.random() < 0.25 else text


def masked_here(text: str, _: Random) -> str:
    """Masked by the library's own rules: numbers of cases and roads are gone as well."""
    return mask(text).text


def cut(text: str, rng: Random) -> str:
    """Cut off: the end, the beginning or both are missing, up to half of it."""
    keep = int(len(text) * rng.uniform(0.5, 0.85))
    start = rng.choice((0, 0, len(text) - keep, rng.randrange(len(text) - keep + 1)))
    return text[start : start + keep]


def laid_out(text: str, rng: Random) -> str:
    """Other line ends, wide figures or narrow marks, numbers of pages between the lines."""
    if rng.random() < 0.5:
        text = text.translate(_WIDE)
    if rng.random() < 0.5:
        text = text.translate(_NARROW)
    if rng.random() < 0.4:
        return "　".join(text.split("\n"))
    width, page = rng.randrange(28, 44), rng.randrange(20, 40)
    flat = text.replace("\n", "")
    lines = [flat[at : at + width] for at in range(0, len(flat), width)]
    for number, at in enumerate(range(page, len(lines), page), start=1):
        lines[at] += f"\n第 {number} 页 / 共 {len(lines) // page + 1} 页"
    return "\n".join(lines)


def framed(text: str, rng: Random) -> str:
    """As a web page gives it: menu above, links below, a box in the middle."""
    day = f"{rng.randrange(2019, 2026)}-0{rng.randrange(1, 10)}-12"
    views = f"发布时间：{day} 浏览：{rng.randrange(90, 9000)}"
    middle = rng.randrange(len(text))
    box = f"\n【相关阅读】{_MENU}\n" if rng.random() < 0.4 else ""
    return f"{_MENU}\n{views}\n{text[:middle]}{box}{text[middle:]}\n{_FOOT}"


def unnumbered(text: str, _: Random) -> str:
    """The numbers of cases are hidden."""
    return _NUMBER.sub("×××号", text)


DEGRADATIONS: dict[str, Degrade] = {
    "slips": slips,
    "masked_otherwise": masked_otherwise,
    "masked_here": masked_here,
    "cut": cut,
    "laid_out": laid_out,
    "framed": framed,
    "unnumbered": unnumbered,
}


def degraded(text: str, rng: Random) -> tuple[str, str]:
    """Return the text degraded in one way or several, and which ("mixed" for several)."""
    if rng.random() < 0.75:
        name = rng.choice(list(DEGRADATIONS))
        return DEGRADATIONS[name](text, rng), name
    for name in rng.sample(list(DEGRADATIONS), rng.choice((2, 3))):
        text = DEGRADATIONS[name](text, rng)
    return text, "mixed"
