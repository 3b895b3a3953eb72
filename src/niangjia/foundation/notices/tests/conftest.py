from collections.abc import Iterator
from typing import Any

import pytest

from niangjia.foundation.notices import declaring
from niangjia.foundation.notices.declaring import Channel, Kind
from niangjia.foundation.notices.tests.gateway import Desk, gateway

WAVE = Kind(
    key="test.wave",
    title="有人向您招手",
    short="有人向您招手（尾号{ending}），请登录查看。",
    plain="{number}的人在门口向您招手。",
    very_plain="有人在门口招手。编号{number}。",
    channels=(Channel.SMS, Channel.MAIL),
    parameters=frozenset({"number", "ending"}),
    opens="/about/",
)
ALARM = Kind(
    key="test.alarm",
    title="有一件急事",
    short="有一件急事，请马上登录查看。",
    plain="{number}要马上处理。",
    very_plain="{number}要马上处理。",
    channels=(Channel.SMS, Channel.CHAT),
    parameters=frozenset({"number"}),
    urgent=True,
)
QUIET = Kind(
    key="test.quiet",
    title="一条消息",
    short="有一条消息，请登录查看。",
    plain="一条只在这里的消息。",
    very_plain="一条消息。",
)


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    before = declaring.bound()
    declaring.bind((WAVE, ALARM, QUIET))
    yield
    declaring.bind(before)


@pytest.fixture
def sms(settings: Any) -> Iterator[Desk]:
    """Return an SMS gateway that is set up."""
    with gateway() as desk:
        settings.NIANGJIA_SMS_URL, settings.NIANGJIA_SMS_KEY = desk.url, "示例key".encode().hex()
        settings.NIANGJIA_NOTICE_SECONDS = 5.0
        yield desk


@pytest.fixture
def chat(settings: Any) -> Iterator[Desk]:
    """Return the robot of a chat group that is set up."""
    with gateway() as desk:
        desk.then = "chat"
        settings.NIANGJIA_CHAT_URL = desk.url + "?access_token=abc"
        settings.NIANGJIA_NOTICE_SECONDS = 5.0
        yield desk
