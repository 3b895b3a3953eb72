"""Where mail goes, read from one address: smtp://user:password@host:587/?tls=starttls ."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"none": 25, "starttls": 587, "tls": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail is handed over; not `configured` means that nothing can be sent."""

    configured: bool = False
    backend: str = "django.core.mail.backends.dummy.EmailBackend"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def read(url: str) -> Mail:
    """Read the address of the mail server; "" means there is none.

    smtp://HOST is plain unless it says ?tls=starttls or ?tls=tls; smtps://HOST is TLS from the
    first byte; file:///FOLDER writes each mail into a folder, for trying things out.
    Raises ValueError for anything else.
    """
    if not url:
        return Mail()
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Mail(
            configured=True,
            backend="django.core.mail.backends.filebased.EmailBackend",
            host=parts.path,
        )
    kind = parse_qs(parts.query).get("tls", ["tls" if parts.scheme == "smtps" else "none"])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or kind not in PORTS:
        raise ValueError("NIANGJIA_MAIL_URL is smtp://user:password@host:port/?tls=starttls")
    return Mail(
        configured=True,
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or PORTS[kind],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=kind == "starttls",
        tls=kind == "tls",
    )
