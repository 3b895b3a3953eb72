"""What anybody may do: ask that a case be taken down or masked further, and add to it.

Nobody is asked who they are, and none of these takes a viewer: there is nobody to record.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import STRANGER
from niangjia.rights.caselaw.models import Case, CaseState, RemovalRequest, RequestState
from niangjia.rights.caselaw.models.removals import RequestWish
from niangjia.rights.caselaw.removal import moves
from niangjia.rights.caselaw.removal.content import Written, pack, unpack
from niangjia.rights.caselaw.removal.receipts import as_typed, key_of, receipt_number
from niangjia.rights.caselaw.rules.removals import Circumstances, due_on, hides_at_once

LONGEST = 2000
"""Characters of what is written, each time."""
MOST_ADDITIONS = 10
LATELY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Wish:
    """A request as somebody wrote it. `contact` may be empty."""

    wish: str
    recognisable: bool
    text: str
    contact: str = ""

    def as_written(self) -> str:
        """Return all of it as one text, by which the same is known from something else."""
        return json.dumps([self.wish, self.recognisable, self.text, self.contact])


@dataclass(frozen=True, slots=True)
class Receipt:
    """What somebody takes home: the number, the last day for an answer, what was done at once."""

    number: str
    due: date
    hidden: bool


def request_removal(*, code: str, nonce: str, asked: Wish) -> Receipt:
    """Take in a request about a case that is public, or hidden because somebody asked before.

    `nonce` is what is particular to the form: the same form with the same words is one request,
    however often it is sent. Raises Invalid for what is missing or too long, Missing where there
    is no such case before the public.
    """
    _check(asked)
    number = receipt_number(nonce, f"{code}\0{asked.as_written()}")
    try:
        return _taken_in(code, number, asked)
    except IntegrityError:
        first = RemovalRequest.objects.filter(receipt_key=key_of(number)).first()
        if first is None:
            raise
        return _receipt(first, number)  # the same form came twice at once: the first one stands


@transaction.atomic
def add_to_request(*, number: str, text: str) -> None:
    """Add something to a request that waits for its answer.

    Raises Missing for a number that no request has, Invalid for nothing or too much, Conflict
    where it has been answered, or where too much was added.
    """
    found = request_of(number)
    _check_text(text, "addition")
    written = unpack(found.sealed, found.code)
    if len(written.additions) >= MOST_ADDITIONS:
        raise Conflict(_("已经补充了很多次，有别的话请打12351。"))
    box = pack(written.added(text.strip(), clock.now()), found.code)
    changed = RemovalRequest.objects.filter(
        pk=found.pk, state=RequestState.OPEN, sealed=bytes(found.sealed)
    ).update(sealed=box)
    if changed != 1:
        raise Conflict(_("这个请求刚刚有了变化，请再查一次受理号。"))
    record(actor=STRANGER.actor, verb="removal.added_to", subject=f"request:{found.pk}")


def request_of(number: str) -> RemovalRequest:
    """Return the request with this receipt number. Raises Missing."""
    digits = as_typed(number)
    found = digits and RemovalRequest.objects.filter(receipt_key=key_of(digits)).first()
    if not found:
        raise Missing(_("没有这个受理号。请对照收据，一共20位数字。"))
    return found


@transaction.atomic
def _taken_in(code: str, number: str, asked: Wish) -> Receipt:
    # The case is locked first, as by everybody else who moves one: nobody waits in a circle.
    public = Case.objects.select_for_update().filter(code=code, state__in=moves.PUBLIC)
    case = public.only("pk", "state").first()
    if case is None:
        raise Missing(_("没有这个案例，或者它已经不公开了。"))
    key = key_of(number)
    if known := RemovalRequest.objects.filter(receipt_key=key).first():
        return _receipt(known, number)
    own_code = public_code()
    made = RemovalRequest.objects.create(
        code=own_code,
        receipt_key=key,
        case=case,
        wish=asked.wish,
        recognisable=asked.recognisable,
        sealed=pack(Written(asked.text.strip(), asked.contact.strip()), own_code),
        at=clock.now(),
        due=due_on(clock.today(), settings.NIANGJIA_REMOVAL_DAYS),
    )
    record(
        actor=STRANGER.actor,
        verb="removal.requested",
        subject=f"request:{made.pk}",
        details={"case": case.pk, "wish": made.wish, "recognisable": made.recognisable},
    )
    # Recording holds the head of the trail until the end, so that of two requests at once
    # the second counts what the first hid.
    if hides_at_once(_circumstances(made)) and moves.hide(case, actor=STRANGER.actor):
        RemovalRequest.objects.filter(pk=made.pk).update(hid=True)
    return _receipt(made, number)


def _circumstances(made: RemovalRequest) -> Circumstances:
    refused = RemovalRequest.objects.filter(
        case=made.case_id, recognisable=True, state=RequestState.REFUSED
    )
    hidden = RemovalRequest.objects.filter(hid=True, at__gt=clock.now() - LATELY)
    return Circumstances(
        recognisable=made.recognisable,
        refused_before=refused.exists(),
        hidden_lately=hidden.count(),
        most=settings.NIANGJIA_REMOVAL_HIDES,
    )


def _receipt(made: RemovalRequest, number: str) -> Receipt:
    hidden = Case.objects.filter(pk=made.case_id, state=CaseState.HELD).exists()
    return Receipt(number, made.due, hidden)


def _check(asked: Wish) -> None:
    if asked.wish not in RequestWish.values:
        raise Invalid(_("请选一项。"), {"wish": _("请选一项。")})
    _check_text(asked.text, "text")
    if len(asked.contact) > 100:
        raise Invalid(_("联系方式太长。"), {"contact": _("请写在100字以内。")})


def _check_text(text: str, field: str) -> None:
    if not text.strip():
        raise Invalid(_("还没有写内容。"), {field: _("请写几句。")})
    if len(text) > LONGEST:
        raise Invalid(_("写得太长。"), {field: _("请写在2000字以内。")})
