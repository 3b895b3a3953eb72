"""What a question tells, as read and as the asker puts it right; written back into plain words.

A correction maps the key of a fact to what the asker says instead, in their own words: `service`
to `4个月`, to `""` where it is not so. `service-as` names another kind of fact for it, `issue` an
issue, `said-ID` and `typed-ID` answer what was asked back. What the rooms are then asked is the
question with all of that in it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from niangjia.desks.answering.asking_back import statement
from niangjia.desks.answering.findings import ReadFact
from niangjia.desks.answering.wording import in_words
from niangjia.kernel.issues import Issue
from niangjia.rights.questions.findings import Fact, FactKind
from niangjia.rights.questions.queries import facts_in

LONGEST = 60
"""Characters of one correction that are read."""

K = FactKind
ALIKE = (
    (K.SPAN, K.SERVICE, K.OWED), (K.AMOUNT, K.WAGE), (K.DAY, K.MONTH, K.YEAR),
    (K.GRADE,), (K.ASKER,), (K.EMPLOYMENT,), (K.TRADE,),
)  # fmt: skip
"""Kinds of facts that are written alike, so that one may have been taken for another."""

SAID: Mapping[str, Mapping[str, str]] = {
    K.ASKER: {
        "worker": "我是劳动者本人。",
        "family": "我替家里人问。",
        "employer": "我是用人单位。",
    },
    K.EMPLOYMENT: {"employed": "现在还在职。", "ended": "已经离职了。"},
}
"""What is told in a sentence of its own, and chosen instead of written."""

_DURATION = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,4})D)?")


@dataclass(frozen=True, slots=True)
class Told:
    """A question as it is to be read: its text with what the asker corrected, and its facts.

    `given` are the corrections that were taken, `issue` the one the asker names.
    """

    text: str
    facts: tuple[ReadFact, ...]
    given: Mapping[str, str]
    issue: Issue | None = None


def told(question: str, corrections: Mapping[str, str]) -> Told:
    """Return a question with what the asker puts right in it; what is not read, said."""
    read = list(_keyed(facts_in(question), question))
    facts = [_corrected(fact, corrections) for fact in read]
    text = _written_back(question, read, facts)
    said = [SAID[f.kind][f.value] for f in facts if f.corrected and f.value and f.kind in SAID]
    answered = {k: v for k, v in corrections.items() if v.strip() and statement(k, v)}
    said += [statement(key, typed) for key, typed in answered.items()]
    issue = _issue(corrections.get("issue", ""))
    if issue:
        answered["issue"] = issue.value
    whole = f"{text.rstrip('。')}。{''.join(said)}" if said else text
    known = {(fact.kind, fact.value) for fact in facts}
    added = "".join(said)
    extra = [f for f in _keyed(facts_in(added), added) if (f.kind, f.value) not in known]
    given = answered | {f.key: f.said for f in facts if f.corrected}
    return Told(whole, (*facts, *(_answered(fact) for fact in extra)), given, issue)


def _issue(code: str) -> Issue | None:
    return Issue.of(code) if Issue.label_of(code) else None


def _keyed(facts: tuple[Fact, ...], question: str) -> Iterator[ReadFact]:
    """Name each fact after its kind, with a number from the second of a kind on."""
    seen: dict[str, int] = {}
    for fact in facts:
        kind = fact.kind.value
        seen[kind] = seen.get(kind, 0) + 1
        yield _shown(
            ReadFact(
                key=kind if seen[kind] == 1 else f"{kind}-{seen[kind]}",
                kind=kind,
                name=fact.kind.label,
                value=fact.value,
                said="",
                quoted=question[fact.start : fact.end],
                start=fact.start,
                end=fact.end,
            )
        )


def _shown(fact: ReadFact) -> ReadFact:
    family = next((kinds for kinds in ALIKE if fact.kind in kinds), ())
    return replace(
        fact,
        name=_(FactKind.label_of(fact.kind)),
        said=in_words(fact.kind, fact.value),
        choices=tuple((value, in_words(fact.kind, value)) for value in SAID.get(fact.kind, ())),
        kinds=tuple((kind.value, _(kind.label)) for kind in family) if len(family) > 1 else (),
    )


def _answered(fact: ReadFact) -> ReadFact:
    """A fact from an answer stands nowhere in the question."""
    return replace(fact, key=f"answered-{fact.key}", start=0, end=0, corrected=True, kinds=())


def _corrected(fact: ReadFact, corrections: Mapping[str, str]) -> ReadFact:
    kind = corrections.get(f"{fact.key}-as", fact.kind)
    if kind not in dict(fact.kinds):
        kind = fact.kind
    typed = corrections.get(fact.key)
    if typed is None or typed.strip() in {fact.said, fact.value}:
        return fact if kind == fact.kind else _shown(replace(fact, kind=kind, corrected=True))
    typed = typed.strip()[:LONGEST]
    if not typed:
        return replace(fact, value="", said="", corrected=True)
    found = _read(kind, typed)
    if found is None:
        return replace(fact, problem=_("“%(typed)s”没有看懂，还按原来的算。") % {"typed": typed})
    read, value = found
    kept = read if read not in dict(fact.kinds) or kind == fact.kind else kind
    return _shown(replace(fact, kind=kept, value=value, corrected=True))


def _read(kind: str, typed: str) -> tuple[str, str] | None:
    """Return the kind and the value of what somebody typed for a fact of a kind, None if unread."""
    if kind in SAID:
        return (kind, typed) if typed in SAID[kind] else None
    if kind == FactKind.TRADE:
        return kind, typed
    family = next(kinds for kinds in ALIKE if kind in kinds)
    for attempt in _attempts(kind, typed):
        for fact in facts_in(attempt):
            if fact.kind in family:
                dated = kind in {FactKind.DAY, FactKind.MONTH, FactKind.YEAR}
                return (fact.kind.value if dated else kind), fact.value
    return None


def _attempts(kind: str, typed: str) -> Iterator[str]:
    """Yield what was typed with what people leave out where the box says it already."""
    duration = _DURATION.fullmatch(typed)
    yield in_words(kind, typed) if duration and typed != "P" else typed
    if kind in {FactKind.AMOUNT, FactKind.WAGE}:
        yield f"{typed}元"
    elif kind == FactKind.GRADE:
        yield f"工伤鉴定为{typed.removesuffix('级')}级"
    elif kind in {FactKind.SPAN, FactKind.SERVICE, FactKind.OWED}:
        yield f"{typed}个月" if typed.isdecimal() else typed
    elif kind == FactKind.YEAR:
        yield f"{typed}年"
    elif kind == FactKind.MONTH:
        yield typed.replace("-", "年") + "月"


def _written_back(question: str, read: Sequence[ReadFact], facts: Sequence[ReadFact]) -> str:
    """Put the values that changed where the facts stood in the question."""
    for was, now in sorted(zip(read, facts, strict=True), key=lambda pair: -pair[0].start):
        if now.value != was.value and now.kind not in SAID:
            question = question[: was.start] + now.said + question[was.end :]
    return question
