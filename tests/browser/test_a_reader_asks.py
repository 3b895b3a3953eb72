"""A worker with a phone asks, narrows, reads; with scripts, without them, and by keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.house import House
from tests.browser.places import LAY_QUESTION


def test_from_the_front_page_to_a_case(page: Page, house: House) -> None:
    page.goto(house.at("/"))
    page.get_by_label("说说发生了什么").fill(LAY_QUESTION)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/anli/\?q="))
    expect(page.get_by_label("说说发生了什么")).to_have_value(LAY_QUESTION)
    expect(page.get_by_role("status")).to_contain_text("件案例")
    expect(page.locator("#found mark").first).to_be_visible()
    page.locator("#found").get_by_role("link", name=re.compile("外卖骑手")).click()
    expect(page.get_by_role("heading", name="发生了什么")).to_be_visible()
    expect(page.get_by_text("虚构案例")).to_be_visible()


def test_a_situation_is_a_ready_question(page: Page, house: House) -> None:
    page.goto(house.at("/"))
    page.get_by_role("link", name="干活受了伤").click()
    expect(
        page.get_by_label("已选的条件").get_by_role("link", name="去掉条件 工伤")
    ).to_be_visible()
    for badge in page.locator(".hit").all():
        expect(badge).to_contain_text("虚构示例")


def test_narrowing_swaps_the_results_alone(page: Page, house: House) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house.at(f"/anli/?q={LAY_QUESTION}"))
    page.evaluate("window.isSamePage = true")
    before = page.get_by_role("status").inner_text()
    box = page.locator("#outcome-supported")
    box.click()
    expect(page).to_have_url(re.compile("outcome=supported"))
    expect(page.get_by_role("status")).not_to_have_text(before)
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert "from=" not in page.url, "an empty field makes no part of the address"
    assert page.evaluate("window.isSamePage") is True
    outcomes = page.locator(".hit .badge.supported")
    assert outcomes.count() == page.locator(".hit").count() > 0
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(before)
    expect(page.locator("#outcome-supported")).not_to_be_checked()


def test_what_was_opened_stays_open_while_narrowing(page: Page, house: House) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house.at("/anli/"))
    rest = page.locator("#rest-region")
    rest.locator("summary").click()
    page.locator("#outcome-refused").click()
    expect(page).to_have_url(re.compile("outcome=refused"))
    expect(rest).to_have_attribute("open", "")


def test_a_slip_is_put_right_and_can_be_taken_literally(page: Page, house: House) -> None:
    page.goto(house.at("/anli/?q=拖欠工次"))
    expect(page.get_by_text("已按“拖欠工资”查找")).to_be_visible()
    page.get_by_role("link", name="仍要查“拖欠工次”").click()
    expect(page).to_have_url(re.compile("literal="))
    expect(page.get_by_text("已按")).to_have_count(0)


def test_nothing_found_names_other_words_and_a_person(page: Page, house: House) -> None:
    page.goto(house.at("/anli/?q=火星移民&region=650000"))
    expect(page.get_by_role("heading", name="没有查到这样的案例")).to_be_visible()
    expect(page.locator("#found").get_by_role("link", name="12351")).to_have_attribute(
        "href", "tel:12351"
    )
    page.get_by_role("link", name="去掉所有条件再查").click()
    expect(page).not_to_have_url(re.compile("region="))


def test_everything_works_without_scripts(without_scripts: Page, house: House) -> None:
    page = without_scripts
    page.goto(house.at("/"))
    page.get_by_label("说说发生了什么").fill(LAY_QUESTION)
    page.get_by_role("button", name="查找案例").click()
    expect(page.get_by_role("status")).to_contain_text("件案例")
    page.locator("#outcome-supported").click()
    page.get_by_role("button", name="按这些条件查看").click()
    expect(page).to_have_url(re.compile("outcome=supported"))
    page.get_by_role("link", name="去掉条件 支持劳动者").click()
    expect(page).not_to_have_url(re.compile("outcome="))
    page.goto(house.at("/anli/"))
    page.get_by_role("link", name="下一页").click()
    expect(page).to_have_url(re.compile("page=2"))
    page.locator(".hit a").first.click()
    expect(page.locator(".tools p")).to_be_visible()
    page.locator("a.term").first.click()
    expect(page.locator(".words :target dd")).to_be_visible()
    page.goto(house.at(f"/anli/{house.told}/"))
    page.get_by_text("看文书（姓名等已经遮住）").click()
    expect(page.locator(".paper section").first).to_be_visible()


def test_the_drawer_opens_on_a_phone_without_scripts(without_scripts: Page, house: House) -> None:
    page = without_scripts
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(house.at("/anli/"))
    expect(page.locator("#outcome-supported")).not_to_be_visible()
    page.locator("#filters > summary").click()
    expect(page.locator("#outcome-supported")).to_be_visible()


def test_by_keyboard_alone(page: Page, house: House) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house.at("/"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("说说发生了什么")).to_be_focused()
    page.keyboard.type("wage" + "工资")
    page.keyboard.press("Control+A")
    page.keyboard.type("加班费")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/anli/"))
    first = page.locator(".hit a").first
    for _ in range(120):
        if first.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(first).to_be_focused()
    outline = first.evaluate("link => getComputedStyle(link).outlineStyle")
    assert outline == "solid", "one sees where one is"
    page.keyboard.press("Enter")
    expect(page.locator("article.case h1")).to_be_visible()


def test_a_word_explains_itself_where_it_stands(page: Page, house: House) -> None:
    page.goto(house.at(f"/anli/{house.told}/"))
    term = page.locator("a.term").first
    term.click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("button", name="知道了")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(term).to_be_focused()


def test_sharing_copies_the_address(page: Page, house: House) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(house.at(f"/anli/{house.told}/"))
    page.get_by_role("button", name="分享").click()
    expect(page.get_by_role("button", name="网址已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == house.at(f"/anli/{house.told}/")


def test_a_line_that_is_down_is_said_and_nothing_is_lost(page: Page, house: House) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house.at(f"/anli/?q={LAY_QUESTION}"))
    page.context.set_offline(True)
    page.locator("#outcome-supported").click()
    expect(page.get_by_text("网络断了")).to_be_visible()
    assert page.locator(".hit").count() > 0
    page.context.set_offline(False)
    page.locator("#outcome-partly").click()
    expect(page).to_have_url(re.compile("outcome=partly"))
    expect(page.get_by_text("网络断了")).not_to_be_visible()


def test_an_answer_that_fails_is_shown_as_a_page(page: Page, house: House) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house.at("/anli/"))
    page.route(
        re.compile("outcome=supported"),
        lambda route: route.fulfill(
            status=503, body="<h1>暂时查不了</h1>", content_type="text/html; charset=utf-8"
        ),
    )
    page.locator("#outcome-supported").click()
    expect(page.get_by_role("heading", name="暂时查不了")).to_be_visible()
