"""At the window: somebody is received, asked a few questions, and chooses where to go."""

import json
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework import actions as engine
from niangjia.casework import queries as matters
from niangjia.casework.models import Matter
from niangjia.foundation.sealing.boxes import opened, sealed
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import centre_for
from niangjia.rights.centre.handling.books import note
from niangjia.rights.centre.models import Centre, Dispute
from niangjia.rights.centre.rules.triage import PATHS, Answers, Suggestion, suggest

PROCEDURE, AID = "centre", "legal_aid"


@transaction.atomic
def receive_at_window(
    *, viewer: Viewer, centre: str, asked: engine.Asked, key: str
) -> engine.Received:
    """Receive somebody at a centre's window. Raises as the engine's `receive`, Missing."""
    here = centre_for(viewer, centre)
    came = engine.receive(viewer=viewer, procedure=PROCEDURE, asked=asked, key=key)
    number = Matter.objects.values_list("pk", flat=True).get(code=came.code)
    _made, new = Dispute.objects.get_or_create(matter_id=number, defaults={"centre": here})
    if new:
        note(viewer, "received_at_window", here, matter=number)
    return came


@transaction.atomic
def sort(*, viewer: Viewer, code: str, answers: Answers) -> tuple[Suggestion, ...]:
    """Keep what was answered to the questions, and return the ways to go, the first one first.

    Raises Invalid for an answer that is none, Missing for a matter that the viewer does not see
    or that is none of the centre's.
    """
    page = matters.matter_page(viewer=viewer, code=code)
    matter = matter_of(code)
    if found := answers.faults():
        raise Invalid(_("还有几个问题没有答。"), found)
    ways = suggest(answers, _issue(code))
    box = sealed(json.dumps(asdict(answers)), about=f"centre-dispute:{code}")
    dispute, _new = Dispute.objects.update_or_create(
        matter_id=matter, defaults={"sealed_answers": box, "suggested": ways[0].path}
    )
    if dispute.centre is not None:
        note(viewer, "sorted", dispute.centre, matter=matter, path=ways[0].path)
    if page.row.state == "received":
        engine.move(viewer=viewer, code=code, step="suggest", filled={})
    return ways


@transaction.atomic
def choose(*, viewer: Viewer, code: str, path: str, words: str = "") -> str:
    """Note at the window what the worker chose; return the code of a legal aid matter, or "".

    Where the worker chose legal aid at home, by receipt, this begins it.

    Raises Invalid for a way that is none, or without words for legal aid; else as the engine.
    """
    if path not in PATHS:
        raise Invalid(_("请选一条路。"), {"path": _("请选一条路。")})
    chosen_at_home = path == AID and _state(code) == "aiding"
    if not chosen_at_home:
        engine.move(viewer=viewer, code=code, step=f"choose_{path}", filled={})
    return begin_aid(viewer=viewer, code=code, words=words) if path == "legal_aid" else ""


@transaction.atomic
def begin_aid(*, viewer: Viewer, code: str, words: str) -> str:
    """Refer a matter to legal aid, where the worker chose it; return the new matter's code."""
    said = words.strip() or _("职工在窗口选了法律援助。")
    grade = next(iter(matters.current(AID).grades), "")
    child = engine.refer(viewer=viewer, code=code, procedure=AID, words=said, grade=grade)
    return child.code


def answers_of(*, viewer: Viewer, code: str) -> Answers | None:
    """Return what was answered to the questions, None where nobody was asked. Raises Missing."""
    matters.matter_page(viewer=viewer, code=code)
    found = Dispute.objects.filter(matter__code=code).exclude(sealed_answers=b"").first()
    if found is None:
        return None
    told = json.loads(opened(bytes(found.sealed_answers), about=f"centre-dispute:{code}"))
    return Answers(**told)


@transaction.atomic
def take_into(*, viewer: Viewer, code: str, centre: str) -> Centre:
    """Say at which centre a dispute is, where it came from elsewhere. Raises Missing."""
    here = centre_for(viewer, centre)
    matters.matter_page(viewer=viewer, code=code)
    Dispute.objects.update_or_create(matter_id=matter_of(code), defaults={"centre": here})
    note(viewer, "taken_in", here, at=clock.now().isoformat())
    return here


def matter_of(code: str) -> int:
    """Return the number of a centre's matter in the database. Raises Missing for another's."""
    found = Matter.objects.filter(code=code, procedure=PROCEDURE).values_list("pk", flat=True)
    number = found.first()
    if number is None:
        raise Missing(_("这件事不在中心办理。"))
    return number


def _state(code: str) -> str:
    return Matter.objects.filter(code=code).values_list("state", flat=True).first() or ""


def _issue(code: str) -> str:
    return Matter.objects.values_list("issue", flat=True).get(code=code)
