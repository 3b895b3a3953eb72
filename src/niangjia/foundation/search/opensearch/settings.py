"""Where the cluster is and how the index lies on it, from one address.

    opensearch+https://user:password@one.example:9200,two.example:9200/niangjia?shards=3&ca=/etc/ca.pem

The path is what the names of all indexes begin with, `niangjia` where there is none. Options:
`shards` (1) and `replicas` (1) of an index, `ca` a file of certificates to trust, `timeout` (10)
seconds that a question may take, `lease` (10) seconds after which a writer that no longer shows
any sign of life loses its turn. Signs that have a meaning in addresses are percent-encoded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

_SCHEMES = {"opensearch+https": True, "opensearch+http": False}
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_DEFAULTS = {"shards": "1", "replicas": "1", "ca": "", "timeout": "10", "lease": "10"}


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """The operator's choices about a cluster."""

    hosts: tuple[tuple[str, int], ...]
    tls: bool
    prefix: str = "niangjia"
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    shards: int = 1
    replicas: int = 1
    timeout: float = 10.0
    lease: float = 10.0


def cluster_settings(address: str) -> ClusterSettings:
    """Read the address of a cluster; raise ValueError that says what is wrong with it."""
    parts = urlsplit(address)
    if parts.scheme not in _SCHEMES:
        raise ValueError("begins with opensearch+https:// or opensearch+http://")
    who, _, where = parts.netloc.rpartition("@")
    user, _, password = who.partition(":")
    prefix = parts.path.strip("/") or "niangjia"
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("the name after the hosts is small letters, digits, - and _")
    options = _DEFAULTS | dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if unknown := options.keys() - _DEFAULTS.keys():
        raise ValueError(f"knows no option {', '.join(sorted(unknown))}")
    if options["ca"] and not Path(options["ca"]).is_file():
        raise ValueError(f"there is no file {options['ca']}")
    return ClusterSettings(
        hosts=tuple(_host(one) for one in where.split(",")),
        tls=_SCHEMES[parts.scheme],
        prefix=prefix,
        user=unquote(user),
        password=unquote(password),
        ca=options["ca"],
        shards=_whole(options, "shards", least=1),
        replicas=_whole(options, "replicas", least=0),
        timeout=float(_whole(options, "timeout", least=1)),
        lease=float(_whole(options, "lease", least=2)),
    )


def _host(given: str) -> tuple[str, int]:
    name, colon, port = given.strip().rpartition(":")
    if not colon or given.endswith("]"):
        name, port = given.strip(), "9200"
    if not name or not port.isdecimal():
        raise ValueError(f"{given!r} is no host and port")
    return name.strip("[]"), int(port)


def _whole(options: dict[str, str], name: str, *, least: int) -> int:
    given = options[name]
    if not given.isdecimal() or int(given) < least:
        raise ValueError(f"{name} is a whole number, {least} or more")
    return int(given)
