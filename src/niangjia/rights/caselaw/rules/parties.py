"""Who stands on which side: whether the one who asks is the worker or the employer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from niangjia.rights.caselaw.rules.terms import Asker

_ASKS = ("再审申请人", "上诉人", "原告", "申请人")
_ANSWERS = ("被申请人", "被上诉人", "被告")
_ROLE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:【)?(?P<role>再审申请人|被上诉人|上诉人|被申请人|申请人|原告|被告)"
    r"(?:（[^）\n]{1,30}）|\([^)\n]{1,30}\))*】?(?:（[^）\n]{1,30}）)?\s*[:：]?\s*"
    r"(?P<name>[^\s，。；、：:（(\n【】]{2,50})"
)
_NAME_ENDS = re.compile(
    r"与|诉|因|一案|不服|进入|入职|应聘|原告|被告|^[是系于在自向对要主]|[是系到在](?=被|原|公司)|[于自](?=[\d二])"
)
_OFFICE = re.compile(
    r"(?:社会保障局|人社局|人力资源局|社保局|社会保险\S{0,8}局|社会保险\S{0,10}中心|人民政府|管理中心|保险所"
    r"|社保中心|保障局|监察\S{0,4}大队)"
)
_EMPLOYER = re.compile(
    r"公司|厂$|店$|集团|合作社|事务所|酒店|超市|商行|经营部|工作室|幼儿园|银行|医院|企业|饭店|宾馆|餐厅|学校|大学|"
    r"中学|小学|学院|协会|商会|研究院|研究所|设计院|物业|门诊|诊所|中心$|馆$|部$|处$|站$|所$|社$|矿$|场$|局$|院$|"
    r"委员会$|队$|户$|基金会|个体工商户|用人单位|单位|作坊|公寓|农场|经销处|加工点|服务部|俱乐部|会所|卫生室|政府"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严"
    "牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童甄项曲游阳裴席卫查屈鲍位"
    "覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边闫肖佟戚臧佘欧麦邝冼农蓝蒙滕竺楼应褚巩简佀明仇尚扈闻党宫米慕楚栾"
    "练晏敖尧丛苟鄢郎窦郜仝娄桑苑宗缪靖星晁危罕冀储杭满郦路代付肖惠吉铁古饶宿沙荣木连衣艾巴池习占"
)
_PERSON = re.compile(
    rf"(?:欧阳|上官|司马|诸葛|皇甫|尉迟|令狐|[{_SURNAMES}])"
    r"(?:某{1,2}[甲乙丙丁\u4e00-\u9fff]?|[\u4e00-\u9fff×Xx*]{1,2}|[×Xx*\u4e00-\u9fff]{1,2}\d?)等?(?:[一二三四五六七八九十\d]+人)?"
)
_HEADED = re.compile(r"^\s*(?:#+[^\n]*\n|【[^】]*】|[一二三四五六]、[^\n。；]{2,16}\n)\s*")
_SPEAKS = re.compile(
    r"^\s*(?P<name>[^，。：:\n【】]{1,40}?)(?:向(?:本院|本委|一审法院|法院|仲裁委)|的)?(?:提出|一审)?"
    r"(?:诉讼请求|仲裁请求|上诉请求|再审请求|调解请求|请求|诉称|上诉称|申请再审称|申请仲裁)"
)
_TITLE = re.compile(
    r"^(?P<name>[^、，？\n]{2,40}?)(?:、|与|诉|和)(?=[^，？\n]*(?:纠纷|争议|一审|二审|判决|裁决|裁定|一案))"
)
_WORKS = re.compile(
    r"(?P<who>原告|申请人|上诉人|被告|被申请人|被上诉人)[^。，；\n]{0,30}?"
    r"(?:入职|到(?:被告|原告|被申请人|申请人|公司)|在(?:被告|原告|被申请人|申请人|公司)[^。，；]{0,8}工作|应聘|从事)"
)
_EMPLOYER_ASKS = re.compile(
    r"(?:无需|无须|不需要?|不予|不)(?:向[^，。；]{1,20})?(?:支付|承担|补缴|赔偿)|不存在劳动关系"
    r"|撤销[^，。；]{0,30}(?:裁决|认定工伤|工伤认定)"
)
_WORKER_ASKS = re.compile(
    r"(?:判令|裁决|请求|要求|判决)[^。；]{0,30}?(?:公司|单位|被告|被申请人|用人单位)[^。；]{0,12}?(?:支付|补缴|赔偿|继续履行)"
    r"|(?:支付|给付|赔偿)[^。；]{0,24}(?:工资|加班费|医疗费|误工费|劳务费|欠薪|经济补偿|赔偿金|补助金|提成|奖金|报酬|津贴|押金)|确认[^。；]{0,30}存在劳动关系"
)


_WORKER_WENT = re.compile(
    r"(?:(?:^|[，。；\n])(?:[\u4e00-\u9fff]某[某甲乙丙丁]?|劳动者|职工)|(?:[\u4e00-\u9fff]某))[^。；\n]{0,60}?"
    r"(?:申请仲裁|申请劳动仲裁|提起仲裁|提出仲裁|申请劳动争议仲裁|提起诉讼)"
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides: whether each role (原告, 被申请人 ...) is a worker or an employer, and by name."""

    roles: Mapping[str, str]
    names: Mapping[str, str]

    def kind_of(self, words: str) -> str:
        """Return worker, employer or "" for whoever a phrase speaks of first."""
        named = {**self.roles, **self.names}
        found = [(words.find(name), -len(name), kind) for name, kind in named.items()]
        first = min(((at, length, kind) for at, length, kind in found if at >= 0), default=None)
        if first:
            return first[2]
        if "劳动者" in words or "职工" in words:
            return Asker.WORKER
        return Asker.EMPLOYER if _EMPLOYER.search(words) else ""


