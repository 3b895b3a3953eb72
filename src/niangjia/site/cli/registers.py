"""People, unions and employers at the command line."""

from pathlib import Path
from typing import Annotated

import typer

from niangjia.foundation.organisations import commands as organisations
from niangjia.foundation.organisations.commands import in_words
from niangjia.foundation.organisations.importing import ImportAccount
from niangjia.foundation.people import commands as people
from niangjia.site.cli.operator import operator
from niangjia.site.cli.output import print_json, progress

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]
Workbook = Annotated[Path, typer.Argument(help="Excel 文件（.xlsx），模板可在网页上下载")]
NOTHING_READ = 2


def import_organisations(file: Workbook, json: Json = False) -> None:
    """从 Excel 导入工会组织。"""
    with progress("导入工会") as report:
        account = organisations.import_organisations(viewer=operator(), path=file, progress=report)
    _print(account, json)


def import_employers(file: Workbook, json: Json = False) -> None:
    """从 Excel 导入用人单位。"""
    with progress("导入单位") as report:
        account = organisations.import_employers(viewer=operator(), path=file, progress=report)
    _print(account, json)


def create_administrator(
    name: Annotated[str, typer.Option(prompt="姓名", help="姓名")],
    email: Annotated[str, typer.Option(help="邮箱；手机与邮箱至少写一个")] = "",
    phone: Annotated[str, typer.Option(help="手机号")] = "",
    organisation: Annotated[str, typer.Option(help="工会编号、登记号或名称；默认最上级")] = "",
) -> None:
    """设一位管理员，并打印设置密码的一次性链接。"""
    if not email and not phone:
        email = typer.prompt("邮箱")
    link = people.create_administrator(
        viewer=operator(), name=name, phone=phone, email=email, organisation=organisation
    )
    if link:
        typer.echo(f"请本人打开网站上的这个地址设置密码（一次有效）：\n  {link}")
    else:
        typer.echo("这个账号本来就有，已任命为管理员。")


def _print(account: ImportAccount, json: bool) -> None:
    if json:
        print_json(account.as_json())
    else:
        typer.echo(in_words(account))
    raise typer.Exit(NOTHING_READ if account.read == len(account.rejected) else 0)
