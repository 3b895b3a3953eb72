"""A cluster that does not let us in, played by a server of our own."""

from __future__ import annotations

import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from niangjia.foundation.search.opensearch.connection import ClusterAway, ClusterRefused
from niangjia.foundation.search.opensearch.index import ClusterIndex
from niangjia.foundation.search.opensearch.settings import cluster_settings
from niangjia.foundation.search.tests.conftest import LEXICON, SPEC
from niangjia.kernel import clock


class _Cluster(BaseHTTPRequestHandler):
    """Knows one user; to everybody else it says 401, and to the user that it is overloaded."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        self.asked.append(b64decode(given).decode())
        self.send_response(503 if self.asked[-1] == "us:pass/word" else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    _Cluster.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), _Cluster)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate for this machine, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "ca.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("niangjia.foundation.search.opensearch.connection._PATIENCE", 0.2)


def _count(address: str) -> None:
    ClusterIndex(cluster_settings(address), SPEC, LEXICON).count()


def test_a_wrong_password_is_said_plainly_and_not_repeated(server: HTTPServer) -> None:
    with pytest.raises(ClusterRefused) as refused:
        _count(f"opensearch+http://us:wrong@127.0.0.1:{server.server_port}")
    assert "wrong" not in str(refused.value)
    assert "口令" in refused.value.message


def test_a_busy_cluster_is_away_for_whom_it_knows(server: HTTPServer) -> None:
    with pytest.raises(ClusterAway) as away:
        _count(f"opensearch+http://us:pass%2Fword@127.0.0.1:{server.server_port}")
    assert not isinstance(away.value, ClusterRefused)
    assert set(_Cluster.asked) == {"us:pass/word"}


def test_only_a_certificate_that_is_trusted_is_spoken_to(
    server: HTTPServer, certificate: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    address = f"opensearch+https://us:pass%2Fword@127.0.0.1:{server.server_port}"
    with pytest.raises(ClusterRefused, match="证书"):
        _count(address)
    assert _Cluster.asked == []
    with pytest.raises(ClusterAway, match="忙不过来"):
        _count(f"{address}/?ca={certificate}")
    assert _Cluster.asked
