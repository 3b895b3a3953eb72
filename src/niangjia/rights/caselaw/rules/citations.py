"""The laws and articles a paper names: 《劳动合同法》第四十七条第一款、第八十七条."""

import re

MOST = 60
"""Articles kept of one paper: more are a list, not an argument."""

_LAW = re.compile(r"《([^《》\n]{2,80}?)》")
_ARTICLE = re.compile(
    r"[（(][^（）()\n]{0,40}[)）]"  # （2021修正）, （法释〔2020〕26号）, （以下简称…）
    r"|第([〇零一二三四五六七八九十百千\d]{1,9})条(之[一二三四五六七八九十])?"
    r"(?:第[一二三四五六七八九十\d]{1,3}款)?"
    r"(?:第[（(]?[一二三四五六七八九十\d]{1,4}[)）]?项(?:[、和及]?第?[（(]?[一二三四五六七八九十\d]{1,4}[)）]?项)*)?"
)
_JOINT = re.compile(r"[\s、，,和及与以]{1,4}|[的之]?(?:规定)?[、，,]?(?:以及|及|和)?")
_IS_LAW = re.compile(
    r"法$|法[（(]|条例|规定|解释|办法|意见|通则|总则|批复|纪要|细则|通知|民法典|法典|决定$"
)
_HOUSE_RULE = re.compile(
    r"^(?:考勤|奖惩|员工|薪酬|绩效|劳动纪律)|^(?!企业职工).{0,20}(?:公司|集团|酒店|员工).{0,20}(?:规定|办法|条例|细则|通知)$"
)
"""What an employer calls its own rules; they are no law."""
_LIKE = str.maketrans(
    {"(": "（", ")": "）", "《": "", "》": "", "〈": "", "〉": "", "<": "", ">": ""}
)
_YEAR_NOTE = re.compile(r"（(?:19|20)\d\d年?[^（）]{0,6}）$")
_FIGURES = "〇一二三四五六七八九"


def cited(text: str) -> tuple[tuple[str, str], ...]:
    """Return (law, article) for every article named, each once, in order of appearance.

    The law is called as the paper calls it, without 中华人民共和国; the article without its
    paragraph: 第四十七条.
    """
    found: dict[tuple[str, str], None] = {}
    for law in _LAW.finditer(text):
        name = _law_name(law.group(1))
        if not name:
            continue
        for article in _articles(text, law.end()):
            found[name, article] = None
            if len(found) == MOST:
                return tuple(found)
    return tuple(found)


def law_key(name: str) -> str:
    """Return what all ways of writing a law's title have in common.

    Without the name of the state and without a note of its year, such as （2021修正）; brackets
    are made alike.
    """
    plain = "".join(name.split()).replace("中华人民共和国", "").translate(_LIKE)
    return _YEAR_NOTE.sub("", plain)


def article_forms(article: str) -> frozenset[str]:
    """Return every way of writing an article's number: 第四十七条, 第47条, 第一百〇七条.

    Paragraphs and items behind it are left out; nothing for what is no article's number.
    """
    found = _ARTICLE.match("".join(article.split()))
    if found is None or not found.group(1):
        return frozenset()
    number, sub = _in_han(found.group(1)), found.group(2) or ""
    forms = {number, number.replace("零", "〇"), number.replace("〇", "零")}
    return frozenset(f"第{form}条{sub}" for form in forms)


def _law_name(name: str) -> str:
    name = "".join(name.split()).removeprefix("中华人民共和国")
    if not name or not _IS_LAW.search(name) or _HOUSE_RULE.search(name):
        return ""
    return name[:120]


def _articles(text: str, at: int) -> list[str]:
    """Return the articles that follow a law's name at once, up to where the list breaks off."""
    found: list[str] = []
    while True:
        piece = _ARTICLE.match(text, at)
        if piece is None:
            joint = _JOINT.match(text, at)
            if joint is None or joint.end() == at or not found:
                return found
            piece = _ARTICLE.match(text, joint.end())
            if piece is None or piece.group(1) is None:
                return found
        if piece.group(1):
            found.append(f"第{_in_han(piece.group(1))}条{piece.group(2) or ''}")
        at = piece.end()


def _in_han(number: str) -> str:
    """Write an article's number the way laws do; papers also write 第47条."""
    if not number.isdecimal():
        return number.replace("零", "〇") if len(number) == 1 else number
    value = int(number)
    if not 0 < value < 1000:
        return number
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_FIGURES[hundreds]}百" if hundreds else ""
    if tens:
        words += f"{_FIGURES[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        words += "零"
    return words + (_FIGURES[ones] if ones else "")
