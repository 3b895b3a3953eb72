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
    re.MULTILINE,
)
_SPEAKER = re.compile(
    rf"(?:^|(?<=[。\n；]))[ \t　]*[^\n：:，。]{{0,12}}?(?P<role>委托(?:诉讼)?代理人|法定代理人|诉讼代表人|法定代表人|(?:主要|单位)?负责人|经营者|投资人|代表人)"
    rf"(?:[（(][^（）()\n]{{1,20}}[)）])?\s*[:：]?\s*(?P<names>{_NAME}(?:、{_NAME})*)",
    re.MULTILINE,
)
_NO_NAME = re.compile(
    r"诉称|辩称|答辩|[与因诉](?=.)|不服|一案|请求|提出|提起|认为|委托|申请|述称|未到庭|经传票|于\d|应当|向|的"
)
_CASE_BEGINS = re.compile(r"^[^\n]*一案", re.MULTILINE)
_INTRO = re.compile(
    rf"(?P<one>再审申请人|上诉人|申请人|原告)(?P<first>{_IN_NAME}{{2,40}}?)(?:因)?(?:与|诉|和)(?P<two>被申请人|被上诉人|被告)"
    rf"(?P<second>{_IN_NAME}{{2,40}}?)(?=因|(?:的)?(?:确认|追索)?[\u4e00-\u9fff]{{0,12}}(?:纠纷|争议)|一案|，|,|。)"
)
_ADMINISTRATIVE = re.compile(
    r"行政判决书|行政裁定书|行[初终]|行政诉讼法|工伤认定决定|认定工伤决定|被诉(?:行政|决定)"
)


def people_in(text: str, parts: Mapping[str, str], sides: Parties) -> tuple[Party, ...]:
    """Return parties and their agents in the order of the head, agents after whom they serve."""
    head = parts.get("head", "") or text[:1500]
    begins = _CASE_BEGINS.search(head)
    top = head[: begins.start()] if begins and begins.start() > 0 else head
    administrative = bool(_ADMINISTRATIVE.search(text))
    found: list[Party] = []
    for role, name, is_agent in _named(top):
        number = len(found) + 1
        if not is_agent:
            kind = _kind(name, role, sides, administrative)
            found.append(Party(number, _ROLES[role].value, kind, name))
        elif principal := _last_party(found):
            code = Role.AGENT if role.startswith("委托") else Role.REPRESENTATIVE
            found.append(Party(number, code.value, PartyKind.AGENT.value, name, principal))
    return tuple(found) or _introduced(head + parts.get("facts", "")[:600], sides, administrative)


def _named(top: str) -> Iterator[tuple[str, str, bool]]:
    """Yield role, name and whether it is an agent, in the order of the text."""
    lines = [(found, False) for found in _LINE.finditer(top)]
    lines += [(found, True) for found in _SPEAKER.finditer(top)]
    for found, is_agent in sorted(lines, key=lambda pair: pair[0].start("role")):
        for name in found["names"].split("、"):
            plain = name.strip()
            bare = not is_agent and not found["colon"]
            if len(plain) < 2 or _NO_NAME.search(plain if bare else plain[-2:]):
                continue
            yield found["role"], plain, is_agent


def _last_party(found: list[Party]) -> int | None:
    return next((p.ordinal for p in reversed(found) if p.kind != PartyKind.AGENT), None)


def _introduced(told: str, sides: Parties, administrative: bool) -> tuple[Party, ...]:
    """Return the two sides as the opening sentence names them: 原告张某与被告某公司……一案."""
    found = _INTRO.search(told[:3000])
    if not found:
        return ()
    named = ((found["one"], found["first"]), (found["two"], found["second"]))
    return tuple(
        Party(n, _ROLES[role].value, _kind(name, role, sides, administrative), name)
        for n, (role, name) in enumerate(named, 1)
    )


def _kind(name: str, role: str, sides: Parties, administrative: bool) -> str:
    if is_office(name) or (administrative and name.endswith(("局", "政府", "所", "中心", "委员会", "厅"))):
        return PartyKind.OTHER
    own = kind_of_name(name)
    if own == PartyKind.EMPLOYER:
        return own
    if role == "第三人":
        return PartyKind.WORKER if own and administrative else PartyKind.OTHER
    told = "" if administrative else sides.roles.get(role, "")
    return told or own or PartyKind.OTHER
