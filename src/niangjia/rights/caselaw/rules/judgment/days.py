"""The days a paper states: joined, left, applied, filed, decided. A month alone is no day."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from niangjia.kernel.chinese.dates import PlacedDay, placed_days, signed_on
from niangjia.rights.caselaw.rules.judgment.told import is_evidence

_JOINED = re.compile(
    r"^起?[，,]?(?:[^，。；：\n]{0,36}?[，,])?[^，。；：\n]{0,36}?"
    r"(?:入职(?!登记|申请|培训|体检|手续|材料|时|前)|应聘|受聘|(?:进入|到|至|在|入)[^，。；]{0,40}?(?:工作|上班|任职|就职|务工|担任|从事|岗位|处任|处(?=[，。；]))"
    r"|被[^，。；]{1,30}?(?:招用|录用|聘用|招聘|聘为|雇佣)|(?:招用|录用|聘用)[^，。；]{1,30}|建立(?:了)?(?:事实)?劳动(?:合同)?关系"
    r"|(?:开始|正式)(?:在|到|工作|上班|为)|上岗|报到|进厂|起?(?:担)?任[^，。；命职]{1,16}|从事[^，。；]{1,20}(?:工作|岗位)|存在(?:事实)?劳动关系)"
)
_NOT_JOINED = re.compile(
    r"^[^，。；]{0,30}(?:离职|解除|终止|辞职|工伤|受伤|摔|仲裁|最后|不再|未再|调|升|续签|续订|期满|届满|诉|住院|治疗|发生)"
)
_PERIOD_END = re.compile(r"(?:至|到|—|－|-|~)\s*$")
_LEFT_SURE = re.compile(
    r"^[，,]?(?:[^，。；：\n]{0,24}?[，,])?[^，。；：\n]{0,40}?(?:离职(?!证明|申请|手续|前|后|时|单|表|审批|交接|报告|原因)|离开|辞职(?!信|报告|书|申请)|最后[^，。；]{0,8}(?:工作|上班|出勤)|终止用工|(?:被)?(?:辞退|开除|除名)"
    r"|停止(?:工作|上班)|(?:未|没)再(?:到|上班|去|向|回|提供|来)|不再(?:到|上班|去|提供)|离岗|自动离开)"
)
_LEFT_AFTER_WORK = re.compile(
    r"(?:工作至|上班至|工作到|做到|干到|上班到|最后(?:一个|一天)?(?:工作日|上班|出勤|工作)(?:日|时间|日期)?(?:为|是|至)?"
    r"|离职(?:时间|日期|日)?(?:为|于|是)|在职至|提供劳动至)\s*$"
)
_LEFT_ENDED = re.compile(
    r"^起?[，,]?(?:[^，。；：\n]{0,24}?[，,])?[^，。；：\n]{0,40}?(?:解除|终止|结束)(?!通知书?(?:于|[^，。；]{0,6}送达)|申请|证明|协议|条件|前|或者|时)"
)
_ENDED_BEFORE = re.compile(r"(?:劳动(?:合同)?关系|劳动合同|用工关系)(?:已|实际)?(?:于|至)\s*$|(?:解除|终止)(?:时间|日期|之日)?(?:为|于|是)\s*$")
_NOT_LEFT = re.compile(r"请求|仲裁|期限|约定|期满|届满|申请(?!人)|要求|判决|裁决|社会保险|决定书|登记|承诺|计划")
_RELATION = re.compile(
    r"(?P<denied>不)?存在(?:事实)?(?:上的)?(?:劳动|雇佣|用工)(?:合同)?关系"
)
_APPLIED = re.compile(
    r"^[，,]?[^。；\n]{0,60}?(?:(?:申请|提起|提出|申请了|申诉)[^，。；]{0,16}(?:仲裁|申请)|仲裁申请|向[^，。；]{2,30}仲裁[^，。；]{0,8}(?:申请|提起|提出|申诉))"
)
_NOT_APPLIED = re.compile(r"^[^。；]{0,8}(?:裁决|作出|入职|工作|工伤认定|受理通知|解除|离)")
_TAKEN = re.compile(
    r"^(?:日)?[^，。；\n]{0,6}?(?:立案|受理|收到|接到)|^[^，。；\n]{0,16}?向(?:本院|本委|本会|我委|我院)[^，。；]{0,12}(?:起诉|申请|提起|提出|提交)"
)
_OF_HERE = re.compile(r"(?:本院|本委|本会|我院|我委|本庭|一案，?|案，?)[^。；，\n]{0,12}(?:于|在)?\s*$|(?:起诉|上诉|申请)[^。；\n]{0,20}(?:本院|本委)(?:于)?\s*$|^\s*于?\s*$")


def joined_and_left(sentences: Sequence[str]) -> tuple[date | None, date | None]:
    """Return the first day somebody is found to have joined, and the last day worked."""
    joined = last = left = ended = None
    from_, to = None, None
    for sentence in sentences:
        if "年" not in sentence and "-" not in sentence and "." not in sentence:
            continue
        days = list(placed_days(sentence))
        if not days:
            continue
        if from_ is None:
            from_, to = _relation(sentence, days)
        if is_evidence(sentence):
            continue
        for day in days:
            before = sentence[max(0, day.start - 30) : day.start]
            after = sentence[day.end : day.end + 90]
            if joined is None and _is_joining(before, after):
                joined = day.day
            elif last is None and _LEFT_AFTER_WORK.search(before):
                last = day.day
            elif left is None and _is_leaving(after):
                left = day.day
            elif ended is None and _is_end(sentence, before, after):
                ended = day.day
    return _in_order(joined or from_, last or left or ended or to)


def applied_on(parts: Mapping[str, str]) -> date | None:
    """Return the day arbitration was applied for, where the paper tells it."""
    for key in ("facts", "head", "claims", "reasons"):
        told = parts.get(key, "")
        if "仲裁" not in told:
            continue
        for day in placed_days(told):
            after = told[day.end : day.end + 80]
            if _APPLIED.match(after) and not _NOT_APPLIED.match(after):
                return day.day
    return None


def filed_on(parts: Mapping[str, str]) -> date | None:
    """Return the day this court or commission took the case."""
    for told in (parts.get("head", ""), parts.get("claims", "")[:600], parts.get("facts", "")[:600]):
        for day in placed_days(told[:6000]):
            before = told[max(0, day.start - 40) : day.start]
            if _TAKEN.match(told[day.end : day.end + 40]) and _OF_HERE.search(before):
                return day.day
    return None


def decided_on(text: str) -> date | None:
    """Return the day under the paper's end."""
    return signed_on(text[-600:])


