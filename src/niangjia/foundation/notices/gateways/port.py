"""The port: something short for one address is handed over, once."""

from collections.abc import Callable, Mapping

from django.conf import settings

from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.gateways import chat, mail, sms
from niangjia.foundation.notices.gateways.parcel import Outgoing, Taken

__all__ = ["Outgoing", "Taken", "offered", "way_out"]

WayOut = Callable[[Outgoing], Taken]
"""Hands over one message. Raises NotTaken, Rejected or Doubtful (people.gateways)."""

_WAYS: Mapping[Channel, WayOut] = {
    Channel.SMS: sms.hand_over,
    Channel.MAIL: mail.hand_over,
    Channel.CHAT: chat.hand_over,
}


def offered() -> frozenset[Channel]:
    """Return the ways out that the operator set up."""
    chosen = {
        Channel.SMS: settings.NIANGJIA_SMS_URL,
        Channel.MAIL: settings.NIANGJIA_MAIL_OFFERED,
        Channel.CHAT: settings.NIANGJIA_CHAT_URL,
    }
    return frozenset(channel for channel, on in chosen.items() if on)


def way_out(channel: Channel) -> WayOut:
    """Return how something is handed over by a channel."""
    return _WAYS[channel]
