"""Every read of the centre; permission is part of each, except of what anybody may know."""

from niangjia.rights.centre.reading.disputes import (
    dispute,
    dispute_told,
    packet_page,
    sorted_page,
    window,
)
from niangjia.rights.centre.reading.duty import (
    asked_of_me,
    could_take,
    duties_by_secret,
    gaps_of,
    my_duty,
    on_duty_now,
    roster,
)
from niangjia.rights.centre.reading.meetings import (
    meeting_page,
    meetings,
    next_meetings,
    round_page,
    rounds,
    tasks,
    tasks_due,
)
from niangjia.rights.centre.reading.places import (
    bodies_of,
    centre_settings,
    liaison_of,
    my_centres,
    public_centre,
    public_centres,
)
from niangjia.rights.centre.reading.rooms import booking_page, bookings_of, rooms_now, week

__all__ = [
    "asked_of_me",
    "bodies_of",
    "booking_page",
    "bookings_of",
    "centre_settings",
    "could_take",
    "dispute",
    "dispute_told",
    "duties_by_secret",
    "gaps_of",
    "liaison_of",
    "meeting_page",
    "meetings",
    "my_centres",
    "my_duty",
    "next_meetings",
    "on_duty_now",
    "packet_page",
    "public_centre",
    "public_centres",
    "rooms_now",
    "roster",
    "round_page",
    "rounds",
    "sorted_page",
    "tasks",
    "tasks_due",
    "week",
    "window",
]
