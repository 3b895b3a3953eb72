"""How an application for legal aid is worked, as the engine knows it.

The periods are those of the 法律援助法, by which unions go as far as it fits (art. 68); where it
says nothing, the clock is a local one and is shown as unverified.
"""

from niangjia.casework.declaring.parts import (
    Clock,
    Closing,
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
from niangjia.rights.legal_aid import guards
from niangjia.rights.legal_aid.rules.articles import (
    ACT_FIRST,
    BY_ANALOGY,
    DECIDE,
    KEEP_TOLD,
    OBJECT,
)

OFFICE = (Role.OFFICER, Role.SUPERVISOR)
LOCAL = "由本地规定，尚未核对"
ENDED = ("answered", "closed")

REFUSALS = {
    "means": "超过经济困难标准",
    "scope": "不在法律援助范围内",
    "untold": "没有如实说明情况",
    "no_papers": "要补的材料没有补，视为撤回申请",
}
TERMINATIONS = {
    "deceit": "用欺骗等不正当手段获得援助",
    "concealed": "故意隐瞒重要事实或者提供虚假证据",
    "unlawful": "利用援助从事违法活动",
    "means": "经济状况变化，不再符合条件",
    "case_ended": "案件终止审理或者被撤销",
    "own_lawyer": "自己另外委托了代理人",
    "asked": "本人有正当理由要求终止",
    "other_law": "法律法规规定的其他情形",
}
"""The cases of art. 48 (1) no. 1 to 8, in their order."""

WHY = Need("why", "理由（写给申请人看）")

PROCEDURE = Procedure(
    key="legal_aid",
    version=1,
    name="法律援助",
    mark="援助",
    start="received",
    states=(
        State("received", "待审查", "我们收到了您的申请，正在看能不能援助。"),
        State("papers", "等补充材料", "请您补充材料，写在下面或者到窗口来。", Waits.ASKER),
        State("approved", "已决定援助，待指派", "决定给您法律援助，正在给您找律师。"),
        State("urgent", "先行援助，马上指派", "您的事等不得，先给您派律师，手续以后补。"),
        State("offered", "等律师接受", "已经选好律师，正在等他接受。", Waits.PARTNER),
        State("carrying", "律师承办中", "律师正在办您的事，有进展会告诉您。", Waits.PARTNER),
        State("reported", "律师已报告，待核对", "律师已经办完，工会正在核对结果。"),
        State(
            "refused", "不予援助",
            "这次不能给您法律援助，理由写在下面。不同意可以提出异议。", Waits.ASKER,
        ),
        State(
            "stopped", "终止援助",
            "法律援助终止了，理由写在下面。不同意可以提出异议。", Waits.ASKER,
        ),
        State("objecting", "异议审查", "您的异议已经收到，由督导员审查，不由原来的人决定。"),
        State("upheld", "维持原决定", "异议审查完了，维持原来的决定，理由写在下面。"),
    ),
    moves=(
        Move(
            "ask_papers", "一次性告知要补的材料", ("received",), "papers", OFFICE,
            told="请补充材料，要补哪些写在上面。",
            needs=(Need("what", "要补哪些材料（一次说全）"),),
            guard=guards.papers_asked_once, effect=guards.note_papers_asked,
        ),
        Move(
            "add_papers", "材料补好了", ("papers",), "received", (Party.ASKER, *OFFICE),
            told="材料已经补上。",
        ),
        Move(
            "grant", "决定给予援助", ("received",), "approved", OFFICE,
            told="决定给您法律援助，三日内指派律师。不收您一分钱。",
            guard=guards.may_be_granted, effect=guards.note_granted,
        ),
        Move(
            "act_first", "先行提供援助", ("received", "papers"), "urgent", OFFICE,
            told="您的事情等不得，先派律师，有关手续请您随后补上。",
            guard=guards.may_act_first, effect=guards.note_acted_first,
            needs=(
                Need("ground", "为什么等不得", NeedKind.CHOICE, choices=guards.GROUNDS),
            ),
        ),
        Move(
            "refuse", "决定不予援助", ("received", "papers"), "refused", OFFICE,
            told="这次不能给您法律援助。理由写在上面，不同意可以提出异议。",
            needs=(Need("reason", "哪一种", NeedKind.CHOICE, choices=REFUSALS), WHY),
            guard=guards.may_be_refused, effect=guards.note_refused,
        ),
        Move(
            "offer", "请律师接受指派", ("approved", "urgent"), "offered", OFFICE,
            told="已经选好律师，等他接受。", guard=guards.lawyer_is_chosen,
        ),
        Move(
            "accept", "接受指派", ("offered",), "carrying", (Role.LAWYER,),
            told="律师接受了指派，会和您联系。", guard=guards.stands_as_offered,
            effect=guards.note_accepted,
        ),
        Move(
            "decline", "有正当理由，不能接受", ("offered",), "approved", (Role.LAWYER,),
            told="这位律师不能接，马上另找。",
            needs=(Need("reason", "正当理由"),), effect=guards.note_declined,
        ),
        Move(
            "take_back", "收回，另行指派", ("offered", "carrying"), "approved", OFFICE,
            told="给您另外指派律师。", needs=(Need("reason", "为什么换人"),),
            effect=guards.note_taken_back,
        ),
        Move(
            "ask_change", "请求更换律师", ("carrying",), "carrying", (Party.ASKER,),
            told="您请求更换律师，工会会看，并告诉您结果。",
            needs=(Need("why", "为什么想换"),), effect=guards.note_change_asked,
        ),
        Move(
            "progress", "报告进展", ("carrying",), "carrying", (Role.LAWYER,),
            told="律师报告了进展。", guard=guards.report_is_written,
        ),
        Move(
            "finish", "报告办结", ("carrying",), "reported", (Role.LAWYER,),
            told="律师办完了，工会核对以后告诉您结果。", guard=guards.final_report_is_written,
            effect=guards.note_finished,
        ),
        Move(
            "send_back", "退回律师继续办", ("reported",), "carrying", OFFICE,
            told="还有事情要办，律师继续办理。", needs=(Need("what", "还要办什么"),),
            effect=guards.note_sent_back,
        ),
        Move(
            "terminate", "终止援助", ("approved", "urgent", "offered", "carrying"), "stopped",
            OFFICE, told="法律援助终止了。理由写在上面，不同意可以提出异议。",
            needs=(Need("reason", "哪一种", NeedKind.CHOICE, choices=TERMINATIONS), WHY),
            effect=guards.note_terminated,
        ),
        Move(
            "object", "提出异议", ("refused", "stopped"), "objecting", (Party.ASKER, *OFFICE),
            told="异议已经收到，五日内审查完。", needs=(Need("why", "为什么不同意"),),
        ),
        Move(
            "uphold", "维持原决定", ("objecting",), "upheld", (Role.SUPERVISOR,),
            told="维持原来的决定，理由写在上面。", needs=(WHY,),
            effect=guards.note_upheld,
        ),
        Move(
            "correct", "改正：给予援助", ("objecting",), "approved", (Role.SUPERVISOR,),
            told="您的异议成立，决定给您法律援助。", needs=(WHY,),
            effect=guards.note_granted,
        ),
    ),
    clocks=(
        Clock(
            "decide", "决定是否援助", {"": days(7)},
            met_in=("approved", "urgent", "refused", *ENDED),
            source=f"{DECIDE}（{BY_ANALOGY}）", verified=True,
            pauses={"papers": "等申请人补充材料（是否扣除由本地规定，尚未核对）"},
        ),
        Clock(
            "appoint", "指派律师", {"": days(3)}, starts=("approved",),
            met_in=("carrying", "stopped", *ENDED),
            source=f"{DECIDE}（{BY_ANALOGY}）", verified=True,
        ),
        Clock(
            "appoint_now", "先行援助，马上指派", {"": SAME_DAY}, starts=("urgent",),
            met_in=("carrying", "stopped", *ENDED),
            source=f"{ACT_FIRST}可以先行援助；“当天”{LOCAL}",
        ),
        Clock(
            "accept", "律师答复接不接", {"": working_days(1)}, starts=("offered",),
            met_in=("carrying", "approved", "stopped", *ENDED), source=LOCAL,
        ),
        Clock(
            "keep_told", "律师通报进展", {"": days(30)}, starts=("carrying",),
            met_in=("carrying", "reported", "approved", "stopped", *ENDED),
            source=f"{KEEP_TOLD}要求按规定通报；多少天{LOCAL}",
        ),
        Clock(
            "check", "核对结果，答复职工", {"": working_days(5)}, starts=("reported",),
            met_in=("carrying", *ENDED), source=LOCAL,
        ),
        Clock(
            "objection", "审查异议", {"": days(5)}, starts=("objecting",),
            met_in=("upheld", "approved", *ENDED),
            source=f"{OBJECT}第二款（{BY_ANALOGY}）", verified=True,
        ),
    ),
    closing=Closing(
        results={
            "paid": "钱已经拿到",
            "supported": "裁决、判决支持",
            "partly": "部分支持",
            "settled": "调解、和解",
            "lost": "没有得到支持",
            "advised": "已经解答、代写",
            "not_granted": "不予援助或终止援助，职工知道了",
        },
        reasons={
            "withdrawn": "本人撤回申请",
            "not_granted": "不予援助",
            "stopped": "终止援助",
            "unreachable": "联系不上",
        },
        answered_from=("received", "approved", "reported", "refused", "stopped", "upheld"),
        reopens_to="received",
    ),
    handlers=(Role.OFFICER,),
    engages=(Role.LAWYER,),
    refers_to=("centre",),
)  # fmt: skip
