"""What happens to the matters of the demonstration, oldest first: numbers follow the days."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from niangjia.casework.actions import Received
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.viewer import STRANGER
from niangjia.rights.hotline import intake
from niangjia.rights.hotline.demonstration.cast import Cast
from niangjia.rights.hotline.demonstration.endings import (
    advised_at_once,
    answered,
    confirmed,
    confirmed_on_the_phone,
    contested,
    not_ours,
    unreachable,
    withdrawn,
)
from niangjia.rights.hotline.demonstration.together import group_of_23
from niangjia.rights.hotline.demonstration.ways import (
    COUNTY,
    asked_for_more,
    attended_crisis,
    bounced_once,
    bounced_thrice,
    extended,
    joined,
    left_alone,
    looked_at,
    raised_crisis,
    referred,
    shared,
    stood_still,
    supervised,
    talked,
    urged,
)

GROUP_AT = 7.2
Scene = Callable[[Cast, Received, float], None]

PLAN: tuple[tuple[Scene, int, float, float], ...] = (
    # what happens         how many   from     to    days ago
    (confirmed,                 18,   44.0,  12.0),
    (confirmed_on_the_phone,     6,   38.0,  10.0),
    (advised_at_once,           14,   40.0,   1.0),
    (unreachable,                2,   30.0,  22.0),
    (not_ours,                   3,   26.0,   9.0),
    (withdrawn,                  1,   20.0,  20.0),
    (contested,                  4,   24.0,   8.0),
    (answered,                   9,   12.0,   1.5),
    (bounced_thrice,             1,    6.0,   6.0),
    (bounced_once,               3,    5.0,   2.0),
    (talked,                     7,    9.0,   1.2),
    (asked_for_more,             6,    8.0,   1.1),
    (extended,                   1,    6.5,   6.5),
    (stood_still,                1,   10.0,  10.0),
    (shared,                     2,    4.0,   3.0),
    (supervised,                 2,   11.0,  10.0),
    (urged,                      3,    5.5,   2.5),
    (referred,                   3,    6.0,   3.5),
    (joined,                     3,    4.2,   2.2),
    (attended_crisis,            1,    3.0,   3.0),
    (looked_at,                 12,    9.5,   0.3),
    (left_alone,                12,    7.5,   0.05),
    (raised_crisis,              1,    0.02,  0.02),
)  # fmt: skip


def play(cast: Cast) -> None:
    """Take everything in, oldest first, and let happen what happens to it."""
    plan: list[tuple[float, Scene | None]] = [
        (first + (last - first) * number / max(1, count - 1), scene)
        for scene, count, first, last in PLAN
        for number in range(count)
    ]
    told = _stories()
    plan.append((GROUP_AT, None))
    for number, (days, scene) in enumerate(sorted(plan, key=lambda one: -one[0])):
        if scene is None:
            group_of_23(cast, days)
            continue
        came = _taken_in(cast, days, number, _fitting(scene, told))
        scene(cast, came, days)


def _fitting(scene: Scene, told: Iterator[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the next story that such a thing may happen to."""
    advice = scene is advised_at_once
    money = scene in {confirmed, confirmed_on_the_phone, contested}
    for one in told:
        is_advice = one["item"].startswith(("advice", "suggestion"))
        if is_advice is advice and (not money or "claimed" in one):
            return one
    raise AssertionError("the stories go round")


@cache
def _book() -> tuple[Mapping[str, Any], ...]:
    text = Path(__file__).with_name("stories.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["story"])


def _stories() -> Iterator[Mapping[str, Any]]:
    return cycle(_book())


def _employer(name: str) -> str:
    return Employer.objects.filter(name=name).values_list("code", flat=True).first() or ""


def _taken_in(cast: Cast, days: float, number: int, story: Mapping[str, Any]) -> Received:
    claimed = story.get("claimed")
    told = intake.Told(
        story=f"{story['told']}（示例{number + 1}）",
        item=story["item"],
        name=f"示例职工{number + 1}",
        phone=f"1390000{number + 1:04d}" if number % 9 else "",
        region_code=story.get("region", COUNTY),
        employer=_employer(story.get("employer", "")),
        employer_said=story.get("employer", ""),
        claimed=Decimal(claimed) + 100 * (number % 7) if claimed else None,
        behalf=("self", "self", "self", "family", "colleague")[number % 5],
        reach=("any", "any", "off_work", "text")[number % 4],
    )
    key = f"demonstration-{number}"
    with cast.ago(days):
        match number % 6:
            case 0:
                return intake.write_in(viewer=STRANGER, told=told, key=key)
            case 1:
                return intake.write_in(viewer=cast.worker, told=told, key=key)
            case 2 if told.region_code == COUNTY:
                return intake.at_the_counter(viewer=cast.officer, told=told, key=key)
            case _:
                agent = cast.agent if number % 2 else cast.second_agent
                return intake.take_call(viewer=agent, told=told, key=key, send_on=True)
