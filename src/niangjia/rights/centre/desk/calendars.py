"""Calendars that phones read. Nothing in them names anybody."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from icalendar import Calendar, Event

from niangjia.foundation.people.strangers import unkept
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.rights.centre.reading.duty import Duty

_MAKER = "-//niangjia//centre//ZH"


def event(
    uid: str, title: str, starts: datetime, ends: datetime, *, place: str = "", version: int = 1
) -> Event:
    """Return one event; the same `uid` with a higher `version` replaces it."""
    made = Event()
    made.add("uid", f"{uid}@niangjia")
    made.add("sequence", version)
    made.add("dtstamp", clock.now())
    made.add("dtstart", starts.astimezone(CHINA))
    made.add("dtend", ends.astimezone(CHINA))
    made.add("summary", title)
    if place:
        made.add("location", place)
    return made


def calendar(name: str, events: Iterable[Event], file: str) -> HttpResponse:
    """Return events as a calendar file, with the time zone they stand in."""
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for one in events:
        made.add_component(one)
    made.add_missing_timezones()
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    told = content_disposition_header(as_attachment=True, filename=file)
    answer.headers["Content-Disposition"] = told or "attachment"
    return unkept(answer)


def duty_events(duties: Iterable[Duty]) -> list[Event]:
    """Return one's own shifts as events."""
    return [
        event(one.code, f"{one.role}（{one.centre}）", one.starts, one.ends, version=one.version)
        for one in duties
    ]
