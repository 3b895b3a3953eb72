"""The form on a phone, with one hand; the agent's screen by keyboard alone."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from niangjia.casework.models import Matter
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.people.models import Account, Appointment
from niangjia.kernel.viewer import Role
from niangjia.rights.hotline.models import WorkOrder
from tests.browser.conftest import DESKTOP
from tests.browser.house import SIGNS_IN, House, deliver
from tests.browser.test_everybody_can_use_every_page import look_around

STORY = "示例：在市南区送外卖，站点两个月没有结工资。"
Keep = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def session(house: House) -> str:
    """The session of an agent at a city's hotline."""
    assert house.address
    top = Organisation.objects.get(depth=1, name="全国总工会（示例）")
    facts = {"name": "青岛市总工会（示例）", "level": "city", "region_code": "370200"}
    there = Organisation.objects.filter(level="city", region_code="370200").first()
    city = there or Organisation.objects.add_child(top, create_kwargs=facts)
    account = Account.objects.create(name="示例坐席", email="agent@demo.niangjia.example")
    Appointment.objects.create(
        account=account, organisation=city, role=Role.HOTLINE_AGENT, valid_from=date(2000, 1, 1)
    )
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(account, backend=SIGNS_IN)
    return client.cookies["niangjia"].value


@pytest.fixture
def agent(house: House, session: str, browser: Browser) -> Iterator[Page]:
    cache.clear()
    with browser.new_context(locale="zh-CN", viewport=DESKTOP) as context:
        context.add_cookies([{"name": "niangjia", "value": session, "url": house.address}])
        yield context.new_page()


def ask(page: Page, house: House) -> None:
    """Walk through the form as a rider would."""
    page.goto(house.at("/zhao-gonghui/"))
    page.get_by_label("像跟熟人说话一样写就行").fill(STORY)
    page.get_by_role("button", name="下一步").last.click()
    expect(page.get_by_role("heading", name="是哪一类的事？")).to_be_visible()
    page.get_by_label("工资没发、少发").check()
    page.get_by_role("button", name="下一步").last.click()
    page.get_by_label("在哪里干活").fill("青岛市南区")
    page.get_by_role("button", name="下一步").last.click()
    expect(page.get_by_role("heading", name="怎么找到您？")).to_be_visible()
    page.get_by_role("button", name="看一遍").click()
    expect(page.get_by_text("山东省青岛市市南区")).to_be_visible()


@pytest.mark.usefixtures("session")
def test_a_rider_writes_in_on_a_phone_without_scripts(without_scripts: Page, house: House) -> None:
    page = without_scripts
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, house)
    page.get_by_role("button", name="交给工会").click()
    expect(page.get_by_role("heading", name="收到了，请记下这两个")).to_be_visible()
    number = page.locator(".receipt-number").first.inner_text()
    assert Matter.objects.filter(number=number).count() == 1
    assert page.context.cookies() == []
    assert page.url.endswith("/zhao-gonghui/"), "nothing of it stands in an address"
    deliver()


@pytest.mark.usefixtures("session")
def test_every_page_of_the_form_has_no_fault(page: Page, house: House, keep_shot: Keep) -> None:
    def look(name: str) -> None:
        page.wait_for_load_state()
        look_around(page, lambda how: keep_shot(page, f"hotline-{name}-{how}"))
        page.locator("#large-text").uncheck()

    page.goto(house.at("/zhao-gonghui/"))
    page.get_by_role("button", name="下一步").last.click()
    expect(page.get_by_text("还没有写。写一句也行。")).to_be_visible()
    look("wrong")
    page.get_by_label("像跟熟人说话一样写就行").fill(f"{STORY}我不想活了。")
    page.get_by_role("button", name="下一步").last.click()
    expect(page.get_by_text("您的安全最要紧。")).to_be_visible()
    look("kinds")
    ask(page, house)
    look("review")


def test_a_call_is_taken_by_keyboard_alone(agent: Page, house: House, keep_shot: Keep) -> None:
    page = agent
    page.goto(house.at("/desk/hotline/"))
    expect(page.get_by_label("说了什么")).to_be_focused()
    page.keyboard.type("示例：包工头欠了工地上三个月的钱")
    expect(page.locator("#beside").get_by_text("工地、包工头欠薪").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("13900000077")
    page.keyboard.press("Tab")
    page.keyboard.type("示例职工")
    look_around(page, lambda how: keep_shot(page, f"hotline-call-{how}"))
    page.locator("#large-text").uncheck()
    page.get_by_label("说了什么").focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="记下了，请告诉职工这两个")).to_be_visible()
    number = page.locator(".receipt-number").first.inner_text()
    one = Matter.objects.get(number=number)
    assert WorkOrder.objects.get(matter=one).item == "petition_migrant"

    page.goto(house.at("/desk/hotline/"))
    page.get_by_role("textbox", name="电话", exact=True).fill("13900000077")
    expect(page.locator("#beside").get_by_text(number)).to_be_visible()
    page.get_by_label("说了什么").fill("示例：又打来，问办到哪了")
    page.locator("#beside").get_by_label(number).check()
    page.get_by_label("说了什么").focus()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    one.refresh_from_db()
    assert (one.urged, Matter.objects.filter(asker_key=one.asker_key).count()) == (1, 1)
    deliver()


def test_words_of_harm_are_seen_while_they_are_typed(
    agent: Page, house: House, keep_shot: Keep
) -> None:
    page = agent
    page.goto(house.at("/desk/hotline/"))
    page.keyboard.type("示例：再不给钱我就跳楼")
    expect(page.locator("#beside").get_by_text("先稳住对方，不要挂断")).to_be_visible()
    keep_shot(page, "hotline-call-danger")


def test_what_is_refused_is_not_lost(agent: Page, house: House) -> None:
    page = agent
    page.goto(house.at("/desk/hotline/"))
    page.keyboard.type(STORY)
    page.get_by_label("干活的地方").fill("火星基地")
    page.get_by_label("说了什么").focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("没认出这个地方").first).to_be_visible()
    expect(page.get_by_label("说了什么")).to_have_value(STORY)
    expect(page.get_by_label("干活的地方")).to_have_value("火星基地")
