"""Reading unions and employers. What a viewer may not see looks like what is not there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import (
    STANDING,
    TERRITORIAL,
    Employer,
    Level,
    Organisation,
)
from niangjia.foundation.organisations.rules import places
from niangjia.foundation.organisations.rules.routing import Candidate, Question, decide
from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer

READERS = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.OFFICER)
PER_PAGE = 100
MOST_WORDS = 10
NATIONAL_HOTLINE = "12351"


@dataclass(frozen=True, slots=True)
class TreePart:
    """One level of the tree: what stands below `parent`, or the tops of what a viewer reaches.

    Each row carries `below`: how many unions stand right below it.
    """

    parent: Organisation | None
    rows: "Page[Organisation]"


@dataclass(frozen=True, slots=True)
class Hotline:
    """Whom to call for a place."""

    name: str
    phone: str


def readable(viewer: Viewer) -> QuerySet[Organisation]:
    """Return every standing union in the viewer's parts of the tree."""
    found: QuerySet[Organisation] = Organisation.objects.filter(STANDING)
    return found.filter(_under(viewer.reach(*READERS)))


def organisation_by_code(
    *, viewer: Viewer, code: str, roles: Iterable[Role] = READERS
) -> Organisation:
    """Return one union that the viewer reaches by one of `roles`. Raises Missing, Refused.

    Refused is for a union that the viewer may read but not treat by these roles.
    """
    found = readable(viewer).filter(code=code).first()
    if found is None:
        raise Missing(_("没有这个工会，或者不在您的范围内。"))
    if not viewer.holds(*roles, at=found.path):
        raise Refused(_("这需要该工会或上级工会的管理员来办。"))
    return found


def way_to(*, viewer: Viewer, organisation: Organisation) -> list[Organisation]:
    """Return the unions above one, the widest first, as far as the viewer may read."""
    path = organisation.path
    above = [path[:end] for end in range(PATH_STEP, len(path), PATH_STEP)]
    return list(readable(viewer).filter(path__in=above).order_by("path"))


def union_tree(*, viewer: Viewer, below: str = "", page: int = 1) -> TreePart:
    """Return one level of the tree. Raises Missing for a union that the viewer may not read."""
    if below:
        parent = organisation_by_code(viewer=viewer, code=below)
        rows = _standing_by_parent().filter(parent_path=parent.path)
    else:
        parent, rows = None, readable(viewer).filter(path__in=_tops(viewer))
    listed = Paginator(rows.order_by("path"), PER_PAGE).get_page(page)
    _count_below(listed)
    return TreePart(parent, listed)


def find_organisations(*, viewer: Viewer, text: str, page: int = 1) -> "Page[Organisation]":
    """Return unions whose name or register number holds `text`."""
    found = readable(viewer)
    for word in _words(text):
        found = found.filter(Q(name__icontains=word) | Q(register_number__icontains=word))
    listed = Paginator(found.order_by("path"), PER_PAGE).get_page(page)
    _count_below(listed)
    return listed


def employers(
    *, viewer: Viewer, text: str = "", page: int = 1, per_page: int = 50
) -> "Page[Employer]":
    """Return employers in the viewer's part, by name, whose name or credit code holds `text`."""
    found = employers_within(viewer)
    for word in _words(text):
        found = found.filter(Q(name__icontains=word) | Q(credit_code__icontains=word))
    ordered = found.select_related("union").order_by("name", "id")
    return Paginator(ordered, per_page).get_page(page)


def employer_by_code(*, viewer: Viewer, code: str, roles: tuple[Role, ...] = READERS) -> Employer:
    """Return one employer that the viewer reaches. Raises Missing, Refused."""
    found = employers_within(viewer).select_related("union").filter(code=code).first()
    if found is None:
        raise Missing(_("没有这个用人单位，或者不在您的范围内。"))
    if roles != READERS and not employers_within(viewer, *roles).filter(pk=found.pk).exists():
        raise Refused(_("这需要当地工会的管理员来办。"))
    return found


def employers_within(viewer: Viewer, *roles: Role) -> QuerySet[Employer]:
    """Return the employers reached by `roles`, by READERS where none are named.

    A union reaches the employers whose own union stands below it; a union that answers for a
    place also those of the place, an industry union only those of its industry.
    """
    if viewer.operator:
        return Employer.objects.all()
    reach = viewer.reach(*(roles or READERS))
    chosen = Q(union__in=Organisation.objects.filter(_under(reach)))
    held = Organisation.objects.filter(STANDING, path__in=reach)
    for level, region, industry in held.values_list("level", "region_code", "industry"):
        if level in TERRITORIAL:
            chosen |= _in_place(region, level)
        elif level == Level.INDUSTRY:
            chosen |= _in_place(region, level) & Q(industry=industry)
    return Employer.objects.filter(chosen)