def _is_joining(before: str, after: str) -> bool:
    if _PERIOD_END.search(before) or _NOT_JOINED.match(after):
        return False
    return bool(_JOINED.match(after)) and not re.match(r"\s*(?:至|到|—|－|-|~)\s*\d", after)


def _is_leaving(after: str) -> bool:
    return bool(_LEFT_SURE.match(after)) and not _NOT_LEFT.search(after[:24])


def _is_end(sentence: str, before: str, after: str) -> bool:
    if _NOT_LEFT.search(before[-16:]) or _NOT_LEFT.search(after[:30]):
        return False
    return bool(_LEFT_ENDED.match(after) or _ENDED_BEFORE.search(before))


def _relation(sentence: str, days: Sequence[PlacedDay]) -> tuple[date | None, date | None]:
    """Return from when to when a relation is found to have existed."""
    found = _RELATION.search(sentence)
    if not found or found["denied"] or "请求" in sentence[: found.start()][-60:]:
        return None, None
    pair = [day for day in days if day.end <= found.start() and found.start() - day.end < 40]
    if len(pair) == 2 and re.fullmatch(r"日?\s*(?:起?至|到|—|－|-|~)\s*", sentence[pair[0].end : pair[1].start]):
        return pair[0].day, pair[1].day
    return None, None


def _in_order(joined: date | None, left: date | None) -> tuple[date | None, date | None]:
    """Nobody leaves before joining: then one of the two was misread, and neither is told."""
    return (None, None) if joined and left and left < joined else (joined, left)
