"""Learning: the models of the house made again, from any library."""

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from niangjia.rights.caselaw.evaluation.elements import train_elements
from niangjia.rights.caselaw.evaluation.like_lessons import DOCUMENTS, QUESTIONS
from niangjia.rights.caselaw.evaluation.questions import wording
from niangjia.rights.caselaw.training.like_cases import train_cases
from niangjia.rights.questions import commands as questions
from niangjia.rights.statutes import commands as statutes
from niangjia.site.cli.output import print_json, stderr
from niangjia.site.measuring.situations import situation_of

_MASKING = Path(__file__).parents[2] / "rights" / "caselaw" / "rules" / "masking"

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


@train.command("statutes")
def train_statutes(
    data: Annotated[Path, typer.Argument(help="资料的文件夹：laws 与 questions")],
    out: Annotated[Path | None, typer.Option(help="写到哪个文件；默认供本系统使用")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """提问与法条的对应：从已知答案的提问学习。"""
    result = statutes.learn(data=data, out=out)
    if json:
        print_json(result)
        return
    total = sum(result["questions"].values())
    typer.echo(f"学习了 {total} 条提问，写入 {result['file']}（{result['bytes']} 字节）。")


@train.command("elements")
def learn_elements(
    data: Annotated[Path, typer.Argument(help="评测资料的文件夹，或标注过的文书 JSONL")],
    out: Annotated[Path | None, typer.Option(help="写到哪里；不写就换掉随软件的模型")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """训练“一句话说明了什么”的模型。同样的资料得到同样的字节。"""
    if not find_spec("sklearn"):
        raise typer.BadParameter("请先安装 niangjia[train]", param_hint="elements")
    try:
        result = train_elements(data, out) if out else train_elements(data)
    except (OSError, ValueError) as error:
        stderr.print(f"训练不了：{error}")
        raise typer.Exit(1) from error
    if json:
        print_json(result)
    else:
        typer.echo(f"{result['papers']} 篇文书，{result['features']} 个特征，写入 {result['file']}")


@train.command("cases")
def learn_cases(
    data: Annotated[
        Path | None,
        typer.Argument(help="评测资料的文件夹；没有时只用虚构案例", exists=True, file_okay=False),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="写到哪里；不写就换掉随软件的权重")] = None,
    documents: Annotated[int, typer.Option(min=50, help="虚构案例的篇数")] = DOCUMENTS,
    questions: Annotated[int, typer.Option(min=2, help="虚构情形的条数")] = QUESTIONS,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """“和我一样的案例”怎样比较：从虚构的案例与情形学习。同样的数目得到同样的字节。"""
    if not find_spec("scipy") or not find_spec("sklearn"):
        raise typer.BadParameter("请先安装 niangjia[train]", param_hint="cases")
    try:
        with tempfile.TemporaryDirectory(dir=work) as folder:
            result = train_cases(
                understand=situation_of,
                data=data,
                work=Path(folder),
                out=out,
                documents=documents,
                questions=questions,
                say=stderr.print,
            )
    except (OSError, ValueError) as error:
        stderr.print(f"训练不了：{error}")
        raise typer.Exit(1) from error
    if json:
        print_json(result)
    else:
        typer.echo(
            f"{result['questions']} 个情形，{result['documents']} 篇案例，写入 {result['file']}"
        )


@train.command("masking")
def learn_masking(
    data: Annotated[
        Path | None,
        typer.Argument(help="评测材料的文件夹；没有时只用虚构文书", exists=True, file_okay=False),
    ] = None,
    to: Annotated[Path, typer.Option(help="权重写到哪个文件夹", file_okay=False)] = _MASKING,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """脱敏所用的分值与字符权重；同样的材料得到逐字节相同的文件。"""
    try:
        from niangjia.rights.caselaw.training.masking import write_masking  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as missing:
        stderr.print(f"缺少 {missing.name}：请先安装 niangjia[train]。")
        raise typer.Exit(1) from missing
    written = write_masking(data, to)
    if json:
        print_json(written)
    else:
        for name, digest in written.items():
            stderr.print(f"{name}  sha256 {digest}")
