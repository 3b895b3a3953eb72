"""What the operator chose, read from the environment once. docs/operators.md lists it all."""

import os
import secrets
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from niangjia.foundation.search.opensearch.settings import cluster_settings


@dataclass(frozen=True, slots=True)
class Environment:
    """The operator's choices; everything has a default that suits one machine."""

    home: Path
    database_url: str
    search: str
    hosts: tuple[str, ...]
    secure: bool
    debug: bool
    demo: bool
    mail_url: str
    mail_from: str
    sms_url: str
    sms_key: str
    chat_url: str
    chat_key: str
    notice_seconds: int
    font: Path | None
    removal_days: int
    removal_kept_days: int
    removal_hides: int
    model_url: str
    model_name: str
    model_key_file: Path | None
    model_seconds: int

    @property
    def uploads(self) -> Path:
        """Where uploaded files wait for the import that reads them."""
        return self.home / "uploads"

    @property
    def indexes(self) -> Path:
        """Where the search indexes live."""
        return self.home / "indexes"

    @property
    def models(self) -> Path:
        """Where weights live that were learned here; without them those of the package serve."""
        return self.home / "models"


def read() -> Environment:
    """Read the environment; nothing is written."""
    home = Path(os.environ.get("NIANGJIA_HOME", "var")).resolve()
    demo = _flag("NIANGJIA_DEMO")
    return Environment(
        home=home,
        database_url=os.environ.get("NIANGJIA_DATABASE_URL", f"sqlite:///{home / 'niangjia.db'}"),
        search=_cluster("NIANGJIA_SEARCH"),
        hosts=_list("NIANGJIA_HOSTS") or ("localhost", "127.0.0.1", "[::1]"),
        secure=_flag("NIANGJIA_SECURE", default=False),
        debug=_flag("NIANGJIA_DEBUG"),
        demo=demo,
        mail_url=os.environ.get("NIANGJIA_MAIL_URL", ""),
        mail_from=os.environ.get("NIANGJIA_MAIL_FROM", "niangjia@localhost"),
        sms_url=os.environ.get("NIANGJIA_SMS_URL", ""),
        sms_key=os.environ.get("NIANGJIA_SMS_KEY", ""),
        chat_url=_text("NIANGJIA_CHAT_URL"),
        chat_key=_text("NIANGJIA_CHAT_KEY"),
        notice_seconds=_number("NIANGJIA_NOTICE_SECONDS", default=20, least=1, most=60),
        font=_file("NIANGJIA_FONT"),
        removal_days=_number("NIANGJIA_REMOVAL_DAYS", default=15, least=1),
        removal_kept_days=_number("NIANGJIA_REMOVAL_KEPT_DAYS", default=90, least=0),
        removal_hides=_number("NIANGJIA_REMOVAL_HIDES", default=30, least=0),
        model_url=_endpoint("NIANGJIA_MODEL_URL"),
        model_name=_text("NIANGJIA_MODEL_NAME"),
        model_key_file=_file("NIANGJIA_MODEL_KEY_FILE"),
        model_seconds=_number("NIANGJIA_MODEL_SECONDS", default=6, least=1),
    )


def secret_key(home: Path) -> str:
    """Return this installation's key, made on first use and readable by its owner alone."""
    given = os.environ.get("NIANGJIA_SECRET_KEY")
    return given or _kept(home / "secret.key", lambda: secrets.token_urlsafe(48))


def sealing_keys(home: Path) -> str:
    """Return the keys under which originals are sealed, base64, one a line, newest first.

    Whoever loses this file loses what was sealed: it is backed up apart from the database.
    """
    given = os.environ.get("NIANGJIA_SEALING_KEYS")
    return given or _kept(home / "sealing.key", lambda: b64encode(secrets.token_bytes(32)).decode())


def _kept(file: Path, make: Callable[[], str]) -> str:
    """Return what a file of secrets holds, making it where it is not there yet."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        try:
            os.link(draft, file)  # fails where another process was first; both then read its key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _number(name: str, *, default: int, least: int, most: int = 10**9) -> int:
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not given.isdecimal() or not least <= int(given) <= most:
        raise SystemExit(f"{name} has to be a whole number, {least} or more, not {given!r}")
    return int(given)


def _cluster(name: str) -> str:
    """Return the address of a search cluster; empty where the index lies in the home."""
    given = os.environ.get(name, "").strip()
    try:
        if given:
            cluster_settings(given)
    except ValueError as wrong:
        # Not the address itself: it may hold a password.
        raise SystemExit(f"{name} is not the address of a cluster: {wrong}") from None
    return given


def _text(name: str) -> str:
    return os.environ.get(name, "").strip()


def _file(name: str) -> Path | None:
    given = _text(name)
    if given and not Path(given).is_file():
        raise SystemExit(f"{name} names no file: {given!r}")
    return Path(given) if given else None


def _endpoint(name: str) -> str:
    """Return an address without its last slash; in the clear only to a machine of one's own."""
    given = _text(name).rstrip("/")
    if not given:
        return ""
    parts = urlsplit(given)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise SystemExit(f"{name} has to be an address like https://model.example/v1")
    if parts.scheme == "http" and not _is_near(host):
        raise SystemExit(f"{name} has to be https, or a machine in your own network")
    return given


def _is_near(host: str) -> bool:
    """Whether a host is this machine, a private address or a name without a dot."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def _list(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in os.environ.get(name, "").split(",") if part.strip())
