"""Who is before the court, on which side, and who speaks for them."""

import re
from collections.abc import Iterator, Mapping

from niangjia.rights.caselaw.rules.judgment.terms import PartyKind, Role
from niangjia.rights.caselaw.rules.judgment.values import Party
from niangjia.rights.caselaw.rules.parties import Parties, is_office, kind_of_name

_ROLES = {
    "再审申请人": Role.RETRIAL_APPLICANT,
    "申诉人": Role.RETRIAL_APPLICANT,
    "被申诉人": Role.RESPONDENT,
    "被申请人": Role.RESPONDENT,
    "申请人": Role.APPLICANT,
    "被上诉人": Role.APPELLEE,
    "上诉人": Role.APPELLANT,
    "原告": Role.PLAINTIFF,
    "被告": Role.DEFENDANT,
    "第三人": Role.THIRD_PARTY,
}
_WORD = "|".join(sorted(_ROLES, key=len, reverse=True))
_IN_NAME = r"[^\s，,。；;：:（()）\n【】、]"
_NAME = rf"(?:{_IN_NAME}|[（(][^（）()\n]{{1,12}}[)）](?={_IN_NAME})){{1,60}}"
_LINE = re.compile(
    rf"(?:^|(?<=[。\n]))[ \t　#*]*【?(?:原审|一审|二审)?(?P<role>{_WORD})[一二三四五六\d]?"
    rf"(?:[（(][^（）()\n]{{1,60}}[)）])*】?(?:[（(][^（）()\n]{{1,60}}[)）])*(?P<colon>\s*[:：]|】)?\s*"
    rf"(?P<names>{_NAME}(?:、{_NAME})*)",
)
_SPEAKER = re.compile(
    rf"(?:^|(?<=[。\n；]))[ \t　]*[^\n：:，。]{{0,12}}?"
    rf"(?P<role>委托(?:诉讼)?代理人|法定代理人|诉讼代表人|法定代表人|(?:主要|单位)?负责人"
    rf"|经营者|投资人|代表人)"
    rf"(?:[（(][^（）()\n]{{1,20}}[)）])?\s*[:：]?\s*(?P<names>{_NAME}(?:、{_NAME})*)"
)
_NO_NAME = re.compile(
    r"诉称|辩称|答辩|[与因诉](?=.)|不服|一案|请求|提出|提起|认为|委托|申请|述称|未到庭|经传票|于\d|应当|向|的"
)
_OFFICES = ("局", "政府", "所", "中心", "委员会", "厅")
_CASE_BEGINS = re.compile(r"^[^\n]*一案", re.MULTILINE)
_INTRO = re.compile(
    rf"(?P<one>再审申请人|上诉人|申请人|原告)(?P<first>{_IN_NAME}{{2,40}}?)(?:因)?(?:与|诉|和)(?P<two>被申请人|被上诉人|被告)"
    rf"(?P<second>{_IN_NAME}{{2,40}}?)(?=因|(?:的)?(?:确认|追索)?[\u4e00-\u9fff]{{0,12}}(?:纠纷|争议)|一案"
    rf"|，|,|。)"
)
_NO_AGENT = re.compile(r"到庭|参加|诉讼|均|未|出庭")
_MASKED_PERSON = re.compile(r"[\u4e00-\u9fff]{1,2}某{1,2}[\u4e00-\u9fff]?")
_IS_PERSON = re.compile(r"(?:[（(][^（）()\n]{1,20}[)）])?[，,]\s*(?:男|女)")


def people_in(
    text: str, parts: Mapping[str, str], sides: Parties, *, office: bool
) -> tuple[Party, ...]:
    """Return parties and their agents in the order of the head, agents after whom they serve."""
    head = parts.get("head", "") or text[:1500]
    begins = _CASE_BEGINS.search(head)
    top = head[: begins.start()] if begins and begins.start() > 0 else head
    found: list[Party] = []
    for role, name, is_agent, is_person in _named(top):
        number = len(found) + 1
        if not is_agent:
            kind = _kind(name, role, sides, office=office, is_person=is_person)
            found.append(Party(number, _ROLES[role].value, kind, name))
        elif principal := _last_party(found):
            code = Role.AGENT if role.startswith("委托") else Role.REPRESENTATIVE
            found.append(Party(number, code.value, PartyKind.AGENT.value, name, principal))
    return tuple(found) or _introduced(head + parts.get("facts", "")[:600], sides, office=office)


def _named(top: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Yield role, name, whether it is an agent and whether a person, in the order of the text.

    The head ends with the first line that names nobody after both sides have been named.
    """
    parties = 0
    for line in top.split("\n"):
        found = list(_in_line(line))
        if line.strip() and not found and parties > 1:
            return
        parties += sum(not is_agent for _, _, is_agent, _ in found)
        yield from found


def _in_line(line: str) -> Iterator[tuple[str, str, bool, bool]]:
    lines = [(found, False) for found in _LINE.finditer(line)]
    lines += [(found, True) for found in _SPEAKER.finditer(line)]
    for found, is_agent in sorted(lines, key=lambda pair: pair[0].start("role")):
        is_person = bool(_IS_PERSON.match(line, found.end()))
        for name in found["names"].split("、"):
            plain = name.strip()
            if len(plain) > 1 and not _is_no_name(plain, found, is_agent=is_agent):
                yield found["role"], plain, is_agent, is_person


def _is_no_name(name: str, found: re.Match[str], *, is_agent: bool) -> bool:
    if is_agent:
        return bool(_NO_AGENT.search(name))
    return not found["colon"] and bool(_NO_NAME.search(name))


def _last_party(found: list[Party]) -> int | None:
    return next((p.ordinal for p in reversed(found) if p.kind != PartyKind.AGENT), None)


def _introduced(told: str, sides: Parties, *, office: bool) -> tuple[Party, ...]:
    """Return the two sides as the opening sentence names them: 原告张某与被告某公司……一案."""
    found = _INTRO.search(told[:3000])
    if not found:
        return ()
    named = ((found["one"], found["first"]), (found["two"], found["second"]))
    return tuple(
        Party(n, _ROLES[role].value, _kind(name, role, sides, office=office), name)
        for n, (role, name) in enumerate(named, 1)
    )


def _kind(name: str, role: str, sides: Parties, *, office: bool, is_person: bool = False) -> str:
    if is_office(name) or (office and name.endswith(_OFFICES)):
        return PartyKind.OTHER
    own = kind_of_name(name)
    if own == PartyKind.EMPLOYER:
        return own
    if not own and (is_person or _MASKED_PERSON.fullmatch(name)):
        own = PartyKind.WORKER.value
    if role == "第三人":
        return PartyKind.WORKER if own and office else PartyKind.OTHER
    told = "" if office else sides.roles.get(role, "")
    return told or own or PartyKind.OTHER
