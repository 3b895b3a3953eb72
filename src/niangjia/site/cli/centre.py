"""The one-stop centre at the command line: is a hand-over packet still what it was."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from niangjia.rights.centre import commands
from niangjia.site.cli.output import print_json

packet = typer.Typer(help="移交包：核对有没有被改过。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]


@packet.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="移交包（ZIP）或者移交清单（PDF）")],
    json: Json = False,
) -> None:
    """核对移交包：改了什么、少了什么、多了什么；有一处不对就以 1 退出。"""
    found = commands.verify_packet(file)
    if json:
        print_json(asdict(found))
    else:
        for fault in found.faults:
            typer.echo(fault)
        if not found.faults:
            typer.echo(f"没有改动：{found.matter}，{found.papers}份材料。")
        if found.digest:
            typer.echo(f"校验码：{found.digest}")
        if found.packet and not found.known:
            typer.echo("这个移交包不是本系统做的：请用纸上的目录校验码核对。")
    raise typer.Exit(1 if found.faults else 0)


@packet.command("watch")
def watch() -> None:
    """提醒到期的任务、缺人的值班、逾期的答复；serve 每分钟自己做一次。"""
    typer.echo(f"提醒了 {commands.watch()} 处。")
