"""Marks as people see and set them: what kinds there are, and how a marked text is cut up."""

from collections.abc import Sequence
from dataclasses import dataclass

from niangjia.rights.caselaw.rules.marks import Mark

KINDS = {
    "person": ("姓名", "#某"),
    "firm": ("单位名称", "某公司"),
    "address": ("住址、地点", "某地"),
    "birth": ("出生日期", "×年"),
    "identity": ("身份证号", "×××"),
    "phone": ("手机号", "×××"),
    "landline": ("固定电话", "×××"),
    "account": ("账号、卡号", "×××"),
    "plate": ("车牌", "××号牌"),
    "mail": ("邮箱", "×××"),
    "online": ("网络账号", "×××"),
    "passport": ("护照等证件号", "×××"),
    "property": ("产权证号", "×××号产权证"),
    "social": ("社保、公积金号", "×××"),
    "social_credit": ("统一社会信用代码", "×××"),
    "staff_number": ("工号等编号", "×××"),
    "health": ("病情", "某疾病"),
    "case_no": ("案号", "××号"),
    "post": ("职务、职称", "某职务"),
    "other": ("其他", "某某"),
}
"""What can be masked: its name, and what is written unless told otherwise (#: first character)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original. Under a mark, `number` is the mark's place in the list."""

    words: str
    number: int | None = None
    kind: str = ""
    written: str = ""

    @property
    def kind_name(self) -> str:
        """What kind of thing is masked here."""
        return kind_name(self.kind)


def kind_name(kind: str) -> str:
    """Return what people call a kind; one that is not in the list is called other."""
    return KINDS.get(kind, KINDS["other"])[0] if kind else ""


def suggested(kind: str, words: str) -> str:
    """Return what to write over `words` where nobody said."""
    return KINDS.get(kind, KINDS["other"])[1].replace("#", words[:1])


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut a text where its marks begin and end. They are in order and none overlaps another."""
    found, at = [], 0
    for number, mark in enumerate(marks):
        words = text[mark.start : mark.end]
        found += [Piece(text[at : mark.start]), Piece(words, number, mark.kind, mark.written)]
        at = mark.end
    return tuple(piece for piece in (*found, Piece(text[at:])) if piece.words)
