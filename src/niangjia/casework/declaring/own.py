"""The states that the engine brings, and that no service declares."""

from niangjia.casework.declaring.parts import State, Waits

ANSWERED, CLOSED, JOINED, GROUPED = "answered", "closed", "joined", "grouped"

OWN_STATES = (
    State(ANSWERED, "等职工确认", "已经有结果，请您看看是不是真的解决了。", Waits.ASKER),
    State(CLOSED, "已办结", "已经办结。不满意可以提出，会重新办理。", Waits.NOBODY),
    State(JOINED, "已并入", "和您之前反映的是同一件事，合在一起办理。", Waits.NOBODY),
    State(GROUPED, "在集体事项中办理", "很多人反映同样的问题，合在一起办理。", Waits.NOBODY),
)
OWN = frozenset(state.key for state in OWN_STATES)
