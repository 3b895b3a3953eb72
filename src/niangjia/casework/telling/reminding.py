"""Looking ahead: what is due before the next working day ends is told to whoever has it, once."""

from datetime import date, datetime, time, timedelta

from niangjia.casework.models import ClockState, RunningClock
from niangjia.casework.telling import kinds, who
from niangjia.foundation.holidays.queries import calendar
from niangjia.foundation.notices.actions import notify
from niangjia.foundation.notices.queries import told_about
from niangjia.kernel import clock
from niangjia.kernel.calendar import NotPublished
from niangjia.kernel.clock import CHINA

AT_ONCE = 500


def remind() -> int:
    """Remind of every clock that runs out soon and began before today; return of how many.

    An extension makes another day, of which is reminded again.
    """
    now = clock.now()
    began = datetime.combine(clock.today(), time(), CHINA)
    soon = RunningClock.objects.filter(
        state=ClockState.RUNNING,
        broken_at__isnull=True,
        due_at__gt=now,
        due_at__lte=_horizon(),
        started_at__lt=began,
    )
    found = {
        _about(one): one for one in soon.select_related("matter__responsible").order_by("due_at")
    }
    known = told_about(kind=kinds.STAFF_DUE_SOON.key, abouts=frozenset(found))
    new = [(about, one) for about, one in found.items() if about not in known][:AT_ONCE]
    return sum(_remind(about, one) for about, one in new)


def _remind(about: str, one: RunningClock) -> bool:
    matter = one.matter
    told = notify(
        kind=kinds.STAFF_DUE_SOON.key,
        key=about,
        accounts=who.in_charge(matter),
        about=about,
        parameters={"number": matter.number, "code": matter.code},
    )
    return told > 0


def _about(one: RunningClock) -> str:
    assert one.due_at is not None  # noqa: S101 - only clocks with a day are asked for
    return f"clock:{one.pk}:{one.due_at:%Y%m%d}"


def _horizon() -> datetime:
    """Return the end of the next working day; of tomorrow where no calendar is published."""
    tomorrow: date = clock.today() + timedelta(days=1)
    try:
        last = calendar().next_working(tomorrow)
    except NotPublished:
        last = tomorrow
    return datetime.combine(last + timedelta(days=1), time(), CHINA)
