"""The facts of one case, drawn before a word is written: who, where, when, what, how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .material import Material, Storyline, Trade
from .numerals import add_months, cents, whole_months
from .places import Place, places
from .sums import MAKERS, MONEYLESS, PAID_BY_WORKER, Basis, Sum

D = Decimal
_NIL = D(0)

# body, stage, share in a thousand
_COURTS = (
    ("basic_court", "first_instance", 360),
    ("arbitration", "arbitration", 270),
    ("intermediate_court", "second_instance", 185),
    ("mediation", "mediation", 65),
    ("high_court", "retrial", 45),
    ("intermediate_court", "review", 35),
    ("ministry", "arbitration", 25),
    ("supreme_court", "retrial", 15),
)
_ISSUE_SHARES = {
    "unpaid_wages": 22, "overtime": 13, "no_contract": 10, "unlawful_dismissal": 13,
    "severance": 9, "work_injury": 10, "social_insurance": 5, "leave": 3, "women": 3,
    "probation": 3, "non_compete": 2, "relationship": 5, "safety": 2, "other": 4,
}  # fmt: skip
_EXTRA = ("annual_leave", "overtime", "wages", "bonus", "certificate", "deposit", "heat")
_TRADE_SLOTS = ("post", "place", "tool", "task", "goods")
_GRADES = (10, 10, 10, 10, 9, 9, 9, 8, 8, 7)
_FORMS = ("plain",) * 10 + ("comma",) * 4 + ("cents",) * 2 + ("wan",) * 2 + ("chinese",) * 2


@dataclass(slots=True)
class Demand:
    """One claim on its way through the case. `mode` is grant, less or none."""

    kind: str
    worth: Sum | None
    mode: str = "none"

    @property
    def granted(self) -> Decimal | None:
        """What the tribunal gives, None where the claim is not about money."""
        if self.worth is None:
            return None
        if self.mode == "grant":
            return self.worth.full
        return (self.worth.less or self.worth.full) if self.mode == "less" else D(0)

    @property
    def by_worker(self) -> bool:
        """Whether the worker would have to pay it."""
        return self.kind in PAID_BY_WORKER


@dataclass(slots=True)
class Scene:
    """One case before it is written. `before`: body and number of earlier papers, by stage."""

    rng: Random
    place: Place
    trade: Trade
    line: Storyline
    body: str = ""
    stage: str = ""
    asker: str = "worker"
    outcome: str = ""
    female: bool = False
    wage: Decimal = _NIL
    minimum: Decimal = _NIL
    average: Decimal = _NIL
    grade: int = 10
    form: str = "plain"
    days: dict[str, date] = field(default_factory=dict)
    demands: list[Demand] = field(default_factory=list)
    settled: Decimal | None = None
    length: int = 2000
    before: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def claimed(self) -> Decimal | None:
        """The sum of all money claims, None where there is none."""
        sums = [d.worth.full for d in self.demands if d.worth is not None]
        return sum(sums, D(0)) if sums else None

    @property
    def awarded(self) -> Decimal | None:
        """The sum to be paid in the end, None where no claim is about money."""
        if self.settled is not None:
            return self.settled
        sums = [d.granted for d in self.demands if d.granted is not None]
        return sum(sums, D(0)) if sums else None

    @property
    def overturned(self) -> bool:
        """Whether the higher court changes what the lower one decided.

        Who complains and gets all turns the decision round; who complains and gets nothing does
        not; in between the lower court is taken to have gone fully against the one who complains.
        """
        if self.outcome == "partly":
            return True
        return self.outcome == ("supported" if self.asker == "worker" else "refused")

    @property
    def employed(self) -> bool:
        """Whether the worker is still with the employer."""
        return self.line.employed


def draw(stuff: Material, rng: Random) -> Scene:
    """Draw one case."""
    issue = rng.choices(tuple(_ISSUE_SHARES), tuple(_ISSUE_SHARES.values()))[0]
    line = rng.choice(stuff.lines[issue])
    trade = stuff.trades[rng.choice(line.trades)]
    spots = places()
    scene = Scene(rng, spots[int(rng.random() ** 2.2 * len(spots))], trade, line)
    scene.female = issue == "women" or rng.random() < 0.42
    scene.form = rng.choice(_FORMS)
    scene.length = min(7800, max(600, int(rng.lognormvariate(7.47, 0.55))))
    _draw_stage(scene)
    _draw_days(scene)
    _draw_money(scene)
    _draw_demands(scene)
    _settle_review(scene)
    _draw_outcome(scene)
    return scene


def _draw_stage(scene: Scene) -> None:
    rng = scene.rng
    shares = [share for _, _, share in _COURTS]
    scene.body, scene.stage, _ = rng.choices(_COURTS, shares)[0]
    employer_pays = not any(kind in PAID_BY_WORKER for kind in scene.line.claims)
    if employer_pays and scene.stage in ("arbitration", "mediation"):
        scene.asker = "worker"
    elif scene.stage == "review" or scene.line.asker == "employer":
        scene.asker = "employer"
    else:
        share = {"first_instance": 0.27, "second_instance": 0.5, "retrial": 0.5}
        scene.asker = "employer" if rng.random() < share.get(scene.stage, 0.0) else "worker"
    if scene.stage == "review" and not employer_pays:
        scene.body, scene.stage = "basic_court", "first_instance"


def _months_employed(scene: Scene) -> int:
    low, high = {"no_contract": (3, 30), "probation": (2, 8)}.get(scene.line.issue, (4, 170))
    return low + int(scene.rng.random() ** 2 * (high - low + 1))


def _draw_days(scene: Scene) -> None:
    rng, day = scene.rng, timedelta(days=1)
    year = 2014 + int(rng.random() ** 0.6 * 12)
    decided = date(year, 1, 1) + day * rng.randrange(300 if year == 2025 else 365)
    filed = decided - day * rng.randrange(25, 140)
    filed0 = filed
    if scene.stage not in ("arbitration", "mediation"):
        filed0 = filed - day * rng.randrange(60, 130)
    lower = filed0
    if scene.stage in ("second_instance", "retrial"):
        lower = filed - day * rng.randrange(70, 160)
        filed0 = lower - day * rng.randrange(60, 130)
    until = filed0 - day * rng.randrange(12, 300)
    months = _months_employed(scene)
    joined = add_months(until + day, -months)
    if scene.line.issue not in ("no_contract", "probation"):
        joined -= day * rng.randrange(28)
    span, after = (until - joined).days, (filed0 - until).days
    inner = sorted(rng.randrange(1, max(2, span)) for _ in range(4))
    outer = sorted(rng.randrange(1, max(2, after)) for _ in range(3))
    scene.days = {"decided": decided, "filed": filed, "filed0": filed0, "first": lower,
                  "until": until, "joined": joined}  # fmt: skip
    scene.days.update({f"d{i + 1}": joined + day * n for i, n in enumerate(inner)})
    scene.days.update({f"a{i + 1}": until + day * n for i, n in enumerate(outer)})


def _draw_money(scene: Scene) -> None:
    rng, year = scene.rng, scene.days["until"].year
    growth = D(60 + 5 * (year - 2010)) / 100
    scene.minimum = D(1150 + 75 * (year - 2010) + 10 * rng.randrange(20))
    scene.average = D(3600 + 480 * (year - 2010) + 7 * rng.randrange(180))
    low, high = scene.trade.low, scene.trade.high
    rough = (low + (high - low) * rng.random() ** 2.3) * 100
    wage = D(int(rough)) * growth
    step = rng.choice((1000, 500, 500, 100, 100, 50))
    wage = D(int(wage) // step * step or step)
    if rng.random() < 0.28:
        wage += D(rng.randrange(100_00)) / 100
    scene.wage = cents(min(max(wage, scene.minimum), cents(scene.average * D("2.9"))))
    scene.grade = rng.choice(_GRADES)


def _draw_demands(scene: Scene) -> None:
    rng = scene.rng
    kinds = list(scene.line.claims)
    if not any(kind in PAID_BY_WORKER for kind in kinds):
        for _ in range(2):
            extra = rng.choice(_EXTRA)
            if rng.random() < 0.3 and extra not in kinds and not scene.employed:
                kinds.append(extra)
    days = scene.days
    months = max(1, whole_months(days["joined"], days["until"]))
    basis = Basis(
        rng, days["joined"], days["until"], scene.wage, scene.minimum, scene.average,
        scene.grade, months,
    )  # fmt: skip
    scene.demands = [Demand(k, None if k in MONEYLESS else MAKERS[k](basis)) for k in kinds]


def _settle_review(scene: Scene) -> None:
    """Only an award that is final for each of its items can be up for annulment."""
    limit = scene.minimum * 12
    if scene.stage == "review" and any(
        d.worth is None or d.worth.full > limit for d in scene.demands
    ):
        scene.body, scene.stage = "basic_court", "first_instance"


def _draw_outcome(scene: Scene) -> None:
    rng = scene.rng
    if scene.stage == "mediation":
        scene.outcome = "settled"
    else:
        outcomes = ["supported", "partly", "refused", "settled"]
        weights = [30, 42, 18, 10]
        if scene.stage in ("retrial", "review") or scene.body == "ministry":
            weights[3] = 0
        if scene.stage == "review":
            weights[1] = 0
        scene.outcome = rng.choices(outcomes, weights)[0]
    if scene.outcome == "settled":
        total = scene.claimed or scene.wage * 2
        share = D(rng.randrange(30, 96)) / 100
        scene.settled = D(max(200, int(total * share) // 100 * 100))
    else:
        _decide(scene)


def _decide(scene: Scene) -> None:
    if scene.outcome == "partly":
        for demand in scene.demands:
            demand.mode = _part(demand, scene.rng)
        modes = {d.mode for d in scene.demands}
        if modes in ({"grant"}, {"none"}):
            _force_part(scene)
    if scene.outcome != "partly":
        for demand in scene.demands:
            wins = (scene.outcome == "supported") != demand.by_worker
            demand.mode = "grant" if wins else "none"


def _can_be_less(demand: Demand) -> bool:
    return demand.kind == "confirm" or (demand.worth is not None and demand.worth.less is not None)


def _part(demand: Demand, rng: Random) -> str:
    modes = ("less", "less", "grant", "none") if _can_be_less(demand) else ("grant", "none")
    return rng.choice(modes)


def _force_part(scene: Scene) -> None:
    """Make the case end in part where it can, else clearly one way."""
    for demand in scene.demands:
        if _can_be_less(demand):
            demand.mode = "less"
            return
    if len(scene.demands) > 1:
        scene.demands[0].mode, scene.demands[-1].mode = "grant", "none"
        return
    scene.outcome = scene.rng.choice(("supported", "refused"))


def names_for_trade(scene: Scene) -> dict[str, tuple[str, ...]]:
    """The banks that the trade fills: posts, places, tools, tasks, goods."""
    return {slot: scene.trade.words[slot] for slot in _TRADE_SLOTS}
