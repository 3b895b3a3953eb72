"""The calculators as pages: no account, no cookie, nothing in an address."""

import re

import pytest
from django.test import Client

from niangjia.rights.remedies.pages import OFFERS

pytestmark = pytest.mark.django_db

FILLED = {
    "compensation": (
        {"kind": "n+1", "joined": "2018-01-01", "left": "2024-07-06", "wage": "8,000元",
         "last_month_wage": "8500"},
        "64,500元",
    ),
    "overtime": ({"monthly_wage": "6525", "workday_hours": "10"}, "562.50元"),
    "double-pay": ({"joined": "2024年1月10日", "monthly_wage": "6000"}, "66,000元"),
    "leave": (
        {"working_years": "3", "first": "2025-07-01", "last": "2025-12-31", "wage": "8700"},
        "1,600元",
    ),
    "injury": ({"grade": "10", "insured_wage": "5000"}, "35,000元"),
    "maternity": ({"what": "difficult", "babies": "2"}, "128天"),
    "due": ({"rule": "suit-after-award", "start": "2025-09-20"}, "2025年10月9日"),
}  # fmt: skip


def test_every_calculator_is_offered_and_asks(client: Client) -> None:
    listed = client.get("/suan/").content.decode()
    for offer in OFFERS:
        assert f'href="/suan/{offer.name}/"' in listed
        page = client.get(f"/suan/{offer.name}/")
        assert page.status_code == 200
        assert 'role="alert"' not in page.content.decode()


@pytest.mark.parametrize("name", FILLED)
def test_what_is_filled_in_is_answered_and_stays_in_the_form(name: str) -> None:
    told, sum_told = FILLED[name]
    page = Client(enforce_csrf_checks=True).post(f"/suan/{name}/", told)
    text = page.content.decode()
    assert page.status_code == 200
    assert re.search(rf'class="sum">\s*{re.escape(sum_told)}', text)
    assert "第" in text
    for value in told.values():
        assert f'value="{value}"' in text
    assert not page.cookies
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", FILLED)
def test_an_empty_form_comes_back_with_what_is_missing(client: Client, name: str) -> None:
    page = client.post(f"/suan/{name}/", {})
    assert page.status_code == 422
    assert 'class="errorlist"' in page.content.decode()
    assert 'class="sum"' not in page.content.decode()


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("compensation", {"left": "2017-01-01"}, "离职日期早于入职日期"),
        ("compensation", {"wage": "八千"}, "请填数字"),
        ("compensation", {"wage": "0"}, "0.01"),
        ("compensation", {"joined": "1900-01-01"}, "入职日期太早"),
        ("compensation", {"kind": "3n"}, "请选一项"),
        ("compensation", {"joined": "昨天"}, "日期写成"),
        ("leave", {"last": "2026-12-31"}, "起止日期要在同一年里"),
        ("leave", {"working_years": "三"}, "请填整数"),
        ("due", {"rule": "sixty-days"}, "errorlist"),
    ],
)
def test_a_mistake_is_said_and_the_rest_stays(
    client: Client, name: str, wrong: dict[str, str], words: str
) -> None:
    told = FILLED[name][0] | wrong
    page = client.post(f"/suan/{name}/", told)
    assert page.status_code == 422
    text = page.content.decode()
    assert words in text
    kept = {key: value for key, value in told.items() if key not in wrong and key != "rule"}
    assert all(f'value="{value}"' in text for value in kept.values())


def test_a_year_nobody_knows_the_holidays_of_is_said(client: Client) -> None:
    page = client.post("/suan/due/", {"rule": "inspection", "start": "2090-01-01"})
    assert page.status_code == 422
    assert "2090年的放假安排还没有公布" in page.content.decode()


def test_a_calculator_there_is_not(client: Client) -> None:
    assert client.get("/suan/lottery/").status_code == 404
