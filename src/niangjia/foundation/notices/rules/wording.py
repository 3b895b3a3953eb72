"""What a locked screen may show: that there is something to read, never what it is about."""

import string
from collections.abc import Iterable

from niangjia.kernel.issues import Issue

SAFE = frozenset({"ending"})
"""Parameters that may stand there: the last digits of a number, by which its owner knows it."""

REVEALING = frozenset(
    {"欠薪", "工资", "加班", "工伤", "仲裁", "法律", "援助", "律师", "法院", "诉讼", "调解", "维权",
     "投诉", "举报", "举证", "争议", "纠纷", "单位", "公司", "工厂", "老板", "赔偿", "补偿", "元",
     "自杀", "轻生", "危险", "辞退", "解雇", "困难", "帮扶", "病", "怀孕"}
) | {issue.label for issue in Issue if issue.label != "其他"}  # fmt: skip
"""Words that would tell a bystander what somebody has to do with a union."""

LONGEST_SHORT = 66
"""Characters of an SMS in Chinese that are sent as one, with the sender's sign before them."""


def holes_of(text: str) -> frozenset[str]:
    """Return the names of the parameters that a text asks for. Raises ValueError for a bad one."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def reveals(text: str) -> tuple[str, ...]:
    """Return what in a text a locked screen must not show: words, and parameters that may tell."""
    words = sorted(word for word in REVEALING if word in text)
    return (*words, *sorted(f"{{{name}}}" for name in holes_of(text) - SAFE))


def unknown(texts: Iterable[str], parameters: frozenset[str]) -> frozenset[str]:
    """Return the parameters that texts ask for and nobody gives."""
    return frozenset().union(*(holes_of(text) for text in texts)) - parameters
