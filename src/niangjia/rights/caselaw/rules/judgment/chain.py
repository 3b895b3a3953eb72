"""The course of a dispute: the numbers of its earlier papers, and the paper's own."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules import heading
from niangjia.rights.caselaw.rules.judgment.values import ChainLink
from niangjia.rights.caselaw.rules.stages import stage_of_number
from niangjia.rights.caselaw.rules.terms import Stage

_YEAR = r"[（(〔\[［【]\s*(?P<year>(?:19|20)\d{2})\s*[)）〕\]］】]"
_BODY = r"(?:[\u4e00-\u9fff×\d]|[（(〔\[][\u4e00-\u9fff][)）〕\]]){0,24}?"
_NUMBER = re.compile(
    rf"(?P<before>(?:（虚构）)?[\u4e00-\u9fff×]{{0,14}}?)(?P<number>{_YEAR}{_BODY}(?:第\s*)?(?:\d[\d\-]*|[×xX*]{{1,4}}|某)\s*号"
    r"(?:之[一二三四五六七八九十])?)"
    rf"|(?P<before2>[\u4e00-\u9fff]{{1,10}}仲[\u4e00-\u9fff]{{0,4}})(?P<number2>[（(〔\[](?P<year2>(?:19|20)\d{{2}})[)）〕\]]\d{{1,6}})(?=裁决|仲裁|裁定|不予)"
)
_NOT_SIGN = re.compile(
    r"作出|出具|的|不服|员会|仲裁委|仲裁院|该委|以|经|收到|依据|因|与|及|和|对|了|（虚构）"
)
_SERIAL = re.compile(r"[\d\-]+|[×xX*某]+")
_OTHER = re.compile(r"[执破刑鉴认赔调监]|社|鉴定|工伤|号令|发|函|商标|专利")
_RANK = {
    Stage.ARBITRATION.value: 1,
    Stage.FIRST_INSTANCE.value: 2,
    Stage.SECOND_INSTANCE.value: 3,
    Stage.RETRIAL.value: 4,
}
_AFTER = (
    (
        Stage.ARBITRATION,
        re.compile(r"^[^，。；]{0,6}(?:仲裁)?裁决|^[^，。；]{0,8}(?:不予受理|仲裁)"),
    ),
    (Stage.SECOND_INSTANCE, re.compile(r"^[^，。；]{0,8}(?:终审|二审)")),
)
_BEFORE = (
    (
        Stage.ARBITRATION,
        re.compile(r"仲裁委?(?:员会)?[^，。；]{0,16}$|仲裁院[^，。；]{0,12}$|仲案?字?第?$"),
    ),
    (Stage.SECOND_INSTANCE, re.compile(r"(?:二审|中级人民法院|终审)[^，。；]{0,14}$")),
    (Stage.FIRST_INSTANCE, re.compile(r"(?:一审|原审|人民法院|该院|法院)[^，。；]{0,14}$")),
)


def chain_of(text: str, stage: str, *, office: bool) -> tuple[ChainLink, ...]:
    """Return the papers of this dispute from the lowest stage up, the own one last.

    `office`: the suit is against an office, and what went before was no court's.
    Numbers of the same or a higher stage than the paper's belong to other disputes, as do older
    ones of a stage of which a later one is named.
    """
    own = heading.case_number_of(text) or _masked_own(text)
    rank = _RANK.get(stage, 0)
    found: dict[tuple[str, int, str], str] = {}
    for number, year, told in _numbers(text, own):
        if not told or (rank and _RANK[told] >= rank) or (office and told == Stage.ARBITRATION):
            continue
        if office and "民" in number:
            continue
        found.setdefault((told, year, _SERIAL.findall(number)[-1]), number)
    latest: dict[str, int] = {}
    for told, year, _serial in found:
        latest[told] = max(year, latest.get(told, 0))
    links = [
        ChainLink(number, told, is_own=False)
        for (told, year, _), number in sorted(found.items(), key=lambda pair: _RANK[pair[0][0]])
        if year == latest[told]
    ]
    if own and stage != Stage.REVIEW:
        links.append(ChainLink(own, stage, is_own=True))
    return tuple(links)


def _numbers(text: str, own: str) -> Iterator[tuple[str, int, str]]:
    """Yield number, year and stage of every paper named below the paper's own number."""
    plain_own = _bare(own)
    start = text.find("\n", text.find(own[-8:])) if own else 0
    for found in _NUMBER.finditer(text, max(0, start)):
        before = found["before"] or found["before2"] or ""
        number = found["number"] or found["number2"]
        year = int(found["year"] or found["year2"])
        sign = _NOT_SIGN.split(before)[-1]
        whole = (sign if "仲" in sign or "裁" in sign else "") + number
        if _bare(whole) == plain_own and "×" not in own:
            continue
        yield whole, year, _stage(text, found, whole)


def _stage(text: str, found: re.Match[str], number: str) -> str:
    by_letters = stage_of_number(number)
    if by_letters:
        return by_letters if by_letters in _RANK else ""
    if not re.search(r"×|某", number) and _OTHER.search(number):
        return ""
    after = text[found.end() : found.end() + 20]
    before = (
        text[max(0, found.start("number") - 30) : found.start("number")] if found["number"] else ""
    )
    for stage, pattern in _AFTER:
        if pattern.search(after):
            return stage
    if not re.search(r"判决|裁定|裁决|一案|民事|行政", after[:10]):
        return ""
    return next((stage for stage, pattern in _BEFORE if pattern.search(before)), "")


def _masked_own(text: str) -> str:
    """Return the paper's own number where it is masked: alone in a line, （2023）××号."""
    for line in text[:1500].split("\n", 12)[:12]:
        plain = "".join(line.split()).strip("#*")
        if len(plain) <= 40 and (found := _NUMBER.fullmatch(plain)):
            return found[0]
    return ""


def _bare(number: str) -> str:
    return re.sub(r"[（）()〔〕\[\]［］【】\s第虚构]", "", number)
