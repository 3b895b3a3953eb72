"""Reading a law from Markdown: title, dates, chapters, articles.

The form: `# title`, lines on when it was passed, changed and put into force, perhaps
`<!-- INFO END -->`, chapters as lower headings, and articles as lines that begin with 第…条.
The date of the version stands in brackets at the end of the file's name, or nowhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from niangjia.kernel.chinese.dates import days
from niangjia.rights.statutes.rules.numbers import number_of
from niangjia.rights.statutes.rules.periods import Dates
from niangjia.rights.statutes.rules.ranks import NoLaw
from niangjia.rights.statutes.rules.titles import key_of

_HEADING = re.compile(r"^(#{1,6})\s*(.+?)\s*$")
_ARTICLE = re.compile(
    r"^[\s　]*第([零〇一二三四五六七八九十百千]{1,9}|\d{1,4})条"
    r"(?:之([一二三四五六七八九十]{1,3}))?(?:[\s　]+|$)"
)
_NAMED_DATE = re.compile(r"[（(](\d{4})-(\d{2})-(\d{2})[)）]$")
_IN_FORCE = re.compile(r"自.{6,16}起(?:施行|实施|生效)")
_AT_ONCE = re.compile(r"自(?:公布|发布|颁布)之日起(?:施行|实施|生效)")
_PUBLISHED = re.compile(r"公布|发布|颁布|部务会议通过")
_CHANGED = re.compile(r"修正|修订|修改")
_INFO_END = "<!-- INFO END -->"
LONGEST_TITLE = 300
EARLIEST = date(1900, 1, 1)
"""No law here is older; an earlier date is a slip."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article: its number, the chapters it stands under, and its text without the number."""

    number: int
    sub: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class LawText:
    """One file, read. `part` names a book of a code (合同编), "" for a text that is whole."""

    title: str
    part: str
    dates: Dates
    history: tuple[str, ...]
    preamble: str
    articles: tuple[ArticleText, ...]


def read_law(name: str, text: str) -> LawText:
    """Read the law in a file called `name` (without its ending).

    Raises NoLaw where there is no title or no text. A text without articles has one, number 0.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    titles, history, body = _split(lines)
    if not titles:
        raise NoLaw("没有标题：第一行应当是“# 法规名称”")
    if "\0" in text:
        raise NoLaw("文字里有不能显示的字符")
    if not key_of(titles[0]):
        raise NoLaw("标题是空的")
    if max(len(title) for title in titles) > LONGEST_TITLE:
        raise NoLaw("标题太长")
    preamble, articles = _articles(body)
    if not articles:
        whole = "\n".join(_plain(line) for line in body if _plain(line))
        if not whole:
            raise NoLaw("没有正文")
        preamble, articles = "", [ArticleText(0, 0, "", whole)]
    return LawText(
        title=titles[0],
        part=titles[1] if len(titles) > 1 else "",
        dates=_dates(_marked(name), history, articles[-1].text),
        history=tuple(history),
        preamble=preamble,
        articles=tuple(articles),
    )


def _split(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the titles, the lines on when it was passed, and everything after them."""
    titles: list[str] = []
    history: list[str] = []
    marked = any(line.strip() == _INFO_END for line in lines)
    for at, line in enumerate(lines):
        heading = _HEADING.match(line)
        if line.strip() == _INFO_END:
            return titles, history, list(lines[at + 1 :])
        if heading and len(heading[1]) == 1:
            titles.append(heading[2])
        elif heading or _ARTICLE.match(line) or (titles and not marked and _is_text(line)):
            return titles, history, list(lines[at:])
        elif line.strip():
            history.append(line.strip())
    return titles, history, []


def _is_text(line: str) -> bool:
    """Whether a line is of the law itself, where nothing marks the end of its history."""
    return bool(line.strip()) and next(days(line), None) is None


def _articles(body: Sequence[str]) -> tuple[str, list[ArticleText]]:
    """Return what stands before the first article, and the articles.

    Numbers only rise: a line that begins with an earlier number quotes it and starts nothing.
    """
    before: list[str] = []
    found: list[tuple[tuple[int, int], str, list[str]]] = []
    chapters: dict[int, str] = {}
    for line in body:
        heading = _HEADING.match(line)
        if heading:
            depth = len(heading[1])
            chapters = {level: name for level, name in chapters.items() if level < depth}
            chapters[depth] = " ".join(heading[2].split())
            continue
        start = _ARTICLE.match(line)
        key = _key(start) if start else None
        if start and key and (not found or key > found[-1][0]):
            found.append((key, " · ".join(chapters.values()), [line[start.end() :].strip()]))
        elif line.strip():
            (found[-1][2] if found else before).append(line.strip())
    articles = [
        ArticleText(number, sub, heading, "\n".join(filter(None, lines)))
        for (number, sub), heading, lines in found
    ]
    return "\n".join(before), articles


def _key(start: re.Match[str]) -> tuple[int, int] | None:
    number, sub = number_of(start[1]), number_of(start[2]) if start[2] else 0
    return (number, sub) if number and sub is not None else None


def _marked(name: str) -> date | None:
    found = _NAMED_DATE.search(name.strip())
    if not found:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise NoLaw(f"文件名里的日期不存在：{found[0]}") from error
    if day < EARLIEST:
        raise NoLaw(f"文件名里的日期太早：{found[0]}")
    return day


def _days(text: str) -> list[date]:
    return [day for day in days(text) if day >= EARLIEST]


def _dates(marked: date | None, history: Sequence[str], last: str) -> Dates:
    """Return what the name and the text say; a date of force older than the version is not its own.

    A changed law still ends with the day on which its first version came into force.
    """
    passing = [day for line in history if not _says_force(line) for day in _days(line)]
    newest = max(filter(None, [marked, *passing]), default=None)
    stated = [day for line in history if _says_force(line) for day in _days(line)]
    stated += [
        day
        for sentence in re.split(r"[。\n]", last)
        if _IN_FORCE.search(sentence)
        for day in _days(sentence)[:1]
    ]
    own = [day for day in stated if newest is None or day >= newest]
    valid_from = own[0] if own else None
    if valid_from is None and _AT_ONCE.search(last):
        valid_from = _published(history)
    return Dates(marked=marked, passed_on=max(passing, default=None), valid_from=valid_from)


def _says_force(line: str) -> bool:
    return bool(re.search(r"\d日\s*(?:起)?施行$", line.strip()))


def _published(history: Sequence[str]) -> date | None:
    """Return the day a law that was never changed was made public, where its history names it."""
    if any(_CHANGED.search(line) for line in history):
        return None
    public = [day for line in history if _PUBLISHED.search(line) for day in _days(line)]
    return public[-1] if public and "部务会议" not in history[-1] else None


def _plain(line: str) -> str:
    heading = _HEADING.match(line)
    return (heading[2] if heading else line).strip()
