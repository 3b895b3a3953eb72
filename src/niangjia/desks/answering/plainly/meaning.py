"""What turns the sense of a sentence round: must, may, must not, unless, or, at most, at least.

A sentence in other words has to say the same of these, or it is another sentence. Told by words,
not by grammar: where this is wrong, a good sentence is dropped, and the reader has the other one.
"""

import re
from collections import Counter

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "",
        "不管|不论|无论|不但|不仅|非常|特别|分别|区别|个别|级别|性别|类别|是否|能否|别人|别的|差不多"
        "|合同法|可见|可靠|可是|要求|要点|主要|重要|需求|必要|要素|要件|应届|应聘|功能|能力|智能"
        "|职能|否认|否定|不动产",
    ),
    ("otherwise", "否则|不然"),
    ("at_least", "不得低于|不得少于|不能低于|不能少于|不低于|不少于|至少|最少|起码|最低"),
    ("at_most", "不得超过|不能超过|不超过|不高于|不多于|至多|最多|最长|最高|顶多|封顶"),
    ("below", "不满|未满|不足|不到|低于|少于|以下"),
    ("above", "超过|高于|多于|以上"),
    ("within", "以内|之内"),
    ("forbidden", "不得|不准|不许|不能|不可以|不可|不应当|不应该|不应|禁止|严禁|无权"),
    ("maybe", "可能|也许|或许|大概|一般|通常|往往"),
    ("may", "可以|有权|能够|允许|准许|可|能"),
    ("unless", "除外|除非|除(?=[^，。；,;]{1,40}外)|除了|例外|但是|不过|但|只有|只能|仅"),
    ("certain", "一定|肯定|必然|必定|保证|绝对|必赢|包赢|百分百"),
    ("must", "应当|应该|必须|务必|有义务|需要|须|需|应|要"),
    ("or", "或者|要么|或"),
    ("ahead", "提前|事先|预先"),
    ("all", "所有|全部|一律|任何"),
    ("negative", "没有|未曾|并非|不|没|无|未|非|勿|别|拒绝|拒"),
    ("if", "如果|假如|要是|倘若|的话|只要|若"),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<k{n}>{words})" for n, (_, words) in enumerate(_KINDS)))
_ONE_WAY = frozenset({"if"})
"""What may be added (the law says 支付的, people say 如果付了) but not left out."""

_SIDE = re.compile(
    "(?P<employer>用人单位|用工单位|单位|公司|企业|老板|雇主|厂里)|(?P<worker>劳动者|职工|员工|工人|雇员|您|你)"
)


def senses(text: str) -> Counter[str]:
    """Return how often each kind is told."""
    found: Counter[str] = Counter()
    for match in _ANY.finditer("".join(text.split())):
        kind = _KINDS[int(str(match.lastgroup)[1:])][0]
        if kind:
            found[kind] += 1
    return found


def same_sense(old: str, new: str) -> bool:
    """Whether both tell the same of all that turns a sense round, as often, of the same sides."""
    before, after = senses(old), senses(new)
    lost = any(before[kind] and not after[kind] for kind in _ONE_WAY)
    for kind in _ONE_WAY:
        del before[kind], after[kind]
    return not lost and before == after and _sides(old) == _sides(new)


def _sides(text: str) -> list[str]:
    """Return whether employer or worker is named, in turn: who does what to whom hangs on it."""
    named = [str(match.lastgroup) for match in _SIDE.finditer(text)]
    return [one for one, before in zip(named, ["", *named], strict=False) if one != before]
