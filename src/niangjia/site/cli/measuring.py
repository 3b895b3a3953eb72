"""Benchmarks and evaluations: figures anyone can make again."""

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings

from niangjia.desks.answering.plainly.evaluation.holding import evaluate_plainer
from niangjia.rights.caselaw.bench import duplicates as duplicates_bench
from niangjia.rights.caselaw.bench import importing as import_bench
from niangjia.rights.caselaw.bench import search as search_bench
from niangjia.rights.caselaw.bench.machine import machine
from niangjia.rights.caselaw.evaluation.duplicates import evaluate_duplicates
from niangjia.rights.caselaw.evaluation.elements import evaluate_elements
from niangjia.rights.caselaw.evaluation.finding import evaluate_finding
from niangjia.rights.caselaw.evaluation.like_cases import evaluate_cases
from niangjia.rights.caselaw.evaluation.masking import evaluate_masking
from niangjia.rights.caselaw.evaluation.masking_cast import DEVELOPED_WITH
from niangjia.rights.caselaw.evaluation.masking_misses import missed
from niangjia.rights.caselaw.evaluation.questions import issue_by_lexicon, wording
from niangjia.rights.caselaw.evaluation.reading import evaluate_reading
from niangjia.rights.caselaw.evaluation.segmentation import compare_segmentations
from niangjia.rights.caselaw.evaluation.understanding import evaluate as evaluate_understanding
from niangjia.rights.caselaw.evaluation.understanding import generated, sampled
from niangjia.rights.questions import commands as questions_commands
from niangjia.rights.statutes import commands as statutes
from niangjia.site.cli.output import print_json, stderr
from niangjia.site.measuring.asking import measure_asking
from niangjia.site.measuring.casework import measure_casework
from niangjia.site.measuring.freshness import measure_freshness
from niangjia.site.measuring.pages import measure_pages
from niangjia.site.measuring.situations import situation_of

bench = typer.Typer(help="性能测试。", no_args_is_help=True)
evaluate = typer.Typer(help="质量评测。", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]


@bench.callback()
def _bench() -> None:
    """性能测试。"""


@bench.command("search")
def bench_search(
    docs: Annotated[int, typer.Option(min=1, help="虚构案例的篇数")] = 20_000,
    queries: Annotated[int, typer.Option(min=1, help="提问的次数")] = 1000,
    seed: Annotated[int, typer.Option(help="同一个种子得到同样的案例和提问")] = 1,
    against: Annotated[
        str, typer.Option(help="同场比较的对象：stock、fts5、opensearch，可用逗号并列")
    ] = "",
    pages: Annotated[bool, typer.Option(help="也测网页的响应")] = True,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Json = False,
) -> None:
    """检索的速度：引擎与网页的 p50、p99，每秒次数，建索引的速度、大小与内存。"""
    peers = set(filter(None, against.split(",")))
    if not peers <= {"stock", "fts5", "opensearch"}:
        raise typer.BadParameter("只支持 stock、fts5 和 opensearch", param_hint="--against")
    cluster: str = settings.NIANGJIA_SEARCH if "opensearch" in peers else ""
    if "opensearch" in peers and not cluster:
        raise typer.BadParameter("请用 NIANGJIA_SEARCH 指明检索集群", param_hint="--against")
    with tempfile.TemporaryDirectory(dir=work) as folder:
        result: dict[str, Any] = search_bench.run(
            docs=docs,
            seed=seed,
            against_fts5="fts5" in peers,
            against_stock="stock" in peers,
            queries=queries,
            work=Path(folder),
            progress=_say,
            cluster=cluster,
        )
        if pages:
            result["pages"] = measure_pages(
                docs=docs, seed=seed, questions=min(queries, 400), work=Path(folder), say=_say
            )
    _print(result, json)


@bench.command("freshness")
def bench_freshness(
    docs: Annotated[int, typer.Option(min=1, help="虚构案例的篇数")] = 20_000,
    rounds: Annotated[int, typer.Option(min=1, help="发布、撤回的次数")] = 100,
    seed: Annotated[int, typer.Option(help="虚构案例的种子")] = 1,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Json = False,
) -> None:
    """发布多久能搜到，撤回多久搜不到。"""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        result = {
            "machine": machine(),
            "docs": docs,
            **measure_freshness(docs=docs, rounds=rounds, seed=seed, work=Path(folder), say=_say),
        }
    _print(result, json)


@bench.command("ask")
def bench_ask(
    docs: Annotated[int, typer.Option(min=1, help="虚构案例的篇数")] = 20_000,
    questions: Annotated[int, typer.Option(min=1, help="虚构提问的条数")] = 500,
    laws: Annotated[
        Path | None,
        typer.Option(help="法规的文件夹；没有时不列法条", exists=True, file_okay=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="同一个种子得到同样的案例和提问")] = 1,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Json = False,
) -> None:
    """回答一个问题要多久：一个核，模型只装载一次，p50、p95、p99。"""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        result = {
            "machine": machine(),
            "docs": docs,
            "laws": laws is not None,
            **measure_asking(
                docs=docs,
                seed=seed,
                questions=questions,
                laws=laws,
                work=Path(folder),
                say=_say,
            ),
        }
    _print(result, json)


