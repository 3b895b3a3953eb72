"""The laws at the command line."""

from pathlib import Path
from typing import Annotated

import typer

from niangjia.rights.statutes import commands
from niangjia.site.cli.operator import operator
from niangjia.site.cli.output import progress


def import_laws(
    folder: Annotated[Path, typer.Argument(help="Markdown 法规所在的文件夹")],
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """导入法规；可以反复运行，没有变的不动。"""
    with progress("导入法规") as report:
        code = commands.import_laws(viewer=operator(), folder=folder, json=json, report=report)
    raise typer.Exit(code)
