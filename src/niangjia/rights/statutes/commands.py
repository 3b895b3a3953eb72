"""The laws at the command line: what the command does, without its options."""

import json as json_module
import sys
from collections.abc import Callable
from pathlib import Path

from niangjia.foundation.ledger import courier
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes import actions, indexing

DONE, NOTHING_READ = 0, 2


def import_laws(
    *,
    viewer: Viewer,
    folder: Path,
    json: bool,
    report: Callable[[int, int], None] | None = None,
) -> int:
    """Import a folder, print the account and return the exit code: 2 where nothing came in."""
    account = actions.import_laws(viewer=viewer, folder=folder, report=report)
    indexing.ensure_index()
    courier.drain("quick")
    if json:
        out = {
            "read": account.read,
            "imported": account.imported,
            "unchanged": account.unchanged,
            "rejected": [{"source": s, "reason": why} for s, why in account.rejected],
            "articles": account.articles,
        }
        sys.stdout.write(json_module.dumps(out, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(
            f"读到 {account.read} 个文件，共 {account.articles} 条：新导入 {account.imported}，"
            f"未变 {account.unchanged}，未能导入 {len(account.rejected)}。\n"
        )
        for source, why in account.rejected:
            sys.stdout.write(f"  {source}：{why}\n")
    sys.stdout.flush()
    return DONE if account.imported or account.unchanged else NOTHING_READ
