"""Putting the class of a work order right, with a reason that stays in the timeline."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.casework import actions as casework
from niangjia.foundation.ledger.actions import record
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline.models import WorkOrder
from niangjia.rights.hotline.rules.classes import Item, class_of, item_of


@transaction.atomic
def reclassify(
    *, viewer: Viewer, code: str, item: str, reason: str, employer: str | None = None
) -> None:
    """Put a work order into another sub-item, and its matter into that item's issue.

    The grade stays: that is the engine's `regrade`. `employer` names which registered one it is,
    once it is known; None leaves it. Raises Missing, Invalid for an item there is not or without a
    reason, Conflict where it is there already or another changed it meanwhile.
    """
    to = item_of(item)
    if to is None:
        raise Invalid(_("请选一个小类。"), {"item": _("请选一个小类。")})
    if len(reason.strip()) < 5:
        raise Invalid(_("请写明为什么改。"), {"reason": _("请至少写5个字。")})
    order = WorkOrder.objects.filter(matter__code=code).only("klass", "item", "reclassified")
    before = order.first() if code.isascii() and code.isalnum() else None
    if before is None:
        raise Missing(_("没有这件事，或者它不在您的范围内。"))
    if before.item == to.key and employer is None:
        raise Conflict(_("已经是这一小类。"))
    old, new = item_of(before.item), named(to)
    words = _("类别由“{old}”改为“{new}”：{reason}").format(
        old=named(old) if old else before.item, new=new, reason=reason.strip()
    )
    number = casework.describe(
        viewer=viewer, code=code, words=words, issue=to.issue or None, employer=employer
    )
    changed = WorkOrder.objects.filter(pk=number, item=before.item).update(
        klass=to.klass, item=to.key, reclassified=F("reclassified") + 1
    )
    if changed != 1:
        raise Conflict(_("有人刚刚改了类别，请刷新后再试。"))
    record(
        actor=viewer.actor,
        verb="hotline.reclassified",
        subject=f"matter:{number}",
        details={"from": before.item, "to": to.key},
    )


def named(item: Item) -> str:
    """Return a sub-item with its class: 信访投诉·拖欠、克扣工资."""
    klass = class_of(item.klass)
    return f"{klass.name if klass else item.klass}·{item.name}"
