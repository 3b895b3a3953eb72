"""Amounts that a place sets: the threshold of the means test, the subsidies. None is built in."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer
from niangjia.rights.legal_aid.models import Form, LocalAmount
from niangjia.rights.legal_aid.rules.means import Threshold

MEANS = "means"
KINDS = (MEANS, *(f"subsidy:{form.value}" for form in Form))


def name_of_kind(kind: str) -> str:
    """Return what an amount is for, in words."""
    if kind == MEANS:
        return _("经济困难标准（家里人均每月多少元以内）")
    return _("{form}补贴（每件）").format(form=Form(kind.removeprefix("subsidy:")).label)


@transaction.atomic
def set_amount(
    *, viewer: Viewer, office: str, kind: str, amount: Decimal, source: str, valid_from: date
) -> None:
    """Set an amount for an office and below it, from a day on, with the paper it rests on.

    Raises Missing and Refused for an office that the viewer does not administer, Invalid for an
    amount that is none, a kind that there is not, without a source or from before today.
    """
    union = organisation_by_code(viewer=viewer, code=office, roles=(Role.ADMINISTRATOR,))
    problems = {}
    if kind not in KINDS:
        problems["kind"] = _("请选一项。")
    if not 0 < amount < 10_000_000 or amount != amount.quantize(Decimal("0.01")):
        problems["amount"] = _("请填正数，以元为单位，最多写到分。")
    if not source.strip() or len(source) > 200:
        problems["source"] = _("请写依据的文件，200字以内。")
    if valid_from < clock.today():
        problems["valid_from"] = _("不能从过去的日子起施行。")
    if problems:
        raise Invalid(_("还有几处要填好。"), problems)
    made = LocalAmount.objects.create(
        office=union, kind=kind, amount=amount, source=source.strip(), valid_from=valid_from,
        entered_by=viewer.actor, entered_at=clock.now(),
    )  # fmt: skip
    record(
        actor=viewer.actor, verb="legal_aid.amount_set", subject=f"organisation:{union.pk}",
        reason=made.source, details={"kind": kind, "amount": str(amount)},
    )  # fmt: skip


def amount_at(path: str, kind: str, day: date) -> LocalAmount | None:
    """Return the amount in force at an office on a day: the nearest above, then the latest."""
    above = [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]
    found = LocalAmount.objects.filter(office__path__in=above, kind=kind, valid_from__lte=day)
    rows = list(found.select_related("office"))
    return max(rows, key=lambda one: (len(one.office.path), one.valid_from, one.pk), default=None)


def threshold_at(path: str, day: date) -> Threshold | None:
    """Return the threshold in force at an office, None where none was entered."""
    found = amount_at(path, MEANS, day)
    return Threshold(found.amount, found.source) if found else None
