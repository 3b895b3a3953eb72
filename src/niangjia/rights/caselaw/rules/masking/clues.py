"""What speaks for or against a name at a place, told by words that points.toml gives points to.

Surname and characters, words that a name would cut through, what stands before and after, and
what the rest of the paper says. A decision can be told by listing these words with their points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page, kind_of, weight
from niangjia.rights.caselaw.rules.masking.places import leading_place
from niangjia.rights.caselaw.rules.masking.surnames import ALL, COMPOUND, RISKY, SAFE, UNUSUAL

_NEVER = frozenset("的了是在他她与及或被把从其此该这那您们它诉称辩系吗呢吧些着某×")
_PUNCT = frozenset("，。；：,;:.！？!?\n")
_FUNCTION = frozenset(
    "权费付双原代国高母向应何时和任曾经关由从连都来路成解全单计安常方同占元管后有能相由那家公别"
)
_AFTER = frozenset(
    "的与和及在于系是称诉辩向入到自因为不以提出主认要已未等、从被将应由就又均也曾离签订领取对作该其此每无有没工担任身"
    "受住上下来去说让给把并或则还只处后前时期间发支付请同经接进当参驾骑做原两各再可能会需得所之这那你我他她违"
)
_L1 = frozenset(
    "由与向对和及因经被将把以为系是给让叫找跟同使致于受随要请问据按至到在并故而但且又则等称"
)
_R1 = frozenset(
    "的与和及在于系是称诉辩向入到自因为不以提主认要已未等从被将应由就又均也曾离签领对作有没担受说让给把并则还只处发支请同经接进当参驾再可能会需得所之"
)
_FUNCTION_ALONE = _FUNCTION | frozenset("程于")
_GIVEN = words("given_chars")
_ROLES = words("roles")
_VAGUE = words("vague_roles")
_COMPOUND = frozenset(COMPOUND)
_NOT_NAMES = words("not_names")
_COUNTED = re.compile(
    "[佰拾仟百千万元圆角整零壹贰叁肆伍陆柒捌玖]{1,3}|"
    "[腕踝膝肩肘臂腿手脚足眼耳侧边右肺肾胸肋股胫桡尺锁髌拇食中环小额颞顶颅腓跟]骨?|[一二三四五六七八九十半几数两全多][年月日天次周个名人]|[同次当本翌每前后今去][年月日天次]|双方|本人|他人|[市区县省州]|.[市区县省州乡村]"
)
_DAY_OF_MOON = re.compile("初[一二三四五六七八九十]")
_TOLD_OF = re.compile(
    r"[（(](?:(?:19|20)\d\d年|身份|男|女|公民|系|原名|曾用名|化名|[甲乙丙丁]方|已故|另案|以下简称|下称|港|台|外|护照|工号|微信|电话|手机|签|兼|特别授权|一般|一审|二审|原审)"
)
_SHORT_BEFORE = re.compile(r"[^\u4e00-\u9fff][\u4e00-\u9fff]{2,3}、$")
_SHORT_AFTER = re.compile(r"、[\u4e00-\u9fff]{2,3}[^\u4e00-\u9fff]")
_TITLE = re.compile(
    "女士|先生|小姐|太太|师傅|经理|主任|厂长|老师|律师|法官|总监|店长|班长|组长|队长|站长|校长|院长|部长|科长|处长|局长|园长|会计|主管|老板|书记|医生|警官|师|总|工|姐|哥|嫂|叔|姨|某.?"
)
_SINGLES = ALL | UNUSUAL
_START = re.compile(f"[{''.join(sorted(_SINGLES | {c[0] for c in COMPOUND}))}](?=[\u4e00-\u9fff])")


_ONE = f"(?![{''.join(sorted(_NEVER))}])[\u4e00-\u9fff]"
_GIVEN_NAME = re.compile(f"(?:{_ONE}){{1,2}}")


def candidates(text: str, starts: Iterable[int] | None = None) -> Iterator[tuple[int, str]]:
    """Yield where something stands that may be a name, with the name; only at `starts` if given."""
    if starts is None:
        starts = (found.start() for found in _START.finditer(text))
    else:
        starts = (at for at in starts if _START.match(text, at))
    for at in starts:
        if _is_elsewhere(text, at):
            continue
        if _compound_here(text, at) and (given := _GIVEN_NAME.match(text, at + 2)):
            yield at, text[at : at + 3]
            if given.end() > at + 3:
                yield at, text[at : at + 4]
        if text[at] in _SINGLES and (given := _GIVEN_NAME.match(text, at + 1)):
            yield at, text[at : at + 2]
            if given.end() > at + 2:
                yield at, text[at : at + 3]


def _is_elsewhere(text: str, at: int) -> bool:
    """Whether a place of three characters or more, or the word for an item, begins here."""
    if text[at + 1 : at + 3] == "公司":
        return True
    if text[at] == "项" and text[at - 1 : at] in _BEFORE_ITEM:
        return True
    return leading_place(text[at : at + 5]) > 2


_BEFORE_ITEM = frozenset("）)一二三四五六七八九十")


def _compound_here(text: str, at: int) -> bool:
    two = text[at : at + 2]
    return two in _COMPOUND and two != "第五" and text[at - 1 : at] not in _SINGLES


def _surname_length(name: str) -> int:
    return 2 if len(name) > 2 and name[:2] in _COMPOUND else 1


@lru_cache(maxsize=100_000)
def of_name(name: str) -> tuple[str, ...]:
    """Return what a name by itself tells: its surname, its characters, the words within."""
    length = _surname_length(name)
    given = name[length:]
    if name[0] in _FUNCTION_ALONE and given[0] in "本按分算同各该此通会所公":
        return ("title",)
    if name[0] == "经" and weight(given) > 1:
        return ("title",)
    if name[-1] in "人方者" and (weight(name) or weight(given)):
        return ("title",)
    if (
        _TITLE.fullmatch(given)
        or given in _ROLES
        or name in _NOT_NAMES
        or _DAY_OF_MOON.fullmatch(name)
        or _COUNTED.fullmatch(given)
    ):
        return ("title",)
    kind = surname_kind(name[:length])
    out = [f"len{len(given)}", f"sur:{kind}", f"{kind}|len{len(given)}"]
    out += [f"g{n}:{_given_kind(c)}" for n, c in enumerate(given)]
    if len(given) == 2 and (common := weight(given)):
        out.append(f"given_word:{common}")
    if common := weight(name):
        out.append(f"word:{common}:{'nr' if kind_of(name) in ('nr', 'nz') else 'x'}")
    if length == 1 and len(name) == 3 and (common := weight(name[:2])):
        out += [f"begin_word:{common}", f"{kind}|begin_word"]
    return tuple(out)


def surname_kind(surname: str) -> str:
    """Return how sure a sign the surname is: compound, safe, function, risky or rare."""
    if len(surname) == 2:
        return "compound"
    if surname in SAFE:
        return "safe"
    if surname in _FUNCTION:
        return "function"
    return "risky" if surname in RISKY else "rare"


def _given_kind(char: str) -> str:
    if char in _GIVEN:
        return "often" if char not in _AFTER else "both"
    return "after" if char in _AFTER else "seldom"


class Tally:
    """Where the names that may be stand in a paper, and how often its pairs of characters come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: dict[str, list[int]] = {}
        self.pairs = Counter(map("".join, pairwise(text)))

    def count(self, part: str) -> int:
        """Return how often two or more characters come."""
        return self.pairs[part] if len(part) == 2 else self.text.count(part)


