"""Passkeys in a real browser, with an authenticator that Chromium plays itself."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from niangjia.foundation.people.models import Account
from niangjia.kernel.viewer import Role, Viewer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "一个足够长的测试密码"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> Iterator[BrowserContext]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_context(locale="zh-CN")
        browser.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page with an authenticator, on which a broken rule of the content policy is an error."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    return page


@pytest.fixture
def newcomer(person: Callable[..., Viewer], unions: Any) -> Account:
    viewer = person("示例新人", (Role.OFFICER, unions.county), factor=False)
    return Account.objects.get(pk=viewer.account or 0)


def sign_in(page: Page, address: str, account: Account) -> None:
    page.goto(f"{address}/account/login/?next=/organisations/")
    page.fill("[name=login]", account.email or "")
    page.fill("[name=password]", PASSWORD)
    page.click("form:has([name=login]) button:not([type=button])")


def test_adding_one_and_signing_in_with_it(live_server: Any, page: Page, newcomer: Account) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    address = live_server.url

    sign_in(page, address, newcomer)
    page.wait_for_url("**/account/second-factor/")
    page.click("a[href$='/webauthn/add/']")
    page.check("[name=passwordless]")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/recovery-codes/")
    assert Authenticator.objects.filter(user=newcomer, type="webauthn").count() == 1
    page.goto(f"{address}/organisations/")
    assert page.locator("h1").inner_text() == "工会组织"

    page.context.clear_cookies()
    sign_in(page, address, newcomer)
    page.wait_for_url("**/factors/authenticate/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/organisations/")

    page.context.clear_cookies()
    page.goto(f"{address}/account/login/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/account/")
    assert "我的账号" in page.locator("h1").inner_text()
    assert not complaints


def test_saying_no_is_said_plainly(live_server: Any, page: Page) -> None:
    page.goto(f"{live_server.url}/account/login/")
    page.click("form[data-passkey] button")
    expect(page.locator("form[data-passkey] [role=status]")).to_contain_text("没有用上通行密钥")
    assert page.locator("form[data-passkey] button").is_enabled()
