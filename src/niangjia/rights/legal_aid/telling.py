"""A lawyer is told that somebody waits for an answer: the limit for it runs from that moment."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_noop as _n

from niangjia.casework.models import Matter
from niangjia.foundation.notices.actions import notify
from niangjia.foundation.notices.declaring import Channel, Kind
from niangjia.rights.legal_aid.models import Appointment, Stand

OFFERED = Kind(
    key="legal_aid.offered",
    title=_n("有一件事请您接手"),
    short=_n("有一件事请您接手，请登录看看，接还是不接都请答复。"),
    plain=_n("{number}请您承办。请先看看和对方有没有利害关系，接还是不接都请尽快答复。"),
    very_plain=_n("{number}请您来办。点开，答复接不接。"),
    channels=(Channel.SMS, Channel.MAIL),
    parameters=frozenset({"number", "code"}),
    opens="/desk/legal-aid/matters/{code}/",
)
KINDS = (OFFERED,)


def offered(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Tell each lawyer who was asked and has not answered yet. Safe to repeat."""
    for payload in payloads:
        asked = Appointment.objects.filter(
            application__matter=payload["matter"],
            lawyer__account=payload["account"],
            state=Stand.OFFERED,
        ).last()
        if asked is None:
            continue
        matter = Matter.objects.only("number", "code").get(pk=payload["matter"])
        notify(
            kind=OFFERED.key,
            key=f"{asked.pk}",
            accounts=[payload["account"]],
            about=f"matter:{matter.pk}",
            parameters={"number": matter.number, "code": matter.code},
        )
