"""What a lawyer reports: work, hours, how it came out; what is paid for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework import actions as casework
from niangjia.foundation.ledger.actions import record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid.amounts import amount_at
from niangjia.rights.legal_aid.choosing import acting_path
from niangjia.rights.legal_aid.content import seal_report
from niangjia.rights.legal_aid.guards import reporting
from niangjia.rights.legal_aid.holding import application_of, demand_office, held
from niangjia.rights.legal_aid.models import Appointment, Pay, Report, Stand, Subsidy
from niangjia.rights.legal_aid.procedure import PROCEDURE

MOST_MINUTES = 6000
MOST_YUAN = Decimal(10) ** 10
RESULTS = {key: name for key, name in PROCEDURE.closing.results.items() if key != "not_granted"}


@dataclass(frozen=True, slots=True)
class Work:
    """What a lawyer did on a day. With `result` it is the last report, and says how it came out."""

    day: date
    minutes: int
    words: str
    result: str = ""
    recovered: Decimal | None = None


@transaction.atomic
def report(*, viewer: Viewer, code: str, work: Work) -> None:
    """Report, as the lawyer who has the matter in hand: progress, or with a result that it is done.

    Raises Missing, Refused for anybody else, Invalid for what is missing, Conflict where the matter
    is not with a lawyer.
    """
    matter = held(viewer, code)
    mine = Appointment.objects.filter(
        application__matter=matter, state=Stand.ACCEPTED, lawyer__account=viewer.account
    ).first()
    if mine is None:
        raise Refused(_("由承办的律师来写。"))
    _check(work, money_at_stake=matter.money_at_stake)
    Report.objects.create(
        appointment=mine, day=work.day, minutes=work.minutes,
        sealed_words=seal_report(work.words.strip(), code), result=work.result,
        recovered=work.recovered, at=clock.now(),
    )  # fmt: skip
    step = "finish" if work.result else "progress"
    with reporting(code, final=bool(work.result)):
        casework.move(viewer=viewer, code=code, step=step, filled={})


@transaction.atomic
def answer_by_report(*, viewer: Viewer, code: str, told: str) -> None:
    """Answer the applicant with the result of the lawyer's last report, in plain words.

    Raises Missing, Refused, Invalid, Conflict where there is no such report.
    """
    matter = held(viewer, code)
    demand_office(viewer, matter)
    last = Report.objects.filter(appointment__application__matter=matter).exclude(result="").last()
    if last is None:
        raise Conflict(_("律师还没有报告办案结果。"))
    given = casework.Answer(last.result, told, last.recovered)
    casework.answer(viewer=viewer, code=code, given=given)


@transaction.atomic
def propose_subsidy(*, viewer: Viewer, code: str) -> Subsidy:
    """Propose what the local table pays for the lawyer's work (法律援助法 art. 52).

    Raises Missing, Refused, Conflict where nobody finished, it was proposed, or no amount is set.
    """
    matter = held(viewer, code)
    demand_office(viewer, matter)
    application = application_of(matter)
    done = application.appointments.filter(state=Stand.DONE).order_by("-pk").first()
    if done is None:
        raise Conflict(_("律师还没有报告办结。"))
    if Subsidy.objects.filter(appointment=done).exists():
        raise Conflict(_("补贴已经报过。"))
    application.matter = matter
    kind = f"subsidy:{application.form}"
    local = amount_at(acting_path(application), kind, clock.today())
    if local is None:
        raise Conflict(_("本地还没有录入这种援助的补贴标准，请管理员先录入。"))
    made = Subsidy.objects.create(
        appointment=done, amount=local.amount, source=local.source, proposed_by=viewer.actor
    )
    record(
        actor=viewer.actor, verb="legal_aid.subsidy_proposed", subject=f"matter:{matter.pk}",
        reason=local.source, details={"amount": str(local.amount)},
    )  # fmt: skip
    return made


@transaction.atomic
def decide_subsidy(*, viewer: Viewer, code: str, approved: bool, reason: str = "") -> None:
    """Approve or refuse a subsidy, by somebody other than who proposed it.

    Raises Missing, Refused for who is no supervisor or proposed it, Invalid for refusing without a
    reason, Conflict where nothing waits.
    """
    matter = held(viewer, code)
    if Role.SUPERVISOR not in demand_office(viewer, matter):
        raise Refused(_("补贴由督导员审核。"))
    waiting = Subsidy.objects.select_for_update().filter(
        appointment__application__matter=matter, state=Pay.PROPOSED
    )
    one = waiting.first()
    if one is None:
        raise Conflict(_("没有等待审核的补贴。"))
    if one.proposed_by == viewer.actor:
        raise Refused(_("报补贴的人不能自己审核。"))
    if not approved and len(reason.strip()) < 5:
        raise Invalid(_("请写明不批的理由。"), {"reason": _("至少5个字。")})
    Subsidy.objects.filter(pk=one.pk).update(
        state=Pay.APPROVED if approved else Pay.REFUSED, reason=reason.strip()[:400],
        decided_by=viewer.actor, decided_at=clock.now(),
    )  # fmt: skip
    record(
        actor=viewer.actor, verb="legal_aid.subsidy_decided", subject=f"matter:{matter.pk}",
        reason=reason.strip()[:400], details={"approved": approved, "amount": str(one.amount)},
    )  # fmt: skip


def _check(work: Work, *, money_at_stake: bool) -> None:
    problems = {}
    if work.day > clock.today():
        problems["day"] = _("日子不能在将来。")
    if not 1 <= work.minutes <= MOST_MINUTES:
        problems["minutes"] = _("请填用了多少分钟。")
    if not 10 <= len(work.words.strip()) <= 4000:
        problems["words"] = _("请写明做了什么，10到4000字。")
    if work.result and work.result not in RESULTS:
        problems["result"] = _("请选一个结果。")
    if work.result and money_at_stake and work.recovered is None:
        problems["recovered"] = _("这件事涉及钱，请填追回多少元；没有就填0。")
    if work.recovered is not None and not 0 <= work.recovered <= MOST_YUAN:
        problems["recovered"] = _("请填0或正数，以元为单位。")
    if problems:
        raise Invalid(_("还有几处要填好，没有提交。"), problems)
