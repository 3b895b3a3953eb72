"""Bodies outside the unions: set up by administrators, asked with consent, replying."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.locking import (
    demand_alone,
    demand_free,
    text_in,
    to_lead,
    to_reply,
)
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import EntryKind, Partner, PartnerMember, Referral, ReferralState
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.foundation.ledger.actions import record
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.foundation.people.queries import account_reached_by
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Role, Viewer


@transaction.atomic
def set_up_partner(*, viewer: Viewer, host: str, name: str) -> Partner:
    """Set up a partner body of a union that the viewer administers.

    Raises Invalid without a name, Conflict for one that is there, Missing, Refused.
    """
    union = organisation_by_code(viewer=viewer, code=host, roles=(Role.ADMINISTRATOR,))
    called = text_in(name, field="name", most=120)
    try:
        with transaction.atomic():
            made = Partner.objects.create(name=called, host=union)
    except IntegrityError:
        raise Conflict(_("这个协作单位已经有了。")) from None
    record(actor=viewer.actor, verb="casework.partner_set_up", subject=f"partner:{made.pk}")
    return made


@transaction.atomic
def let_in_for_partner(*, viewer: Viewer, partner: str, contact: str) -> None:
    """Let somebody sign in for a partner body: an account known by its whole phone or mail.

    Without a second factor the account sees nothing. Raises Missing, Refused, Invalid for a contact
    that no account has, Conflict for somebody who is let in.
    """
    body = _partner(viewer, partner)
    account = account_reached_by(viewer=viewer, contact=contact)
    if account is None:
        raise Invalid(_("没有这个账号。"), {"contact": _("请填完整的手机号或邮箱。")})
    try:
        with transaction.atomic():
            made = PartnerMember.objects.create(partner=body, account=account, since=clock.now())
    except IntegrityError:
        raise Conflict(_("这个人已经可以登录了。")) from None
    record(
        actor=viewer.actor,
        verb="casework.partner_member_added",
        subject=f"partner:{body.pk}",
        details={"account": made.account_id},
    )


@transaction.atomic
def shut_out_for_partner(*, viewer: Viewer, partner: str, account: int) -> None:
    """End somebody's signing in for a partner body. Raises Missing, Refused, Conflict."""
    body = _partner(viewer, partner)
    ended = PartnerMember.objects.filter(partner=body, account=account, until__isnull=True).update(
        until=clock.now()
    )
    if ended != 1:
        raise Conflict(_("这个人现在不能登录，不用再停。"))
    record(
        actor=viewer.actor,
        verb="casework.partner_member_ended",
        subject=f"partner:{body.pk}",
        details={"account": account},
    )


@transaction.atomic
def refer_to_partner(
    *,
    viewer: Viewer,
    code: str,
    partner: str,
    words: str,
    consented: bool,
    answer_by: datetime | None = None,
) -> None:
    """Ask a partner body: it sees the number, these words, and what is marked for partners.

    Raises Invalid without the asker's consent to this very body (个人信息保护法 art. 23) or words,
    Conflict where it was asked and has not replied, Missing.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    said = text_in(words, field="words", least=5)
    known = partner.isascii() and partner.isalnum()
    body = Partner.objects.filter(code=partner, ended_on__isnull=True).first() if known else None
    if body is None:
        raise Missing(_("没有这个协作单位。"))
    if not consented:
        raise Invalid(
            _("要先征得职工同意，才能把情况告诉{name}。").format(name=body.name),
            {"consented": _("请先问职工。")},
        )
    entry = write(
        matter,
        Writing(
            EntryKind.REFERRED, said, detail=f"partner:{body.code}",
            to_asker=True, to_partners=True,
        ),
        actor=viewer.actor,
    )  # fmt: skip
    try:
        with transaction.atomic():
            Referral.objects.create(
                matter=matter, entry=entry, from_office=matter.responsible, to_partner=body,
                at=clock.now(), answer_by=answer_by,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(_("已经转给这个单位，还没有答复。")) from None


@transaction.atomic
def reply(*, viewer: Viewer, code: str, words: str, done: bool) -> None:
    """Reply as a partner body; with `done` nothing more is asked of it. Raises Missing, Invalid."""
    matter, partners = to_reply(viewer, code)
    said = text_in(words, field="words")
    if done:
        Referral.objects.filter(
            matter=matter, to_partner__in=partners, state=ReferralState.SENT
        ).update(state=ReferralState.REPLIED, settled_at=clock.now())
    write(
        matter,
        Writing(EntryKind.REPLIED, said, detail="done" if done else "", to_partners=True),
        actor=viewer.actor,
    )
    raise_by_words(matter, signs_of_danger(said))


def _partner(viewer: Viewer, code: str) -> Partner:
    found = Partner.objects.select_related("host").filter(code=code).first()
    if found is None or not viewer.holds(Role.ADMINISTRATOR, at=found.host.path):
        raise Missing(_("没有这个协作单位，或者它不由您管理。"))
    return found
