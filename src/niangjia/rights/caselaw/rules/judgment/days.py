"""The days a paper states: joined, left, applied, filed, decided. A month alone is no day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from niangjia.kernel.chinese.dates import PlacedDay, placed_days, signed_on
from niangjia.rights.caselaw.rules.judgment.told import is_evidence

_JOINED = re.compile(
    r"^起?[，,]?(?:[^，。；：\n]{0,36}?[，,])?[^，。；：\n]{0,36}?"
    r"(?:入职(?!登记|申请|培训|体检|手续|材料|时|前)|应聘|受聘|(?:进入|到|至|在|入)[^，。；]{0,40}?(?:工作|上班|任职|就职|务工|担任|从事"
    r"|岗位|处任|处(?=[，。；]))"
    r"|被[^，。；]{1,30}?(?:招用|录用|聘用|招聘|聘为|雇佣)|(?:招用|录用|聘用)[^，。；]{1,30}|建立(?:了)?(?:事实)?劳动(?:合同)?关系"
    r"|(?:开始|正式)(?:在|到|工作|上班|为)|上岗|报到|进厂|起?(?:担)?任[^，。；命职]{1,16}|从事[^，。；]{1,20}(?:工作|岗位)|(?:到"
    r"|在)[^，。；]{1,30}(?:当|做|干)|存在(?:事实)?劳动关系)"
)
_NOT_JOINED = re.compile(
    r"^(?:上午|下午|凌晨|早|晚|中午|\d{1,2}[时点：:]|左右|许)|^[^。]{0,60}?(?:摔|[受压砸致绞扭烧烫]伤|伤害|事故|出生|出具|诊断|死亡|抢救"
    r"|工亡|认定书|工伤认定)|^[^，。；]{0,30}(?:离职|解除|终止|辞职|工伤|受伤|摔|仲裁|最后|不再|未再|作出|判决|调(?:任|整|岗|动|至|到|离|往)|晋升|升任"
    r"|续签|续订|期满|届满|诉|住院|治疗|发生)"
)
_PERIOD_END = re.compile(r"(?:至|到|—|－|-|~)\s*$")
_RUNS_ON = re.compile(r"\s*起?(?:至|到|—|－|-|~)\s*(?:\d|$|今)")
_LEFT_SURE = re.compile(
    r"^[，,]?(?:[^，。；：\n]{0,24}?[，,])?[^，。；：\n]{0,40}?(?:离职(?!证明|申请|手续|前|后|时|单|表|审批|交接|报告|原因)|离开"
    r"|辞职(?!信|报告|书|申请)|最后[^，。；]{0,8}(?:工作|上班|出勤)|终止用工|(?:被)?(?:辞退|开除|除名)"
    r"|停止(?:工作|上班)|(?:未|没)再(?:到|上班|去|回|提供|来|向(?![^，。]{0,20}(?:发放|支付)))|不再(?:到|上班|去|提供)|离岗|自动离开)"
)
_LEFT_AFTER_WORK = re.compile(
    r"(?:工作至|上班至|工作到|做到|干到|上班到|最后(?:一个|一天)?(?:工作日|上班|出勤|工作)(?:日|时间|日期)?(?:为|是|至)?"
    r"|离职(?:时间|日期|日)?(?:为|于|是)|在职至|提供劳动至)\s*$"
)
_LEFT_ENDED = re.compile(
    r"^起?[，,]?(?:[^，。；：\n]{0,24}?[，,])?[^，。；：\n]{0,40}?(?:解除|终止|结束)(?!通知书?(?:于|[^，。；]{0,6}送达)"
    r"|申请|证明|协议|条件|前|或者|时)"
)
_ENDED_BEFORE = re.compile(
    r"(?:劳动(?:合同)?关系|劳动合同|用工关系)(?:已|实际)?(?:于|至)\s*$|(?:解除|终止)(?:时间|日期|之日)?(?:为|于|是)\s*$"
)
_NOT_LEFT = re.compile(
    r"请求|仲裁|期限|约定|期满|届满|申请(?!人)|要求|判决|裁决|社会保险|决定书|登记|承诺|计划"
)
_BETWEEN = re.compile(r"日?\s*(?:起?至|到|—|－|-|~)\s*")
_STAYS = re.compile(
    r"仍(?:为|系|在)[^，。；]{0,20}(?:职工|员工|在册|在职|册|上班)|尚未[^，。；]{0,20}解除劳动"
)
_RELATION = re.compile(r"(?P<denied>不)?存在(?:事实)?(?:上的)?(?:劳动|雇佣|用工)(?:合同)?关系")
_SINCE = re.compile(r"起?(?:至|到)\d{4}年\d{1,2}月(?:份|底)?(?:期间|止|之间)?$")
_APPLIED = re.compile(
    r"^[，,]?(?:(?!作出|裁决|申请撤|投诉|时效|发函|邮寄|其申请)[^。；\n]){0,40}?(?:(?:申请|提起|提出"
    r"|申诉)(?:了)?(?:劳动)?(?:人事)?(?:争议)?(?:的)?仲裁|向[^，。；]{2,30}仲裁(?:委员会|委|院|部门|机构)?(?:申请|提起|提出|申诉))"
)
_NOT_APPLIED = re.compile(r"^[^。；]{0,8}(?:裁决|作出|入职|工作|工伤认定|受理通知|解除|离)")
_TAKEN = re.compile(r"^(?:日)?[^，。；\n]{0,6}?(?:立案|受理|收到|接到)")
_BROUGHT = re.compile(
    r"^[^，。；\n]{0,16}?向(?:本院|本委|本会|我委|我院)[^，。；]{0,12}(?:起诉|申请|提起|提出|提交)|^向[^，。；\n]{2,50}申请调解"
)
_OF_HERE = re.compile(
    r"(?:本院|本委|本会|我院|我委|本庭|一案，?|案，?)[^。；，\n]{0,12}(?:于|在)?\s*$|(?:起诉|上诉|申请)[^。；\n]{0,20}(?:本院"
    r"|本委)(?:于)?\s*$|^\s*于?\s*$"
)


def joined_and_left(sentences: Sequence[str]) -> tuple[date | None, date | None]:
    """Return the first day somebody is found to have joined, and the last day worked."""
    first: dict[str, date] = {}
    for sentence in sentences:
        for meaning, day in _meanings(sentence):
            first.setdefault(meaning, day)
    joined = first.get("joined") or first.get("since")
    if any(_STAYS.search(sentence) for sentence in sentences):
        return joined, None
    kinds = ("worked_until", "left", "ended", "until")
    return _in_order(joined, next((first[kind] for kind in kinds if kind in first), None))


def _meanings(sentence: str) -> Iterator[tuple[str, date]]:
    """Yield what each day of a sentence is the day of, as far as it is one of interest."""
    days = list(placed_days(sentence))
    if not days:
        return
    yield from _relation(sentence, days)
    if is_evidence(sentence):
        return
    ends = [*(day.start for day in days[1:]), len(sentence)]
    for day, end in zip(days, ends, strict=True):
        before = sentence[max(0, day.start - 30) : day.start]
        meaning = _meaning(before, sentence[day.end : min(day.end + 90, end)])
        if meaning:
            yield meaning, day.day


def _meaning(before: str, after: str) -> str:
    if _is_joining(before, after):
        return "joined"
    if _LEFT_AFTER_WORK.search(before):
        return "worked_until"
    if _is_leaving(after):
        return "left"
    return "ended" if _is_end(before, after) else ""


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
    for told in (
        parts.get("head", ""),
        parts.get("claims", "")[:600],
        parts.get("facts", "")[:600],
    ):
        for day in placed_days(told[:6000]):
            before = told[max(0, day.start - 40) : day.start]
            after = told[day.end : day.end + 80]
            if _BROUGHT.match(after) or (_TAKEN.match(after) and _OF_HERE.search(before)):
                return day.day
    return None


def decided_on(text: str) -> date | None:
    """Return the day under the paper's end."""
    return signed_on(text[-600:])


