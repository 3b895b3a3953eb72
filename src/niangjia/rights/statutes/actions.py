"""What is done with laws: the operator brings them in."""

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes import importing
from niangjia.rights.statutes.importing import Account


def import_laws(
    *, viewer: Viewer, folder: Path, report: Callable[[int, int], None] | None = None
) -> Account:
    """Bring in every Markdown law of a folder and return the account of it. Safe to repeat.

    `report` is told how many files of how many are done. Raises Refused for anybody but the
    operator and the administrators of the whole house, Missing where there is no such folder. A
    file that cannot come in is named in the account and raises nothing.
    """
    if not viewer.runs_house:
        raise Refused(_("只有系统管理员可以导入法规。"))
    files = importing.files_in(folder)
    account = Account()
    for number, file in enumerate(files, 1):
        importing.bring_in(file, folder, actor=viewer.actor, account=account)
        if report:
            report(number, len(files))
    return account
