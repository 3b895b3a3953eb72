"""Where an operator chose a language model: it sees the law and never who asked what."""

import json
import logging
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from niangjia.desks.answering.plainly import rewriting
from niangjia.foundation.languagemodel.client import Endpoint
from niangjia.foundation.languagemodel.tests.server import (
    Asked,
    FakeModel,
    Handler,
    saying,
    serve,
)
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes.actions import import_laws

LAW = """# 示例工资支付法

2010年3月1日 示例会议通过

<!-- INFO END -->

第一条 用人单位应当按月以货币形式支付工资给劳动者本人，不得克扣或者无故拖欠劳动者的工资。

第二条 用人单位拖欠工资超过三十日的，劳动者可以向劳动行政部门投诉。

第三条 本法自2010年5月1日起施行。
"""
QUESTION = "我叫欧阳测试，电话13912345678，在浪花罐头厂干了17个月，老板拖欠工资7531元不给怎么办"
MARKS = ("欧阳测试", "13912345678", "浪花罐头", "17个月", "7531", "怎么办")
OFFER = re.compile('name="offer" value="([^"]+)"')


@pytest.fixture
def model(settings: Any) -> Iterator[FakeModel]:
    """Return the operator's model; it says of every sentence what that says, with 公司 in it."""
    rewriting.kept.forget()
    fake, end = serve(_plainly)
    settings.NIANGJIA_MODEL = Endpoint(url=fake.url, name="small", seconds=60.0)
    yield fake
    end()


def _plainly(handler: Handler, asked: Asked) -> None:
    told = json.loads(asked.told["messages"][1]["content"].split("\n")[1])
    for one in told["sentences"]:
        one["text"] = one["text"].replace("用人单位", "公司")
    said = {"sentences": told["sentences"]}
    saying(json.dumps(said, ensure_ascii=False))(handler, asked)


@pytest.mark.usefixtures("library")
def test_nothing_of_a_question_reaches_the_model_nor_the_log(
    model: FakeModel,
    client: Client,
    operator: Viewer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "laws" / "社会法").mkdir(parents=True)
    (tmp_path / "laws" / "社会法" / "示例工资支付法(2010-03-01).md").write_text(LAW, "utf-8")
    import_laws(viewer=operator, folder=tmp_path / "laws")
    corrections = {"c-issue": "unpaid_wages"}
    page = client.post("/wen/", {"q": QUESTION, **corrections}).content.decode()
    assert "示例工资支付法" in page
    assert model.asked == [], "the page waits for no model"
    offer = OFFER.search(page)
    assert offer, "the page offers plainer words"
    part = client.post(
        "/wen/dabaihua/", {"offer": unescape(offer[1])}, headers={"HX-Request": "true"}
    )
    assert "公司应当按月" in part.content.decode()
    assert not part.cookies
    [asked] = model.asked
    sent = f"{asked.path} {asked.headers} {json.dumps(asked.told, ensure_ascii=False)}"
    assert "不得克扣或者无故拖欠" in sent
    for mark in MARKS:
        assert mark not in sent
        assert mark not in caplog.text
