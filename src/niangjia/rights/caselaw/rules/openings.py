"""The headings and set phrases with which the parts of a paper begin.

In two tables, tried in their order: the first that fits decides. A heading must fit as a whole, a
set phrase only from its beginning.
"""

import re

_NUMBER = "[一二三四五六七八九十]"
_WHO = r"(?:本院|本委|本庭|本会|合议庭|仲裁庭|仲裁委(?:员会)?|审理机构|法院)"
_LITTLE = r"[^，。；：]"

_HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "facts",
        (
            r"(?:一审|原审).*",
            r"(?:基本)?案情(?:简介|介绍|经过)?",
            r"案件事实|事实经过|事实认定|争议事项|基本情况|核实情况|调查情况",
            r".*(?:查明|认定事实).*",
        ),
    ),
    (
        "claims",
        (
            r".*(?:请求|诉请|诉求|诉称).*",
            r"申请事项|双方(?:意见|陈述|主张)|当事人(?:意见|陈述)",
        ),
    ),
    ("defence", (r".*(?:辩称|答辩|辩护|陈述|抗辩|说法)(?:意见)?",)),
    (
        "reasons",
        (
            r".*(?:法院意见|二审意见|再审意见|裁判理由|仲裁理由|裁判要旨)",
            r".*(?:案例分析|法律分析|法理分析|案例评析|评析|分析|点评)",
            r"争议焦点|焦点问题|本[院委]认为|法律依据|适用法律|引用法律条文\d*",
            r"释明|释法(?:明理)?|调解(?:经过|过程|情况)",
        ),
    ),
    (
        "result",
        (
            r"(?:裁判|处理|判决|裁决|仲裁|裁定|调解|案件|民事|行政|刑事|审理|[二再]审)(?:处理)?结果\d*",
            r"(?:调解)?协议(?:内容|条款)?|处理意见",
        ),
    ),
    (
        "tail",
        (
            r"(?:典型|案例|社会)意义|.*(?:提示|建议|启示|寄语)|专家点评|普法.*",
            r"履行(?:情况|回访)|回访(?:情况)?",
        ),
    ),
    ("head", (r"(?:原告|被告|再?审?申请人|被申请人|被?上诉人|第三人|当事人).*",)),
)

_OPENINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "tail",
        (
            r"如不服本|(?:当事人|双方|劳动者|用人单位|申请人).{0,12}不服本(?:判决|裁决)",
            r"本(?:判决|裁决|裁定|决定|调解)书?(?:为|自|中|系|一经|经)|本协议|协议一式|上述协议",
            r"审\s*判\s*[长员]|代理审判员|人民陪审员|(?:首席)?仲\s*裁\s*员|书\s*记\s*员|法官助理",
            r"调解员[:：\s\u3000]|(?:本案|[一二]审)?.{0,4}案件受理费|仲裁(?:费|收费)",
            r"如果?未按|.{0,8}未按.{0,12}(?:期间|期限).{0,8}履行",
            r"(?:履行)?回访|调解中向|庭审后，仲裁员|二[〇○零]|附[:：]|附[录件]",
        ),
    ),
    (
        "reasons",
        (
            rf"(?:综合.{{0,16}}|根据.{{0,16}}，)?{_WHO}(?:经审理|经审查|审理后|审查|经审)?后?，?认为",
            r"调解员(?:释法|释明|向[^。]{0,8}(?:指出|说明|解释))",
        ),
    ),
    (
        "facts",
        (
            r"(?:另|又|再|还)?经?(?:审理|庭审|开庭|再审|二审|一审|原审)?(?:查明|审查)",
            r".{0,14}(?:认定(?:如下)?事实(?:如下)?|认定如下|查明[:：，])|根据当事人",
            r"(?:一审|原审|二审)(?:法院)?(?:判决|裁定|认定|查明|认为)|.{0,10}向(?:一审|原审)法院",
            r"经查[，,：:]",
            rf"{_WHO}(?:经审理|经审查|审理|再审|二审)*(?:查明|认定)|(?:再审|本案).{{0,6}}查明",
            r"调解[员中][^。，：]{0,8}(?:核实|调查|核对)",
        ),
    ),
    (
        "defence",
        (
            rf"{_LITTLE}{{0,40}}?(?:答辩|辩)(?:称|意见|认为|[:：])",
            rf"{_LITTLE}{{0,20}}?(?:未作|未提交|未到庭|没有)[^。]{{0,10}}答辩",
            rf"{_LITTLE}{{0,16}}?述称|经(?:传票|依法通知).{{0,16}}未到庭",
            rf"被(?:申请人|告){_LITTLE}{{0,10}}(?:说明|意见|陈述|表示|认为)[:：]",
        ),
    ),
    (
        "claims",
        (
            rf"{_LITTLE}{{0,60}}?(?:诉讼|仲裁|上诉|再审|调解|申请|反诉)请求",
            rf"{_LITTLE}{{0,60}}?(?:请求事项|申请事项|诉称|申诉称|上诉称|申请称|再审称|诉请)",
            rf"{_LITTLE}{{0,60}}?(?:请求(?:如下|裁决|判令|判决|撤销|[:：])|提出.{{0,6}}请求)",
            r"(?:申请人|原告)[^。；：]{0,40}请求(?:裁决|判令|判决)",
            rf"(?:申请人|原告|上诉人){_LITTLE}{{0,10}}(?:称|主张|陈述|自述|说明)[:：，]",
        ),
    ),
)


def _compiled(
    table: tuple[tuple[str, tuple[str, ...]], ...], before: str
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile(f"{before}(?:{'|'.join(any_of)})")) for key, any_of in table)


HEADINGS = _compiled(_HEADINGS, "")
ANY_HEADING = re.compile("|".join(pattern.pattern for _key, pattern in HEADINGS))
OPENINGS = _compiled(_OPENINGS, r"\s*")
ANY_OPENING = re.compile("|".join(pattern.pattern for _key, pattern in OPENINGS))
"""Whether any of them fits; most lines open nothing, and one look tells."""

HEADING = re.compile(
    rf"\s*(?:\#{{1,6}}\s*|[（(]?{_NUMBER}+[)）、.]\s*)?"
    r"(?:【(?P<bracketed>[^】\n]{2,24})】|(?P<alone>[^，。；：:【】\n]{2,16})[:：]?\s*$)"
)
"""What looks like a heading: words in 【】, or a few words that have their line to themselves."""

DECIDED = re.compile(
    r"(?:(?:判决|裁定|裁决|决定|协议|调解意见)(?:结果)?如下|(?:一致|自愿|协商)达成[^。，；\n]{0,12}协议)[:：]$"
    r"|(?P<short>[，,](?:缺席)?(?:判决|裁决|裁定)[:：]$)"
)
"""The words that announce the decision, before the colon that ends them."""

DECIDED_COLON = re.compile(r"[下议决定][:：]")
"""Where such words may end; there are few, so that looking for them first is quick."""

WITHIN = re.compile(
    r"。(?=经审理查明|本院查明|经查明|另查明|综上|故?本院认为|本委认为|仲裁委(?:员会)?(?:审理后)?认为)"
)
"""Where a part may begin within a paragraph: one of the surest phrases after a full stop."""
