"""One of each thing of a centre, as the access tests look at them."""

from datetime import timedelta

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.rights.centre.models import (
    Body,
    Booking,
    Centre,
    CheckRound,
    Meeting,
    Room,
    Task,
)

NO_SUCH = "000000000000"
"""Matters and packets are asked about by the room's own tests; here there is none of them."""


def centre_things(union: Organisation) -> dict[str, str]:
    """Make a published centre of a union with one of each thing, and return their codes."""
    soon = clock.now() + timedelta(days=1)
    later = soon + timedelta(hours=1)
    centre = Centre.objects.create(host=union, name="示例中心", published=True)
    room = Room.objects.create(centre=centre, name="示例室", kind="mediation", capacity=4)
    body = Body.objects.create(centre=centre, name="示例单位", kind="court")
    booking = Booking.objects.create(
        room=room, starts_at=soon, ends_at=later, purpose="mediation", people=2,
        booked_by="account:0", booked_at=clock.now(),
    )  # fmt: skip
    meeting = Meeting.objects.create(
        centre=centre, kind="quarterly", title="示例", starts_at=soon, ends_at=later
    )
    task = Task.objects.create(centre=centre, words="示例", body=body, due_on=clock.today())
    check = CheckRound.objects.create(
        centre=centre, title="示例", bodies="示例", begins_on=clock.today(), ends_on=clock.today()
    )
    return {
        "centre": centre.code, "room": room.code, "body": body.code, "booking": booking.code,
        "meeting": meeting.code, "task": task.code, "check": check.code, "nothing": NO_SUCH,
    }  # fmt: skip