def responsible_union(
    *,
    employer: Employer | None = None,
    region_code: str = "",
    industry: str = "",
    against_employer: bool,
) -> tuple[Organisation, str]:
    """Return which union is responsible, and why in plain words; the rule is `rules.routing`.

    Place and industry are the employer's where they are not given. Anybody may ask.
    Raises Missing where no union answers for the place.
    """
    own = employer.union if employer else None
    place = region_code or (employer.region_code if employer else "")
    question = Question(
        region_code=place,
        industry=industry or (employer.industry if employer else ""),
        own=_candidate(own) if own and own.dissolved_on is None else None,
        against_employer=against_employer,
    )
    known = {one.pk: one for one in _answering_for(place, own)}
    verdict = decide(question, [_candidate(one) for one in known.values()])
    if verdict is None:
        raise Missing(_("还没有登记负责这个地方的工会，请拨打 12351。"))
    if verdict.ground == "own" and own:
        return own, _("这是您所在单位自己的工会。")
    chosen = known[verdict.number]
    return chosen, _reason(verdict.ground, chosen, against=bool(own) and against_employer)


def responsible_or_none(
    *, employer: Employer, against_employer: bool
) -> tuple[Organisation, str] | None:
    """Return `responsible_union`, or None where no union answers for the place."""
    try:
        return responsible_union(employer=employer, against_employer=against_employer)
    except Missing:
        return None


def may_manage(viewer: Viewer, employer: Employer) -> bool:
    """Whether the viewer administers a union that reaches this employer."""
    return employers_within(viewer, Role.ADMINISTRATOR).filter(pk=employer.pk).exists()


def place_name(region_code: str) -> str:
    """Return the full name of a place, such as 山东省青岛市市南区."""
    return places.place_name(region_code)


def hotline_for(region_code: str) -> Hotline:
    """Return whom to call for a place: the nearest union with a phone, else the national line."""
    nearest = places.places_of(region_code)
    found = Organisation.objects.filter(
        STANDING, region_code__in=nearest, level__in=TERRITORIAL
    ).exclude(phone="")
    general = [one for one in found if one.level != Level.TOWNSHIP or len(one.region_code) == 9]
    if not general:
        return Hotline(_("职工服务热线"), NATIONAL_HOTLINE)
    one = min(general, key=lambda union: (nearest.index(union.region_code), -union.depth))
    return Hotline(one.name, one.phone)


def _words(text: str) -> list[str]:
    """Return the words to look for: no more than a name has, and none a database cannot hold."""
    return text.replace("\0", "").split()[:MOST_WORDS]


def _under(reach: Iterable[str]) -> Q:
    chosen = Q(pk__in=())
    for path in reach:
        chosen |= Q(path__startswith=path)
    return chosen


def _tops(viewer: Viewer) -> list[str]:
    """Return the paths at which a viewer's parts of the tree begin."""
    reach = viewer.reach(*READERS)
    if "" in reach:
        return list(Organisation.objects.filter(depth=1).values_list("path", flat=True))
    return [one for one in reach if not any(one != up and one.startswith(up) for up in reach)]


def _count_below(listed: Iterable[Organisation]) -> None:
    rows = {one.path: one for one in listed}
    counted = _standing_by_parent().filter(parent_path__in=list(rows)).order_by()
    numbers = dict(counted.values_list("parent_path").annotate(Count("pk")))
    for path, one in rows.items():
        one.below = numbers.get(path, 0)


def _standing_by_parent() -> QuerySet[Organisation]:
    standing: QuerySet[Organisation] = Organisation.objects.filter(STANDING)
    above = Substr("path", 1, Length("path") - PATH_STEP)
    by_parent: QuerySet[Organisation] = standing.annotate(parent_path=above)
    return by_parent


def _in_place(region_code: str, level: str) -> Q:
    if not region_code:
        return Q(pk__isnull=False)
    if level == Level.TOWNSHIP:
        return Q(region_code=region_code) if len(region_code) == 9 else Q(pk__in=())
    return Q(region_code__startswith=_stem(region_code))


def _stem(region_code: str) -> str:
    """Return the digits that every place within a division begins with."""
    if len(region_code) == 6 and region_code.endswith("0000"):
        return region_code[:2]
    return region_code[:4] if region_code.endswith("00") else region_code


def _answering_for(place: str, own: Organisation | None) -> list[Organisation]:
    near = Q(region_code__in=places.places_of(place)) & ~Q(level=Level.GRASSROOTS)
    if own:
        above = [own.path[:end] for end in range(PATH_STEP, len(own.path), PATH_STEP)]
        near |= Q(path__in=above, level=Level.TOWNSHIP)
    return list(Organisation.objects.filter(STANDING, near))


def _candidate(one: Organisation) -> Candidate:
    return Candidate(one.pk, one.path, one.level, one.region_code, one.industry)


def _reason(ground: str, chosen: Organisation, *, against: bool) -> str:
    if ground == "industry":
        reason = _("它是%(place)s负责这个行业的工会。")
    else:
        reason = _("它是离得最近、负责%(place)s的工会。")
    said = reason % {"place": places.place_name(chosen.region_code)}
    if against:
        said += _("与单位有争议时，不由单位自己的工会来处理。")
    return said
