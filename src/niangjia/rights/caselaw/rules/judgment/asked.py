"""The claims of a paper, as asked: which words ask, and the list they hold."""

import re
from collections.abc import Mapping
from dataclasses import replace

from niangjia.rights.caselaw.rules.judgment.items import MARK, Item, items_of
from niangjia.rights.caselaw.rules.judgment.terms import ClaimKind
from niangjia.rights.caselaw.rules.terms import Stage

_ASKS = (
    r"(?:判令|判决|裁决|裁令|确认|撤销|责令|改判|支付|赔偿|返还|补缴|补发"
    r"|驳回|依法|无需|恢复|继续|给付|解除)"
)
_LEAD = re.compile(
    r"(?:请求|诉请|诉求|申请|请求事项|申请事项|上诉|要求)(?:事项|如下|为|法院|法院依法|贵院|仲裁|裁决|判令|依法|人民法院|本院|本委"
    r"|其|是|的具体内容){0,3}[:：]"
)
_CHANGED = re.compile(
    r"变更(?:[^。；：:\n]{0,8})?请求(?:[^。；：:\n]{0,6})?[为是][:：]?|变更为[:：]"
)
_FREE = re.compile(
    rf"(?:请求|诉请|诉求|要求|申请(?=裁决|判令|确认|撤销)|故请|望"
    rf"|故)(?=[^。；\n]{{0,24}}?{_ASKS})(?![^。，；\n]{{0,4}}(?:仲裁委|劳动仲裁))"
)
_REQUESTS = re.compile(rf"请求(?=[^。；\n]{{0,24}}?{_ASKS})")
_HEADED = re.compile(
    r"^\s*(?:#+[^\n]*\n|【[^】\n]*】|[一二三四五六]、[^\n。；：]{2,10}\n)\s*[:：]?\s*"
)
_STORY = re.compile(
    r"(?:主要)?(?:事实[和与及、]?(?:的)?理由|理由[:：为如是]|上诉理由|申请理由|理由与事实|其(?:主要)?理由)"
)
_LISTED = re.compile(rf"\s*{MARK}")
_GOES_ON = re.compile(rf"\s*(?:{MARK}|以上|合计|共计|上述)")
_APPEAL = re.compile(
    r"(?:上诉请求|再审请求|申请再审称|再审称|上诉称|提起上诉|上诉人[^。]{0,20}请求|诉讼请求)"
)
_TOLD = re.compile(
    r"(?:申请人|原告|劳动者|职工|[\u4e00-\u9fff]某{1,2}[甲乙丙丁]?)[^。；\n]{0,60}?(?:申请(?:劳动)?(?:争议)?仲裁|提起仲裁|提出仲裁)"
    r"[^。；\n]{0,10}?[，,](?:仲裁)?(?=请求|要求|主张)"
)
_INJURY = ClaimKind.INJURY_DECISION.value
_INJURY_PAPER = re.compile(r"被告[^。\n]{0,400}?(?:工伤认定|认定工伤|工伤决定)")
_IDLE = re.compile(
    r"^(?:依法|请求|法院|判令|判决|裁决|支持|查清|查明|公正|原告|申请人|上诉人)*[^支赔确补返退撤]{0,14}$"
)


def claims_asked(parts: Mapping[str, str], stage: str) -> tuple[Item, ...]:
    """Return what is asked for in this proceeding, in order; what is no request is left out."""
    words = _asking_words(parts, stage)
    about = _INJURY if _INJURY_PAPER.search("".join(parts.values())[:6000]) else ""
    found = [_decision(item, about) for item in items_of(words)]
    found = [item for item in found if _asks(item)]
    whole = [item for item in found if item.kind != ClaimKind.OVERTURN]
    overturning = [item for item in found if item.kind == ClaimKind.OVERTURN]
    if any(item.kind != ClaimKind.FEES for item in whole):
        return tuple(whole)
    return (*overturning[:1], *whole)


def _asking_words(parts: Mapping[str, str], stage: str) -> str:
    told = parts.get("claims", "")
    if stage in {Stage.SECOND_INSTANCE, Stage.RETRIAL}:
        appeal = _APPEAL.search(told)
        told = told[appeal.start() :] if appeal else told
    words = _list_in(told)
    if words:
        return words
    elsewhere = "\n".join((parts.get("head", ""), parts.get("facts", "")[:3000]))
    if stage in {Stage.SECOND_INSTANCE, Stage.RETRIAL}:
        appeal = _APPEAL.search(elsewhere)
        return _list_in(elsewhere[appeal.start() :]) if appeal else ""
    lead = _LEAD.search(elsewhere)
    if lead:
        return _sentences(elsewhere[lead.end() :])
    went = _TOLD.search(elsewhere)
    if went:
        return _sentences(elsewhere[went.end() :])
    free = _REQUESTS.search(parts.get("head", ""))
    return _sentences(parts["head"][free.start() :]) if free else ""


def _list_in(told: str) -> str:
    """Return the words of the list itself, without who asks and why."""
    if not told.strip():
        return ""
    changed = _CHANGED.search(told)
    if changed:
        return _sentences(told[changed.end() :])
    plain = _HEADED.sub("", told, count=1)
    lead = _LEAD.search(plain)
    story = _STORY.search(plain)
    if lead and (story is None or lead.start() < story.start()):
        return _sentences(plain[lead.end() :])
    if _LISTED.match(plain) or (story and 6 < story.start() < 400):
        return _sentences(plain)
    free = next(iter(_FREE.finditer(plain)), None)
    if free is None:
        return plain if len(plain) < 60 else ""
    return _sentences(plain[free.start() :])


def _sentences(told: str) -> str:
    """Return the first sentence, and those after it that go on with the list."""
    story = _STORY.search(told)
    body = told[: story.start()] if story else told
    kept: list[str] = []
    for sentence in re.split(r"(?<=[。\n])", body):
        if not sentence.strip():
            continue
        if kept and not _GOES_ON.match(sentence):
            break
        kept.append(sentence)
    return "".join(kept)


def _decision(item: Item, about: str) -> Item:
    """In a paper on a decision of an office, 撤销 by itself means that decision."""
    if item.kind or not about or "撤销" not in item.text:
        return item
    return replace(item, kind=about)


def _asks(item: Item) -> bool:
    """Whether an item asks for something that can be granted or refused."""
    return bool(item.kind) or (item.amount is not None and not _IDLE.match(item.text))
