"""Appointing a lawyer, here or elsewhere; the lawyer answers; another is asked in turn."""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework import actions as casework
from niangjia.casework.models import Matter
from niangjia.foundation.ledger.actions import announce, record
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid.choosing import Choice, choices
from niangjia.rights.legal_aid.holding import application_of, demand_office, held
from niangjia.rights.legal_aid.models import (
    STANDING,
    Application,
    Appointment,
    Elsewhere,
    Lawyer,
)

LONGEST_REASON = 400


@transaction.atomic
def appoint(*, viewer: Viewer, code: str, lawyer: str, reason: str = "") -> str:
    """Ask a lawyer to take a matter on, and return the appointment's code.

    Whose turn it is needs no reason, anybody else does. Over a tie to the other side only a
    supervisor goes, with a reason; over a load limit, days away or a refusal nobody does.
    Raises Missing, Refused, Invalid without a reason, Conflict where it is not the time for it.
    """
    matter = held(viewer, code)
    roles = demand_office(viewer, matter)
    application = application_of(matter)
    application.matter = matter
    _demand_to_appoint(matter, application, viewer)
    chosen = next((one for one in choices(application) if one.code == lawyer), None)
    if chosen is None:
        raise Missing(_("名册里没有这位律师，或者他不在这个工会的名册里。"))
    why = _judged(chosen, roles, reason)
    one = Lawyer.objects.select_for_update().get(code=lawyer)
    if one.appointments.filter(state__in=STANDING).count() >= one.most_open:
        raise Conflict(_("这位律师手上刚刚满了，请另选一位。"))
    made = Appointment.objects.create(
        application=application, lawyer=one, offered_at=clock.now(), offered_by=viewer.actor,
        why=chosen.explained[:LONGEST_REASON], override=why,
        ties="；".join(hit.in_words() for hit in chosen.ties)[:LONGEST_REASON],
    )  # fmt: skip
    casework.engage(
        viewer=viewer, code=code, account=one.account_id, role=Role.LAWYER,
        words=_("指派律师：{why}").format(why=made.why),
    )  # fmt: skip
    casework.move(viewer=viewer, code=code, step="offer", filled={})
    record(
        actor=viewer.actor, verb="legal_aid.offered", subject=f"matter:{matter.pk}", reason=why,
        details={"lawyer": one.pk, "why": made.why, "ties": made.ties},
    )  # fmt: skip
    announce("legal_aid.offered", [{"matter": matter.pk, "account": one.account_id}])
    return made.code


@transaction.atomic
def accept(*, viewer: Viewer, code: str) -> None:
    """Accept an appointment, as the lawyer. Raises Missing, Refused, Conflict."""
    casework.move(viewer=viewer, code=code, step="accept", filled={})


@transaction.atomic
def decline(*, viewer: Viewer, code: str, reason: str) -> None:
    """Decline an appointment, as the lawyer, for a good reason. Raises as `accept`, Invalid."""
    if len(reason.strip()) < 5:
        raise Invalid(_("没有正当理由不能推辞。"), {"reason": _("请写明理由，至少5个字。")})
    casework.move(viewer=viewer, code=code, step="decline", filled={"reason": reason})


@transaction.atomic
def take_back(*, viewer: Viewer, code: str, reason: str) -> None:
    """Take a matter back from a lawyer who does not answer, or whom the applicant wants changed.

    Raises Missing, Refused, Invalid without a reason, Conflict where no lawyer has it.
    """
    casework.move(viewer=viewer, code=code, step="take_back", filled={"reason": reason})


@transaction.atomic
def ask_elsewhere(*, viewer: Viewer, code: str, office: str, words: str) -> None:
    """Ask another office to carry aid out that was accepted here; both see the matter then.

    This office stays responsible to the applicant. Raises Missing, Refused, Invalid as `share`,
    Conflict where one was asked or a lawyer is appointed.
    """
    matter = held(viewer, code)
    demand_office(viewer, matter)
    application = application_of(matter)
    if matter.state not in {"approved", "urgent"}:
        raise Conflict(_("决定援助以后、指派律师以前，才能请外地协助。"))
    if Elsewhere.objects.filter(application=application).exists():
        raise Conflict(_("已经请过一个地方协助。"))
    casework.share(viewer=viewer, code=code, office=office, words=words)
    other = Organisation.objects.get(code=office)
    Elsewhere.objects.create(
        application=application, office=other, asked_at=clock.now(), asked_by=viewer.actor
    )
    record(
        actor=viewer.actor, verb="legal_aid.asked_elsewhere", subject=f"matter:{matter.pk}",
        details={"office": other.pk},
    )  # fmt: skip
    announce("legal_aid.asked_elsewhere", [{"matter": matter.pk, "office": other.pk}])


@transaction.atomic
def answer_elsewhere(*, viewer: Viewer, code: str, agreed: bool, words: str) -> None:
    """Say, as the office that was asked, whether it carries the aid out. Raises as above."""
    matter = held(viewer, code)
    application = application_of(matter)
    standing = Elsewhere.objects.select_related("office").filter(
        application=application, agreed_at__isnull=True
    )
    asked = standing.first()
    if asked is None:
        raise Conflict(_("没有等待答复的协助请求。"))
    if not any(
        post.organisation == asked.office_id and post.role is Role.OFFICER for post in viewer.posts
    ):
        raise Refused(_("要由被请的工会来答复。"))
    casework.note(viewer=viewer, code=code, words=words)
    if agreed:
        standing.update(agreed_at=clock.now())
    else:
        standing.delete()
    record(
        actor=viewer.actor, verb="legal_aid.answered_elsewhere", subject=f"matter:{matter.pk}",
        details={"office": asked.office_id, "agreed": agreed},
    )  # fmt: skip


def _demand_to_appoint(matter: Matter, application: Application, viewer: Viewer) -> None:
    if matter.state not in {"approved", "urgent"}:
        raise Conflict(_("现在不是指派的时候：要先决定援助，或者律师已经在办。"))
    if application.appointments.filter(state__in=STANDING).exists():
        raise Conflict(_("已经指派了律师。"))
    elsewhere = getattr(application, "elsewhere", None)
    if elsewhere is None:
        return
    if elsewhere.agreed_at is None:
        raise Conflict(_("正在等{office}答复能不能协助。").format(office=elsewhere.office.name))
    there = any(elsewhere.office.path.startswith(post.path) for post in viewer.posts)
    if not there and not viewer.operator:
        raise Refused(_("由{office}指派律师。").format(office=elsewhere.office.name))


def _judged(chosen: Choice, roles: frozenset[Role], reason: str) -> str:
    """Return the reason for which this one is chosen, "" where none is needed."""
    said = reason.strip()
    if chosen.barred:
        raise Conflict(_("不能指派：{why}。").format(why=chosen.barred))
    if chosen.blocked and Role.SUPERVISOR not in roles:
        raise Refused(
            _("有利益冲突：{ties}。只有督导员写明理由才能指派。").format(
                ties="；".join(hit.in_words() for hit in chosen.ties if hit.blocks)
            )
        )
    if chosen.first:
        return said[:LONGEST_REASON]
    if not 5 <= len(said) <= LONGEST_REASON:
        raise Invalid(
            _("没有按先后指派，请写明理由。"), {"reason": _("请写5到400个字，会留在记录里。")}
        )
    return said
