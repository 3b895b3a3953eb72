"""Take the pictures of the README from a demonstration that runs: `make demo`, then this.

Usage: python scripts/pictures.py [ADDRESS]      pictures go to docs/images
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from niangjia.foundation.people.rules.demonstration import DOMAIN

FOLDER = Path(__file__).parents[1] / "docs" / "images"
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=820)
PASSWORD = "niangjia-demo-2026"  # noqa: S105 - printed by the demonstration itself
DESKS = {
    "officer": (("queue", "/desk/matters/"), ("window", "/desk/centre/")),
    "hotline": (("call", "/desk/hotline/"),),
    "supervisor": (("board", "/desk/board/"),),
}
QUESTION = "老板拖欠三个月工资不给怎么办"


def main(address: str) -> None:
    """Open the pages as a reader on a phone and as an editor at a desk, and keep them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        reader = browser.new_page(viewport=PHONE, device_scale_factor=1.5, locale="zh-CN")
        reader.goto(address)
        keep(reader, "home-phone")
        reader.get_by_role("textbox").or_(reader.get_by_role("searchbox")).first.fill(QUESTION)
        reader.get_by_role("button", name="查找").click()
        reader.wait_for_load_state("networkidle")
        keep(reader, "results-phone")
        reader.locator("#found h2 a, #found h3 a").first.click()
        reader.wait_for_load_state("networkidle")
        reader.get_by_role("heading", name="发生了什么").evaluate(
            "heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 90)"
        )
        keep(reader, "case-phone")
        work_out(reader, address)
        keep(reader, "calculator-phone")
        reader.goto(f"{address}/zhao-gonghui/")
        keep(reader, "help-phone")
        for who, pages in DESKS.items():
            staff = browser.new_page(viewport=DESKTOP, locale="zh-CN")
            sign_in(staff, address, who)
            for name, place in pages:
                staff.goto(f"{address}{place}")
                staff.wait_for_load_state("networkidle")
                keep(staff, name)
            if who == "officer":
                open_a_matter(staff, address)
                keep(staff, "matter")
            staff.close()
        editor = browser.new_page(viewport=DESKTOP, locale="zh-CN")
        sign_in(editor, address, "editor")
        editor.goto(f"{address}/desk/library/queues/")
        keep(editor, "desk")
        mask(editor, address)
        keep(editor, "masking")
        browser.close()


def work_out(page: Page, address: str) -> None:
    """Fill in a calculator with round numbers."""
    page.goto(f"{address}/suan/compensation/")
    page.locator("input[name=kind]").nth(1).check()
    for name, told in (
        ("joined", "2018-01-01"), ("left", "2024-07-06"),
        ("wage", "8000"), ("last_month_wage", "8500"),
    ):  # fmt: skip
        page.fill(f"input[name={name}]", told)
    page.get_by_role("button", name="算一算").click()
    page.locator(".sum").wait_for()


def open_a_matter(page: Page, address: str) -> None:
    """Open the first matter in hand, all of it made up."""
    page.goto(f"{address}/desk/matters/?view=mine")
    page.locator("main table a[href*='/desk/matters/']").first.click()
    page.wait_for_load_state("networkidle")


def sign_in(page: Page, address: str, who: str) -> None:
    """Sign in as somebody of the demonstration."""
    page.goto(f"{address}/account/login/")
    page.locator("input[name=login]").fill(f"{who}@{DOMAIN}")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit], form button.primary").last.click()
    page.wait_for_load_state("networkidle")


def mask(page: Page, address: str) -> None:
    """Open an original of the demonstration, made up like all of it, and choose a mark."""
    page.goto(f"{address}/desk/library/queues/masking/?order=newest")
    link = page.locator("main a[href*='/cases/']").first.get_attribute("href") or ""
    code = link.split("/cases/")[1].split("/")[0]
    page.goto(f"{address}/desk/library/cases/{code}/masking/")
    if page.get_by_role("button", name="打开原文").count():
        page.locator("input[name=why]").first.check()
        page.get_by_role("button", name="打开原文").click()
    page.locator("[data-side=original] [data-mark]").nth(5).click()
    page.wait_for_timeout(400)


def keep(page: Page, name: str) -> None:
    """Keep what the window shows now."""
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main((sys.argv[1:] or ["http://127.0.0.1:8000"])[0].rstrip("/"))
