"""The boards: who sees them, what they say, and a map that has every place once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from niangjia.casework import actions
from niangjia.casework.queries import Flow
from niangjia.desks.tiles import shade, tile_map
from niangjia.kernel.divisions import children
from niangjia.kernel.viewer import STRANGER, Role, Viewer

ClientOf = Callable[[Viewer], Client]


@pytest.fixture
def came(officer: Viewer) -> str:  # noqa: ARG001 - somebody works there
    asked = actions.Asked(
        "示例：三个月没有发工资", issue="unpaid_wages", grade="hard", region_code="370202"
    )
    return actions.receive(viewer=STRANGER, procedure="hotline", asked=asked, key="1").code


@pytest.mark.django_db
@pytest.mark.usefixtures("came")
def test_the_boards_show_what_there_is(supervisor: Viewer, client_of: ClientOf) -> None:
    client = client_of(supervisor)
    page = client.get(reverse("desks:overview")).content.decode()
    assert "市南区总工会（示例）" in page
    page = client.get(reverse("desks:board"), {"days": "30"}).content.decode()
    assert "近30天收到" in page
    assert 'hx-trigger="every 60s"' in page
    assert "12351热线" in page
    assert 'data-values="1 0"' in page, "this week one came in and none ended"


@pytest.mark.django_db
def test_empty_boards_say_so(supervisor: Viewer, client_of: ClientOf) -> None:
    client = client_of(supervisor)
    assert "没有在办的事情" in client.get(reverse("desks:overview")).content.decode()
    for address in ("", "?days=7&region=1", "?region=999999", "?region=370202&days=365"):
        assert client.get(reverse("desks:board") + address).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("came")
def test_few_questions_a_page(supervisor: Viewer, client_of: ClientOf) -> None:
    client = client_of(supervisor)
    for name in ("desks:overview", "desks:board"):
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name))
        assert len(asked) <= 10, name


@pytest.mark.django_db
@pytest.mark.usefixtures("came")
def test_a_board_is_counted_once_for_a_part_of_the_tree_and_never_for_another(
    supervisor: Viewer, person: Callable[..., Viewer], unions: Any, client_of: ClientOf
) -> None:
    there = person("示例外地督导", (Role.SUPERVISOR, unions.elsewhere))
    for _twice in range(2):
        page = client_of(supervisor).get(reverse("desks:board")).content.decode()
        assert "青岛市" in page
    page = client_of(there).get(reverse("desks:board")).content.decode()
    assert "杭州市" in page
    assert "市南" not in page


@pytest.mark.django_db
def test_only_who_supervises_or_directs(request: Any, client_of: ClientOf) -> None:
    for who, sees in (("officer", False), ("lawyer", False), ("supervisor", True)):
        client = client_of(request.getfixturevalue(who))
        landing = client.get(reverse("desks:officer")).content.decode()
        assert (reverse("desks:overview") in landing) is sees
        assert (client.get(reverse("desks:overview")).status_code == 200) is sees


@pytest.mark.parametrize("region", ["", "370000", "370200", "110000"])
def test_every_place_has_its_own_tile(region: str) -> None:
    places = [Flow(one.code, one.name, open=number) for number, one in enumerate(children(region))]
    drawn = tile_map(region, places)
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == len(places)
    assert all(tile.x + 92 <= drawn.width and tile.y + 92 <= drawn.height for tile in drawn.tiles)
    assert drawn.tiles[0].shade == 0
    assert drawn.tiles[-1].shade == 4


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_is_never_lighter(one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert 0 <= shade(less, more) <= shade(more, more) <= 4
    assert (shade(less, more) == 0) is (less == 0)
