"""Accounts and appointments: who is let in, and what they may do.

Administrators act within their part of the tree, never on themselves.
"""

from dataclasses import dataclass
from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import announce, record
from niangjia.foundation.ledger.queries import is_recorded
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.phones import e164
from niangjia.foundation.people.queries import account_for_administrator, appointment_by_code
from niangjia.foundation.people.rules.powers import LABELS, exclude_each_other, overlap
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Role, Viewer

GRANTERS = (Role.ADMINISTRATOR,)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """How a person is called and reached: by phone, mail or both."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when an appointment holds; both days included, no end where None."""

    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A new account and the address, good for one day and one use, where its password is set."""

    account: Account
    link: str


@transaction.atomic
def open_account(
    *, viewer: Viewer, person: PersonFacts, organisation: str, role: Role, term: Term = Term()
) -> Opened:
    """Open an account for a member of staff, with a first appointment, and return its link.

    The administrator vouches for phone and mail, so they count as proven. Raises Invalid (an
    account with this phone or mail exists among it), Missing, Refused.
    """
    union = organisation_by_code(viewer=viewer, code=organisation, roles=GRANTERS)
    person = _checked(person)
    account = Account(name=person.name, phone=person.phone, email=person.email)
    account.phone_verified = bool(person.phone)
    account.set_unusable_password()
    account.save(force_insert=True)
    if person.email:
        EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    appointment = _appointed(viewer, account, union, role, term)
    _record(viewer, "people.open_account", account)
    _record_appointment(viewer, appointment)
    return Opened(account, _link(account))


@transaction.atomic
def appoint(
    *, viewer: Viewer, account: str, organisation: str, role: Role, term: Term = Term()
) -> Appointment:
    """Give the account with code `account` a role in a union for a time.

    Raises Invalid, Missing, Conflict where it is held already, and Refused: outside one's part,
    to oneself, or where it would put powers into one hand that check each other.
    """
    union = organisation_by_code(viewer=viewer, code=organisation, roles=GRANTERS)
    person = Account.objects.select_for_update().filter(code=account, is_active=True).first()
    if person is None:
        raise Invalid(_("没有这个账号，或者已停用。"), {"person": _("没有找到。")})
    appointment = _appointed(viewer, person, union, role, term)
    _record_appointment(viewer, appointment)
    return appointment


@transaction.atomic
def end_appointment(
    *, viewer: Viewer, appointment: str, reason: str, last_day: date | None = None
) -> None:
    """End an appointment now, or after `last_day`.

    Raises Invalid without a reason or for a day that is over, Missing, Refused, and Conflict
    where it has ended already.
    """
    _need(reason)
    held = appointment_by_code(viewer=viewer, code=appointment)
    if last_day is None:
        changes: dict[str, date] = {"revoked_at": clock.now()}
    elif last_day < max(clock.today(), held.valid_from):
        raise Invalid(_("最后一天不能早于今天。"), {"last_day": _("不能早于今天或任职开始。")})
    else:
        changes = {"valid_to": last_day}
    open_ones = Appointment.objects.filter(pk=held.pk, revoked_at__isnull=True)
    still = open_ones.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today()))
    if still.update(**changes) != 1:
        raise Conflict(_("这项任职已经结束了。"))
    details = {"organisation": held.organisation_id, "role": held.role}
    _record(viewer, "people.end_appointment", held.account, reason, details)


@transaction.atomic
def deactivate_account(*, viewer: Viewer, account: str, reason: str) -> None:
    """Shut an account out, at once and everywhere; its past stays in the books.

    Raises Invalid without a reason, Missing, Refused, Conflict where it is shut out already.
    """
    _need(reason)
    person = _other(viewer, account)
    shut = Account.objects.filter(pk=person.pk, is_active=True)
    if shut.update(is_active=False, generation=F("generation") + 1) != 1:
        raise Conflict(_("这个账号已经停用。"))
    _record(viewer, "people.deactivate_account", person, reason)


@transaction.atomic
def reactivate_account(*, viewer: Viewer, account: str, reason: str) -> None:
    """Let an account in again.

    Raises Invalid without a reason, Missing, Refused, Conflict where it is not shut out.
    """
    _need(reason)
    person = _other(viewer, account)
    if Account.objects.filter(pk=person.pk, is_active=False).update(is_active=True) != 1:
        raise Conflict(_("这个账号没有停用。"))
    _record(viewer, "people.reactivate_account", person, reason)


@transaction.atomic
def reset_second_factor(*, viewer: Viewer, account: str, reason: str) -> None:
    """Take every second factor off an account whose owner lost it, and sign it out everywhere.

    Staff must set up a new one before they can work again. Raises Invalid without a reason,
    Missing, Refused.
    """
    _need(reason)
    person = _other(viewer, account)
    Authenticator.objects.filter(user_id=person.pk).delete()
    Account.objects.filter(pk=person.pk).update(generation=F("generation") + 1)
    _record(viewer, "people.reset_second_factor", person, reason)


@transaction.atomic
def new_password_link(*, viewer: Viewer, account: str, reason: str) -> str:
    """Return a one-day, one-use address where the owner sets a new password.

    Only for accounts that an administrator opened: otherwise whoever appoints a worker could
    walk into the account the worker opened. Raises Invalid without a reason, Missing, Refused.
    """
    _need(reason)
    person = _other(viewer, account)
    if not is_recorded(verb="people.open_account", subject=f"account:{person.pk}"):
        raise Refused(_("这个账号是本人自己注册的，密码只能由本人用手机或邮箱重设。"))
    _record(viewer, "people.new_password_link", person, reason)
    return _link(person)


@transaction.atomic
def change_own_name(*, viewer: Viewer, name: str) -> None:
    """Change how the viewer is called. Raises Invalid for a name too long."""
    if len(name.strip()) > 60:
        raise Invalid(_("最多 60 字。"), {"name": _("最多 60 字。")})
    if viewer.account is None:
        raise Refused(_("请先登录。"))
    person = Account.objects.get(pk=viewer.account)
    Account.objects.filter(pk=person.pk).update(name=name.strip())
    _record(viewer, "people.change_own_name", person)


@transaction.atomic
def forget_unproven(*, phone: str = "", email: str = "") -> None:
    """Delete an account opened with this phone or mail by somebody who never proved to hold it.

    Whoever comes next with the phone or mail is not kept out by it. Accounts that ever signed
    in, hold something or were opened by an administrator stay.
    """
    same = Q(phone=phone or None, phone__isnull=False) | Q(email=email or None, email__isnull=False)
    unproven = Account.objects.filter(same, last_login__isnull=True, phone_verified=False)
    unproven = unproven.exclude(emailaddress__verified=True)
    for account in unproven.filter(appointments__isnull=True).select_for_update(of=("self",)):
        record(actor="stranger", verb="people.forget_unproven", subject=f"account:{account.pk}")
        account.delete()


def _appointed(
    viewer: Viewer, person: Account, union: Organisation, role: Role, term: Term
) -> Appointment:
    """Write an appointment down. It is recorded afterwards: whoever holds the books waits no more.

    An appointment waits for changes of its union, and these wait for the books.
    """
    if person.pk == viewer.account:
        raise Refused(_("不能给自己任职，请上级工会的管理员来办。"))
    begins = term.begins or clock.today()
    if term.ends and term.ends < max(begins, clock.today()):
        raise Invalid(_("结束的日子不能早于开始，也不能已经过去。"), {"ends": _("日期不对。")})
    _check_powers(person, union, role, Term(begins, term.ends))
    return Appointment.objects.create(
        account=person, organisation=union, role=role, valid_from=begins, valid_to=term.ends
    )


def _record_appointment(viewer: Viewer, held: Appointment) -> None:
    details: dict[str, object] = {"organisation": held.organisation_id, "role": str(held.role)}
    _record(viewer, "people.appoint", held.account, details=details)


def _check_powers(person: Account, union: Organisation, role: Role, term: Term) -> None:
    """Refuse the same appointment twice, and powers that must not meet in one hand."""
    held = Appointment.objects.filter(account=person, revoked_at__isnull=True)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=term.begins))
    if term.ends:
        held = held.filter(valid_from__lte=term.ends)
    for other in held.select_related("organisation"):
        if other.organisation_id == union.pk and other.role == role:
            raise Conflict(_("这个人在这段时间已有这项任职。"))
        meets = overlap(other.organisation.path, union.path)
        if meets and exclude_each_other(Role(other.role), role):
            names = {"one": LABELS[Role(other.role)], "other": LABELS[role]}
            raise Refused(
                _("审计要独立：同一个人不能在同一范围内既是%(one)s又是%(other)s。") % names
            )


def _other(viewer: Viewer, code: str) -> Account:
    person = account_for_administrator(viewer=viewer, code=code)
    if person.pk == viewer.account:
        raise Refused(_("不能对自己的账号这样做，请别的管理员来办。"))
    return person


def _checked(person: PersonFacts) -> PersonFacts:
    faults = {}
    name, email = person.name.strip(), person.email.strip().lower()
    phone = e164(person.phone) if person.phone.strip() else ""
    if not name or len(name) > 60:
        faults["name"] = _("请填写姓名，最多 60 字。")
    if phone is None:
        faults["phone"] = _("这不是有效的手机号。")
    if not person.phone.strip() and not email:
        faults["phone"] = _("手机号和邮箱至少填一个。")
    if email and not _is_mail(email):
        faults["email"] = _("这不是有效的邮箱。")
    faults |= _taken(phone or "", email)
    if faults:
        raise Invalid("".join(faults.values()), faults)
    return PersonFacts(name, phone or "", email)


def _taken(phone: str, email: str) -> dict[str, str]:
    if phone or email:
        forget_unproven(phone=phone, email=email)
    faults = {}
    if phone and Account.objects.filter(phone=phone).exists():
        faults["phone"] = _("这个手机号已有账号，请用“已有账号”来任职。")
    if email and Account.objects.filter(email=email).exists():
        faults["email"] = _("这个邮箱已有账号，请用“已有账号”来任职。")
    return faults


def _is_mail(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _need(reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("请写明原因。"), {"reason": _("请写明原因。")})


def _link(account: Account) -> str:
    key = default_token_generator.make_token(account)
    where = {"uidb36": user_pk_to_url_str(account), "key": key}
    return reverse("account_reset_password_from_key", kwargs=where)


def _record(
    viewer: Viewer,
    verb: str,
    account: Account,
    reason: str = "",
    details: dict[str, object] | None = None,
) -> None:
    subject = f"account:{account.pk}"
    record(actor=viewer.actor, verb=verb, subject=subject, reason=reason.strip(), details=details)
    announce("people.changed", [{"account": account.pk}])
