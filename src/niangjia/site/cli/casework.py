"""Procedures, holidays and the watch over clocks at the command line."""

from pathlib import Path
from typing import Annotated

import typer

from niangjia.casework import commands, jobs
from niangjia.foundation.holidays import commands as holidays
from niangjia.site.cli.operator import operator
from niangjia.site.cli.output import print_json

procedures = typer.Typer(help="办事流程：列出、画图、核对。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]
NOTHING = 2


@procedures.command("list")
def list_procedures(json: Json = False) -> None:
    """列出声明的全部流程和版本。"""
    found = commands.listed()
    if json:
        rows = [{"key": one.key, "version": one.version, "name": one.name} for one in found]
        print_json({"procedures": rows})
    for one in [] if json else found:
        typer.echo(f"{one.key}\t{one.version}\t{one.name}\t{one.declared_at}")
    raise typer.Exit(0 if found else NOTHING)


@procedures.command("draw")
def draw(
    key: Annotated[str, typer.Argument(help="流程的代码，例如 hotline；不写就画全部")] = "",
    form: Annotated[str, typer.Option("--as", help="text 或 svg")] = "text",
    to: Annotated[Path | None, typer.Option(help="写到这个文件夹，不写就打印")] = None,
) -> None:
    """把流程画成图：状态、步骤、谁来办、时限。"""
    if form not in commands.FORMS:
        raise typer.BadParameter("只有 text 和 svg", param_hint="--as")
    keys = [key] if key else sorted({one.key for one in commands.listed()})
    if not keys:
        typer.echo("还没有声明流程。", err=True)
        raise typer.Exit(NOTHING)
    for one in keys:
        drawn = commands.drawn(one, form)
        if to is None:
            typer.echo(drawn)
            continue
        to.mkdir(parents=True, exist_ok=True)
        (to / f"{one}.{'svg' if form == 'svg' else 'txt'}").write_text(drawn, encoding="utf-8")


@procedures.command("check")
def check(json: Json = False) -> None:
    """核对用过的版本和每件事的经过；有一处不对就以 1 退出。"""
    found = list(commands.faults())
    if json:
        print_json({"faults": found})
    for fault in [] if json else found:
        typer.echo(fault)
    raise typer.Exit(1 if found else 0)


@procedures.command("watch")
def watch() -> None:
    """标出超期的时限，再次提醒没有人处理的危险信号；serve 每分钟自己做一次。"""
    typer.echo(f"处理了 {jobs.watch()} 处。")


def enter_holidays(
    year: Annotated[int, typer.Argument(help="年份")],
    off: Annotated[str, typer.Option(help="放假的日子，例如 1月1日至1月3日，10月1日至10月7日")],
    source: Annotated[str, typer.Option(help="通知的名称和文号")],
    worked: Annotated[str, typer.Option(help="调休上班的周末，例如 2月14日，2月28日")] = "",
) -> None:
    """录入国务院公布的一年放假安排。"""
    typer.echo(holidays.enter(viewer=operator(), year=year, off=off, worked=worked, source=source))
