"""Nobody operates, grants and audits at once (level 3 of GB/T 22239 asks for it)."""

from niangjia.kernel.viewer import STAFF, Role

LABELS = {
    Role.WORKER: "职工",
    Role.OFFICER: "办事员",
    Role.HOTLINE_AGENT: "热线坐席",
    Role.MEDIATOR: "调解员",
    Role.LAWYER: "律师",
    Role.EDITOR: "案例编辑",
    Role.SUPERVISOR: "督导员",
    Role.ADMINISTRATOR: "管理员",
    Role.AUDITOR: "审计员",
}
"""The roles as people call them."""


def exclude_each_other(one: Role, other: Role) -> bool:
    """Whether nobody may hold both where one of the unions stands in the other's part.

    An auditor holds no other staff role there: neither what is granted nor what is done may be
    checked by whoever granted or did it.
    """
    both = {one, other}
    return Role.AUDITOR in both and one is not other and both <= STAFF


def overlap(path: str, other: str) -> bool:
    """Whether one of two places in the tree is the other or stands below it."""
    return path.startswith(other) or other.startswith(path)
