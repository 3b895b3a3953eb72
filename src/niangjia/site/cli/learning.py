"""Learning: the models of the house made again, from any library."""

from pathlib import Path
from typing import Annotated

import typer

from niangjia.rights.caselaw.evaluation.questions import wording
from niangjia.rights.questions import commands as questions
from niangjia.site.cli.output import print_json

train = typer.Typer(help="训练模型；同样的资料得到同样的文件。", no_args_is_help=True)


@train.callback()
def _train() -> None:
    """训练模型；同样的资料得到同样的文件。"""


@train.command("questions")
def train_questions(
    data: Annotated[Path, typer.Argument(help="资料的文件夹：questions 与 bench")],
    out: Annotated[Path | None, typer.Option(help="写到哪个文件；默认供本系统使用")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """提问说的是什么：是否劳动争议、哪一类、不是的属于什么领域。"""
    result = questions.learn(data=data, wording=list(wording()), out=out)
    if json:
        print_json(result)
        return
    typer.echo(
        f"学习了 {result['questions']} 条提问，写入 {result['file']}（{result['bytes']} 字节）。"
    )
