"""A question at the command line, or a file of them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from django.db import connection

from niangjia.desks.answering.findings import Answer
from niangjia.desks.answering.lines import answers, as_json, timed
from niangjia.kernel import clock
from niangjia.kernel.errors import Unavailable
from niangjia.kernel.viewer import STRANGER
from niangjia.site.cli.answers import lines_of
from niangjia.site.cli.output import print_json, stderr

WARMING = "加班费怎么算"
"""Asked before the first line is timed, so that what is loaded once is loaded."""


def ask(
    question: Annotated[str, typer.Argument(help="用自己的话说发生了什么")] = "",
    batch: Annotated[
        str, typer.Option(help='每行一个 {"id", "question"} 的文件（UTF-8）；- 表示标准输入')
    ] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="按哪一天的法律；默认今天")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """回答一个问题：是什么事、依据哪些法条、类似的案例怎样了结、还缺什么。

    退出码：0 都答了；1 没有答成，或者 --batch 里有几行不能用（其余照答）；
    2 用法不对，或者没有问题。
    """
    if bool(question.strip()) == bool(batch):
        raise typer.BadParameter("要么写一个问题，要么用 --batch", param_hint="QUESTION")
    if "django_migrations" not in connection.introspection.table_names():
        raise Unavailable("这里还没有数据库：请先运行 niangjia setup。")
    day = on.date() if on else clock.today()
    if batch:
        with _opened(batch) as written:
            _answer_all(written, day)
        return
    given, took = timed(question, viewer=STRANGER, on=day)
    _warn(given)
    if json:
        print_json(as_json(given, took))
        return
    for line in lines_of(given):
        typer.echo(line)


def _answer_all(written: BinaryIO, day: date) -> None:
    """Answer line by line. Ends with 1 where a line was wrong, with 2 where there was none."""
    _warn(timed(WARMING, viewer=STRANGER, on=day)[0])
    answered = wrong = 0
    for line in answers(written, viewer=STRANGER, on=day):
        print_json(line.printed)
        answered, wrong = answered + bool(line.answer), wrong + (line.answer is None)
    if wrong:
        stderr.print(f"答了 {answered} 个问题，{wrong} 行不能用。")
    if wrong or not answered:
        raise typer.Exit(1 if wrong else 2)


@contextmanager
def _opened(batch: str) -> Iterator[BinaryIO]:
    if batch == "-":
        yield sys.stdin.buffer
        return
    if not Path(batch).is_file():
        raise typer.BadParameter(f"没有这个文件：{batch}", param_hint="--batch")
    with Path(batch).open("rb") as file:
        yield file


def _warn(given: Answer) -> None:
    """Say on standard error what there is nothing of to look in."""
    if not given.has_law:
        stderr.print("这里没有法规，所以不列法条：用 niangjia import-laws 导入。")
    if not given.has_cases:
        stderr.print("案例库是空的，所以不列案例：用 niangjia import-cases 导入。")
