"""How a call is worked, as the engine knows it. Dispatch, return, crisis and endings are its own.

The three grades are how 12351 sorts (general, difficult, specially complex). How long each takes is
set place by place: the figures here are those that one province, Qinghai, published, and are shown
as unverified until an office enters its own rule (casework's `set_period`). Where "15 days" does
not say which days, working days are counted, so that a clock can be extended in the same measure.
"""

from niangjia.casework.declaring.parts import (
    Clock,
    Closing,
    Extension,
    Move,
    Need,
    NeedKind,
    Party,
    State,
    Waits,
)
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.rules.periods import SAME_DAY, half_days, working_days
from niangjia.kernel.viewer import Role

KEY = "hotline"
GRADES = {"simple": "一般", "hard": "疑难", "complex": "特别复杂"}
HANDLE = "handle"
_DESK = (Role.OFFICER, Role.HOTLINE_AGENT)
_WORKING = (*_DESK, Role.SUPERVISOR)
_QINGHAI = (
    "青海省总工会公布的12351办理时限：一般当天、疑难5个工作日、特别复杂15天；"
    "别的地方由本地规定，尚未核对。“15天”没有写明是不是工作日，这里按工作日算"
)

PROCEDURE = Procedure(
    key=KEY,
    version=1,
    name="12351热线",
    mark="热线",
    start="received",
    grades=GRADES,
    states=(
        State("received", "已收到", "我们收到了，马上有人看。从收到那一刻起就在计时。"),
        State("working", "办理中", "有人在办了。"),
        State("talking", "正在和单位交涉", "工会已经找了单位，正在谈。"),
        State("asking", "等职工补充", "请您补充几句，补上就接着办。", Waits.ASKER),
    ),
    moves=(
        Move("start", "开始办理", ("received",), "working", _WORKING, told="有人接手，开始办了。"),
        Move(
            "approach",
            "联系单位",
            ("received", "working"),
            "talking",
            _WORKING,
            told="工会联系了单位，正在交涉。",
            needs=(
                Need(
                    "how",
                    "怎么联系的",
                    NeedKind.CHOICE,
                    choices={"phone": "打电话", "visit": "上门", "letter": "发函", "other": "别的"},
                ),
                Need("said", "谈了什么（写职务，不写姓名）"),
            ),
        ),
        Move(
            "heard",
            "单位有了回音",
            ("talking",),
            "working",
            _WORKING,
            told="单位有了回音，工会在核对。",
            needs=(Need("said", "单位怎么说"),),
        ),
        Move(
            "ask",
            "请职工补充",
            ("received", "working", "talking"),
            "asking",
            _WORKING,
            told="请看工会的留言，补充几句。补上以前不计时。",
            needs=(Need("what", "要补充什么（职工看不到这一栏，另请留言或打电话）"),),
        ),
        Move(
            "add",
            "补充好了",
            ("asking",),
            "working",
            (Party.ASKER, *_WORKING),
            told="补充好了，接着办。",
            needs=(Need("words", "补充的内容", required=False),),
        ),
    ),
    clocks=(
        Clock(
            "look",
            "第一次有人看",
            {"": half_days(1)},
            met_in=("working", "talking", "asking", "answered", "closed"),
            source="本平台的建议：半个工作日内有人看；由本地规定，尚未核对",
        ),
        Clock(
            HANDLE,
            "办结答复",
            {"simple": SAME_DAY, "hard": working_days(5), "complex": working_days(15)},
            met_in=("answered", "closed"),
            source=_QINGHAI,
            paused_in=("asking",),
            pauses={
                "appraisal": "等工伤认定、劳动能力鉴定或职业病诊断",
                "body": "等仲裁、监察或法院的决定",
            },
            extension=Extension(working_days(5), 1, (Role.SUPERVISOR,)),
        ),
    ),
    closing=Closing(
        results={
            "paid": "钱已经拿到",
            "agreed": "双方谈妥了，正在照着做",
            "corrected": "单位已经改了",
            "advised": "问的事已经说清楚",
            "helped": "已经得到帮扶或法律援助",
            "passed_on": "已经交给能办的机关，告诉了怎么接着办",
            "noted": "意见已经转给有关部门，有了回音",
        },
        reasons={
            "unreachable": "多次联系不上",
            "withdrawn": "职工自己不想办了",
            "not_ours": "不归工会管，已经说清该找谁",
            "decided": "仲裁、法院已经有决定或正在办",
            "no_grounds": "核实过，没有依据，已经说明",
        },
        answered_from=("received", "working", "talking"),
        reopens_to="working",
    ),
    handlers=_DESK,
    refers_to=("centre", "legal_aid"),
)
