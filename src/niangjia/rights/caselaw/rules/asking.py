"""What was asked for: the sentences that ask, without the story told to support them."""

import re
from collections.abc import Mapping

from niangjia.rights.caselaw.rules.sums import total_of
from niangjia.rights.caselaw.rules.terms import Stage

_SENTENCE = re.compile(r"(?<=[。\n])")
_STORY = re.compile(r"(?:主要)?(?:事实[和与及、]?理由|理由[:：为])")
_CUE = re.compile(
    r"请求|判令|裁令|改判|要求|请判|事项|诉请|诉求|合计|^\s*(?:支付|赔偿|补|返还|退还|确认)|^\s*[（(]?\d{1,2}[.、．)）]"
    r"|^\s*[（(]?[一二三四五六七八九十]{1,2}[)）、]"
)
_DECIDED_BEFORE = re.compile(
    r"(?<!撤销)(?:一审|二审|原审|仲裁)[^。，；]{0,12}(?:判决|裁决|认为)[^。]{0,30}(?:支付|驳回)"
)
_APPEALED = re.compile(r"上诉请求|再审请求|再审称|上诉称|上诉人[^。]{0,20}请求")
_ASKS_ON_THE_WAY = re.compile(
    r"(?:仲裁请求为|请求(?:裁决|判令|判决)?|要求(?:裁决|判令)?)[:：]?[^。\n]{0,60}(?:支付|赔偿|返还|补发|补足|退还)[^。\n]*"
)


def asked_for(parts: Mapping[str, str], stage: str) -> str:
    """Return the sentences that ask for something; in an appeal, what the appeal asks for."""
    told = parts.get("claims", "")
    if stage in {Stage.SECOND_INSTANCE, Stage.RETRIAL}:
        appeal = _APPEALED.search(told)
        asked = _asking(told[appeal.start() :]) if appeal else ""
        if total_of(asked) is not None:
            return asked
    asked = _asking(told)
    if total_of(asked) is None:
        # Where there is no part for what was asked, it is told on the way.
        elsewhere = "\n".join((parts.get("head", ""), parts.get("facts", "")[:3000]))
        asked_there = next(iter(_ASKS_ON_THE_WAY.findall(elsewhere)), "")
        return asked_there if total_of(asked_there) is not None else asked
    return asked


def _asking(told: str) -> str:
    kept: list[str] = []
    for sentence in _SENTENCE.split(told):
        story = _STORY.search(sentence)
        piece = sentence[: story.start()] if story else sentence
        if _CUE.search(piece) and not _DECIDED_BEFORE.search(piece):
            kept.append(piece)
    return "\n".join(kept)
