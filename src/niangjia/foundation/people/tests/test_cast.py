"""The cast is who it says it is."""

from collections.abc import Callable

from django.test import Client

from niangjia.kernel.viewer import Role, Viewer


def test_each_holds_what_it_should(
    worker: Viewer, officer: Viewer, administrator: Viewer, house_administrator: Viewer
) -> None:
    assert not worker.is_staff
    assert {post.role for post in worker.posts} == {Role.WORKER}
    assert officer.is_staff
    assert administrator.is_staff
    assert not administrator.runs_house
    assert house_administrator.runs_house


def test_a_strangers_browser_carries_no_cookie(
    client_of: Callable[[Viewer], Client], stranger: Viewer, officer: Viewer
) -> None:
    assert not client_of(stranger).cookies
    assert client_of(officer).cookies
