"""What still singles somebody out when every name is gone: hints for a person to judge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from niangjia.rights.caselaw.rules.masking.surnames import COMPOUND, SINGLE

_USUAL = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖"
)
_RARE = "|".join((*COMPOUND, f"[{''.join(sorted(SINGLE - _USUAL))}]"))
_WHAT = {
    "surname": re.compile(rf"(?:{_RARE})某"),
    "village": re.compile(r"[\u4e00-\u9fff]{1,6}(?:村(?!民)|屯|寨|社区|镇|乡(?!亲|镇)|街道(?!办))"),
    "post": re.compile(
        r"(?:唯一的|首位|首席|独任)[\u4e00-\u9fff]{2,8}|工会主席|党委书记|总工程师|校长|园长|院长|站长|台长|团长|船长|机长|总经理|董事长|厂长|主编|主播"
    ),
    "day": re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日"),
    "diagnosis": re.compile(r"(?:诊断为|确诊为|诊断[:：]|患有)[^，。；\n]{2,30}"),
    "honour": re.compile(
        r"(?:劳动模范|五一劳动奖章|三八红旗手|[省市]级?先进|技能大赛[^，。]{0,6}[一二三]等奖|冠军|人大代表|政协委员)"
    ),
    "project": re.compile(r"“[^”\n]{2,16}”(?:项目|小区|工程|号)"),
}
_ALONE = frozenset({"honour", "diagnosis"})
_NAMES = {
    "surname": "少见的姓", "village": "村镇", "post": "少有的职务", "day": "确切的日子",
    "diagnosis": "诊断", "honour": "荣誉", "project": "工程或项目名称",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hint:
    """A passage, and the kinds of things in it that together may point to one person."""

    start: int
    end: int
    kinds: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What a person is told, such as 少见的姓、村镇."""
        return "、".join(_NAMES[kind] for kind in self.kinds)


def combinations(text: str) -> list[Hint]:
    """Return the passages in which several traits meet that may still single somebody out.

    Works on masked text. A passage is a sentence; an honour or a diagnosis is enough by itself,
    a day counts only beside two others. Nothing is changed: whether it leads to a person depends
    on what is known in that place, which no rule can see.
    """
    return list(_hints(text))


def _hints(text: str) -> Iterator[Hint]:
    for sentence in re.finditer(r"[^。\n]+", text):
        found = [
            (kind, match.start(), match.end())
            for kind, pattern in _WHAT.items()
            if (match := pattern.search(sentence[0]))
        ]
        kinds = {kind for kind, _, _ in found}
        if kinds & _ALONE or len(kinds - {"day"}) > 1:
            at = sentence.start()
            low, high = min(f[1] for f in found), max(f[2] for f in found)
            yield Hint(at + low, at + high, tuple(kind for kind in _WHAT if kind in kinds))
