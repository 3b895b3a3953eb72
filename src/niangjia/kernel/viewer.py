"""Who is asking: a value that every query takes, so that permission is part of the query."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may hold in an organisation for a time."""

    WORKER = "worker"
    OFFICER = "officer"
    HOTLINE_AGENT = "hotline_agent"
    MEDIATOR = "mediator"
    LAWYER = "lawyer"
    EDITOR = "editor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


STAFF = frozenset(Role) - {Role.WORKER}

PATH_STEP = 4
"""How many characters of a tree path stand for one level; the top organisation has one step."""


@dataclass(frozen=True, slots=True)
class Post:
    """A role held now in one organisation; `path` is the organisation's place in the tree."""

    role: Role
    organisation: int
    path: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody asking: a stranger, a signed-in account, or the operator of this machine.

    `account` is the account's number, None for a stranger and for the operator. The operator
    works at the command line, already holds the files, and so is asked for no role; whatever
    the operator changes is recorded under the name of the operating system's user.
    """

    account: int | None = None
    posts: frozenset[Post] = frozenset()
    operator: str = ""

    @property
    def is_stranger(self) -> bool:
        """Whether nobody is known to be asking."""
        return self.account is None and not self.operator

    @property
    def is_staff(self) -> bool:
        """Whether this viewer holds any post other than worker, or operates the machine."""
        return bool(self.operator) or any(post.role in STAFF for post in self.posts)

    @property
    def actor(self) -> str:
        """The name under which the ledger records what this viewer does."""
        if self.operator:
            return f"operator:{self.operator}"
        return "stranger" if self.account is None else f"account:{self.account}"

    @property
    def runs_house(self) -> bool:
        """Whether this viewer operates the machine or administers the top organisation."""
        return bool(self.operator) or any(
            post.role is Role.ADMINISTRATOR and len(post.path) == PATH_STEP for post in self.posts
        )

    @property
    def reads_whole_trail(self) -> bool:
        """Whether this viewer operates the machine or audits the top organisation."""
        return bool(self.operator) or any(
            post.role is Role.AUDITOR and len(post.path) == PATH_STEP for post in self.posts
        )

    def reach(self, *roles: Role) -> tuple[str, ...]:
        """Return the tree paths under which this viewer holds one of `roles`.

        A path covers the organisation itself and everything below it: a query filters by
        prefix. The operator reaches the empty path, that is, everything; somebody without the
        role reaches nothing.
        """
        if self.operator:
            return ("",)
        return tuple(sorted({post.path for post in self.posts if post.role in roles}))

    def holds(self, *roles: Role, at: str) -> bool:
        """Whether one of `roles` is held at the organisation with path `at` or above it."""
        return any(at.startswith(path) for path in self.reach(*roles))


STRANGER = Viewer()
