"""Every verb of notices."""

from datetime import time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.foundation.ledger.listeners import wake
from niangjia.foundation.notices.contacts import Contact
from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.models import (
    STUCK,
    Level,
    Notice,
    Preference,
    Sending,
    SendingState,
)
from niangjia.foundation.notices.preferences import Wishes
from niangjia.foundation.notices.telling import notify
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer

__all__ = [
    "Contact",
    "delete_notice",
    "mark_all_read",
    "mark_read",
    "notify",
    "report",
    "retry_sending",
    "save_wishes",
    "sweep",
]

KEPT = timedelta(days=180)
"""How long a notice lies in an inbox, and what was told is known not to be told again."""

SENT_KEPT = timedelta(days=3)
"""How long the address of a sending waits for the gateway's report."""

STUCK_KEPT = timedelta(days=30)
"""How long the address of a sending that got stuck waits for a person."""


def mark_read(*, viewer: Viewer, code: str) -> Notice:
    """Mark one of the viewer's notices as read and return it. Raises Missing."""
    mine = _mine(viewer).filter(code=code)
    notice = mine.first()
    if notice is None:
        raise Missing(_("没有这条消息，或者已经删除。"))
    mine.filter(read_at__isnull=True).update(read_at=clock.now())
    return notice


def mark_all_read(*, viewer: Viewer) -> int:
    """Mark all of the viewer's notices as read; return how many were not."""
    return _mine(viewer).filter(read_at__isnull=True).update(read_at=clock.now())


@transaction.atomic
def delete_notice(*, viewer: Viewer, code: str) -> None:
    """Throw away the words of one of the viewer's notices, and what is not yet sent of it.

    That it was told stays known, so that it is not told again. Raises Missing.
    """
    notice = _mine(viewer).filter(code=code).first()
    if notice is None:
        raise Missing(_("没有这条消息，或者已经删除。"))
    now = clock.now()
    Notice.objects.filter(pk=notice.pk).update(words=b"", deleted_at=now, read_at=now)
    Sending.objects.filter(notice=notice, state=SendingState.QUEUED).update(
        state=SendingState.DROPPED, why="unwanted", box=b"", ended_at=now
    )


@transaction.atomic
def save_wishes(*, viewer: Viewer, wishes: Wishes) -> None:
    """Keep how the viewer wants to be told. Raises Refused for a stranger, Invalid."""
    if viewer.account is None:
        raise Refused(_("请先登录。"))
    if wishes.level not in Level.values:
        raise Invalid(_("请选一种说法。"), {"level": _("请选一项。")})
    if _hours(wishes.quiet_since, wishes.quiet_until) > 16:
        raise Invalid(_("免打扰的时间太长。"), {"quiet_until": _("一天里请至少留出8小时。")})
    values = {name: getattr(wishes, name) for name in Wishes.__slots__}
    Preference.objects.update_or_create(account_id=viewer.account, defaults=values)
    record(actor=viewer.actor, verb="notices.wishes_saved", subject=f"account:{viewer.account}")


@transaction.atomic
def retry_sending(*, viewer: Viewer, code: str) -> None:
    """Put a sending that got stuck back in the queue.

    One that is doubtful may then come a second time: that is a person's decision, and recorded.
    Raises Refused unless the viewer runs the house, Missing, Conflict where its words are gone.
    """
    if not viewer.runs_house:
        raise Refused(_("只有系统管理员可以重发。"))
    stuck = Sending.objects.filter(code=code, state__in=STUCK).first()
    if stuck is None:
        raise Missing(_("没有这条没发出去的通知，或者它已经重发。"))
    if not stuck.box:
        raise Conflict(_("这条通知的内容已经按期删除，不能重发。"))
    now = clock.now()
    mine = Sending.objects.filter(pk=stuck.pk, state=stuck.state, claim=stuck.claim)
    changed = mine.update(
        state=SendingState.QUEUED, attempts=0, due=now, why="", claim="", provider_id="",
        ended_at=None, sent_at=None, good_until=now + timedelta(days=1),
    )  # fmt: skip
    if changed != 1:
        raise Conflict(_("有人刚刚处理了这条通知。"))
    record(
        actor=viewer.actor,
        verb="notices.sending_retried",
        subject=f"sending:{stuck.pk}",
        details={"was": stuck.state, "why": stuck.why},
    )
    transaction.on_commit(wake)


def report(*, channel: Channel, number: str, arrived: bool) -> bool:
    """Take a gateway's word on what became of its message; return whether it is one of ours.

    A report may come twice, and late: only what is sent and not yet known changes.
    """
    ours = Sending.objects.filter(channel=channel, provider_id=number)
    if not number or not ours.exists():
        return False
    waiting = ours.filter(state=SendingState.SENT)
    if arrived:
        waiting.update(state=SendingState.DELIVERED, why="", box=b"", ended_at=clock.now())
    else:
        waiting.update(state=SendingState.FAILED, why="reported", ended_at=clock.now())
    return True


@transaction.atomic
def sweep() -> int:
    """Throw away what nobody needs any more; return how many notices went."""
    now = clock.now()
    waited = Q(state=SendingState.SENT, ended_at__lt=now - SENT_KEPT)
    stuck = Q(state__in=STUCK, ended_at__lt=now - STUCK_KEPT)
    Sending.objects.filter(waited | stuck).exclude(box=b"").update(box=b"")
    gone, _details = Notice.objects.filter(at__lt=now - KEPT).delete()
    return gone


def _mine(viewer: Viewer) -> QuerySet[Notice]:
    if viewer.account is None:
        return Notice.objects.none()
    return Notice.objects.filter(account=viewer.account, deleted_at__isnull=True)


def _hours(since: time, until: time) -> float:
    minutes = (until.hour * 60 + until.minute) - (since.hour * 60 + since.minute)
    return (minutes % (24 * 60)) / 60
