"""The laws at the command line: what the command does, without its options."""

import json as json_module
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from niangjia.foundation.ledger import courier
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes import actions, indexing
from niangjia.rights.statutes.answering import weights_of_this_house
from niangjia.rights.statutes.evaluation.learning import train_statutes
from niangjia.rights.statutes.evaluation.statutes import evaluate_statutes

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


def learn(*, data: Path, out: Path | None) -> dict[str, Any]:
    """Learn from a folder's questions and write the weights, here or where told; say what was read.

    Raises MaterialMissing.
    """
    return train_statutes(data, day=clock.today(), out=out or weights_of_this_house())


def evaluate(*, data: Path, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Return the figures of finding articles. Raises MaterialMissing."""
    return evaluate_statutes(data, day=clock.today(), rounds=rounds, say=say)


_COLUMNS = (
    ("recall_at_1", "R@1"), ("recall_at_5", "R@5"), ("recall_at_10", "R@10"),
    ("recall_at_100", "R@100"), ("answerable_recall_at_10", "R@10*"),
    ("answerable_recall_at_100", "R@100*"), ("mrr", "MRR"),
)  # fmt: skip


def table(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the figures as a table; * counts only articles the library has."""
    yield f"{figures['articles']} articles, {figures['topics']} topics, {figures['rounds']} rounds"
    head = " ".join(f"{short:>7}" for _, short in _COLUMNS)
    for part in ("cross_validated", "untouched_half", "other_collections"):
        yield f"\n{part}\n{'':<44}{head}  R@10, 95 %"
        for name, found in figures[part].items():
            for source, line in ({"": found} if "mrr" in found else found).items():
                cells = " ".join(f"{line[key]:7.3f}" for key, _ in _COLUMNS)
                low, high = line["interval_at_10"]
                yield f"{f'{name}  {source}'.strip():<44}{cells}  {low:.3f}-{high:.3f}"
