"""Short ways to play with the hotline, for its tests. Everybody in them is made up."""

from dataclasses import replace
from typing import Any

from niangjia.casework import actions as casework
from niangjia.casework.models import Matter
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.hotline import actions

STORY = "示例：在海风街道送外卖，站点两个月没有结工资，一共18000元。"
PHONE = "139 0000 0001"
KEPT = "13900000001"

TOLD = actions.Told(
    story=STORY, item="petition_wages", name="示例骑手", phone=PHONE, region_code="370202"
)


def told(**changes: Any) -> actions.Told:
    return replace(TOLD, **changes)


def wrote_in(key: str = "form-1", viewer: Viewer = STRANGER, **changes: Any) -> casework.Received:
    return actions.write_in(viewer=viewer, told=told(**changes), key=key)


def called(viewer: Viewer, key: str = "call-1", **changes: Any) -> casework.Received:
    send_on = changes.pop("send_on", False)
    return actions.take_call(viewer=viewer, told=told(**changes), key=key, send_on=send_on)


def matter(code: str) -> Matter:
    return Matter.objects.get(code=code)


def receipt(came: casework.Received) -> casework.Receipt:
    return casework.Receipt(came.number, came.passphrase)
