"""The way of a case to the public and back: who may move it from where to where.

Pure: states are their codes (`models.CaseState` names them), roles are those of the kernel. What
else has to be so for a move (an embargo, a consent, four eyes) is asked where the move is made.
"""

from dataclasses import dataclass

from niangjia.kernel.viewer import Role

KEEPERS = (Role.EDITOR, Role.ADMINISTRATOR)
"""Who brings cases in, confirms their masking, publishes and withdraws them."""

WORKERS = (*KEEPERS, Role.LAWYER)
"""Who interprets cases and checks what others interpreted."""

IMPORTED, MASKED, INTERPRETED = "imported", "masked", "interpreted"
CHECKED, PUBLISHED, HELD, WITHDRAWN = "checked", "published", "held", "withdrawn"

ANYWHERE = " ".join((IMPORTED, MASKED, INTERPRETED, CHECKED, PUBLISHED, HELD))


@dataclass(frozen=True, slots=True)
class Move:
    """One way out of some states. Where there are several targets, the case's past decides.

    `audited` is the verb in the audit trail. Nobody has a role for what only follows from
    something else, such as a removal request.
    """

    verb: str
    sources: frozenset[str]
    targets: tuple[str, ...]
    roles: tuple[Role, ...]
    audited: str


def _move(
    verb: str, sources: str, targets: str, roles: tuple[Role, ...], audited: str
) -> tuple[str, Move]:
    return verb, Move(verb, frozenset(sources.split()), tuple(targets.split()), roles, audited)


MOVES: dict[str, Move] = dict(
    (
        _move("confirm_masking", IMPORTED, MASKED, KEEPERS, "case.masked"),
        _move("hand_in", MASKED, INTERPRETED, WORKERS, "case.interpreted"),
        _move("check", INTERPRETED, CHECKED, WORKERS, "case.checked"),
        _move("send_back", "interpreted checked", MASKED, WORKERS, "case.sent_back"),
        _move("mask_again", "masked interpreted checked", IMPORTED, WORKERS, "case.sent_back"),
        _move("publish", CHECKED, PUBLISHED, KEEPERS, "case.published"),
        _move("withdraw", "published held", WITHDRAWN, KEEPERS, "case.withdrawn"),
        _move("restore", WITHDRAWN, "checked masked imported", KEEPERS, "case.restored"),
        _move("hold", PUBLISHED, HELD, (), "case.held"),
        _move("release", HELD, PUBLISHED, (), "case.released"),
        _move("mask_further", "published held", IMPORTED, (), "case.sent_back"),
        _move("take_down", ANYWHERE, WITHDRAWN, (), "case.withdrawn"),
    )
)  # fmt: skip
"""Every move by its verb. What is not here does not happen."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Cases that wait for the same step, and who works them."""

    name: str
    label: str
    states: frozenset[str]
    roles: tuple[Role, ...]


QUEUES: dict[str, Queue] = {
    queue.name: queue
    for queue in (
        Queue("masking", "核对脱敏", frozenset({IMPORTED}), KEEPERS),
        Queue("interpreting", "解读", frozenset({MASKED}), WORKERS),
        Queue("checking", "复核", frozenset({INTERPRETED}), WORKERS),
        Queue("publishing", "发布", frozenset({CHECKED}), KEEPERS),
    )
}
"""The queues of the desk by name, in the order of the way."""


def may(verb: str, state: str) -> bool:
    """Whether a case in this state can be moved so. An unknown verb moves nothing."""
    move = MOVES.get(verb)
    return move is not None and state in move.sources


def next_states(state: str) -> frozenset[str]:
    """Return the states that a case in this state can come to by one move."""
    moves = (move for move in MOVES.values() if state in move.sources)
    return frozenset(target for move in moves for target in move.targets)


def verbs_of(state: str, roles: frozenset[Role]) -> frozenset[str]:
    """Return what somebody with these roles may do with a case in this state."""
    return frozenset(
        verb
        for verb, move in MOVES.items()
        if state in move.sources and not roles.isdisjoint(move.roles)
    )


def queue_of(state: str) -> Queue | None:
    """Return the queue in which cases of this state wait, None where nobody waits for them."""
    return next((queue for queue in QUEUES.values() if state in queue.states), None)
