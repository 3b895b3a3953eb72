"""Who holds what."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.organisations.queries import READERS
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.phones import e164
from niangjia.kernel import clock
from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.viewer import STAFF, STRANGER, Post, Role, Viewer

FACTORS = ("totp", "webauthn")
"""What counts as a second factor; recovery codes only stand in for one."""


def valid_today() -> Q:
    """Select appointments that hold today, at unions that still stand."""
    day = clock.today()
    begun = Q(valid_from__lte=day, revoked_at__isnull=True)
    begun &= Q(organisation__dissolved_on__isnull=True)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def posts_of(account: Account) -> frozenset[Post]:
    """Return every post the account holds today."""
    rows = _posts(account).values_list(*_POST)
    return frozenset(Post(Role(role), number, path) for role, number, path in rows)


_POST = ("role", "organisation_id", "organisation__path")


def _posts(account: Account) -> QuerySet[Appointment]:
    return Appointment.objects.filter(valid_today(), account=account).order_by()


def has_second_factor(account: Account) -> bool:
    """Whether the account signs in with more than a password."""
    return bool(Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS).exists())


def is_proven(account: Account) -> bool:
    """Whether the account signs in as staff must. A demonstration does without."""
    return bool(settings.NIANGJIA_DEMO) or has_second_factor(account)


def viewer_of(account: AbstractBaseUser | AnonymousUser) -> Viewer:
    """Return the account as a viewer.

    Staff posts count only with a second factor, so that nothing anywhere is reached without
    one; a demonstration, whose data is made up, does without.
    """
    if not isinstance(account, Account) or not account.is_active:
        return STRANGER
    factor = Authenticator.objects.filter(user_id=OuterRef("account_id"), type__in=FACTORS)
    rows = _posts(account).annotate(proven=Exists(factor))
    held = {
        Post(Role(role), number, path): proven or bool(settings.NIANGJIA_DEMO)
        for role, number, path, proven in rows.values_list(*_POST, "proven")
    }
    posts = frozenset(post for post, proven in held.items() if proven or post.role not in STAFF)
    return Viewer(account=account.pk, posts=posts)


def lacks_second_factor(account: Account) -> bool:
    """Whether the account holds a staff post that waits for a second factor."""
    return any(post.role in STAFF for post in posts_of(account)) and not is_proven(account)


def people_of(*, viewer: Viewer, organisation: Organisation) -> QuerySet[Appointment]:
    """Return the staff appointments of one union that hold today or will, with their accounts.

    Nothing for a viewer who may not read the union: workers are nobody's list.
    """
    found = Appointment.objects.select_related("account").order_by("role", "valid_from", "id")
    if not viewer.holds(*READERS, at=organisation.path):
        return found.none()
    staff = found.filter(organisation=organisation, role__in=[role.value for role in STAFF])
    return staff.filter(not_over(), revoked_at__isnull=True)


def my_appointments(viewer: Viewer) -> QuerySet[Appointment]:
    """Return what the viewer holds today or will hold."""
    return _held(Q(account=viewer.account))


def appointments_of(account: Account) -> QuerySet[Appointment]:
    """Return what an account holds today or will hold; for whoever was let see the account."""
    return _held(Q(account=account))


def appointment_by_code(*, viewer: Viewer, code: str) -> Appointment:
    """Return an appointment in a union that the viewer administers. Raises Missing."""
    found = Appointment.objects.select_related("account", "organisation").filter(code=code).first()
    if found is None or not viewer.holds(Role.ADMINISTRATOR, at=found.organisation.path):
        raise Missing(_("没有这项任职，或者不在您的范围内。"))
    return found


def account_for_administrator(*, viewer: Viewer, code: str) -> Account:
    """Return an account all of whose staff appointments lie in the viewer's part.

    Raises Missing where there is none, and Refused where others have a say in it too.
    """
    found = Account.objects.filter(code=code).first()
    paths = _staff_paths(found) if found else []
    mine = [path for path in paths if viewer.holds(Role.ADMINISTRATOR, at=path)]
    if found is None or not (mine or viewer.runs_house):
        raise Missing(_("没有这个账号，或者不在您的范围内。"))
    if len(mine) != len(paths):
        raise Refused(_("这个人还在您范围以外任职，请上级工会的管理员来办。"))
    return found


def account_reached_by(*, viewer: Viewer, contact: str) -> Account | None:
    """Return the active account with this proven phone or mail, for whoever administers a union.

    The whole contact must be known; nobody is found by a part of it. Raises Refused.
    """
    if not viewer.reach(Role.ADMINISTRATOR):
        raise Refused(_("这要由工会的管理员来办。"))
    typed = contact.strip()
    if "@" in typed:
        proven = EmailAddress.objects.filter(email=typed.lower(), verified=True)
        return Account.objects.filter(is_active=True, pk__in=proven.values("user")).first()
    number = e164(typed)
    return Account.objects.filter(is_active=True, phone=number, phone_verified=True).first()


def not_over() -> Q:
    """Select appointments whose last day has not passed."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today())


def _held(by: Q) -> QuerySet[Appointment]:
    standing = Appointment.objects.filter(by, not_over(), revoked_at__isnull=True)
    return standing.select_related("organisation")


def _staff_paths(account: Account) -> list[str]:
    held = Appointment.objects.filter(not_over(), account=account, revoked_at__isnull=True)
    staff = held.filter(role__in=[role.value for role in STAFF])
    return list(staff.order_by().values_list("organisation__path", flat=True))
