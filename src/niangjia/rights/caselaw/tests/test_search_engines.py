"""Search engines find every public case, come back for what is gone, and keep nothing else."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import engines, indexing
from niangjia.rights.caselaw.actions import load_sample
from niangjia.rights.caselaw.models import Case, CaseState

from .public_cases import public_case, said

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _index() -> Iterator[None]:
    indexing.rebuild()
    with clock.stopped_at(NOW):
        yield


def listed(client: Client, address: str) -> dict[str, str]:
    """Return the addresses of a sitemap with their last change."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    root = etree.fromstring(answer.content)
    return {child[0].text or "": (child[1].text or "") if len(child) > 1 else "" for child in root}


def path_of(case: Case) -> str:
    return f"http://testserver/anli/{case.code}/"


def test_every_public_case_is_listed_and_no_other(client: Client) -> None:
    shown = public_case("甲")
    public_case("乙", state=CaseState.CHECKED, interpreted_by="a", checked_by="b")
    maps = listed(client, "/sitemap.xml")
    cases = [address for address in maps if "anli" in address]
    assert "http://testserver/sitemap-chehui.xml" in maps
    assert [found for address in cases for found in listed(client, address)] == [path_of(shown)]
    assert "2026-03-02T12:00:00+08:00" in listed(client, cases[0]).values()


def test_pages_stay_the_same_whatever_happens_on_others(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PER_PAGE", 3)
    cases = [public_case(f"第{number}件") for number in range(10)]
    before = [address for address in listed(client, "/sitemap.xml") if "anli" in address]
    pages = {address: listed(client, address) for address in before}
    assert all(len(page) <= 3 for page in pages.values())
    assert sum(map(len, pages.values())) == 10
    Case.objects.filter(pk=cases[0].pk).update(state=CaseState.HELD)
    after = {address: listed(client, address) for address in before[1:]}
    assert after == {address: pages[address] for address in before[1:]}
    assert client.get("/sitemap-anli-999.xml").status_code == 404
    assert client.get("/sitemap-anli-0.xml").status_code == 404


def test_what_is_gone_is_listed_so_that_engines_see_it(client: Client) -> None:
    held, gone, old = (public_case(name) for name in "甲乙丙")
    Case.objects.filter(pk=held.pk).update(state=CaseState.HELD)
    Case.objects.filter(pk=gone.pk).update(state="withdrawn", withdrawn_reason="示例")
    Case.objects.filter(pk=old.pk).update(
        state="withdrawn", withdrawn_reason="示例", state_since=NOW - timedelta(days=400)
    )
    public_case("从未公开", state=CaseState.MASKED, published_at=None)
    found = listed(client, "/sitemap-chehui.xml")
    assert set(found) == {path_of(held), path_of(gone)}
    for address in found:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (410, "noindex")


def test_engines_may_visit_what_they_should_forget(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    closed = re.findall(r"^Disallow: (\S+)$", text, flags=re.MULTILINE)
    assert "/desk/" in closed
    assert not [path for path in closed if "/anli/".startswith(path) or "/api/".startswith(path)]
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_what_may_be_asked_for_is_not_indexed_and_no_shared_cache_keeps_it(
    client: Client, operator: Viewer
) -> None:
    load_sample(viewer=operator)
    indexing.rebuild()
    code = Case.objects.values_list("code", flat=True)[0]
    pages = {
        "/": "", f"/anli/{code}/": "", "/anli/?q=工资": "noindex, nofollow",
        "/api/v1/cases": "noindex", f"/api/v1/cases/{code}": "noindex", "/sitemap.xml": "",
    }  # fmt: skip
    for address, robots in pages.items():
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-cache", address
        assert answer.headers.get("X-Robots-Tag", "") == robots, address


STATES = [
    ("held", {}, 410), ("withdrawn", {"withdrawn_reason": "示例"}, 410), ("imported", {}, 410),
    ("masked", {}, 410), ("checked", {"interpreted_by": "a", "checked_by": "b"}, 410),
    ("imported", {"published_at": None}, 404), ("masked", {"published_at": None}, 404),
    ("interpreted", {"published_at": None, "interpreted_by": "a"}, 404), ("published", {}, 200),
]  # fmt: skip


@pytest.mark.parametrize(("state", "fields", "status"), STATES)
def test_a_case_is_there_gone_or_was_never_there(
    client: Client, state: str, fields: dict[str, Any], status: int
) -> None:
    case = public_case("原告某甲诉被告某公司。", title="海角示例案", state=state, **fields)
    indexing.rebuild()
    for address in (f"/anli/{case.code}/", f"/api/v1/cases/{case.code}"):
        answer = client.get(address)
        assert answer.status_code == status
        assert ("海角" in said(answer)) is (status == 200)


def test_a_merged_case_leads_to_the_one_that_was_kept(client: Client) -> None:
    kept, middle, merged = (public_case(name) for name in "甲乙丙")
    Case.objects.filter(pk=middle.pk).update(merged_into=kept)
    Case.objects.filter(pk=merged.pk).update(
        merged_into=middle, state="withdrawn", withdrawn_reason="合并"
    )
    for end in ("/", "/qingqiu/"):
        answer = client.get(f"/anli/{merged.code}{end}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/anli/{kept.code}{end}")
    answer = client.get(f"/api/v1/cases/{merged.code}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/api/v1/cases/{kept.code}")
    Case.objects.filter(pk=kept.pk).update(state=CaseState.HELD)
    assert client.get(f"/anli/{merged.code}/").status_code == 410


def test_mergers_that_go_round_end(client: Client) -> None:
    one, other = public_case("甲"), public_case("乙")
    Case.objects.filter(pk=one.pk).update(merged_into=other)
    Case.objects.filter(pk=other.pk).update(merged_into=one)
    assert client.get(f"/anli/{one.code}/").status_code in {200, 301}
