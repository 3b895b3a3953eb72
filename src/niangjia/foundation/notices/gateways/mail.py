"""Mail through the operator's server: a subject and one sentence that reveal nothing."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from niangjia.foundation.notices.gateways.parcel import Outgoing, Taken
from niangjia.foundation.people.gateways import Doubtful, NotTaken, Rejected


def hand_over(message: Outgoing) -> Taken:
    """Hand a mail to the server. Its Message-ID is the same each time, which mail boxes know."""
    server = get_connection(timeout=int(settings.NIANGJIA_NOTICE_SECONDS) or 1)
    try:
        server.open()
    except smtplib.SMTPAuthenticationError:
        raise NotTaken("rejected") from None  # the operator's password, not this mail
    except OSError:  # smtplib's errors are OSErrors too
        raise NotTaken("unreachable") from None
    try:
        server.send_messages([_mail(message)])
    except smtplib.SMTPRecipientsRefused as error:
        raise _judged(min(code for code, _words in error.recipients.values())) from None
    except smtplib.SMTPResponseException as error:
        raise _judged(error.smtp_code) from None
    except (OSError, ValueError):
        raise Doubtful("cut") from None
    finally:
        _leave(server)
    return Taken()


def _leave(server: object) -> None:
    try:
        server.close()  # type: ignore[attr-defined]  # every backend has it
    except OSError:
        return  # what was taken stays taken, whatever the goodbye


def _judged(code: int) -> NotTaken | Rejected:
    return NotTaken("busy") if 400 <= code < 500 else Rejected("rejected")


def _mail(message: Outgoing) -> EmailMessage:
    sender = settings.DEFAULT_FROM_EMAIL
    house = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=message.title,
        body=message.short,
        from_email=sender,
        to=[message.to],
        headers={"Message-ID": f"<{message.once}@{house}>", "Auto-Submitted": "auto-generated"},
    )
