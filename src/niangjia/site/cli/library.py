"""The case library at the command line."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from niangjia.foundation.ledger import courier
from niangjia.kernel.viewer import STRANGER
from niangjia.rights.caselaw import commands, indexing, queries
from niangjia.rights.caselaw.api import results_out
from niangjia.rights.caselaw.findings import CaseHit
from niangjia.rights.caselaw.generator.commands import write_cases
from niangjia.rights.statutes import indexing as laws
from niangjia.site.cli.operator import operator
from niangjia.site.cli.output import print_json, progress

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]


def import_cases(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹：JSONL CSV XLSX TXT DOCX HTML")],
    publish: Annotated[bool, typer.Option(help="来源可信且已去除个人信息，导入后直接公开")] = False,
    organisation: Annotated[str, typer.Option(help="由哪个工会保管（工会编号）")] = "",
    processes: Annotated[
        int | None, typer.Option(min=1, help="几个进程同时读文书；默认每个核一个")
    ] = None,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="由 Dask 集群来读，如 tls://10.0.0.5:8786")
    ] = "",
    json: Json = False,
) -> None:
    """导入案例；可以反复运行，中断后再运行即可继续。"""
    with progress("导入案例") as report:
        code = commands.import_cases(
            viewer=operator(),
            paths=paths,
            publish=publish,
            organisation=organisation or None,
            json=json,
            report=report,
            processes=processes,
            cluster=cluster,
        )
    raise typer.Exit(code)


def make_cases(
    count: Annotated[int, typer.Option(min=1, help="篇数")],
    seed: Annotated[int, typer.Option(help="同一个种子总是生成同样的案例")] = 1,
    facts: Annotated[bool, typer.Option(help="附上已知的事实，供检验")] = False,
    out: Annotated[Path | None, typer.Option(help="写入的文件；默认写到标准输出")] = None,
) -> None:
    """生成虚构的裁判文书（JSONL），用于性能测试和检验。"""
    with progress("生成案例", total=count) as report:
        if out is None:
            write_cases(count=count, seed=seed, out=sys.stdout, with_facts=facts, progress=report)
            return
        with out.open("w", encoding="utf-8") as file:
            write_cases(count=count, seed=seed, out=file, with_facts=facts, progress=report)


def search(
    question: Annotated[str, typer.Argument(help="用自己的话说发生了什么")],
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    json: Json = False,
) -> None:
    """检索已公开的案例。"""
    found = queries.search_cases(viewer=STRANGER, text=question, per_page=limit)
    if json:
        out = results_out(found).model_dump(mode="json")
        keys = ("query", "total", "took_ms", "corrections", "relaxed", "facets", "hits")
        print_json({key: out[key] for key in keys})
        return
    for correction in found.corrections:
        typer.echo(f"已按“{correction.searched}”检索（原文“{correction.typed}”）")
    typer.echo(f"找到 {found.total} 个案例，用时 {found.took_ms:.1f} 毫秒\n")
    for hit in found.hits:
        _print_hit(hit)


def find_duplicates(json: Json = False) -> None:
    """把库里的案例两两比对，提出可能重复的；由编辑决定，不会自行合并。"""
    with progress("读案例") as report:
        signed, proposed = commands.find_duplicates(report)
    if json:
        print_json({"signed": signed, "proposed": proposed})
    else:
        typer.echo(f"新读 {signed} 个案例，提出 {proposed} 对；请在案例工作台的“可能重复”里决定。")


def mask(
    file: Annotated[str, typer.Argument(help="文本文件（UTF-8）；- 表示标准输入")],
    region: Annotated[str, typer.Option(help="名称里没有地名的单位所在的地区，如 青岛市")] = "",
    json: Json = False,
) -> None:
    """隐去文书里的人名、单位名、住址、号码等；原文件不改动。"""
    masked = commands.mask_text(commands.text_of(file, sys.stdin.buffer), region=region)
    if json:
        print_json(masked)
    else:
        typer.echo(masked["text"], nl=False)


def verify(
    repair: Annotated[bool, typer.Option(help="把不一致的改过来")] = False,
    json: Json = False,
) -> None:
    """核对检索索引与数据库是否一致。"""
    courier.drain("quick")
    indexing.ensure_index()
    with progress("核对") as report:
        cases = indexing.verify(repair=repair, report=report)
        laws.ensure_index()
        articles = laws.verify(repair=repair)
    drift = cases.joined(articles)
    result = {
        "checked": drift.checked,
        "missing": len(drift.missing),
        "stale": len(drift.stale),
        "surplus": len(drift.surplus),
        "repeated": len(drift.repeated),
        "repaired": repair and not drift.is_none,
    }
    if json:
        print_json(result)
    else:
        typer.echo(
            f"核对 {drift.checked} 个案例和法条：缺少 {len(drift.missing)}，"
            f"过时 {len(drift.stale)}，多出 {len(drift.surplus)}，重复 {len(drift.repeated)}。"
        )
    raise typer.Exit(0 if drift.is_none or repair else 1)


def rebuild_index(json: Json = False) -> None:
    """重建检索索引；重建期间照常检索。"""
    with progress("重建索引", total=queries.library_size()) as report:
        count = indexing.rebuild(report)
        articles = laws.rebuild()
    if json:
        print_json({"documents": count, "articles": articles})
    else:
        typer.echo(f"已重建，共 {count} 个案例、{articles} 条法规。")


def _print_hit(hit: CaseHit) -> None:
    about = "，".join(
        filter(None, (hit.issue_name, hit.outcome_name, hit.region_name, hit.body_name))
    )
    mark = "【虚构示例】" if hit.fictional else ""
    typer.secho(f"{mark}{hit.title}", bold=True)
    typer.echo(f"  {about}  {hit.date or ''}")
    for passage in hit.passages:
        text = "".join(typer.style(s.text, bold=True) if s.is_hit else s.text for s in passage)
        typer.echo(f"  … {' '.join(text.split())}")
    typer.echo("")
