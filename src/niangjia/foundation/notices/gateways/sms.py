"""SMS through the operator's gateway (people/messages.py says how it is asked)."""

from django.conf import settings

from niangjia.foundation.notices.gateways.parcel import Outgoing, Taken
from niangjia.foundation.people.messages import hand_over_sms


def hand_over(message: Outgoing) -> Taken:
    """Hand an SMS to the gateway, with the sign of the house before its text."""
    number = hand_over_sms(
        to=message.to,
        template=message.template,
        parameters=message.parameters,
        text=f"【娘家】{message.short}",
        once=message.once,
        seconds=settings.NIANGJIA_NOTICE_SECONDS,
    )
    return Taken(number, reported=bool(number))
