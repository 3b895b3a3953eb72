"""The page on which the holidays of a year are entered."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from niangjia.foundation.holidays.models import EnteredYear
from niangjia.kernel import clock
from niangjia.kernel.calendar import published
from niangjia.kernel.clock import CHINA
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

LAST = max(published().years)
IN_AUTUMN = datetime(LAST, 11, 20, 9, tzinfo=CHINA)
TYPED = {
    "year": LAST + 1,
    "off": "1月1日至3日，2月5日至2月11日，5月1日至5月5日，10月1日至10月7日",
    "worked": "",
    "source": "示例通知",
}


def test_whoever_runs_the_house_enters_and_takes_back(
    client_of: Callable[[Viewer], Client], house_administrator: Viewer
) -> None:
    browser = client_of(house_administrator)
    with clock.stopped_at(IN_AUTUMN):
        wrong = browser.post("/desk/holidays/", TYPED | {"off": "国庆放假"})
        assert wrong.status_code == 422
        assert "读不懂“国庆放假”" in wrong.content.decode()
        assert "示例通知" in wrong.content.decode()  # nothing typed is lost
        assert browser.post("/desk/holidays/", TYPED).status_code == 302
        assert "录入依据：示例通知" in browser.get("/desk/holidays/").content.decode()
        address = f"/desk/holidays/{LAST + 1}/remove/"
        said = browser.post(address, {"reason": ""}, follow=True).content.decode()
        assert "请写明原因" in said
        browser.post(address, {"reason": "示例：抄错了"})
        assert not EnteredYear.objects.exists()
        said = browser.post(address, {"reason": "示例：再删"}, follow=True).content.decode()
        assert "没有人录入过这一年" in said


def test_others_read_and_do_not_enter(
    client_of: Callable[[Viewer], Client], officer: Viewer, worker: Viewer
) -> None:
    page = client_of(officer).get("/desk/holidays/").content.decode()
    assert "由系统管理员录入" in page
    assert 'name="off"' not in page
    assert client_of(officer).post("/desk/holidays/", TYPED).status_code == 403
    assert client_of(worker).get("/desk/holidays/").status_code == 403
    assert Client().get("/desk/holidays/").status_code == 302
