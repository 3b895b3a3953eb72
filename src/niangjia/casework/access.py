"""Whose a matter is to work on, to see and to supervise: permission as a part of the query.

An officer works the matters of the very office of the post, not of those below it; a supervisor
sees to an office and all below. Whoever holds a post at the employer's own union, or below it, has
no way to a matter in which that employer is the other side, whatever the post.
"""

from collections.abc import Callable, Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from niangjia.casework.declaring.book import bound
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.models import (
    Capacity,
    Engagement,
    Matter,
    PartnerMember,
    Referral,
    ReferralState,
    Share,
)
from niangjia.foundation.organisations.models import Employer
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.queries import is_proven
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import PATH_STEP, STAFF, Role, Viewer

NOBODYS = Q(pk__in=[])


def owned_by(viewer: Viewer) -> Q:
    """Select the matters for which an office of the viewer's is responsible."""
    return _by_offices(viewer, lambda offices: Q(responsible__in=offices))


def worked_by(viewer: Viewer) -> Q:
    """Select what the viewer may work on: the office's, what it is joint on or engaged on."""
    joint = _by_offices(viewer, lambda offices: Q(pk__in=_shared(offices, Capacity.JOINT)))
    return owned_by(viewer) | joint | engaged_on(viewer)


def engaged_on(viewer: Viewer) -> Q:
    """Select the matters on which the viewer is engaged, in a role still held."""
    if viewer.operator:
        return Q()
    chosen = NOBODYS
    for role in {post.role for post in viewer.posts}:
        if keys := sorted({one.key for one in bound() if role in one.engages}):
            mine = Engagement.objects.filter(account=viewer.account, role=role, until__isnull=True)
            chosen |= Q(pk__in=mine.values("matter"), procedure__in=keys)
    return chosen if chosen == NOBODYS else Q(chosen, _not_other_side(viewer))


def watched_by(viewer: Viewer) -> Q:
    """Select the matters that an office of the viewer's took in and passed on."""
    return _by_offices(viewer, lambda offices: Q(pk__in=_shared(offices, Capacity.WATCHING)))


def supervised_by(viewer: Viewer) -> Q:
    """Select the matters that the viewer sees to as a supervisor."""
    if viewer.operator:
        return Q()
    chosen = NOBODYS
    for post in viewer.posts:
        if keys := _keys_supervised(post.role):
            within = Q(responsible__path__startswith=post.path)
            within |= Q(received_by__path__startswith=post.path)
            chosen |= Q(within, procedure__in=keys)
    return Q(chosen, _not_other_side(viewer))


def seen_by(viewer: Viewer) -> Q:
    """Select the matters whose timeline the viewer may read as an office or its supervisor."""
    return worked_by(viewer) | watched_by(viewer) | supervised_by(viewer)


def asked_by(viewer: Viewer) -> Q:
    """Select the matters that the viewer asked for, signed in."""
    return NOBODYS if viewer.account is None else Q(asker=viewer.account)


def partners_of(viewer: Viewer) -> list[int]:
    """Return the partner bodies for which the viewer signs in, with a second factor."""
    if viewer.account is None:
        return []
    held = PartnerMember.objects.filter(
        account=viewer.account, until__isnull=True, partner__ended_on__isnull=True
    )
    found = list(held.values_list("partner", flat=True))
    if not found:
        return []
    account = Account.objects.get(pk=viewer.account)
    return found if is_proven(account) else []


def partner_standing(*, viewer: Viewer) -> str:
    """Return "member" for who signs in for a partner body, "lacks_factor" before the second factor.

    Anybody else is "none".
    """
    if viewer.account is None:
        return "none"
    if partners_of(viewer):
        return "member"
    held = PartnerMember.objects.filter(
        account=viewer.account, until__isnull=True, partner__ended_on__isnull=True
    )
    return "lacks_factor" if held.exists() else "none"


def referred_to(partners: Iterable[int]) -> Q:
    """Select the matters that are referred to one of these partner bodies."""
    open_ones = Referral.objects.filter(
        matter=OuterRef("pk"),
        to_partner__in=list(partners),
        state__in=[ReferralState.SENT, ReferralState.REPLIED],
    )
    return Q(Exists(open_ones))