def _is_joining(before: str, after: str) -> bool:
    if _PERIOD_END.search(before) or _NOT_JOINED.match(after):
        return False
    return bool(_JOINED.match(after)) and not _RUNS_ON.match(after)


def _is_leaving(after: str) -> bool:
    return bool(_LEFT_SURE.match(after)) and not _NOT_LEFT.search(after[:24])


def _is_end(before: str, after: str) -> bool:
    if _NOT_LEFT.search(before[-16:]) or _NOT_LEFT.search(after[:30]):
        return False
    return bool(_LEFT_ENDED.match(after) or _ENDED_BEFORE.search(before))


def _relation(sentence: str, days: Sequence[PlacedDay]) -> Iterator[tuple[str, date]]:
    """Yield from when to when a relation is found to have existed."""
    found = _RELATION.search(sentence)
    if not found or found["denied"] or "请求" in sentence[: found.start()][-60:]:
        return
    if len(days) == 1 and _SINCE.match(sentence[days[0].end : found.start()]):
        yield "since", days[0].day
    pair = [day for day in days if day.end <= found.start() < day.end + 40]
    if len(pair) == 2 and _BETWEEN.fullmatch(sentence, pair[0].end, pair[1].start):
        yield "since", pair[0].day
        yield "until", pair[1].day


def _in_order(joined: date | None, left: date | None) -> tuple[date | None, date | None]:
    """Nobody leaves before joining: then one of the two was misread, and neither is told."""
    return (None, None) if joined and left and left < joined else (joined, left)
