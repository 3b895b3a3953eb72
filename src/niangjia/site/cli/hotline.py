"""The hotline at the command line: old records, call centres' tokens, figures."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from niangjia.rights.hotline import commands
from niangjia.site.cli.operator import operator
from niangjia.site.cli.output import print_json, progress

hotline = typer.Typer(help="12351热线：旧记录、呼叫中心令牌、数字。", no_args_is_help=True)
token = typer.Typer(help="呼叫中心的令牌。", no_args_is_help=True)
hotline.add_typer(token, name="token")
Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]
Union = Annotated[str, typer.Option("--union", help="工会的名称或登记号")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="如 2026-01-01")]
NOTHING_READ = 2


@hotline.command("import")
def import_records(
    file: Annotated[Path, typer.Argument(help="Excel 文件（.xlsx），模板可在网页上下载")],
    union: Union,
    json: Json = False,
) -> None:
    """从 Excel 导入旧记录；断了再运行一次就接着来。"""
    with progress("导入旧记录") as report:
        account = commands.import_records(
            viewer=operator(), path=file, union=union, progress=report
        )
    if json:
        print_json(account.as_json())
    else:
        typer.echo(commands.in_words(account))
    raise typer.Exit(NOTHING_READ if account.read == len(account.rejected) else 0)


@token.command("make")
def make_token(
    name: Annotated[str, typer.Option(help="呼叫中心的名称")], union: Union, json: Json = False
) -> None:
    """发一个令牌，只显示这一次。"""
    made = commands.make_token(viewer=operator(), union=union, name=name)
    if json:
        print_json({"code": made.code, "token": made.token, "union": made.organisation})
    else:
        typer.echo(f"{made.organisation}的令牌（编号 {made.code}），只显示这一次：\n  {made.token}")


@token.command("revoke")
def revoke_token(code: Annotated[str, typer.Argument(help="令牌的编号")]) -> None:
    """作废一个令牌。"""
    commands.revoke_token(viewer=operator(), code=code)
    typer.echo("已经作废。")


@token.command("list")
def list_tokens(json: Json = False) -> None:
    """列出发过的令牌。"""
    found = commands.tokens(viewer=operator())
    if json:
        print_json({"tokens": [asdict(one) for one in found]})
    for one in [] if json else found:
        state = "已作废" if one.revoked_at else "有效"
        typer.echo(f"{one.code}\t{one.organisation}\t{one.name}\t…{one.hint}\t{state}")


@hotline.command("figures")
def figures(since: Day, until: Day, json: Json = False) -> None:
    """一段时间里收到多少、按时多少、职工认可多少、追回多少。"""
    found = commands.figures(viewer=operator(), since=since.date(), until=until.date())
    told = asdict(found)
    if json:
        print_json(told)
    for name, value in () if json else told.items():
        typer.echo(f"{name}\t{value}")
