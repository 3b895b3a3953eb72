"""The lawyers who could be appointed, in order of turn, each with why and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from niangjia.kernel import clock
from niangjia.kernel.viewer import PATH_STEP
from niangjia.rights.legal_aid.conflicts import ties_of
from niangjia.rights.legal_aid.models import (
    STANDING,
    Application,
    Appointment,
    Away,
    Lawyer,
    Skill,
    Stand,
)
from niangjia.rights.legal_aid.rules.conflicts import Hit, is_blocked
from niangjia.rights.legal_aid.rules.fairness import Candidate, Wanted, ranked


@dataclass(frozen=True, slots=True)
class Choice:
    """A lawyer in order of turn. `first` is whose turn it is; `blocked` says a tie stands between.

    `barred` is why he cannot be asked at all, "" where he can.
    """

    code: str
    name: str
    firm: str
    points: int
    reasons: tuple[str, ...]
    open_matters: int
    most_open: int
    ties: tuple[Hit, ...]
    blocked: bool
    barred: str
    first: bool

    @property
    def explained(self) -> str:
        """Why this one, in a line."""
        return "，".join(self.reasons) + f"，共{self.points}分"


def choices(application: Application) -> tuple[Choice, ...]:
    """Return the lawyers of the office that appoints and of those above it, in order of turn."""
    matter = application.matter
    lawyers = {one.pk: one for one in _register(acting_path(application))}
    candidates = _candidates(lawyers, application)
    ties = ties_of(application, lawyers)
    wanted = Wanted(matter.issue, matter.region_code, application.language)
    order = ranked(wanted, candidates.values())
    turn = next(
        (
            one.number
            for one in order
            if not one.barred and not is_blocked(ties.get(one.number, ()))
        ),
        None,
    )
    return tuple(
        Choice(
            code=lawyers[one.number].code,
            name=lawyers[one.number].account.name,
            firm=lawyers[one.number].firm,
            points=one.points,
            reasons=one.reasons,
            open_matters=candidates[one.number].open_matters,
            most_open=lawyers[one.number].most_open,
            ties=ties.get(one.number, ()),
            blocked=is_blocked(ties.get(one.number, ())),
            barred=one.barred,
            first=one.number == turn,
        )
        for one in order
    )


def acting_path(application: Application) -> str:
    """Return the place in the tree of the office that appoints: elsewhere where that agreed."""
    elsewhere = getattr(application, "elsewhere", None)
    if elsewhere is not None and elsewhere.agreed_at is not None:
        return str(elsewhere.office.path)
    return str(application.matter.responsible.path)


def _register(path: str) -> list[Lawyer]:
    above = [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]
    standing = Lawyer.objects.filter(
        office__path__in=above, left_on__isnull=True, account__is_active=True
    )
    counted = standing.annotate(
        in_hand=Count("appointments", filter=Q(appointments__state__in=STANDING), distinct=True),
        last_offered=Max("appointments__offered_at"),
    )
    return list(counted.select_related("account"))


def _candidates(lawyers: dict[int, Lawyer], application: Application) -> dict[int, Candidate]:
    skills: dict[tuple[int, str], set[str]] = {}
    for lawyer, kind, name in Skill.objects.filter(lawyer__in=lawyers).values_list(
        "lawyer", "kind", "name"
    ):
        skills.setdefault((lawyer, kind), set()).add(name)
    away = dict(_away_today(lawyers))
    declined = set(
        Appointment.objects.filter(application=application, state=Stand.DECLINED).values_list(
            "lawyer", flat=True
        )
    )
    return {
        number: Candidate(
            number=number,
            fields=frozenset(skills.get((number, Skill.Kind.ISSUE), ())),
            languages=frozenset(skills.get((number, Skill.Kind.LANGUAGE), ())),
            place=one.place,
            open_matters=getattr(one, "in_hand", 0),
            most_open=one.most_open,
            away_until=away.get(number),
            last_offered=getattr(one, "last_offered", None),
            declined=number in declined,
        )
        for number, one in lawyers.items()
    }


def _away_today(lawyers: Iterable[int]) -> Iterable[tuple[int, date]]:
    today = clock.today()
    rows = Away.objects.filter(lawyer__in=list(lawyers), first__lte=today, last__gte=today)
    return rows.order_by("last").values_list("lawyer", "last")
