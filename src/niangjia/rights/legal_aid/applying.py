"""Somebody applies: on the web, at the counter, by word of mouth, or sent on by another service."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework import actions as casework
from niangjia.casework.models import Channel, Matter
from niangjia.foundation.ledger.actions import record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import Viewer
from niangjia.rights.legal_aid.amounts import threshold_at
from niangjia.rights.legal_aid.content import Facts, marks_of, open_facts, seal_facts
from niangjia.rights.legal_aid.holding import demand_office, held
from niangjia.rights.legal_aid.models import Application, Form, PartyMark, Side
from niangjia.rights.legal_aid.rules.means import Group, Outcome, Verdict, look

MOST_INCOME = Decimal(10) ** 8
MOST_PERSONS = 30


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, and what it takes to decide on it.

    `opposite` are the other side's names or credit codes; `income` is what the household has a
    month, in yuan, None where it was not told; `last_day` the nearest day that matters.
    """

    form: str
    group: str
    opposite: tuple[str, ...] = ()
    income: Decimal | None = None
    persons: int = 1
    last_day: date | None = None
    preserve: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """An application as it was told. Spoken ones were written down and read back."""

    story: str
    wish: Wish
    person: casework.Person = field(default_factory=casework.Person)
    issue: str = Issue.UNPAID_WAGES.value
    region_code: str = ""
    employer: str = ""
    claimed: Decimal | None = None
    channel: str = Channel.WEB.value
    oral: bool = False
    read_back: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What the applicant takes home, and what was found of the means."""

    receipt: casework.Received
    verdict: Verdict


@transaction.atomic
def apply(*, viewer: Viewer, applied: Applied, key: str, office: str = "") -> Taken:
    """Take an application in. `key` and `office` as in the engine's `receive`.

    Raises Invalid for what is missing, and for a spoken application that was not read back to who
    spoke (it is theirs only once they heard it); Missing, Refused, Unavailable as `receive`.
    """
    _check(applied.wish)
    if applied.oral and not applied.read_back:
        raise Invalid(
            _("口头申请要念给本人听，本人说没有错，才算数。"), {"read_back": _("请念完再选。")}
        )
    stake = applied.claimed is not None
    asked = casework.Asked(
        applied.story, applied.person, channel=applied.channel, issue=applied.issue,
        region_code=applied.region_code, employer=applied.employer, claimed=applied.claimed,
        money_at_stake=stake,
    )  # fmt: skip
    receipt = casework.receive(
        viewer=viewer, procedure="legal_aid", asked=asked, key=key, office=office
    )
    matter = Matter.objects.select_related("responsible", "employer").get(code=receipt.code)
    if receipt.again and (kept := Application.objects.filter(matter=matter).first()):
        facts = open_facts(kept.sealed_facts, matter.code)
        return Taken(receipt, _verdict(matter, kept.group, facts))
    verdict = _write(matter, applied.wish, viewer, applied.person.name, oral=applied.oral)
    return Taken(receipt, verdict)


@transaction.atomic
def fill_in(*, viewer: Viewer, code: str, wish: Wish) -> Verdict:
    """Fill in the form for a matter that was sent on, or correct it before the decision.

    Raises Missing, Refused, Invalid for what is missing, Conflict once it was decided.
    """
    matter = held(viewer, code)
    demand_office(viewer, matter)
    _check(wish)
    if matter.state not in {"received", "papers"}:
        raise Conflict(_("已经作出决定，申请表不能再改。"))
    verdict = _write(matter, wish, viewer)
    casework.note(
        viewer=viewer, code=code,
        words=_("填写申请表：{form}，{outcome}。").format(
            form=Form(wish.form).label, outcome=verdict.outcome.label
        ),
    )  # fmt: skip
    return verdict


def _check(wish: Wish) -> None:
    problems = {}
    if wish.form not in Form.values:
        problems["form"] = _("请选要什么帮助。")
    if not Group.label_of(wish.group):
        problems["group"] = _("请选一项，都不是就选“都不是”。")
    if not 1 <= wish.persons <= MOST_PERSONS:
        problems["persons"] = _("请填家里有几口人，1到{most}。").format(most=MOST_PERSONS)
    if wish.income is not None and not 0 <= wish.income <= MOST_INCOME:
        problems["income"] = _("请填0或正数，以元为单位。")
    if any(len(name) > 120 for name in wish.opposite) or len(wish.opposite) > 20:
        problems["opposite"] = _("最多20个，每个120字以内。")
    if problems:
        raise Invalid(_("还有几处要填好，没有提交。"), problems)


def _write(
    matter: Matter, wish: Wish, viewer: Viewer, applicant: str = "", *, oral: bool = False
) -> Verdict:
    kept = Application.objects.filter(matter=matter).first()
    income = "" if wish.income is None else str(wish.income)
    facts = Facts(wish.opposite, income, wish.persons)
    if kept is not None:
        facts = replace(facts, told=open_facts(kept.sealed_facts, matter.code).told)
    verdict = _verdict(matter, wish.group, facts)
    if verdict.outcome is Outcome.EXEMPT:  # what nobody looks at is not kept
        facts = replace(facts, income="", persons=1)
    threshold = threshold_at(matter.responsible.path, clock.today())
    columns = {
        "form": wish.form, "group": wish.group, "language": wish.language.strip()[:30],
        "last_day": wish.last_day, "preserve": wish.preserve,
        "sealed_facts": seal_facts(facts, matter.code), "outcome": verdict.outcome.value,
        "article": str(verdict.article), "threshold": threshold.monthly if threshold else None,
        "threshold_source": threshold.source if threshold else "",
    }  # fmt: skip
    if kept is None:
        kept = Application.objects.create(
            matter=matter, oral=oral, written_by=viewer.actor if oral else "", **columns
        )
    else:
        Application.objects.filter(pk=kept.pk).update(**columns)
    _mark(kept, matter, wish.opposite, applicant)
    record(
        actor=viewer.actor, verb="legal_aid.form_filled", subject=f"matter:{matter.pk}",
        details={"outcome": verdict.outcome.value, "article": str(verdict.article)},
    )  # fmt: skip
    return verdict


def _verdict(matter: Matter, group: str, facts: Facts) -> Verdict:
    threshold = threshold_at(matter.responsible.path, clock.today())
    return look(Group.of(group), matter.issue, facts.means, threshold)


def _mark(kept: Application, matter: Matter, opposite: tuple[str, ...], applicant: str) -> None:
    """Keep by what the parties are known again; the applicant's stay where no name is given."""
    PartyMark.objects.filter(application=kept, side=Side.OPPOSITE).delete()
    against = [*opposite]
    if matter.employer is not None:
        against += [matter.employer.name, matter.employer.credit_code or ""]
    rows = [
        PartyMark(application=kept, side=side, exact=exact, mark=mark)
        for side, parties in ((Side.OPPOSITE, against), (Side.APPLICANT, [applicant]))
        for mark, exact in marks_of(parties).items()
    ]
    PartyMark.objects.bulk_create(rows, ignore_conflicts=True)
