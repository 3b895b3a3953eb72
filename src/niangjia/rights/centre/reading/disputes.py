"""What a centre shows of a dispute beyond the engine: for the office, the asker, the window."""

from dataclasses import dataclass

from niangjia.casework import queries as matters
from niangjia.casework.models import Matter
from niangjia.foundation.sealing.boxes import opened
from niangjia.kernel.errors import Conflict, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import NO_TASK, centre_for
from niangjia.rights.centre.handling.handing_over import HOW, packet_for, seen_by_office
from niangjia.rights.centre.handling.sorting import answers_of
from niangjia.rights.centre.models import Booking, Centre, Dispute, Meeting, Packet, Task
from niangjia.rights.centre.models.packets import PacketPaper
from niangjia.rights.centre.reading.duty import OnDuty, duty_today
from niangjia.rights.centre.reading.meetings import TaskShown, next_meetings, tasks_due
from niangjia.rights.centre.reading.places import liaison_at, my_centres
from niangjia.rights.centre.reading.rooms import RoomNow, bookings_of, rooms_now
from niangjia.rights.centre.rules.duty import Gap
from niangjia.rights.centre.rules.triage import PATHS, Answers, Suggestion, notes, suggest


@dataclass(frozen=True, slots=True)
class PacketShown:
    """A packet in a list: for whom, whether it was taken, whether it was answered."""

    packet: Packet
    receiver: str
    how: str


@dataclass(frozen=True, slots=True)
class DisputeShown:
    """What the centre knows of a dispute."""

    code: str
    centre: Centre | None
    suggested: str
    chosen: str
    bookings: tuple[Booking, ...]
    packets: tuple[PacketShown, ...]
    of_centre: bool
    waits_for_aid: bool


@dataclass(frozen=True, slots=True)
class Sorted:
    """The questions of the window as answered, and what follows. `state` decides what may be."""

    code: str
    number: str
    state: str
    answers: Answers | None
    ways: tuple[Suggestion, ...]
    notes: tuple[tuple[str, tuple[object, ...]], ...]
    chosen: str
    choosable: frozenset[str]


@dataclass(frozen=True, slots=True)
class PacketPage:
    """A packet with its papers; `taker` is who took it, for the office alone."""

    packet: Packet
    papers: tuple[tuple[int, str, str], ...]
    taker: str
    how: str
    of_office: bool
    liaison: str


@dataclass(frozen=True, slots=True)
class Window:
    """What a centre's window needs to know today."""

    centre: Centre
    centres: tuple[Centre, ...]
    waiting: tuple[matters.MatterRow, ...]
    waiting_total: int
    rooms: tuple[RoomNow, ...]
    on_duty: tuple[OnDuty, ...]
    gaps: tuple[Gap, ...]
    meetings: tuple[Meeting, ...]
    tasks: tuple[TaskShown, ...]


def window(*, viewer: Viewer, centre: str = "") -> Window | None:
    """Return the window of a centre where the viewer works, the nearest one where none is named.

    None where there is no centre in the viewer's part. Raises Missing.
    """
    centres = my_centres(viewer=viewer)
    if not centres:
        return None
    here = centre_for(viewer, centre) if centre else centres[0]
    waiting: tuple[matters.MatterRow, ...] = ()
    total = 0
    if matters.handles_anything(viewer):
        rows = matters.matters(viewer=viewer, view="waiting", procedure="centre", per_page=8)
        waiting, total = rows.rows, rows.total
    on_duty, missing = duty_today(here)
    return Window(
        centre=here,
        centres=centres,
        waiting=waiting,
        waiting_total=total,
        rooms=rooms_now(here),
        on_duty=on_duty,
        gaps=missing,
        meetings=next_meetings(here),
        tasks=tasks_due(viewer, here),
    )


def dispute(*, viewer: Viewer, code: str) -> DisputeShown:
    """Return what the centre knows of a matter that the viewer's office sees. Raises Missing."""
    matters.matter_page(viewer=viewer, code=code)
    return dispute_told(code)


def dispute_told(code: str) -> DisputeShown:
    """Return what the centre knows of a matter, for a page that let its reader in to it."""
    found = Dispute.objects.select_related("centre").filter(matter__code=code).first()
    packets = Packet.objects.filter(matter__code=code).select_related("partner")
    return DisputeShown(
        code=code,
        centre=found.centre if found else None,
        suggested=PATHS.get(found.suggested, "") if found else "",
        chosen=PATHS.get(found.chosen, "") if found else "",
        bookings=bookings_of(code),
        packets=tuple(
            PacketShown(one, one.partner.name, HOW.get(one.handed_how, "")) for one in packets
        ),
        of_centre=Matter.objects.filter(code=code, procedure="centre").exists(),
        waits_for_aid=Matter.objects.filter(code=code, procedure="centre", state="aiding")
        .exclude(referred_to__procedure="legal_aid")
        .exists(),
    )


def sorted_page(*, viewer: Viewer, code: str, answers: Answers | None = None) -> Sorted:
    """Return the questions as answered, or as `answers` would have them. Raises Missing."""
    page = matters.matter_page(viewer=viewer, code=code)
    if page.row.procedure != "centre":
        raise Missing("这件事不在中心办理。")
    told = answers or answers_of(viewer=viewer, code=code)
    issue = Matter.objects.values_list("issue", flat=True).get(code=code)
    chosen = Dispute.objects.filter(matter__code=code).values_list("chosen", flat=True).first()
    return Sorted(
        code=code,
        number=page.row.number,
        state=page.row.state,
        answers=told,
        ways=suggest(told, issue) if told else (),
        notes=notes(told) if told else (),
        chosen=chosen or "",
        choosable=frozenset(
            step.key.removeprefix("choose_")
            for step in page.steps
            if step.key.startswith("choose_") and not step.blocked
        ),
    )


def packet_page(*, viewer: Viewer, code: str) -> PacketPage:
    """Return a packet for the office that made it, or for the body it was made for."""
    found = packet_for(viewer, code)
    of_office = seen_by_office(viewer, found)
    box = bytes(found.sealed_taker)
    about = f"centre-packet:{found.code}"
    return PacketPage(
        packet=found,
        papers=tuple(
            (one.number, _paper_name(one, about), one.digest) for one in found.papers.all()
        ),
        taker=opened(box, about=f"{about}:taker") if box and of_office else "",
        how=HOW.get(found.handed_how, ""),
        of_office=of_office,
        liaison=liaison_at(found.partner_id, found.matter.responsible.path) if of_office else "",
    )


def demand_centre_matter(viewer: Viewer, code: str) -> matters.MatterPage:
    """Return the page of a centre's matter. Raises Missing, Conflict for one that has ended."""
    page = matters.matter_page(viewer=viewer, code=code)
    if page.row.procedure != "centre":
        raise Missing("这件事不在中心办理。")
    if page.closed_at is not None:
        raise Conflict("这件事已经办结。")
    return page


def task_by_code(code: str) -> Task:
    """Return a task; whoever settles it is asked by the action. Raises Missing."""
    found = Task.objects.select_related("centre").filter(code=code).first()
    if found is None:
        raise Missing(str(NO_TASK))
    return found


def _paper_name(one: PacketPaper, about: str) -> str:
    return opened(bytes(one.sealed_name), about=f"{about}:{one.number}").removeprefix("材料/")
