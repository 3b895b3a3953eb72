"""Reading what belongs together: the papers of a dispute for readers, the pairs for editors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from niangjia.kernel import divisions
from niangjia.kernel.chinese.writing import day
from niangjia.kernel.money import in_yuan
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_any_post, kept_by
from niangjia.rights.caselaw.models import Case, CaseState, Kinship, KinshipKind, KinshipState
from niangjia.rights.caselaw.rules.terms import Body, Issue, Outcome, Stage

PER_PAGE = 10
MOST_PAPERS = 12
"""Papers of one dispute that a reader is shown at most; more would be a mistake somewhere."""


REASONS: dict[str, Promise] = {
    "text": _l("文字大部分相同"),
    "passages": _l("有相同的段落"),
    "figures": _l("日期、金额对得上"),
    "own_number": _l("案号相同"),
    "numbered": _l("一份写明了另一份的案号"),
    "same_earlier": _l("都写明同一个前面的案号"),
    "employer": _l("用人单位相同"),
    "worker": _l("劳动者相同"),
    "surname": _l("当事人姓氏相同"),
    "joined": _l("入职日期相同"),
    "left": _l("离职日期相同"),
    "wage": _l("月工资相同"),
    "region": _l("同一个省"),
    "through": _l("都与第三份文书有关"),
    "by_hand": _l("由编辑指出"),
}


@dataclass(frozen=True, slots=True)
class DisputePaper:
    """Another public paper of a dispute."""

    code: str
    title: str
    stage_name: str
    date: date | None
    outcome: str
    outcome_name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing both papers tell, as each tells it."""

    name: Promise
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether both tell it and not alike."""
        return bool(self.one and self.other and self.one != self.other)


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair, as its editors see it."""

    code: str
    title: str
    state: str
    state_name: str
    begins: str
    merged: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two cases that seem to belong together, with what speaks for it."""

    number: int
    kind: str
    kind_name: str
    state: str
    state_name: str
    percent: int
    reasons: tuple[Promise | str, ...]
    one: Side
    other: Side
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of pairs, and how many there are in each state."""

    rows: tuple[PairRow, ...]
    counts: dict[str, int]
    page: int
    pages: int


def dispute_of(*, viewer: Viewer, code: str) -> tuple[DisputePaper, ...]:  # noqa: ARG001 - public
    """Return the other public papers of a case's dispute, oldest first.

    Papers linked to linked ones belong to it too.
    """
    start = Case.objects.filter(code=code).values_list("pk", flat=True).first()
    if start is None:
        return ()
    found, edge = {start}, {start}
    while edge and len(found) <= MOST_PAPERS:
        edge = _linked(edge) - found
        found |= edge
    others = Case.objects.filter(pk__in=found - {start}, state=CaseState.PUBLISHED)
    ordered = others.order_by(F("date").asc(nulls_last=True), "pk")[:MOST_PAPERS]
    return tuple(_paper(case) for case in ordered)


def pairs(*, viewer: Viewer, state: str, kind: str = "", page: int = 1) -> Pairs:
    """Return pairs of which both are the viewer's to keep, likeliest first. Raises Refused."""
    mine = _pairs(viewer)
    counts = {one.value: mine.filter(state=one).count() for one in KinshipState}
    found = mine.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    last = max(1, -(-found.count() // PER_PAGE))
    page = min(max(page, 1), last)
    some = found.order_by("-score", "pk")[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Pairs(tuple(_row(kin) for kin in some), counts, page, last)


def proposals_waiting(*, viewer: Viewer) -> int:
    """Return how many pairs wait for the viewer's decision. Raises Refused."""
    return _pairs(viewer).filter(state=KinshipState.PROPOSED).count()


def _pairs(viewer: Viewer) -> QuerySet[Kinship]:
    """Return the pairs of the viewer's; a pair whose one half was merged elsewhere is left out."""
    demand_any_post(viewer)
    kept = Case.objects.filter(kept_by(viewer)).values("pk")
    mine = Kinship.objects.filter(one__in=kept, other__in=kept).select_related("one", "other")
    gone = Q(one__merged_into__isnull=False) | Q(other__merged_into__isnull=False)
    return mine.exclude(gone & Q(state=KinshipState.PROPOSED))


def _linked(cases: Iterable[int]) -> set[int]:
    beside = Kinship.objects.filter(
        Q(one__in=cases) | Q(other__in=cases),
        state__in=(KinshipState.LINKED, KinshipState.MERGED),
    )
    return {case for pair in beside.values_list("one_id", "other_id") for case in pair}


def _paper(case: Case) -> DisputePaper:
    return DisputePaper(
        code=case.code,
        title=case.title,
        stage_name=Stage.label_of(case.stage),
        date=case.date,
        outcome=case.outcome,
        outcome_name=Outcome.label_of(case.outcome),
    )


def _row(kin: Kinship) -> PairRow:
    return PairRow(
        number=kin.pk,
        kind=kin.kind,
        kind_name=KinshipKind(kin.kind).label,
        state=kin.state,
        state_name=KinshipState(kin.state).label,
        percent=min(99, round(kin.score * 100)),
        reasons=tuple(REASONS[reason] for reason in kin.reasons if reason in REASONS),
        one=_side(kin.one),
        other=_side(kin.other),
        facts=_facts(kin.one, kin.other),
    )


def _side(case: Case) -> Side:
    return Side(
        code=case.code,
        title=case.title,
        state=case.state,
        state_name=CaseState(case.state).label,
        begins=case.text[:200],
        merged=case.merged_into_id is not None,
    )


def _facts(one: Case, other: Case) -> tuple[Fact, ...]:
    told = zip(_told(one), _told(other), strict=True)
    facts = (Fact(name, left, right) for (name, left), (_name, right) in told)
    return tuple(fact for fact in facts if fact.one or fact.other)


def _told(case: Case) -> tuple[tuple[Promise, str], ...]:
    def on(value: date | None) -> str:
        return day(value) if value else ""

    sums = [
        "" if value is None else in_yuan(value)
        for value in (case.monthly_wage, case.claimed, case.awarded)
    ]
    return (
        (_l("案号"), case.case_no),
        (_l("办理机构"), case.court or Body.label_of(case.body)),
        (_l("程序"), Stage.label_of(case.stage)),
        (_l("日期"), on(case.date)),
        (_l("地区"), divisions.full_name(case.region_code)),
        (_l("争议"), Issue.label_of(case.issue)),
        (_l("结果"), Outcome.label_of(case.outcome)),
        (_l("入职"), on(case.joined)),
        (_l("离职"), on(case.left)),
        (_l("月工资"), sums[0]),
        (_l("请求"), sums[1]),
        (_l("支持"), sums[2]),
        (_l("字数"), f"{len(case.text):,}"),
    )
