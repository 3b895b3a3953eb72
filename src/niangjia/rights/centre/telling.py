"""Who is told of a task that comes due, and of a shift that is to change hands."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_noop as _n

from niangjia.foundation.notices.actions import notify
from niangjia.foundation.notices.declaring import Channel, Kind
from niangjia.kernel.chinese.writing import day
from niangjia.rights.centre.models import Swap, SwapState, Task, TaskState

Payloads = Sequence[Mapping[str, Any]]
_SHIFT = frozenset({"day", "part"})
_MY_DUTY = "/desk/centre/duty/"

TASK_DUE = Kind(
    key="centre.task_due",
    title=_n("有一项任务快到期"),
    short=_n("您有一项任务快到期，请登录查看。"),
    plain=_n("您的任务{day}到期，请办完后写明结果。"),
    very_plain=_n("您的任务{day}到期。办完写一句结果。"),
    channels=(Channel.MAIL,),
    parameters=frozenset({"day", "centre"}),
    opens="/desk/centre/at/{centre}/tasks/",
)
TASK_OVERDUE = Kind(
    key="centre.task_overdue",
    title=_n("有一项任务过了期限"),
    short=_n("您有一项任务过了期限，请登录查看。"),
    plain=_n("您的任务{day}已经到期，还没有写明结果。"),
    very_plain=_n("您的任务{day}就该办完。请写一句结果。"),
    channels=(Channel.MAIL,),
    parameters=frozenset({"day", "centre"}),
    opens="/desk/centre/at/{centre}/tasks/",
)
SWAP_ASKED = Kind(
    key="centre.swap_asked",
    title=_n("同事想和您换班"),
    short=_n("有同事想请您替一个班，请登录答复。"),
    plain=_n("同事想请您替{day}{part}的班，方便不方便都请答复。"),
    very_plain=_n("同事请您替{day}{part}的班。点开，答复行不行。"),
    channels=(Channel.SMS, Channel.MAIL),
    parameters=_SHIFT,
    opens=_MY_DUTY,
)
SWAP_AGREED = Kind(
    key="centre.swap_agreed",
    title=_n("换班说好了"),
    short=_n("您提出的换班，同事答应了。"),
    plain=_n("{day}{part}的班，同事答应替您。"),
    very_plain=_n("{day}{part}的班，有人替您了。"),
    channels=(Channel.MAIL,),
    parameters=_SHIFT,
    opens=_MY_DUTY,
)
SWAP_REFUSED = Kind(
    key="centre.swap_refused",
    title=_n("换班没有说好"),
    short=_n("您提出的换班，同事不方便，班还是您的。"),
    plain=_n("{day}{part}的班，同事不方便替，还是您的。"),
    very_plain=_n("{day}{part}的班还是您上。"),
    channels=(Channel.SMS, Channel.MAIL),
    parameters=_SHIFT,
    opens=_MY_DUTY,
)
KINDS = (TASK_DUE, TASK_OVERDUE, SWAP_ASKED, SWAP_AGREED, SWAP_REFUSED)


def task_due(payloads: Payloads) -> None:
    """Tell whoever has a task that its day is near. Safe to repeat."""
    _tasks(TASK_DUE, payloads)


def task_overdue(payloads: Payloads) -> None:
    """Tell whoever has a task that its day has passed. Safe to repeat."""
    _tasks(TASK_OVERDUE, payloads)


def swap_asked(payloads: Payloads) -> None:
    """Tell the one who is asked to take a shift. Safe to repeat."""
    for swap in _swaps(payloads, SwapState.ASKED):
        _tell_of_shift(SWAP_ASKED, swap, swap.taker.account_id)


def swap_settled(payloads: Payloads) -> None:
    """Tell the one who asked what the other said. Safe to repeat."""
    for state, kind in ((SwapState.AGREED, SWAP_AGREED), (SwapState.REFUSED, SWAP_REFUSED)):
        for swap in _swaps(payloads, state):
            _tell_of_shift(kind, swap, swap.giver.account_id)


def _tasks(kind: Kind, payloads: Payloads) -> None:
    numbers = [payload["task"] for payload in payloads]
    found = Task.objects.filter(pk__in=numbers, state=TaskState.OPEN, account__isnull=False)
    for task in found.select_related("centre").order_by("pk"):
        notify(
            kind=kind.key,
            key=f"{task.pk}",
            accounts=[task.account_id] if task.account_id else [],
            about=f"centre:{task.centre_id}",
            parameters={"day": day(task.due_on), "centre": task.centre.code},
        )


def _swaps(payloads: Payloads, state: SwapState) -> list[Swap]:
    numbers = [payload["swap"] for payload in payloads]
    found = Swap.objects.filter(pk__in=numbers, state=state).order_by("pk")
    return list(found.select_related("shift", "giver", "taker"))


def _tell_of_shift(kind: Kind, swap: Swap, account: int) -> None:
    shift = swap.shift
    notify(
        kind=kind.key,
        key=f"{swap.pk}",
        accounts=[account],
        about=f"centre:{shift.centre_id}",
        parameters={"day": day(shift.day), "part": shift.get_part_display()},
    )
