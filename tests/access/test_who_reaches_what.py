"""Every address of the house, for everybody in the cast, by reading and by sending.

`table.txt` says what is expected. A new address without a line there fails, and so does a line
without an address.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import indexing
from niangjia.rights.statutes import actions as laws
from niangjia.rights.statutes import indexing as laws_index
from niangjia.rights.statutes.models import Statute
from niangjia.rights.statutes.tests.laws import write_laws

from .house import NOBODY, Cast, address, answer, cast, kind_of, mark, routes

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST")
ROUTES = routes()
KEPT_BY_SIGNING_IN = {"sessions.session", "axes.accessattempt", "axes.accesslog"}


def expected() -> dict[str, tuple[str, str]]:
    table = (Path(__file__).parent / "table.txt").read_text("utf-8")
    lines = (line.split() for line in table.splitlines() if not line.startswith("#"))
    return {name: (get, post) for name, get, post in lines}


@pytest.fixture
def everybody(person: Callable[..., Viewer], unions: Any, operator: Viewer, tmp_path: Path) -> Cast:
    indexing.ensure_index()
    laws.import_laws(viewer=operator, folder=write_laws(tmp_path / "laws"))
    laws_index.ensure_index()
    return cast(person, unions, Statute.objects.get(title="示例职工茶歇法").code)


@pytest.fixture
def browsers(everybody: Cast, client_of: Callable[[Viewer], Client]) -> dict[str, Client]:
    """Return a signed-in browser for each in the cast."""
    return {name: client_of(viewer) for name, viewer in everybody.viewers.items()}


def undone(browser: Client, method: str, where: str, things: dict[str, str]) -> Any:
    """Ask, and undo whatever that did, so that each is asked as if it were the first."""
    cache.clear()
    cookies = browser.cookies.output()
    with transaction.atomic():
        response = answer(browser, method, where, things)
        transaction.set_rollback(True)
    if browser.cookies.output() != cookies:
        for name in set(browser.cookies) - {"niangjia"}:
            del browser.cookies[name]
    return response


def everything() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if model._meta.label_lower not in KEPT_BY_SIGNING_IN:
            rows = model._default_manager.order_by("pk")
            yield model._meta.label, serializers.serialize("json", rows)


def test_every_address_has_its_line() -> None:
    assert sorted(expected()) == sorted(set(ROUTES.values()))


@pytest.mark.parametrize("method", METHODS)
def test_everybody_gets_what_the_table_says(
    everybody: Cast, client_of: Callable[[Viewer], Client], method: str
) -> None:
    wanted, column = expected(), METHODS.index(method)
    before = dict(everything())
    wrong = []
    for route, name in ROUTES.items():
        where = address(route, everybody.here)
        for at, (who, viewer) in enumerate(everybody.viewers.items()):
            with transaction.atomic():
                cache.clear()
                sign = mark(answer(client_of(viewer), method, where, everybody.here))
                if method == "POST":
                    transaction.set_rollback(True)
            if sign != wanted[name][column][at]:
                wrong.append(f"{method} {name} {who}: {sign} not {wanted[name][column][at]}")
    assert not wrong, "\n".join(wrong)
    after = dict(everything())
    for label in ("people.Account",):  # signing in the browsers notes when
        before.pop(label), after.pop(label)
    assert after == before, "reading changed something"


CHANGES_NOTHING = {"desks:ask", "desks:plainer", "remedies:one", "centre:mine"}
"""A question is sent so that it stands in no address; what is sent is answered and forgotten."""

NAMED_IN_FORM = {
    f"caselaw:staff_{verb}" for verb in ("assign", "confirm", "check", "publish", "withdraw")
}
ELSEWHERE = ("officer elsewhere", "editor elsewhere", "administrator elsewhere", "own union")


@pytest.mark.parametrize("method", METHODS)
def test_what_is_elsewhere_looks_like_what_is_not_there(
    everybody: Cast, browsers: dict[str, Client], method: str
) -> None:
    missing = dict.fromkeys(everybody.here, NOBODY)
    told = []
    for route, name in ROUTES.items():
        named_in_form = name in NAMED_IN_FORM
        public = route.startswith(("anli/", "fagui/", "api/", "zhongxin/"))
        if public or not (kind_of(route) or named_in_form):
            continue
        for who in ELSEWHERE:
            answers = [
                (response.status_code, said(response, things))
                for things in (everybody.here, missing)
                for response in [undone(browsers[who], method, address(route, things), things)]
            ]
            if answers[0] != answers[1]:
                told.append(f"{method} {name} {who}: {answers[0][0]} and {answers[1][0]}")
    assert not told, "\n".join(told)


def said(response: Any, things: dict[str, str]) -> str:
    """Return what an answer says, without the code that was asked for."""
    text: str = response.content.decode() + response.headers.get("Location", "")
    for code in things.values():
        text = text.replace(code, "CODE")
    return text


def test_nothing_is_taken_without_the_token_of_the_form(
    everybody: Cast, client_of: Callable[[Viewer], Client]
) -> None:
    taken = []
    for who in ("stranger", "worker", "house administrator"):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client_of(everybody.viewers[who]).cookies
        for route, name in ROUTES.items():
            if name.startswith("api") or name in CHANGES_NOTHING:
                continue  # nothing there is changed by what is sent
            with transaction.atomic():
                response = answer(strict, "POST", address(route, everybody.here), everybody.here)
                transaction.set_rollback(True)
            if response.status_code not in {403, 405}:
                taken.append(f"{name} {who}: {response.status_code}")
    assert not taken, "\n".join(taken)


def test_pages_about_people_and_unions_are_kept_by_no_cache(
    everybody: Cast, browsers: dict[str, Client]
) -> None:
    kept = [
        name
        for route, name in ROUTES.items()
        for answered in [browsers["administrator"].get(address(route, everybody.here))]
        if answered.status_code == 200
        if not {"no-store", "private"} & set(answered.headers.get("Cache-Control", "").split(", "))
    ]
    assert not kept
