"""Whoever only reads sets no cookie and changes not one byte of the database."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client

pytestmark = pytest.mark.django_db

READING = (
    "/",
    "/anli/",
    "/anli/?q=老板拖欠三个月工资不给怎么办",
    "/anli/?q=加班&issue=overtime&region=370000&year=2024&order=newest&page=2",
    "/api/v1/cases?q=工伤",
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/fagui/",
    "/fagui/?q=工资&on=2024-01-01",
    "/api/v1/statutes?q=工会",
    "/chehui/",
    "/shi/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-anli-1.xml",
    "/sitemap-chehui.xml",
    "/wen/",
    "/privacy/",
    "/about/",
    "/accessibility/",
    "/anli/000000000000/",
    "/nowhere/",
)


def everything() -> Iterator[str]:
    for model in apps.get_models():
        rows = model._default_manager.order_by("pk")
        yield f"{model._meta.label}:{serializers.serialize('json', rows)}"


@pytest.mark.usefixtures("library")
def test_reading_sets_no_cookie_and_writes_nothing(client: Client) -> None:
    before = list(everything())
    for address in READING:
        answer = client.get(address)
        assert answer.status_code in {200, 404}, address
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
    assert list(everything()) == before


@pytest.mark.usefixtures("library")
def test_a_case_page_sets_no_cookie_either(client: Client) -> None:
    code = client.get("/api/v1/cases").json()["hits"][0]["id"]
    for address in (f"/anli/{code}/", f"/anli/{code}/qingqiu/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies


@pytest.mark.usefixtures("library")
def test_asking_and_putting_right_leaves_no_trace(
    client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    before = list(everything())
    sent = {"q": "秘密的事：老板欠我3个月工资", "c-owed": "4个月", "c-said-still_employed": "no"}
    asked = {"question": sent["q"], "corrections": {"owed": "4个月"}}
    for answer in (
        client.post("/wen/", sent),
        client.post("/api/v1/ask", asked, content_type="application/json"),
    ):
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not any("秘密" in value for value in answer.headers.values())
    assert list(everything()) == before
    out, err = capfd.readouterr()
    assert "秘密" not in caplog.text + out + err


@pytest.mark.usefixtures("library")
def test_searching_logs_nothing(
    client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    client.get("/anli/?q=怀孕被辞退的秘密")
    client.get("/api/v1/cases?q=怀孕被辞退的秘密")
    out, err = capfd.readouterr()
    assert "秘密" not in caplog.text + out + err
