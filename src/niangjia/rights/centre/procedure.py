"""How a dispute at the centre is worked, as the engine knows it.

The window asks a few questions and suggests; the worker chooses, at the window or by receipt, and
may choose anew as long as nothing is settled. What other bodies decide they decide by their own
law: here runs only the time in which the window hands over, and the limit each body is asked for.
"""

from niangjia.casework.declaring.parts import (
    Clock,
    Closing,
    Effect,
    Extension,
    Move,
    Need,
    NeedKind,
    Party,
    State,
    Waits,
)
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.rules.periods import SAME_DAY, days, working_days
from niangjia.kernel.viewer import Role
from niangjia.rights.centre.handling import choosing

_WINDOW = (Role.OFFICER, Role.MEDIATOR)
_LOCAL = "中心自己定的，由各地调整"
_OPEN = ("received", "choosing", "advising", "inviting", "mediating", "aiding", "replied")

_CHOICES: tuple[tuple[str, str, str, str, Effect], ...] = (
    ("advice", "选咨询解答", "advising", "值班律师或调解员给您解答。", choosing.advice),
    ("mediation", "选调解", "inviting", "调解员去问单位愿不愿意谈。", choosing.mediation),
    ("arbitration", "选劳动仲裁", "handing", "我们整理材料，移交仲裁委。", choosing.arbitration),
    ("inspection", "选劳动监察", "handing", "我们整理材料，移交劳动监察。", choosing.inspection),
    ("court", "选法院", "handing", "我们整理材料，移交法院。", choosing.court),
    (
        "procuratorate", "选检察支持起诉", "handing", "我们整理材料，移交检察院。",
        choosing.procuratorate,
    ),
    ("legal_aid", "选法律援助", "aiding", "我们把您的事转给法律援助。", choosing.legal_aid),
)  # fmt: skip


def _choices() -> tuple[Move, ...]:
    """Every way to go can be chosen from wherever nothing is settled, by the worker or for them."""
    return tuple(
        Move(
            f"choose_{path}",
            name,
            tuple(state for state in _OPEN if state != target),
            target,
            (*_WINDOW, Party.ASKER),
            told=told,
            effect=effect,
        )
        for path, name, target, told, effect in _CHOICES
    )


PROCEDURE = Procedure(
    key="centre",
    version=1,
    name="一站式化解",
    mark="化解",
    start="received",
    states=(
        State("received", "已登记", "我们收到了，窗口会问您几句话，一起看走哪条路最好。"),
        State("choosing", "等职工选择", "可以走的路都列给您了，走哪一条由您选。", Waits.ASKER),
        State("advising", "咨询解答", "值班律师或调解员正在给您解答。"),
        State("inviting", "征求单位意见", "调解员正在问单位愿不愿意坐下来谈。"),
        State("mediating", "调解中", "正在调解。十五日内没谈成，您可以申请仲裁。"),
        State("agreed", "达成协议", "双方谈成了，我们跟着看单位是不是按时履行。"),
        State("handing", "准备移交", "正在整理材料，移交给您选的单位。"),
        State(
            "outside", "协作单位办理", "材料已经移交，由接收的单位办理，我们盯着时间。",
            Waits.PARTNER,
        ),
        State("replied", "协作单位已答复", "接收的单位有了答复，我们正在看下一步。"),
        State("aiding", "转法律援助", "正在帮您转到法律援助，两件事用同一张回执查。"),
    ),
    moves=(
        Move(
            "suggest", "请职工选择", ("received", "advising", "inviting", "mediating", "replied"),
            "choosing", _WINDOW, told="窗口把能走的路列给您了，请您选。",
        ),
        *_choices(),
        Move(
            "begin_mediation", "单位愿意，开始调解", ("inviting",), "mediating", _WINDOW,
            told="单位愿意谈，开始调解。",
        ),
        Move(
            "refuse", "单位不愿调解", ("inviting",), "choosing", _WINDOW,
            told="单位不愿意调解，请您另选一条路。",
            needs=(Need("why", "怎么说的"),),
        ),
        Move(
            "agree", "达成调解协议", ("mediating",), "agreed", _WINDOW,
            told="谈成了，签了调解协议。",
            needs=(
                Need("signed_on", "签署日期", NeedKind.DATE),
                Need("perform_by", "最晚履行日期", NeedKind.DATE, required=False),
            ),
        ),
        Move(
            "fail", "没有谈成", ("mediating", "agreed"), "choosing", _WINDOW,
            told="没有谈成，或者单位没有履行，请您另选一条路。",
            needs=(
                Need(
                    "reason", "原因", NeedKind.CHOICE,
                    choices={
                        "apart": "双方说不到一起", "withdrew": "一方不谈了",
                        "time": "十五日到了", "unperformed": "单位没有履行协议",
                    },
                ),
            ),
        ),
        Move(
            "handed", "已经移交", ("handing",), "outside", _WINDOW, told="材料已经移交。",
            guard=choosing.handed_to_somebody,
        ),
        Move(
            "body_replied", "协作单位有了答复", ("outside",), "replied",
            (*_WINDOW, Party.PARTNER), told="接收的单位答复了。",
        ),
        Move("hand_again", "再移交", ("replied",), "handing", _WINDOW, told="再移交一次材料。"),
        Move("back_from_body", "收回移交", ("handing", "outside"), "choosing", _WINDOW,
             told="移交收回了，请您另选一条路。", needs=(Need("why", "为什么收回"),)),
    ),
    clocks=(
        Clock(
            "triage", "当场分流", {"": SAME_DAY},
            met_in=(
                "choosing", "advising", "inviting", "mediating", "handing", "aiding", "answered",
                "closed",
            ),
            source=_LOCAL,
        ),
        Clock(
            "advise", "解答", {"": working_days(3)}, met_in=("answered", "closed", "choosing"),
            starts=("advising",), source=_LOCAL,
        ),
        Clock(
            "mediate", "调解", {"": days(15)},
            met_in=("agreed", "choosing", "handing", "aiding", "answered", "closed"),
            starts=("inviting",), source="劳动争议调解仲裁法第14条", verified=True,
        ),
        Clock(
            "hand_over", "移交", {"": working_days(3)},
            met_in=("outside", "choosing", "answered", "closed"), starts=("handing",),
            source=_LOCAL,
            extension=Extension(working_days(2), 1, (Role.SUPERVISOR,)),
        ),
    ),
    closing=Closing(
        results={
            "agreed": "调解协议已经履行",
            "decided": "有关部门已经作出决定",
            "paid": "单位已经付款或者改正",
            "aided": "已经转法律援助办理",
            "advised": "已经解答",
        },
        reasons={
            "unreachable": "联系不上",
            "not_ours": "不属于劳动争议",
            "withdrawn": "职工自己不再要求",
            "no_basis": "没有事实或者法律依据",
        },
        answered_from=(
            "received", "choosing", "advising", "mediating", "agreed", "outside", "replied",
            "aiding",
        ),
        reopens_to="choosing",
    ),
    handlers=_WINDOW,
    refers_to=("legal_aid",),
)  # fmt: skip
