"""The answer above the results: read, put right, tapped, with scripts and without them."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.house import House
from tests.browser.test_everybody_can_use_every_page import look_around

STORY = "干了8个月没签合同，老板拖欠三个月工资不给"


def test_the_answer_stands_above_the_cases(page: Page, house: House) -> None:
    page.goto(house.at(f"/anli/?q={STORY}"))
    card = page.get_by_role("region", name="先说个大概")
    expect(card).to_contain_text("欠薪")
    expect(card).to_contain_text("8个月")
    expect(card.get_by_role("heading", name="类似的事怎样了结")).to_be_visible()
    like = card.locator(".like-cases a").first
    expect(like).to_have_attribute("href", re.compile("^/anli/"))
    above, below = card.bounding_box(), page.locator("#found").bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]


def test_a_fact_is_put_right_and_a_question_tapped_without_scripts(
    without_scripts: Page, house: House
) -> None:
    page = without_scripts
    page.set_viewport_size(PHONE)
    page.goto(house.at(f"/anli/?q={STORY}"))
    page.get_by_text("读得不对？改过来再答").click()
    page.get_by_label("工作时间").first.fill("2年")
    page.get_by_role("button", name="按改过的再答一次").click()
    expect(page).to_have_url(re.compile(r"/wen/(#answer)?$"))
    card = page.locator("#answer")
    expect(card.locator(".read-out")).to_contain_text("2年")
    expect(card).to_contain_text("您改正、补充的话")
    card.get_by_role("button", name="已经离开了").click()
    expect(card.locator(".read-out")).to_contain_text("已经离开")
    expect(card.locator(".read-out")).to_contain_text("2年")
    assert "2年" not in page.url


def test_enter_in_a_box_answers_again_and_taps_nothing(page: Page, house: House) -> None:
    page.goto(house.at(f"/anli/?q={STORY}"))
    page.get_by_text("读得不对？改过来再答").click()
    box = page.get_by_label("工作时间").first
    box.fill("3年")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/wen/"))
    expect(page.locator("#answer .read-out")).to_contain_text("3年")
    expect(page.locator("#answer .read-out")).not_to_contain_text("已经离开")


def test_narrowing_keeps_what_is_being_put_right(page: Page, house: House) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house.at(f"/anli/?q={STORY}"))
    page.get_by_text("读得不对？改过来再答").click()
    expect(page.locator(".putting-right")).to_have_attribute("open", "")
    page.locator("#outcome-supported").check()
    expect(page).to_have_url(re.compile("outcome=supported"))
    expect(page.locator(".hit .badge.supported").first).to_be_visible()
    expect(page.locator(".putting-right")).to_have_attribute("open", "")


def test_asking_anew_answers_anew(page: Page, house: House) -> None:
    page.goto(house.at(f"/anli/?q={STORY}"))
    page.get_by_label("说说发生了什么").fill("怀孕被辞退")
    page.get_by_label("说说发生了什么").press("Enter")
    expect(page.locator("#answer .answer-about")).to_contain_text("女职工")


def test_the_answered_page_has_no_fault(
    page: Page, house: House, keep_shot: Callable[[Page, str], None]
) -> None:
    page.goto(house.at("/wen/"))
    page.get_by_label("说说发生了什么").fill(STORY)
    page.get_by_role("button", name="问一问").click()
    expect(page.locator("#answer")).to_be_visible()
    for closed in page.locator("#answer summary").all():
        closed.click()
    look_around(page, lambda form: keep_shot(page, f"answered-{form}"))
