"""The ledger at the command line."""

from typing import Annotated

import typer

from niangjia.foundation.ledger.queries import Checkpoint, checkpoint, faults
from niangjia.site.cli.output import print_json

ledger = typer.Typer(help="操作记录：核对与检查点。", no_args_is_help=True)


@ledger.command("checkpoint")
def show_checkpoint() -> None:
    """打印当前检查点，请抄存在这台机器之外。"""
    typer.echo(str(checkpoint()))


@ledger.command("verify")
def verify_ledger(
    against: Annotated[str, typer.Option("--checkpoint", help="以前抄存的检查点")] = "",
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """逐条核对操作记录；有一处对不上就以 1 退出。"""
    kept = Checkpoint.parse(against) if against else None
    found = list(faults(kept))
    end = checkpoint()
    if json:
        print_json(
            {
                "entries": end.sequence,
                "checkpoint": str(end),
                "faults": [{"sequence": f.sequence, "reason": f.reason} for f in found],
            }
        )
    else:
        typer.echo(f"共 {end.sequence} 条记录，{len(found)} 处不符。")
        for fault in found:
            typer.echo(f"  第 {fault.sequence} 条：{fault.reason}")
    raise typer.Exit(1 if found else 0)
