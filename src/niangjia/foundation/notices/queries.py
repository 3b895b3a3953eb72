"""Reading notices: one's own inbox, and for whoever runs the house what got stuck."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from niangjia.foundation.notices.declaring import Channel, bound
from niangjia.foundation.notices.gateways import offered
from niangjia.foundation.notices.models import STUCK, Notice, Sending, SendingState
from niangjia.foundation.notices.preferences import DEFAULT, Wishes, wishes_of
from niangjia.foundation.notices.words import open_words
from niangjia.kernel.errors import Unavailable
from niangjia.kernel.viewer import Viewer

PER_PAGE = 20
MANY = 99
"""A number of unread notices beyond which nobody counts."""

CHANNEL_NAMES = {Channel.SMS: "短信", Channel.MAIL: "邮件", Channel.CHAT: "群机器人"}
WHY = {
    "unreachable": "连不上网关",
    "busy": "网关忙，一直没有接",
    "rejected": "网关不收：号码、地址或模板不对",
    "slow": "网关没有按时回答，不知道收没收",
    "cut": "连接中断，不知道收没收",
    "garbage": "网关的回答看不懂，不知道收没收",
    "interrupted": "发到一半程序停了，不知道发没发出去",
    "reported": "网关报告没有送到",
    "stale": "过了有用的时间，没有再发",
    "sealed": "封存的内容打不开",
    "no_gateway": "网关的地址不对",
}
"""Why a sending got stuck, for whoever runs the house."""


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """A notice as its owner reads it; `opens` is "" where there is nothing behind it."""

    code: str
    title: str
    text: str
    opens: str
    at: datetime
    unread: bool
    urgent: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of an inbox."""

    rows: tuple[NoticeShown, ...]
    page: int
    pages: int
    unread: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """A sending that got stuck: nothing in it says to whom it was going."""

    code: str
    kind: str
    title: str
    channel: str
    state: str
    state_name: str
    why: str
    at: datetime
    attempts: int
    may_retry: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way out of the house, with how many sendings of the last half year stand where."""

    name: str
    is_on: bool
    waiting: int
    sent: int
    delivered: int
    stuck: int


def inbox(*, viewer: Viewer, page: int = 1) -> Inbox:
    """Return a page of the viewer's notices, newest first; empty for a stranger."""
    found = Paginator(_mine(viewer).order_by("-id"), PER_PAGE).get_page(page)
    rows = tuple(_shown(one) for one in found.object_list)
    return Inbox(rows, found.number, found.paginator.num_pages, unread(viewer=viewer))


def unread(*, viewer: Viewer) -> int:
    """Return how many notices the viewer has not read, counted to 100 and no further."""
    if viewer.account is None:
        return 0
    return _mine(viewer).filter(read_at__isnull=True)[: MANY + 1].count()


def opens(notice: Notice) -> str:
    """Return the address behind a notice, "" where there is none or it is no more."""
    try:
        address = open_words(notice.words, notice.code).opens
        resolve(address.partition("?")[0].partition("#")[0])
    except (Unavailable, Resolver404):
        return ""
    return address


def wishes(*, viewer: Viewer) -> Wishes:
    """Return how the viewer wants to be told."""
    if viewer.account is None:
        return DEFAULT
    return wishes_of([viewer.account])[viewer.account]


def ways_offered() -> frozenset[Channel]:
    """Return the ways out of this house."""
    return offered()


def told_about(*, kind: str, abouts: frozenset[str]) -> frozenset[str]:
    """Return about which of these somebody was told under a kind."""
    known = Notice.objects.filter(kind=kind, about__in=abouts)
    return frozenset(known.values_list("about", flat=True))


def stuck(*, viewer: Viewer) -> QuerySet[Sending]:
    """Return what got stuck, newest first; nothing for anybody who does not run the house."""
    found = Sending.objects.filter(state__in=STUCK).select_related("notice").order_by("-id")
    return found if viewer.runs_house else found.none()


def stuck_shown(one: Sending) -> Stuck:
    """Return a sending that got stuck in words."""
    titles = {kind.key: gettext(kind.title) for kind in bound()}
    return Stuck(
        code=one.code,
        kind=one.notice.kind,
        title=titles.get(one.notice.kind, ""),
        channel=CHANNEL_NAMES[Channel(one.channel)],
        state=one.state,
        state_name=str(SendingState(one.state).label),
        why=_(WHY.get(one.why, one.why)),
        at=one.made_at,
        attempts=one.attempts,
        may_retry=bool(one.box),
        doubtful=one.state == SendingState.DOUBTFUL,
    )


def ways_shown(*, viewer: Viewer) -> tuple[WayShown, ...]:
    """Return how each way out stands; nothing for who does not run the house."""
    if not viewer.runs_house:
        return ()
    found: dict[tuple[str, str], int] = {}
    rows = Sending.objects.values_list("channel", "state").annotate(number=Count("id")).order_by()
    for channel, state, number in rows:
        found[channel, state] = number
    ways = offered()

    def of(channel: Channel, *states: SendingState) -> int:
        return sum(found.get((channel, state), 0) for state in states)

    return tuple(
        WayShown(
            name=CHANNEL_NAMES[channel],
            is_on=channel in ways,
            waiting=of(channel, SendingState.QUEUED, SendingState.SENDING),
            sent=of(channel, SendingState.SENT, SendingState.DELIVERED),
            delivered=of(channel, SendingState.DELIVERED),
            stuck=of(channel, *STUCK),
        )
        for channel in Channel
    )


def _shown(one: Notice) -> NoticeShown:
    try:
        words = open_words(one.words, one.code)
        title, text = words.title, words.text
    except Unavailable:
        title, text = _("这条消息打不开"), _("封存它的密钥不在这台机器上，请联系系统管理员。")
    return NoticeShown(one.code, title, text, opens(one), one.at, one.read_at is None, one.urgent)


def _mine(viewer: Viewer) -> QuerySet[Notice]:
    if viewer.account is None:
        return Notice.objects.none()
    return Notice.objects.filter(account=viewer.account, deleted_at__isnull=True)