def of_paper(tally: Tally, name: str) -> list[str]:
    """Return what the whole paper says of a name: how often it comes, and beside what."""
    text, places = tally.text, tally.places[name]
    count = len(places)
    if weight(name) > 1:
        return [f"word_count:{min(count, 3)}"]
    out = [f"count:{min(count, 5)}"]
    if count > 1:
        befores = {text[at - 1 : at] for at in places[:12]}
        afters = {text[at + len(name) : at + len(name) + 1] for at in places[:12]}
        out += [f"befores:{min(len(befores), 4)}", f"afters:{min(len(afters), 4)}"]
    if len(name) > 2:
        more = tally.count(name[:-1])
        if more > count:
            out.append("prefix_more" if more > 2 * count else "prefix_some")
        if tally.count(name[1:]) > count:
            out.append("rest_more")
    return out


def of_place(page: Page, at: int, name: str) -> list[str]:
    """Return what speaks for or against the name at this place, by the words around it."""
    around = Around(page)
    return [*cut_by(page.text, at, name), *around.told(at, name)]


class Around:
    """What stands before and after the places of a paper, read once for each place."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._left: dict[int, tuple[str, ...]] = {}
        self._right: dict[int, tuple[str, ...]] = {}

    def told(self, at: int, name: str) -> tuple[str, ...]:
        """Return what the words around a name say, and what it says together with the name."""
        page, end = self.page, at + len(name)
        if (left := self._left.get(at)) is None:
            left = self._left[at] = tuple(left_of(page, at))
        if (right := self._right.get(end)) is None:
            right = self._right[end] = tuple(right_of(page, end))
        cut = "end:cut" if end in page.words or end >= len(page.text) else "end:within"
        return _together(left, right, _segment(page, at, name), cut, *_shape(name))


@lru_cache(maxsize=50_000)
def _shape(name: str) -> tuple[str, tuple[str, ...], str, str]:
    """Return the kind of surname, what of_name says of the rest, its tail, whether it is a word."""
    length = _surname_length(name)
    rest = tuple(f for f in of_name(name) if f.startswith(("len", "begin", "given_word", "g")))
    word = "word" if len(name) - length == 2 and weight(name[length:]) > 2 else ""
    return surname_kind(name[:length]), rest, name[-1] if name[-1] in _R1 else "", word


@lru_cache(maxsize=50_000)
def _together(
    left: tuple[str, ...],
    right: tuple[str, ...],
    segment: str,
    cut: str,
    kind: str,
    rest: tuple[str, ...],
    tail: str,
    word: str,
) -> tuple[str, ...]:
    out = [f"seg:{segment}", cut]
    if word:
        out.append(f"word_after|{kind}|{_place_kind(left[0])}")
    if tail:
        out += [f"tail:{tail}", f"tail|{right[0]}"]
    out += [f"L:{c}" for c in left]
    out += [f"R:{c}" for c in right]
    if kind in ("function", "risky", "rare"):
        out += [f"{kind}|L:{left[0]}", f"{kind}|R:{right[0]}", f"{kind}|seg:{segment[:6]}"]
    if left[-1] == "good" and right[-1] == "good":
        out += [f"both|{kind}", f"both|{segment}", *(f"both|{f}" for f in rest)]
    if left[0].startswith("role"):
        out += [f"role|{f}" for f in rest]
    return tuple(out)


def _place_kind(left: str) -> str:
    return "told" if left in _TELLING else "free" if left in ("open", "list") else "bound"


_TELLING = frozenset({"role_sure", "colon", "item", "blank", "told"})


def cut_by(text: str, at: int, name: str) -> tuple[str, ...]:
    """Words that a name here would cut through."""
    end = at + len(name)
    out = []
    if at and (common := weight(text[at - 1] + name[0])):
        out.append(f"cross_left:{common}")
    after = text[end : end + 1]
    if "\u4e00" <= after <= "\u9fff":
        two = text[end : end + 2]
        if common := weight(name[-1] + after):
            out.append(f"cross_right:{common}")
        common = weight(name[-1] + two)
        if len(name) > 2:
            common = max(common, weight(name[-2:] + after), weight(name[-2:] + two))
        if common:
            out.append(f"long_right:{common}")
        if common := max(weight(name + after), weight(name + two)):
            out.append(f"extends:{common}")
    return tuple(out)


def _segment(page: Page, at: int, name: str) -> str:
    token, kind = page.words.get(at, ("", ""))
    if not token:
        return "inside"
    if token == name:
        return "whole:nr" if kind == "nr" else "whole:o"
    if len(token) == _surname_length(name) and name.startswith(token):
        return "surname"
    if kind == "nr":
        return "nr_part"
    return "other" if len(token) < len(name) else "longer"


def left_of(page: Page, at: int) -> list[str]:
    """Return what stands before a place; "good" last where a person may well follow."""
    text = page.text
    char = text[at - 1] if at else "\n"
    if char in ".．、" and at > 1 and text[at - 2].isdigit():
        return ["item", "good"]
    if char in _PUNCT:
        return ["colon" if char in ":：" else "open", "good"]
    if char == "、":
        short = _SHORT_BEFORE.search(text, max(0, at - 6), at)
        return ["list", "short_list", "good"] if short else ["list", "good"]
    if not "\u4e00" <= char <= "\u9fff":
        return [_sign(char, '“"‘（(《[【')]
    for n in (5, 4, 3, 2):
        if at >= n and text[at - n : at] in _ROLES:
            return ["role" if text[at - n : at] in _VAGUE else "role_sure", "good"]
    out = [f"1{char}" if char in _L1 else "role1" if char in _ROLES else "other"]
    begin = page.ends.get(at)
    kind = page.words[begin][1] if begin is not None else "none"
    out.append(f"k{kind[:1]}")
    if begin is not None and at - begin > 1:
        out.append(f"kk{kind[:1]}")
    return [*out, "good"] if char in _L1 else out


def right_of(page: Page, end: int) -> list[str]:
    """Return what stands after a place; "good" last where a person may well have gone before."""
    text = page.text
    if end >= len(text) or text[end] in _PUNCT:
        return ["close", "good"]
    char = text[end]
    if char == "、":
        return ["list", "short_list", "good"] if _SHORT_AFTER.match(text, end) else ["list", "good"]
    if not "\u4e00" <= char <= "\u9fff":
        if _TOLD_OF.match(text, end):
            return ["told", "good"]
        sign = "paren" if char in "）)】" else _sign(char, '”"’》]（(“')
        return [sign, "good"] if sign in ("digit", "blank", "paren") else [sign]
    out = [f"1{char}" if char in _R1 else "other"]
    word, kind = page.words.get(end, ("", "none"))
    out.append(f"k{kind[:1]}")
    if len(word) > 1:
        out.append(f"kk{kind[:1]}")
    return [*out, "good"] if char in _R1 or kind[:1] in "vdpc" else out


def _sign(char: str, quotes: str) -> str:
    if char in quotes:
        return "quote"
    if char.isspace():
        return "blank"
    return "digit" if char.isdigit() else "sign"
