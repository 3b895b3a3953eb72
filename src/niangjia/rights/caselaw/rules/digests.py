"""What an interpretation has to say, and how long its parts may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from niangjia.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an interpretation, as the form calls it; lengths in characters."""

    name: str
    label: str
    least: int
    most: int


PARTS = (
    Part("facts", "案情经过", 20, 3_000),
    Part("dispute", "争议焦点", 5, 1_000),
    Part("result", "处理结果", 5, 2_000),
    Part("reasons", "为什么这样处理", 20, 3_000),
    Part("lesson", "给劳动者的提示", 5, 2_000),
)
LABELS = {part.name: part.label for part in PARTS} | {"articles": "法条"}
MOST_ARTICLES = 60
_LAW, _ARTICLE = 120, 40
_DRAFT = 20_000
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What no page can show and not every database keeps: control characters, halves of a pair."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A case in plain words, and the articles it turns on; None: as they were read."""

    facts: str
    dispute: str
    result: str
    reasons: str
    lesson: str
    articles: tuple[tuple[str, str], ...] | None

    def words(self) -> dict[str, str]:
        """Return the parts by name, without the articles."""
        return {part.name: getattr(self, part.name) for part in PARTS}


def interpretation(content: Mapping[str, Any]) -> Interpretation:
    """Return what was typed as an interpretation.

    Raises Invalid that names everything that is missing, too short or too long, by field.
    """
    words = {part.name: _text(content.get(part.name)) for part in PARTS}
    wrong = {part.name: said for part in PARTS if (said := _fault(part, words[part.name]))}
    articles = None
    if "articles" in content:
        try:
            articles = _articles(content["articles"])
        except Invalid as error:
            wrong["articles"] = error.message
    if wrong:
        named = "；".join(f"{LABELS[name]}：{said}" for name, said in wrong.items())
        raise Invalid(f"解读还没有写完：{named}。", wrong)
    return Interpretation(**words, articles=articles)


def draft(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a form half filled in. Raises Invalid for far too long a field."""
    kept: dict[str, Any] = {part.name: _text(content.get(part.name)) for part in PARTS}
    long = [part for part in PARTS if len(kept[part.name]) > _DRAFT]
    if long:
        raise Invalid(f"{long[0].label}太长，没有保存。", {long[0].name: "太长"})
    if "articles" in content:
        kept["articles"] = _begun(content["articles"])
    return kept


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return _UNWRITABLE.sub("", value.replace("\r\n", "\n")).strip()


def _fault(part: Part, text: str) -> str:
    if not text:
        return "必填"
    if len(text) < part.least:
        return f"至少写 {part.least} 个字"
    return f"最多 {part.most} 个字，现在 {len(text)} 个" if len(text) > part.most else ""


def _articles(raw: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(raw, list | tuple) or len(raw) > MOST_ARTICLES:
        raise Invalid(f"法条最多 {MOST_ARTICLES} 条", {"articles": "太多"})
    return tuple(dict.fromkeys(map(_article, raw)))


def _begun(raw: object) -> list[list[str]]:
    if not isinstance(raw, list | tuple) or len(raw) > MOST_ARTICLES:
        raise Invalid(f"法条最多 {MOST_ARTICLES} 条", {"articles": "太多"})
    return [list(_cleaned(*map(_text, row))) for row in raw if _is_pair(row)]


def _cleaned(law: str, article: str) -> tuple[str, str]:
    name = law.strip().removeprefix("《").removesuffix("》")
    return name.removeprefix("中华人民共和国"), article.strip()


def _is_pair(row: object) -> bool:
    return isinstance(row, list | tuple) and len(row) == 2


def _article(row: object) -> tuple[str, str]:
    match row:
        case [str(law), str(article)]:
            pair = _cleaned(_text(law), _text(article))
        case _:
            raise Invalid("每一条要有法律名称和条号", {"articles": "写法不对"})
    if not all(pair) or len(pair[0]) > _LAW or len(pair[1]) > _ARTICLE:
        raise Invalid("每一条要有法律名称和条号", {"articles": "写法不对"})
    return pair