@bench.command("duplicates")
def bench_duplicates(
    docs: Annotated[
        int, typer.Option(min=1, help="虚构文书的篇数，其中一成是改动过的副本")
    ] = 20_000,
    seed: Annotated[int, typer.Option(help="同一个种子得到同样的文书")] = 1,
    against: Annotated[str, typer.Option(help="同场比较的对象：datasketch")] = "",
    json: Json = False,
) -> None:
    """找重复文书的速度：每秒多少篇（一个核）。"""
    if against not in {"", "datasketch"}:
        raise typer.BadParameter("只支持 datasketch", param_hint="--against")
    peer = against == "datasketch"
    if peer and not find_spec("datasketch"):
        raise typer.BadParameter("请先安装 datasketch", param_hint="--against")
    _print(duplicates_bench.run(docs=docs, seed=seed, against_datasketch=peer, say=_say), json)


@bench.command("import")
def bench_import(
    docs: Annotated[int, typer.Option(min=1, help="虚构案例的篇数")] = 1000,
    processes: Annotated[
        list[int] | None, typer.Option(min=1, help="几个进程；可以写几次，默认 1 和每个核一个")
    ] = None,
    dask: Annotated[int, typer.Option(min=0, help="也测本机几个工作进程的 Dask 集群")] = 0,
    seed: Annotated[int, typer.Option(help="虚构案例的种子")] = 1,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Json = False,
) -> None:
    """导入的速度：同样的文书由一个、几个进程和 Dask 集群来读，每秒多少篇，结果是否相同。"""
    if dask and not find_spec("distributed"):
        raise typer.BadParameter("请先安装 niangjia[cluster]", param_hint="--dask")
    crews = processes or sorted({1, import_bench.every_core()})
    with tempfile.TemporaryDirectory(dir=work) as folder:
        result = import_bench.run(
            docs=docs, seed=seed, processes=crews, dask=dask, work=Path(folder), say=_say
        )
    _print(result, json)


@bench.command("casework")
def bench_casework(
    matters: Annotated[int, typer.Option(min=1, help="虚构事项的件数")] = 100_000,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Json = False,
) -> None:
    """办件的速度：待办、打开一件、收件、接手的 p50、p95 和查询次数，从一万件起怎样增长。"""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        measured = measure_casework(matters=matters, work=Path(folder))
    _print({"machine": machine(), **measured}, json)


@evaluate.callback()
def _evaluate() -> None:
    """质量评测。"""


@evaluate.command("segmentation")
def eval_segmentation(
    data: Annotated[Path, typer.Argument(help="评测资料的文件夹")], json: Json = False
) -> None:
    """比较各种分词方式找到了多少、花费多少。"""
    _print(compare_segmentations(data), json)


@evaluate.command("understanding")
def eval_understanding(
    count: Annotated[int, typer.Option(min=1, help="虚构案例的篇数")] = 2000,
    seed: Annotated[int, typer.Option(help="虚构案例的种子")] = 7,
    json: Json = False,
) -> None:
    """导入时读出的机构、地区、日期、争议、结果等，与已知的事实相比。"""
    result = {
        "generated": evaluate_understanding(generated(count=count, seed=seed)),
        "sample": evaluate_understanding(sampled()),
    }
    _print(result, json)


@evaluate.command("finding")
def eval_finding(
    questions: Annotated[int, typer.Option(min=1, help="虚构提问的条数")] = 560,
    seed: Annotated[int, typer.Option(help="同一个种子得到同样的案例和提问")] = 1,
    docs: Annotated[int, typer.Option(min=0, help="示例案例之外虚构案例的篇数")] = 2000,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Json = False,
) -> None:
    """平常话的提问，头五篇里有几篇是同一类争议。提问与案例出自同一处，数字偏高。"""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        result = evaluate_finding(questions=questions, seed=seed, documents=docs, work=Path(folder))
    _print(result, json)


@evaluate.command("masking")
def eval_masking(
    documents: Annotated[int, typer.Option(min=1, help="虚构文书的篇数")] = 400,
    seed: Annotated[int, typer.Option(help="虚构文书的种子")] = 7,
    misses: Annotated[str, typer.Option(help="只列出这一组（开发所用）里漏掉的内容")] = "",
    json: Json = False,
) -> None:
    """脱敏的召回率与准确率，与已知应隐去的内容相比。"""
    if misses:
        if misses not in DEVELOPED_WITH:
            raise typer.BadParameter("、".join(DEVELOPED_WITH), param_hint="--misses")
        for miss in missed(misses, documents=documents, seed=seed):
            typer.echo(miss.told())
        return
    _print(evaluate_masking(documents=documents, seed=seed), json)