def parties_of(head: str, title: str, parts: Mapping[str, str]) -> Parties:
    """Return who is on which side, as far as the head of the paper tells."""
    roles: dict[str, str] = {}
    names: dict[str, str] = {}
    top = head or parts.get("claims", "")[:200] or parts.get("facts", "")[:200]
    for found in _ROLE.finditer(top[:1500]):
        name = _NAME_ENDS.split(found["name"])[0]
        kind = "" if is_office(name) else kind_of_name(name)
        if not kind:
            continue
        roles.setdefault(found["role"], kind)
        if len(name) > 1:
            names.setdefault(name, kind)
    if not roles and (titled := _TITLE.match(title)) and (kind := kind_of_name(titled["name"])):
        roles["原告"] = kind  # titles name the one who asks first
    _fill_opposites(roles, parts)
    _part_persons(roles, names, parts)
    return Parties(roles, names)


def asker_of(parties: Parties, parts: Mapping[str, str], stage: str) -> str:
    """Return the code of who asked for the decision, or ""."""
    for role in _ASKS if stage != "first_instance" else ("原告", "申请人"):
        if role in parties.roles:
            return parties.roles[role]
    claims = _HEADED.sub("", parts.get("claims", ""), count=1)
    spoken = _SPEAKS.match(claims[:80])
    if spoken and (kind := parties.kind_of(spoken["name"]) or kind_of_name(spoken["name"])):
        return kind
    asked = claims[:400]
    if _EMPLOYER_ASKS.search(asked):
        return Asker.EMPLOYER
    told = f"{parts.get('head', '')}\n{parts.get('facts', '')}"
    return Asker.WORKER if _WORKER_ASKS.search(asked) or _WORKER_WENT.search(told) else ""


@lru_cache(maxsize=4096)
def kind_of_name(name: str) -> str:
    """Return worker for a person, employer for a firm or office, "" for what could be either."""
    plain = re.sub(r"[（(].*", "", name).strip()
    if _EMPLOYER.search(plain):
        return Asker.EMPLOYER
    return Asker.WORKER if _PERSON.fullmatch(plain) else ""


def is_office(name: str) -> bool:
    """Whether a name is that of a public office, which neither works nor employs here."""
    return bool(_OFFICE.search(name))


def _part_persons(roles: dict[str, str], names: dict[str, str], parts: Mapping[str, str]) -> None:
    """Where both sides are persons, the one of whom wages are asked employs the other."""
    for asks, answers in (("原告", "被告"), ("申请人", "被申请人")):
        if roles.get(asks) == roles.get(answers) == Asker.WORKER:
            claims = parts.get("claims", "")[:600]
            employs = asks if _EMPLOYER_ASKS.search(claims) else answers
            if _WORKER_ASKS.search(claims) or employs == asks:
                roles[employs] = Asker.EMPLOYER
                names.clear()


def _fill_opposites(roles: dict[str, str], parts: Mapping[str, str]) -> None:
    """Complete the roles from each other, and from who works for whom."""
    if not roles:
        found = _WORKS.search("\n".join((parts.get("claims", ""), parts.get("facts", "")))[:3000])
        if found:
            roles[found["who"]] = Asker.WORKER
    for asks, answers in (("原告", "被告"), ("上诉人", "被上诉人"), ("申请人", "被申请人"),
                          ("再审申请人", "被申请人")):  # fmt: skip
        for one, other in ((asks, answers), (answers, asks)):
            if one in roles and other not in roles and answers in (one, other):
                opposite = Asker.EMPLOYER if roles[one] == Asker.WORKER else Asker.WORKER
                if not (one == "被申请人" and other == "再审申请人" and "申请人" in roles):
                    roles[other] = opposite
