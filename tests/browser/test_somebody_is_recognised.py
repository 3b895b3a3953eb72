"""Somebody recognises themselves in a case: asks, gets a number, finds the answer; staff answer."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from niangjia.rights.caselaw.models import Case, CaseState, RemovalRequest
from niangjia.rights.caselaw.tests.public_cases import public_case
from tests.browser.house import House, deliver
from tests.browser.test_everybody_can_use_every_page import look_around

TEXT = "原告某甲诉被告某公司一案。请求支付工资12,000元。判决如下：支付工资12,000元。"
WORDS = "第三段写了村名和绰号，一看就知道是谁。"
Keep = Callable[[Page, str], None]


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Case:
    cache.clear()
    name = request.node.name
    return public_case(f"{TEXT}{name}", title="认得出人的欠薪案（虚构示例）", fictional=True)


def fill_in(page: Page, house: House, case: Case) -> None:
    page.goto(house.at(f"/anli/{case.code}/"))
    page.get_by_role("link", name="请求撤下").click()
    page.get_by_label("撤下：整个案例都不要公开").check()
    page.get_by_label("认得出：是我，或者是别的某个人").check()
    page.get_by_label("哪些内容要去掉，为什么").fill(WORDS)


def test_without_scripts_and_cookies_to_the_answer(
    without_scripts: Page, staff_without_scripts: Page, house: House, case: Case
) -> None:
    page, desk = without_scripts, staff_without_scripts
    fill_in(page, house, case)
    page.get_by_label("手机、座机或邮箱").fill("不是电话")
    page.get_by_role("button", name="提交请求").click()
    expect(page.get_by_text("看起来不是电话，也不是邮箱")).to_be_visible()
    expect(page.get_by_label("哪些内容要去掉，为什么")).to_have_value(WORDS)
    page.get_by_label("手机、座机或邮箱").fill("")
    page.get_by_role("button", name="提交请求").click()
    number = page.locator(".receipt-number").inner_text()
    expect(page.get_by_text("案例已经暂时收起")).to_be_visible()
    assert Case.objects.get(pk=case.pk).state == CaseState.HELD

    desk.goto(house.at("/desk/"))
    desk.get_by_role("link", name="撤下请求").click()
    desk.get_by_role("link", name=case.title).first.click()
    desk.get_by_role("button", name="打开看内容").click()
    expect(desk.get_by_text(WORDS)).to_be_visible()
    desk.get_by_label("不同意：案例照旧公开").check()
    desk.get_by_label("给请求人的答复").fill("文中没有村名，已经核对过。")
    desk.get_by_role("button", name="答复", exact=True).click()
    expect(desk.get_by_text("已答复，对方凭受理号看得到。")).to_be_visible()

    page.goto(house.at("/chehui/"))
    page.get_by_label("受理号").fill(number)
    page.get_by_role("button", name="查").click()
    expect(page.get_by_text("文中没有村名，已经核对过。")).to_be_visible()
    assert number.replace(" ", "") not in page.url.replace("%20", "")
    assert page.context.cookies() == []
    deliver()


def test_every_page_of_it_has_no_fault(
    page: Page, staff: Page, house: House, case: Case, keep_shot: Keep
) -> None:
    def look(at: Page, name: str) -> None:
        at.wait_for_load_state()
        at.locator("#large-text").uncheck()
        look_around(at, lambda how: keep_shot(at, f"removal-{name}-{how}"))
        at.locator("#large-text").uncheck()

    fill_in(page, house, case)
    look(page, "form")
    page.get_by_label("哪些内容要去掉，为什么").fill("")
    page.get_by_role("button", name="提交请求").click()
    look(page, "form-wrong")
    page.get_by_label("哪些内容要去掉，为什么").fill(WORDS)
    page.get_by_label("手机、座机或邮箱").fill("13800138000")
    page.get_by_role("button", name="提交请求").click()
    look(page, "receipt")
    number = page.locator(".receipt-number").inner_text()
    page.goto(house.at(f"/anli/{case.code}/"))
    look(page, "held")
    page.goto(house.at("/chehui/"))
    look(page, "look-up")
    page.get_by_label("受理号").fill("123")
    page.get_by_role("button", name="查").click()
    look(page, "look-up-wrong")
    page.get_by_label("受理号").fill(number)
    page.get_by_role("button", name="查").click()
    look(page, "waiting")

    asked = RemovalRequest.objects.get(case=case)
    RemovalRequest.objects.filter(pk=asked.pk).update(due="2026-01-01")
    staff.goto(house.at("/desk/"))
    look(staff, "desk")
    staff.goto(house.at("/desk/library/requests/"))
    look(staff, "queue")
    staff.goto(house.at(f"/desk/library/requests/{asked.code}/"))
    look(staff, "request")
    staff.get_by_role("button", name="打开看内容").click()
    look(staff, "opened")
    staff.get_by_label("同意再隐去").check()
    staff.get_by_label("给请求人的答复").fill("第三段的村名会隐去，改好以后才重新公开。")
    staff.get_by_role("button", name="答复", exact=True).click()
    staff.goto(house.at("/desk/library/requests/?state=answered"))
    look(staff, "answered")
    staff.goto(house.at(f"/desk/library/requests/{asked.code}/"))
    look(staff, "request-answered")

    page.goto(house.at("/chehui/"))
    page.get_by_label("受理号").fill(number)
    page.get_by_role("button", name="查").click()
    look(page, "granted")
    deliver()


def test_the_number_is_copied_by_one_press(page: Page, house: House, case: Case) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_in(page, house, case)
    page.get_by_role("button", name="提交请求").click()
    number = page.locator(".receipt-number").inner_text()
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == number
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    deliver()
