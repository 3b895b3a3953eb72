"""Addresses: what is narrower than a county goes."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.places import leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement

PLACE = "某地"
_CUE = re.compile(
    r"(?:户籍所在地|户籍地址|户籍地|户籍|住所地址|住所地|住所|经常居住地|现住址|现住地|家庭住址|住址|通讯地址|联系地址|送达地址|注册地址"
    r"|经营场所|经营地址|注册地|办公地址|工作地址|地址|办公地点(?:均|都)?|工作地点|谈话地点|地点(?=[:：])|寄往|寄至|邮寄至|邮寄到|送往|现居住?于?|现居|居住于|居住于|居住在|暂住于|暂住|家住|现住|租住于|租住在|租住|(?<=[，,。；自述])(?:家)?住(?![院房宿])|住(?=[\u4e00-\u9fff]{2,5}[省市区县旗]))"
    r"(?:为|是|在|于|位于|[:：])?\s*(?P<it>[^，,。；;\n（()）“”、]{2,60})"
)
_UNIT = (
    "街道办事处|街道|大道|大街|[东西南北中]路|路|街|胡同|弄|镇|乡|村委会|村民小组|村|屯|庄|社区|小区|花园|家园|公寓|大厦|广场"
    "|工业园区|工业园|产业园|科技园|物流园|园区|工业区|开发区|新村|佳苑|花苑|名邸|公馆|雅苑|华庭|里|巷|苏木|嘎查|寨|圩|屋场|科创中心|创业园|商务中心|写字楼|交叉口|路口"
)
_NUMBER = r"[A-Za-z]?\d{1,5}(?:[\-—]\d{1,5})*(?:号楼|号院|号附\d+号|号之[一二三四五六七八九十]|号|弄|栋|幢|座|单元|楼|层|室|组|队|房|户|期|座)(?:厂房|仓库|车间)?"
_LOOSE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,6}}?(?:{_UNIT})){{1,4}}(?:[\u4e00-\u9fff]{{0,4}}{_NUMBER})+(?:[A-Za-z]?\d{{1,5}}室?)?"
    r"|[\u4e00-\u9fff]{2,5}?(?:路|街|大道)[东西南北]?侧?约?\d+米"
    r"|[\u4e00-\u9fff]{2,5}(?:[园苑府城湾庭郡邸居里](?:小区)?)(?:[一二三四五六七八九十\d]+期)?[A-Za-z]?\d{1,3}(?:号楼|栋|幢|座)(?:[\u4e00-\u9fff]?\d{1,4}(?:单元|室|号|层))*"
    rf"|(?:[\u4e00-\u9fff]{{1,5}}?(?:街道|镇|乡|苏木))[\u4e00-\u9fff]{{1,6}}?(?:村|社区|屯|组|寨|嘎查|庄|坪|坝|湾|圩)(?:村|社|寨)?(?:委会)?(?:[\u4e00-\u9fff]{{1,3}}村)?(?:(?:第?[一二三四五六七八九十\d]{{1,3}}|[\u4e00-\u9fff]{{1,3}})(?:组|社|队)(?!长|员|织))?"
    r"|[\u4e00-\u9fff]{2,6}?(?:路|街|大道)(?:与|和|及)[\u4e00-\u9fff]{2,6}?(?:路|街|大道)(?:的)?(?:交叉|路口|交汇)(?:路?口|处)?"
)
_ROAD = re.compile(
    r"(?:途经|途径|行驶至|驶至|行至|位于|坐落于|地点为|地点在|地点均在|搬入|搬到|搬至|迁至|设在|开在|(?<=[省市区县盟州旗])|[在于至到经](?=[^，。；在]{3,9}(?:设有|开设|面谈|的新址|租有|发生|附近|路口|处|一带|被撞|与[^，。；]{1,12}(?:相撞|碰撞))))"
    r"(?P<it>(?![市区县州])[\u4e00-\u9fff]{2,5}?(?:[东西南北中]?路|大道|[东西南北]?街(?!道)|巷|工业园|产业园|科技园|物流园|开发区|工业区))"
)
_NO_ROAD = re.compile(
    r"道路|马路|公路|铁路|线路|电路|半路|上路|合理路|施工线路|巡检线路|思路|出路|退路|销路|网路|气路|油路|水路|航路|套路|门路|带路|问路|迷路|走路|赶路|修路|铺路|筑路|让路|拦路|一路|全路|沿路|过路|养路|高新|经济|技术|某|人民|法院|公司|高速|[的在到于从和与]"
)
_ENDS = re.compile(
    r"(?:人，|期间|工作|法定代表|系本案|从事|上班|提供|进行|发生|受伤|负责|施工|男$|女$|(?<![汇叉事口])处(?!\d)|附近|门口|的|时(?!代)|内$|一带)"
)
_LEADS = re.compile(
    r".*(?:位于|坐落于|坐落在|坐落|前往|去|北进|南进|东进|西进|调整至|住在|住|行至|驶至|途经|到达|送至|送到|前往|寄往|寄至|邮寄至|邮寄|至|到|在|于|从|经|由|为|是|沿|向)"
)
_GIVEN = re.compile(r"(?:在|于|入|为|至)$")
_KEPT = re.compile(
    r"(?:行政区域|地区|大陆|内地|境[内外]|国外|送达|[一二三五十]+日内|.*(?:医院|诊所|卫生院|法院)|不详|同上|不明|本市|外地|上述|以上|证明|公积金|权|变更|登记|确认|与|不)"
)


def addresses(text: str) -> Iterator[Replacement]:
    """Yield the parts of addresses below the county."""
    at = 0
    while found := _CUE.search(text, at):
        at = found.start("it")  # another word that tells an address may stand within
        yield from _below_county(text, at, found.end("it"))
    for found in _ROAD.finditer(text):
        if not _NO_ROAD.search(found["it"]):
            yield from _below_county(text, *found.span("it"))
    for found in _LOOSE.finditer(text):
        start = found.start()
        lead = _LEADS.match(found[0][:10])
        yield from _below_county(
            text, after_place(text, start + (lead.end() if lead else 0)), found.end()
        )


def after_place(text: str, start: int) -> int:
    """Return where the names down to the county end that `start` may lie within."""
    for at in range(max(0, start - 14), start):
        end = at + leading_place(text[at : start + 14])
        if end > start:
            return end
    return start


def _below_county(text: str, start: int, end: int) -> Iterator[Replacement]:
    phrase = text[start:end]
    if stop := _ENDS.search(phrase):
        phrase = phrase[: stop.start()]
    place = leading_place(phrase)
    rest = phrase[place:].rstrip()
    if rest.endswith("街道办事") or rest.endswith("街道办事处"):
        return  # an office, not a place
    if len(rest) < 2 or MASKED.search(rest) or _KEPT.match(rest):
        return
    if (
        place
        or _GIVEN.search(text[max(0, start - 3) : start])
        or text[start - 1 : start] in "省市区县旗"
        or re.search(rf"(?:{_UNIT})|\d", rest)
    ):
        yield Replacement(start + place, start + place + len(rest), "address", PLACE)
