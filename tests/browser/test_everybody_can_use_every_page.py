"""No page has a fault that axe finds, in light and dark, on a phone and at a desk."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import DESKTOP, PHONE, ROOT
from tests.browser.house import House
from tests.browser.places import public_pages, staff_pages

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = ViewportSize(width=360, height=740)
PAUSE = 150
"""Milliseconds between two looks."""
SETTLING = 20
"""How often a fault is looked at again before it is one."""
NAMES = House(*["-"] * len(fields(House)))


def faults(page: Page) -> list[str]:
    """Return what axe has against the page as it stands."""
    assert Path(AXE).exists(), "axe is not installed: cd frontend && npm ci"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARDS
    )
    return [
        f"{fault['id']}: {fault['help']} {[node['html'][:160] for node in fault['nodes'][:3]]}"
        for fault in found["violations"]
    ]


def no_faults(page: Page, how: str) -> None:
    """Demand that axe has nothing against the page once its colours have settled."""
    found = faults(page)
    for _ in range(SETTLING):
        if not found:
            return
        page.wait_for_timeout(PAUSE)
        found = faults(page)
    pytest.fail(f"{how}: {found}")


def fits(page: Page) -> None:
    """Demand that the page is no wider than the window once drawings have followed its size."""
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")


def look_at(page: Page, address: str, keep: Callable[[str], None]) -> None:
    """Hold one page to the standards in every form it takes."""
    messages: list[str] = []
    page.on("console", lambda said: messages.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    answer = page.goto(address)
    assert answer is not None
    look_around(page, keep)
    assert [said for said in messages if str(answer.status) not in said] == []


def look_around(page: Page, keep: Callable[[str], None]) -> None:
    """Hold the page as it stands to the standards in every form it takes."""
    for size_name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(PAUSE)  # the colours change over a tenth of a second
            keep(f"{size_name}-{scheme}")
            no_faults(page, f"{size_name} {scheme}")
    page.set_viewport_size(NARROWEST)
    fits(page)
    page.locator("#large-text").check()
    fits(page)
    brand = page.locator(".brand").bounding_box()
    control = page.locator(".large-text").bounding_box()
    assert brand
    assert control
    assert brand["x"] + brand["width"] <= control["x"], "the header's parts lie over each other"


@pytest.mark.parametrize("name", public_pages(NAMES))
def test_public_page(
    page: Page, house: House, keep_shot: Callable[[Page, str], None], name: str
) -> None:
    look_at(page, house.at(public_pages(house)[name]), lambda how: keep_shot(page, f"{name}-{how}"))


@pytest.mark.parametrize("name", staff_pages(NAMES))
def test_staff_page(
    staff: Page, house: House, keep_shot: Callable[[Page, str], None], name: str
) -> None:
    look_at(
        staff, house.at(staff_pages(house)[name]), lambda how: keep_shot(staff, f"{name}-{how}")
    )
