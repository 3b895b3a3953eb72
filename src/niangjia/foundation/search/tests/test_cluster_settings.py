from __future__ import annotations

from pathlib import Path

import pytest

from niangjia.foundation.search.opensearch.settings import ClusterSettings, cluster_settings


def test_an_address_says_where_and_how(tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.touch()
    address = f"opensearch+https://us%40er:p%2Fw:x@a.example:9201,b.example,[::1]:9202/lib?shards=3&replicas=2&ca={ca}"
    assert cluster_settings(address) == ClusterSettings(
        hosts=(("a.example", 9201), ("b.example", 9200), ("::1", 9202)),
        tls=True,
        prefix="lib",
        user="us@er",
        password="p/w:x",
        ca=str(ca),
        shards=3,
        replicas=2,
    )


def test_what_is_not_said_suits_a_small_cluster() -> None:
    settings = cluster_settings("opensearch+http://127.0.0.1:9200")
    assert (settings.prefix, settings.shards, settings.replicas) == ("niangjia", 1, 1)
    assert not settings.tls


def test_a_password_is_never_shown() -> None:
    assert "secret" not in repr(cluster_settings("opensearch+https://me:secret@host"))


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("https://host:9200", "begins with"),
        ("opensearch+https://host:x", "host and port"),
        ("opensearch+https://", "host and port"),
        ("opensearch+https://host/Big", "small letters"),
        ("opensearch+https://host/?shards=0", "shards"),
        ("opensearch+https://host/?replicas=-1", "replicas"),
        ("opensearch+https://host/?colour=red", "colour"),
        ("opensearch+https://host/?ca=/no/such/file", "no file"),
        ("opensearch+https://host/?lease", "strict|bad query"),
    ],
)
def test_a_wrong_address_is_refused_with_what_is_wrong(address: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        cluster_settings(address)
