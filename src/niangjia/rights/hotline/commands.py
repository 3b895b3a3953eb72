"""What the command line offers of this room; the site hangs it in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from niangjia.foundation.organisations.directory import Directory
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline import actions, queries
from niangjia.rights.hotline.actions import Account, MadeToken


def import_records(
    *, viewer: Viewer, path: Path, union: str, progress: Callable[[int, int], None] | None = None
) -> Account:
    """Bring old records in; `union` is a name or register number. Raises Invalid, Missing."""
    code = _union(viewer, union)
    return actions.take_in_old_records(viewer=viewer, office=code, source=path, progress=progress)


def in_words(account: Account) -> str:
    """Return an account as lines for people."""
    head = (
        f"读到 {account.read} 行：留作历史 {account.kept}，接着办 {account.opened}，"
        f"早已导入 {account.unchanged}，没有导入 {len(account.rejected)}。"
    )
    return "\n".join([head, *(f"  第 {one.line} 行：{one.reason}" for one in account.rejected)])


def make_token(*, viewer: Viewer, union: str, name: str) -> MadeToken:
    """Make a call centre's token, which is told this once. Raises Missing, Invalid."""
    return actions.make_token(viewer=viewer, organisation=_union(viewer, union), name=name)


def revoke_token(*, viewer: Viewer, code: str) -> None:
    """Revoke a token. Raises Missing, Conflict."""
    actions.revoke_token(viewer=viewer, code=code)


def tokens(*, viewer: Viewer) -> tuple[queries.TokenShown, ...]:
    """Return the tokens there are, never themselves."""
    return queries.tokens(viewer=viewer)


def figures(*, viewer: Viewer, since: date, until: date) -> queries.Figures:
    """Return what the hotline adds up to. Raises Invalid."""
    return queries.figures(viewer=viewer, since=since, until=until)


def _union(viewer: Viewer, text: str) -> str:
    found = Directory(viewer).only(text.strip())
    if found is None:
        raise Missing("请写明是哪个工会：名称或登记号。")
    return str(found.code)
