"""A made-up service, declared as a real one would be, and short ways to play with it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from niangjia.casework import actions
from niangjia.casework.content import Person
from niangjia.casework.declaring.parts import (
    Clock,
    Closing,
    Extension,
    Move,
    Need,
    NeedKind,
    Party,
    Standing,
    State,
    Waits,
)
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.models import Matter
from niangjia.casework.rules.periods import SAME_DAY, days, working_days
from niangjia.kernel.viewer import STRANGER, Role, Viewer

STORY = "示例：老板三个月没有发工资，一共18000元。"
PHONE = "13900000001"


def papers_named(standing: Standing) -> str:
    return "" if "工资" in standing.filled.get("what", "") else "请写明要哪些工资材料。"


DESK = Procedure(
    key="desk",
    version=1,
    name="示例服务",
    mark="示例",
    start="received",
    grades={"simple": "简单", "hard": "疑难", "complex": "特别复杂"},
    states=(
        State("received", "已收到", "我们已经收到，马上有人看。"),
        State("working", "办理中", "正在办理。"),
        State("papers", "等材料", "请您补交材料。", Waits.ASKER),
    ),
    moves=(
        Move("start", "开始办理", ("received",), "working", (Role.OFFICER, Role.SUPERVISOR)),
        Move(
            "ask_papers", "要求补材料", ("working",), "papers", (Role.OFFICER,),
            told="请补交材料，补交以前不计时。",
            needs=(
                Need("what", "需要的材料"),
                Need("kind", "方式", NeedKind.CHOICE, choices={"mail": "邮寄", "web": "网上"}),
                Need("by", "最晚", NeedKind.DATE, required=False),
            ),
            guard=papers_named,
        ),
        Move("hand_in", "补交材料", ("papers",), "working", (Party.ASKER, Role.OFFICER)),
        Move("tell_result", "协作单位有了结论", ("working",), "working", (Party.PARTNER,)),
    ),
    clocks=(
        Clock(
            "handle", "办结时限",
            {"simple": SAME_DAY, "hard": working_days(5), "complex": working_days(15)},
            met_in=("answered", "closed"), source="示例规定第1条", paused_in=("papers",),
            pauses={"appraisal": "等鉴定"},
            extension=Extension(working_days(5), 1, (Role.SUPERVISOR,)),
        ),
        Clock("look", "先看", {"": days(1)}, met_in=("working", "closed"), source="示例规定第2条"),
    ),
    closing=Closing(
        results={"paid": "已经支付", "advised": "已经解答"},
        reasons={"unreachable": "联系不上", "not_ours": "不归工会管"},
        answered_from=("received", "working"),
        reopens_to="working",
        contest=days(30),
    ),
    handlers=(Role.OFFICER, Role.HOTLINE_AGENT),
    refers_to=("aid",),
    group_from=3,
)  # fmt: skip

AID = Procedure(
    key="aid",
    version=1,
    name="示例援助",
    mark="示例援",
    start="asked",
    states=(State("asked", "已申请", "正在审查。"),),
    moves=(),
    clocks=(Clock("decide", "决定", {"": days(7)}, met_in=("answered",), source="示例规定第3条"),),
    closing=Closing(
        results={"granted": "给予援助"},
        reasons={"withdrawn": "撤回申请"},
        answered_from=("asked",),
        reopens_to="asked",
    ),
    handlers=(Role.LAWYER,),
)

FIRST = actions.Asked(
    STORY,
    Person("示例职工甲", PHONE),
    issue="unpaid_wages",
    grade="hard",
    region_code="370202",
    money_at_stake=True,
)


def received(viewer: Viewer = STRANGER, key: str = "1", **changes: Any) -> actions.Received:
    return actions.receive(
        viewer=viewer, procedure="desk", asked=replace(FIRST, **changes), key=key
    )


def matter(code: str) -> Matter:
    return Matter.objects.get(code=code)


def receipt(came: actions.Received) -> actions.Receipt:
    return actions.Receipt(came.number, came.passphrase)


def answered(viewer: Viewer, code: str, recovered: Any = Decimal(18000), **changes: Any) -> None:
    given = actions.Answer("paid", "示例：工资已经全部打到您的卡上。", recovered, **changes)
    actions.answer(viewer=viewer, code=code, given=given)
