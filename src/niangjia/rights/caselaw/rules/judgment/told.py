"""Which words a fact may be taken from: what was found first, what one side says last of all."""

import re
from collections.abc import Iterator, Mapping

_SENTENCE = re.compile(r"(?<=[。；\n])")
_SPEAKS = re.compile(
    r"诉称|辩称|述称|(?<!当事人)(?<!双方)(?<!庭审)陈述(?!一致|和|与|及|可以|印证)|主张|自述|自称|认为其"
    r"|(?<![名职俗简宣])称(?=[，,：:其于在“该原被双公月每入]|\d)"
)
_LEAD = re.compile(
    r"(?:认定如下|查明如下|事实如下|认定事实如下|查明|认定事实|确认如下|主要事实)[，,：:]"
)
LONGEST = 2000
"""Characters of a sentence that are looked at: what runs on longer is a table."""
_FOUND = re.compile(r"查明|确认|认定|认可|均无异议|无争议|自认|一致")
_EVIDENCE = re.compile(
    r"证据[一二三四五六七八九十\d]{1,3}[，、：:]|提交|举证|拟证明|用以证明|载明其|仲裁请求|诉讼请求|申请仲裁"
)


def found_sentences(parts: Mapping[str, str]) -> Iterator[str]:
    """Yield the sentences in which the deciding body tells facts of its own finding.

    The facts come first, then the reasons, then the result; what a side says is left out.
    """
    for told in (_facts(parts), parts.get("reasons", ""), parts.get("result", "")):
        for whole in _SENTENCE.split(told):
            lead = _LEAD.search(whole)
            sentence = (whole[lead.end() :] if lead else whole)[:LONGEST]
            if len(sentence) < 6:
                continue
            speaks = _SPEAKS.search(sentence)
            if speaks is None or _FOUND.search(sentence[: speaks.start()]):
                yield sentence
            elif speaks.start() > 20:
                yield sentence[: speaks.start()]


def _facts(parts: Mapping[str, str]) -> str:
    """Return the facts; an agreement may tell them in its head."""
    head = parts.get("head", "")
    lead = _LEAD.search(head)
    return (head[lead.start() :] + "\n" if lead else "") + parts.get("facts", "")


def is_evidence(sentence: str) -> bool:
    """Whether a sentence lists evidence or claims, in which days and sums are of other things."""
    return bool(_EVIDENCE.search(sentence))
