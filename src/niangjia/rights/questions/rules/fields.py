"""Fields of law other than labour, and where somebody with such a matter can go."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from niangjia.kernel.issues import Term
from niangjia.kernel.money import chinese_number


class Field(Term):
    """What a question is about that is no labour matter, as far as it can be told."""

    MARRIAGE = "marriage", "婚姻家庭与继承"
    LENDING = "lending", "借贷与担保"
    TRAFFIC = "traffic", "交通事故"
    CRIMINAL = "criminal", "刑事"
    HOUSING = "housing", "房产、租房与物业"
    LAND = "land", "征地拆迁"
    CONSUMER = "consumer", "消费"
    MEDICAL = "medical", "医疗"
    INTELLECTUAL = "intellectual", "知识产权"
    COMPANY = "company", "公司与合伙"
    ADMINISTRATIVE = "administrative", "行政"
    BUILDING = "building", "建设工程"
    TRANSPORT = "transport", "运输与海事"
    INJURY = "injury", "人身损害与侵权"
    CONTRACT = "contract", "合同"
    FOREIGN = "foreign", "涉外与出入境"
    OTHER = "other", "其他"


_ARTICLE = re.compile(r"^(?:中华人民共和国)?(.+?)第([零一二三四五六七八九十百千]+)条")
_CODE = "民法典"


def where_to_go(field: Field) -> tuple[str, ...]:
    """Return plain sentences, those for the field first, then what holds for everybody."""
    book = _book()["where"]
    return (*book.get(field.value, ()), *book["everybody"])


def field_of_topic(topic: str) -> Field | None:
    """Return the field that a topic of the collection of twenty topics falls under."""
    code = _book()["topics"].get(topic)
    return Field.of(code) if code else None


def field_of_article(name: object) -> Field | None:
    """Return the field of an article (中华人民共和国民法典第一千零七十九条), None if untold."""
    found = _ARTICLE.match(str(name))
    if not found:
        return None
    law, number = found[1], chinese_number(found[2])
    if law == _CODE and number is not None:
        for code, first, last in _book()["code"]["spans"]:
            if first <= number <= last:
                return Field.of(code)
        return None
    for code, marks in _book()["laws"].items():
        if any(mark in law for mark in marks):
            return Field.of(code)
    return None


@cache
def _book() -> dict[str, Any]:
    raw = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
    return dict(raw)
