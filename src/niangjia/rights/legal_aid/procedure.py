"""How an application for legal aid is worked, as the engine knows it."""

from niangjia.casework.declaring.parts import Clock, Closing, Move, State
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.rules.periods import working_days
from niangjia.kernel.viewer import Role

PROCEDURE = Procedure(
    key="legal_aid",
    version=1,
    name="法律援助",
    mark="援助",
    start="received",
    states=(
        State("received", "已收到", "我们收到了，马上有人看。"),
        State("working", "办理中", "正在办理。"),
    ),
    moves=(
        Move(
            "start",
            "开始办理",
            ("received",),
            "working",
            (
                Role.OFFICER,
                Role.LAWYER,
            ),
        ),
    ),
    clocks=(
        Clock(
            "handle",
            "办结",
            {"": working_days(5)},
            met_in=("answered", "closed"),
            source="由本地规定，尚未核对",
        ),
    ),
    closing=Closing(
        results={"done": "已经解决", "advised": "已经解答"},
        reasons={"unreachable": "联系不上", "not_ours": "不归工会管"},
        answered_from=("received", "working"),
        reopens_to="working",
    ),
    handlers=(
        Role.OFFICER,
        Role.LAWYER,
    ),
    refers_to=("centre",),
)