@evaluate.command("issues")
def eval_issues(
    data: Annotated[Path, typer.Argument(help="评测资料的文件夹")],
    rounds: Annotated[int, typer.Option(min=1, help="交叉验证重复的次数")] = 3,
    json: Json = False,
) -> None:
    """平常话的提问，是不是劳动争议、是哪一类，说对了多少；与词库、与只看用词的比较。"""
    figures = questions_commands.evaluate(
        data=data, wording=list(wording()), by_words=issue_by_lexicon, rounds=rounds, say=_say
    )
    if json:
        print_json(figures)
        return
    for line in questions_commands.table(figures):
        typer.echo(line)


@evaluate.command("statutes")
def eval_statutes(
    data: Annotated[Path, typer.Argument(help="评测资料的文件夹")],
    rounds: Annotated[int, typer.Option(min=1, help="交叉验证重复的次数")] = 3,
    json: Json = False,
) -> None:
    """平常话的提问，前十条里找到了多少应当适用的法条；与只看用词的比较。"""
    figures = statutes.evaluate(data=data, rounds=rounds, say=_say)
    if json:
        print_json(figures)
        return
    for line in statutes.table(figures):
        typer.echo(line)


@evaluate.command("plainer")
def eval_plainer(
    laws: Annotated[Path, typer.Argument(help="法规的文件夹（Markdown）")], json: Json = False
) -> None:
    """机器改写的句子如果被改了意思，核对时拦下多少；没改意思的，留下多少。"""
    try:
        _print(evaluate_plainer(laws), json)
    except ValueError as error:
        _say(f"评不了：{error}")
        raise typer.Exit(1) from error


@evaluate.command("duplicates")
def eval_duplicates(
    documents: Annotated[int, typer.Option(min=1, help="虚构文书的篇数")] = 2000,
    seed: Annotated[int, typer.Option(help="虚构文书的种子")] = 7,
    json: Json = False,
) -> None:
    """重复文书、同一争议的不同文书，认出了多少，认错了多少。"""
    _print(evaluate_duplicates(documents=documents, seed=seed), json)


@evaluate.command("reading")
def eval_reading(
    documents: Annotated[int, typer.Option(min=1, help="虚构文书的篇数")] = 400,
    seed: Annotated[int, typer.Option(help="虚构文书的种子")] = 7,
    json: Json = False,
) -> None:
    """从裁判文书读出的当事人、请求与结果、日期、工资、案号，与已知的事实相比。"""
    try:
        result = evaluate_reading(documents=documents, seed=seed, say=_say)
    except (OSError, ValueError) as error:
        _say(f"评不了：{error}")
        raise typer.Exit(1) from error
    _print(result, json)


@evaluate.command("elements")
def eval_elements(
    data: Annotated[Path, typer.Argument(help="评测资料的文件夹，或标注过的文书 JSONL")],
    seeds: Annotated[int, typer.Option(min=1, help="分组抽几次")] = 3,
    json: Json = False,
) -> None:
    """逐句认出的要素，按文书交叉验证，与更简单的办法同表比较。"""
    if not find_spec("sklearn"):
        raise typer.BadParameter("请先安装 niangjia[train]", param_hint="elements")
    try:
        result = evaluate_elements(data, seeds=seeds, say=_say)
    except ValueError as error:
        _say(f"评不了：{error}")
        raise typer.Exit(1) from error
    _print(result, json)


@evaluate.command("cases")
def eval_cases(
    documents: Annotated[int, typer.Option(min=50, help="虚构案例的篇数")] = 1000,
    questions: Annotated[int, typer.Option(min=2, help="每个种子虚构情形的条数")] = 200,
    seeds: Annotated[list[int] | None, typer.Option(help="种子，可以写几次")] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="评测资料的文件夹，有它就也测真实文书", envvar="NIANGJIA_EVAL_DATA"),
    ] = None,
    work: Annotated[Path | None, typer.Option(help="存放临时数据的文件夹")] = None,
    json: Json = False,
) -> None:
    """“和我一样的案例”找得怎样，与单纯的“更多类似”、BM25 和检索页相比；差多少，有多确定。"""
    if data and not find_spec("sklearn"):
        raise typer.BadParameter("请先安装 niangjia[train]", param_hint="--data")
    try:
        with tempfile.TemporaryDirectory(dir=work) as folder:
            result = evaluate_cases(
                documents=documents,
                questions=questions,
                seeds=seeds or (202, 203),
                work=Path(folder),
                understand=situation_of,
                data=data,
                say=_say,
            )
    except ValueError as error:
        _say(f"评不了：{error}")
        raise typer.Exit(1) from error
    _print(result, json)


def _say(text: str) -> None:
    stderr.print(text)


def _print(result: dict[str, Any], json: bool) -> None:
    if json:
        print_json(result)
        return
    for line in _lines(result):
        typer.echo(line)


def _lines(value: Any, indent: str = "") -> list[str]:
    if not isinstance(value, dict):
        return [f"{indent}{value}"]
    lines: list[str] = []
    for key, inner in value.items():
        if isinstance(inner, dict):
            lines += [f"{indent}{key}", *_lines(inner, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {inner}")
    return lines
