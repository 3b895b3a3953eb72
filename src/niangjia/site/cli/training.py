"""Fitting again what rules weigh by, from made-up papers and a folder of material."""

from pathlib import Path
from typing import Annotated

import typer

from niangjia.site.cli.output import print_json, stderr

train = typer.Typer(
    help="重新训练规则所用的权重（需要安装 train 附加组件）。", no_args_is_help=True
)

_RULES = Path(__file__).parents[2] / "rights" / "caselaw" / "rules" / "masking"


@train.callback()
def _train() -> None:
    """重新训练规则所用的权重。"""


@train.command("masking")
def train_masking(
    data: Annotated[
        Path | None,
        typer.Argument(help="评测材料的文件夹；没有时只用虚构文书", exists=True, file_okay=False),
    ] = None,
    to: Annotated[Path, typer.Option(help="权重写到哪个文件夹", file_okay=False)] = _RULES,
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """去标识所用的分值与字符权重；同样的材料得到逐字节相同的文件。"""
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
