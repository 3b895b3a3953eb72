"""Whoever only reads leaves nothing, gets nothing from elsewhere, and little of anything."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.house import House
from tests.browser.places import LAY_QUESTION, public_pages

KILOBYTE = 1024


def test_no_cookie_nothing_kept_nothing_from_elsewhere(page: Page, house: House) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name, path in public_pages(house).items():
        if name != "sign-in":
            page.goto(house.at(path))
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [url for url in asked if not url.startswith(house.address)] == []


def test_large_text_is_remembered_on_the_device_alone(page: Page, house: House) -> None:
    page.goto(house.at("/"))
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    usual: float = page.evaluate(size)
    page.get_by_label("大字").check()
    assert page.evaluate(size) >= usual * 1.2
    page.goto(house.at(f"/anli/?q={LAY_QUESTION}"))
    assert page.evaluate(size) >= usual * 1.2
    expect(page.get_by_label("大字")).to_be_checked()
    assert page.context.cookies() == []
    page.get_by_label("大字").uncheck()
    page.reload()
    assert page.evaluate(size) == usual


def test_large_text_works_without_scripts(without_scripts: Page, house: House) -> None:
    page = without_scripts
    page.goto(house.at("/"))
    heading = page.get_by_role("heading", level=2).first
    before = heading.bounding_box()
    page.get_by_label("大字").check()
    after = heading.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 1.2


@pytest.mark.parametrize("name", ["home", "results", "case"])
def test_a_page_weighs_at_most_a_hundred_kilobytes(page: Page, house: House, name: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it marks what it is given
    page.goto(house.at(public_pages(house)[name]), wait_until="networkidle")
    assert any(answer.url.endswith(".css") for answer in answers)
    # The test server serves files as they are; the real one packs them tighter than this.
    weight = sum(len(gzip.compress(answer.body())) for answer in answers)
    assert weight <= 100 * KILOBYTE
