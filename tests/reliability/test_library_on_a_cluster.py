"""The library over a search cluster, from the operator's setting to the page a reader sees."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from niangjia.foundation.search.opensearch.index import ClusterIndex
from niangjia.foundation.search.opensearch.settings import cluster_settings
from niangjia.kernel import clock
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw.models import Case, CaseState
from niangjia.rights.caselaw.rules.lexicon import lexicon
from niangjia.site import environment


@pytest.fixture
def on_cluster(settings: Any) -> Iterator[None]:
    address = os.environ["NIANGJIA_TEST_CLUSTER"] + "-library"
    settings.NIANGJIA_SEARCH = address
    yield
    ClusterIndex(cluster_settings(address), indexing.SPEC, lexicon()).remove()


def _publish(text: str) -> Case:
    return Case.objects.create(
        title="某公司劳动争议案",
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        source_key=text[:40],
        region_code="370202",
        date=date(2024, 5, 6),
        body="basic_court",
        issue="unpaid_wages",
        outcome="supported",
        state=CaseState.PUBLISHED,
        published_at=clock.now(),
        masked_by="operator:示例",
    )


@pytest.mark.cluster
@pytest.mark.skipif(
    "NIANGJIA_TEST_CLUSTER" not in os.environ, reason="make test-cluster starts a cluster"
)
@pytest.mark.django_db
@pytest.mark.usefixtures("on_cluster")
def test_what_is_published_is_found_and_what_is_withdrawn_is_not(client: Client) -> None:
    case = _publish("王某在工地做钢筋工，公司拖欠三个月工资一直不给。")
    indexing.ensure_index()
    other = _publish("李某在饭店做厨师，公司拖欠两个月工资一直不给。")
    indexing.follow_in_index([{"cases": [other.pk]}])
    page = client.get(reverse("caselaw:results"), {"q": "厨师被拖欠工资"})
    assert page.status_code == 200
    assert other.code in page.content.decode()
    assert client.get(reverse("caselaw:case", args=[case.code])).status_code == 200
    Case.objects.filter(pk=other.pk).update(state=CaseState.WITHDRAWN, withdrawn_reason="示例")
    indexing.follow_in_index([{"cases": [other.pk]}])
    page = client.get(reverse("caselaw:results"), {"q": "拖欠工资"})
    assert other.code not in page.content.decode()
    indexing.index().delete([case.code])
    assert indexing.verify(repair=True).missing == (case.code,)
    assert indexing.verify().is_none
    assert indexing.rebuild() == 1
    assert not indexing.index().state().outdated


@pytest.mark.django_db
def test_while_the_cluster_is_away_the_page_says_so(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("niangjia.foundation.search.opensearch.connection._PATIENCE", 0.2)
    settings.NIANGJIA_SEARCH = "opensearch+http://127.0.0.1:9/away?timeout=1"
    page = client.get(reverse("caselaw:results"), {"q": "拖欠工资"})
    assert page.status_code == 503
    assert "暂时查不了" in page.content.decode()
    assert client.get(reverse("caselaw:statistics")).status_code == 200


def test_a_wrong_address_stops_the_house_and_shows_no_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NIANGJIA_SEARCH", "opensearch+https://me:secret@host:9200/Big")
    with pytest.raises(SystemExit) as stopped:
        environment.read()
    assert "NIANGJIA_SEARCH" in str(stopped.value)
    assert "secret" not in str(stopped.value)
