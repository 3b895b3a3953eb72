"""An officer works the queue by keyboard, an asker follows by receipt; every page for everybody."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from niangjia.casework.declaring import book
from niangjia.casework.models import Matter
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.counter import Counter, furnish_counter
from tests.browser.house import House
from tests.browser.places import matter_pages
from tests.browser.test_everybody_can_use_every_page import look_around, look_at

NAMES = Counter("-", "-", "-", "-", "-", "-", {})
WORDS = "示例：一句足够长的话，写清楚了。"


@pytest.fixture(scope="module")
def counter(house: House, django_db_blocker: Any) -> Iterator[Counter]:
    """Open the counter in the house, for the tests of this file."""
    del house  # its database is what is furnished
    before = book.bound()
    with django_db_blocker.unblock():
        yield furnish_counter()
    book.bind(before)


@pytest.fixture
def page_of(house: House, counter: Counter, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Return a maker of pages for somebody who works here."""
    contexts = []

    def make(who: str, *, scripts: bool = True) -> Page:
        context = browser.new_context(locale="zh-CN", viewport=DESKTOP, java_script_enabled=scripts)
        contexts.append(context)
        value = counter.sessions[who]
        context.add_cookies([{"name": "niangjia", "value": value, "url": house.address}])
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", matter_pages(NAMES))
def test_page_of_matters(
    house: House,
    counter: Counter,
    page_of: Callable[[str], Page],
    keep_shot: Callable[[Page, str], None],
    name: str,
) -> None:
    who, where = matter_pages(counter)[name]
    page = page_of(who)
    look_at(page, house.at(where), lambda how: keep_shot(page, f"{name}-{how}"))


def test_the_askers_page_by_receipt(
    house: House, counter: Counter, page: Page, keep_shot: Callable[[Page, str], None]
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(house.at("/shi/"))
    page.get_by_label("编号").fill(counter.number)
    page.get_by_label("口令").fill(counter.passphrase)
    page.get_by_role("button", name="打开").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "已经有结果，请您看看是不是真的解决了。"
    )
    assert counter.passphrase not in page.url
    look_around(page, lambda how: keep_shot(page, f"asked-{how}"))
    page.set_viewport_size(PHONE)
    page.get_by_label("哪里没有解决").fill(WORDS)
    page.get_by_role("button", name="提出来，重新办理").click()
    expect(page.get_by_text("这件事重新打开")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_text("已经退出")).to_be_visible()
    page.goto(house.at("/shi/ban/"))
    expect(page.get_by_label("口令")).to_be_visible()


def test_an_officer_takes_the_next_and_answers_with_three_keys(
    house: House, counter: Counter, page_of: Callable[[str], Page], django_db_blocker: Any
) -> None:
    page = page_of("officer")
    page.goto(house.at("/desk/matters/?view=waiting"))
    page.keyboard.press("j")
    expect(page.locator("tr.at")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_text("下一件、上一件")).to_be_visible()
    page.goto(house.at(f"/desk/matters/{counter.waiting}/"))
    page.keyboard.press("t")  # take it in hand
    expect(page.get_by_text("您接手了这件事")).to_be_visible()
    page.keyboard.press("1")  # begin
    expect(page.get_by_text("“开始办理”办好了")).to_be_visible()
    page.keyboard.press("a")  # answer
    page.get_by_label("已经支付").check()
    page.get_by_label("用大白话告诉职工").fill("示例：工资已经全部打到您的卡上。")
    page.get_by_label("追回了多少元").fill("1.8万")
    page.get_by_role("button", name="答复，请职工确认").click()
    expect(page.get_by_text("已经答复，等职工确认")).to_be_visible()
    with django_db_blocker.unblock():
        assert Matter.objects.get(code=counter.waiting).state == "answered"


def test_a_verb_is_fetched_in_place_and_works_without_scripts_too(
    house: House, counter: Counter, page_of: Callable[..., Page]
) -> None:
    page = page_of("officer")
    page.goto(house.at(f"/desk/matters/{counter.matter}/"))
    page.keyboard.press("n")
    page.locator("#bench-form").get_by_label("记什么").fill(WORDS)
    page.locator("#bench-form").get_by_role("button", name="记下来").click()
    expect(page.get_by_text("已经记下")).to_be_visible()
    plain = page_of("officer", scripts=False)
    plain.goto(house.at(f"/desk/matters/{counter.matter}/"))
    plain.get_by_role("link", name="写给职工").click()
    plain.get_by_label("要告诉职工的话").fill(WORDS)
    plain.get_by_role("button", name="发给职工").click()
    expect(plain.get_by_text("已经写给职工")).to_be_visible()


def test_many_are_taken_by_ticking_and_taken_back(
    house: House, page_of: Callable[..., Page]
) -> None:
    for scripts in (True, False):
        page = page_of("second", scripts=scripts)
        page.goto(house.at("/desk/matters/?view=waiting"))
        for box in page.locator("td.tick input").all():
            box.check()
        page.get_by_role("button", name="接手选中的").click()
        expect(page.get_by_text("接手：")).to_be_visible()
        page.get_by_role("button", name="撤销").click()
        expect(page.get_by_text("撤销：")).to_be_visible()
