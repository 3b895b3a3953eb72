"""Real pages in a real Chromium: one house for the whole folder, with the sample library in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.house import House, furnish

# Playwright keeps an event loop in this thread; the database is asked from it all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=860)

# What is expected comes in a moment here, and later on a machine that has much to do.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as needing a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's own Chromium, which stays at home."""
    chromium = os.environ.get("NIANGJIA_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.fail("These tests need Chromium: make install-dev, or set NIANGJIA_CHROMIUM.")
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
    args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *quiet]
    return {"executable_path": chromium, "args": args}


@pytest.fixture(autouse=True)
def _own_folders(house: House) -> None:
    """Stand in for the fixture that gives every other test its own indexes."""


@pytest.fixture(scope="package")
def house(
    django_test_environment: None,  # noqa: ARG001
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """Furnish a house with a database of its own and open it on a port of this machine.

    These tests keep what they made from one to the next, which the database of the other tests
    may not: so this one is made here, and is gone at the end.
    """
    if not (ROOT / "src/niangjia/site/static/built/site.css").exists():
        pytest.fail("The front end is not built: cd frontend && npm ci && npm run build")
    folder = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(django_settings, "NIANGJIA_INDEXES", folder / "indexes")
        patch.setattr(django_settings, "NIANGJIA_UPLOADS", folder / "uploads")
        patch.setattr(django_settings, "NIANGJIA_DEMO", True)
        patch.setitem(connection.settings_dict["TEST"], "NAME", _name_in(folder))
        made = setup_databases(verbosity=0, interactive=False, aliases={"default": None})
        assert connection.settings_dict["NAME"] == _name_in(folder)
        server = LiveServer("localhost")
        try:
            yield furnish(server.url, folder)
        finally:
            server.stop()
            teardown_databases(made, verbosity=0)


def _name_in(folder: Path) -> str:
    is_file = connection.vendor == "sqlite"
    return str(folder / "house.db") if is_file else f"niangjia_{folder.name}_{os.getpid()}"


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    """Read Chinese on a phone, as most readers do."""
    return {"locale": "zh-CN", "viewport": PHONE, "has_touch": True}


@pytest.fixture
def staff(house: House, browser: Browser) -> Iterator[Page]:
    """A page of somebody who edits and administers the whole house, at a desk."""
    with browser.new_context(locale="zh-CN", viewport=DESKTOP) as context:
        _sign_in(context, house)
        yield context.new_page()


@pytest.fixture
def staff_without_scripts(house: House, browser: Browser) -> Iterator[Page]:
    """The same person, in a browser that runs no scripts."""
    with browser.new_context(locale="zh-CN", java_script_enabled=False) as context:
        _sign_in(context, house)
        yield context.new_page()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    """A stranger's page in a browser that runs no scripts."""
    with browser.new_context(locale="zh-CN", java_script_enabled=False) as context:
        yield context.new_page()


def _sign_in(context: BrowserContext, house: House) -> None:
    context.add_cookies([{"name": "niangjia", "value": house.session, "url": house.address}])


@pytest.fixture
def keep_shot() -> Callable[[Page, str], None]:
    """Return what keeps a screenshot for a person to look at, under the name given."""
    folder = Path(os.environ.get("NIANGJIA_SHOTS", ROOT / "test-results" / "shots"))
    folder.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=True)

    return keep
