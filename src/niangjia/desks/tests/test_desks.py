from collections.abc import Callable

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from niangjia.desks.situations import SITUATIONS
from niangjia.foundation.ledger.models import Delivery, DeliveryState, Event
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]


def stuck_delivery() -> Delivery:
    event = Event.objects.create(topic="示例", payload={})
    return Delivery.objects.create(
        event=event,
        listener="示例",
        lane="quick",
        state=DeliveryState.FAILED,
        attempts=9,
        error="坏了",
    )


@pytest.mark.parametrize("name", ["home", "about", "privacy", "accessibility"])
def test_anybody_reads_and_gets_no_cookie(client: Client, name: str) -> None:
    answer = client.get(reverse(f"desks:{name}"))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "12351" in answer.content.decode()


def test_every_situation_is_a_way_into_the_library(client: Client) -> None:
    shown = client.get("/").content.decode()
    assert len(SITUATIONS) == len({situation.issue for situation in SITUATIONS}) == 14
    for situation in SITUATIONS:
        assert f"/anli/?issue={situation.issue}" in shown


def test_the_desk_is_for_staff(
    client: Client, client_of: ClientOf, worker: Viewer, officer: Viewer, editor: Viewer
) -> None:
    assert client.get("/desk/").status_code == 302
    assert client_of(worker).get("/desk/").status_code == 403
    assert "导入案例" not in client_of(officer).get("/desk/").content.decode()
    assert "导入案例" in client_of(editor).get("/desk/").content.decode()


def test_stuck_work_is_seen_and_retried_by_whoever_runs_the_house(
    client_of: ClientOf, house_administrator: Viewer, administrator: Viewer
) -> None:
    delivery = stuck_delivery()
    assert "坏了" not in client_of(administrator).get("/desk/stuck/").content.decode()
    client_of(administrator).post(f"/desk/stuck/{delivery.pk}/retry")
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    browser = client_of(house_administrator)
    assert "1个后台任务" in browser.get("/desk/").content.decode()
    assert "坏了" in browser.get("/desk/stuck/").content.decode()
    answer = browser.post(f"/desk/stuck/{delivery.pk}/retry", follow=True)
    assert "已重新排队" in answer.content.decode()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WAITING
    again = browser.post(f"/desk/stuck/{delivery.pk}/retry", follow=True)
    assert "没有这个失败的任务" in again.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_a_fault_is_told_even_where_nothing_is_known_about_the_request(name: str) -> None:
    shown = get_template(name).render()
    assert "回首页" in shown
    assert "12351" in shown
