"""What the command line offers of this room; the site hangs it in."""

from pathlib import Path

from niangjia.foundation.organisations import importing
from niangjia.foundation.organisations.importing import ImportAccount, Progress
from niangjia.kernel.viewer import Viewer


def import_organisations(
    *, viewer: Viewer, path: Path, progress: Progress | None = None
) -> ImportAccount:
    """Bring unions in from an .xlsx file. Raises Invalid where nothing could be read."""
    return importing.import_organisations(viewer=viewer, source=path, progress=progress)


def import_employers(
    *, viewer: Viewer, path: Path, progress: Progress | None = None
) -> ImportAccount:
    """Bring employers in from an .xlsx file. Raises Invalid where nothing could be read."""
    return importing.import_employers(viewer=viewer, source=path, progress=progress)


def in_words(account: ImportAccount) -> str:
    """Return an account as lines for people."""
    head = (
        f"读到 {account.read} 行：新增 {account.created}，更新 {account.changed}，"
        f"没有变化 {account.unchanged}，没有导入 {len(account.rejected)}。"
    )
    return "\n".join([head, *(f"  第 {one.line} 行：{one.reason}" for one in account.rejected)])
