"""What still singles somebody out when every name is gone: hints for a person to judge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from niangjia.rights.caselaw.rules.masking.surnames import ALL, COMPOUND

_USUAL = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖"
)
_RARE = "|".join((*COMPOUND, f"[{''.join(sorted(ALL - _USUAL))}]"))
_NUMBER = r"(?:[1-9]|1\d|[一二两三四五六七八九十]|十[一二三四五六七八九])"


@dataclass(frozen=True, slots=True)
class _Trait:
    """A kind of thing that narrows down who is meant, and what may be done about it."""

    name: str
    pattern: re.Pattern[str]
    suggestion: str
    alone: bool = False
    """Whether it is enough by itself."""


_TRAITS = {
    "surname": _Trait(
        "少见的姓", re.compile(rf"(?:{_RARE})某"), "可改写为“某某”，或只写“劳动者”。"
    ),
    "village": _Trait(
        "村镇",
        re.compile(
            r"(?:(?!某)[\u4e00-\u9fff]){1,6}(?:村(?!民)|屯|寨|社区|镇|乡(?!亲|镇)|街道(?!办)|苏木|嘎查)"
        ),
        "可只写到县（市、区）。",
    ),
    "post": _Trait(
        "少有的职务",
        re.compile(
            r"(?:唯一的|首位|首席(?!仲裁员)|独任(?!仲裁员|审))[\u4e00-\u9fff]{2,8}|工会主席|党委书记|总工程师|校长|园长|院长|站长|台长"
            r"|团长|船长|机长|总经理|董事长|厂长|主编|主播|演员|球员|教练|飞行员|车间主任|村支书|村主任|首席执行官|财务总监"
        ),
        "可改写为“管理人员”“技术人员”一类。",
    ),
    "day": _Trait(
        "确切的日子",
        re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日"),
        "可只写年月。",
    ),
    "diagnosis": _Trait(
        "诊断",
        re.compile(r"(?:诊断为|确诊为|诊断[:：]|患有)[^，。；\n]{2,30}"),
        "与裁判无关的，可只写“患病”“受伤”。",
        alone=True,
    ),
    "honour": _Trait(
        "荣誉",
        re.compile(
            r"劳动模范|五一劳动奖章|三八红旗手|工匠(?!精神)|[省市]级?先进|技能大赛[^，。]{0,6}[一二三]等奖|冠军|人大代表|政协委员"
        ),
        "可写作“曾获表彰”。",
        alone=True,
    ),
    "employer": _Trait(
        "独一无二的单位",
        re.compile(
            r"(?:全国|全省|全市|全县|全区|本市|本县|本省|当地|国内|省内|市内|县内|亚洲|世界)(?:唯一|首家|最大|第一家|仅有|独家)[^，。；\n]{0,16}"
            r"|(?:唯一一家|世界五百强|世界500强|百年老字号|上市公司第一)[^，。；\n]{0,12}"
        ),
        "可改写为一般的行业说法，如“某制造企业”。",
        alone=True,
    ),
    "few": _Trait(
        "人数很少的单位",
        re.compile(
            rf"(?:仅有|只有|共有?|总共|一共|仅)\s?{_NUMBER}\s?(?:名|个|位)?(?:员工|职工|工人|人(?!民)|雇员|女职工|司机|教师|医生|护士)"
        ),
        "可写作“人数较少”。",
    ),
    "news": _Trait(
        "见诸报道的事",
        re.compile(
            r"媒体(?:报道|曝光|关注)|新闻报道|热搜|引发(?:舆论|社会|网络)|重大安全事故|特别重大|特大(?:事故|火灾)|爆炸事故|坍塌事故|矿难|透水事故|直播(?:间|视频)?走红|网络红人"
        ),
        "可去掉报道与事件的细节，只写经过。",
        alone=True,
    ),
    "project": _Trait(
        "工程或项目名称",
        re.compile(r"“[^”\n]{2,16}”(?:项目|小区|工程|号|名邸|花园|楼盘)"),
        "可写作“某项目”。",
    ),
    "origin": _Trait(
        "国籍或少数民族",
        re.compile(
            r"[\u4e00-\u9fff]{2,4}国籍|系外国人|外籍|无国籍|港澳居民|台湾居民"
            r"|(?:维吾尔|哈萨克|藏|苗|彝|壮|布依|朝鲜|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|羌|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|鄂伦春|赫哲|门巴|珞巴|基诺)族"
        ),
        "与裁判无关的，可去掉。",
    ),
    "kin": _Trait(
        "少见的家庭情况",
        re.compile(r"双胞胎|三胞胎|孪生|独生(?:子|女)|养(?:子|女)|遗腹子|单亲|离异|丧偶"),
        "与裁判无关的，可去掉。",
    ),
}


@dataclass(frozen=True, slots=True)
class Hint:
    """Characters `start` to `end` of the masked text, and what in them together may point to one."""

    start: int
    end: int
    kinds: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What a person is told, such as 少见的姓、村镇同时出现，可能认出本人。"""
        names = "、".join(_TRAITS[kind].name for kind in self.kinds)
        return f"{names}{'同时出现' if len(self.kinds) > 1 else ''}，可能认出本人。"

    @property
    def suggestion(self) -> str:
        """What may be done, in plain words."""
        return "".join(dict.fromkeys(_TRAITS[kind].suggestion for kind in self.kinds))


def combinations(text: str) -> list[Hint]:
    """Return the passages in which several traits meet that may still single somebody out.

    Works on masked text. A passage is a sentence; some traits are enough by themselves, a day
    counts only beside two others. Nothing is changed: whether it leads to a person depends on
    what is known in that place, which no rule can see.
    """
    return list(_hints(text))


def _hints(text: str) -> Iterator[Hint]:
    for sentence in re.finditer(r"[^。\n]+", text):
        found = [
            (kind, match.start(), match.end())
            for kind, trait in _TRAITS.items()
            if (match := trait.pattern.search(sentence[0]))
        ]
        kinds = {kind for kind, _, _ in found}
        if any(_TRAITS[kind].alone for kind in kinds) or len(kinds - {"day"}) > 1:
            at = sentence.start()
            low, high = min(f[1] for f in found), max(f[2] for f in found)
            yield Hint(at + low, at + high, tuple(kind for kind in _TRAITS if kind in kinds))