def handles_anything(viewer: Viewer) -> bool:
    """Whether the viewer works matters of some procedure somewhere."""
    engaging = {role for one in bound() for role in one.engages}
    return bool(viewer.operator) or any(
        post.role in engaging or _keys_handled(post.role) for post in viewer.posts
    )


def supervises_anything(viewer: Viewer) -> bool:
    """Whether the viewer supervises matters of some procedure somewhere."""
    return bool(viewer.operator) or any(_keys_supervised(post.role) for post in viewer.posts)


def supervised_paths(viewer: Viewer) -> tuple[str, ...]:
    """Return the parts of the tree in which the viewer supervises, "" for all of it."""
    if viewer.operator:
        return ("",)
    return tuple(sorted({post.path for post in viewer.posts if _keys_supervised(post.role)}))


def demand_any_part(viewer: Viewer) -> None:
    """Raise Refused for somebody who neither works nor supervises any matter."""
    if not (handles_anything(viewer) or supervises_anything(viewer)):
        raise Refused("这里是办理事项的工作人员用的。")


def offices_of(viewer: Viewer, procedure: Procedure) -> frozenset[int]:
    """Return the offices in which the viewer works matters of a procedure."""
    return frozenset(post.organisation for post in viewer.posts if post.role in procedure.handlers)


def roles_on(
    viewer: Viewer, matter: Matter, procedure: Procedure, joint: Collection[int] | None = None
) -> frozenset[Role]:
    """Return the roles in which the viewer works on or supervises a matter.

    `joint` are the offices that are joint on it, where the caller knows them already.
    """
    if viewer.operator:
        return frozenset(Role)
    here = {post.role for post in viewer.posts if post.organisation == matter.responsible_id}
    above = {
        post.role
        for post in viewer.posts
        if post.role in procedure.supervisors and matter.responsible.path.startswith(post.path)
    }
    working = {*procedure.handlers, *procedure.supervisors}
    if not here and joint is None and any(post.role in working for post in viewer.posts):
        joint = set(
            Share.objects.filter(
                matter=matter, until__isnull=True, capacity=Capacity.JOINT
            ).values_list("office", flat=True)
        )
    if not here and joint:
        here = {post.role for post in viewer.posts if post.organisation in joint}
    own = here - set(procedure.engages)  # those count by engagement alone
    return frozenset(own | above | _engaged_as(viewer, matter, procedure))


def is_engaged(viewer: Viewer, matter: Matter, procedure: Procedure) -> bool:
    """Whether the viewer is engaged on a matter."""
    return bool(_engaged_as(viewer, matter, procedure))


def _engaged_as(viewer: Viewer, matter: Matter, procedure: Procedure) -> set[Role]:
    """Return the roles in which the viewer is engaged on a matter."""
    held = {post.role for post in viewer.posts} & set(procedure.engages)
    if not held:
        return set()
    found = Engagement.objects.filter(matter=matter, account=viewer.account, until__isnull=True)
    return {role for role in held if role.value in set(found.values_list("role", flat=True))}


def _by_offices(viewer: Viewer, choose: Callable[[list[int]], Q]) -> Q:
    """Select by the offices in which the viewer works matters, procedure by procedure."""
    if viewer.operator:
        return Q()
    chosen = NOBODYS
    for post in viewer.posts:
        if keys := _keys_handled(post.role):
            chosen |= Q(choose([post.organisation]), procedure__in=keys)
    open_to_all = Q(restricted=False) | Q(assigned_to=viewer.actor)
    return Q(chosen, open_to_all, _not_other_side(viewer))


def _not_other_side(viewer: Viewer) -> Q:
    """Leave out disputes with an employer at whose union or below the viewer holds a post."""
    above = {
        post.path[:end]
        for post in viewer.posts
        if post.role in STAFF
        for end in range(PATH_STEP, len(post.path) + 1, PATH_STEP)
    }
    own = Employer.objects.filter(union__path__in=above).values("pk")
    return ~Q(against_employer=True, employer__in=own)


def _shared(offices: list[int], capacity: Capacity) -> QuerySet[Share, int]:
    return Share.objects.filter(
        office__in=offices, capacity=capacity, until__isnull=True
    ).values_list("matter", flat=True)


def _keys_handled(role: Role) -> list[str]:
    return sorted({one.key for one in bound() if role in one.handlers})


def _keys_supervised(role: Role) -> list[str]:
    return sorted({one.key for one in bound() if role in one.supervisors})
