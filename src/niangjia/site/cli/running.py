"""Making, serving and keeping the house."""

from typing import Annotated

import typer
import uvicorn
from django.conf import settings
from django.core.management import call_command

from niangjia.foundation.ledger import courier, listeners
from niangjia.foundation.ledger.queries import outbox_counts
from niangjia.foundation.notices import jobs as notices
from niangjia.foundation.organisations import sample as organisations_sample
from niangjia.foundation.people import sample as people_sample
from niangjia.kernel.errors import Unavailable
from niangjia.rights.caselaw import actions as caselaw
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw import jobs as caselaw_jobs
from niangjia.rights.caselaw.demonstration.volume import load_volume
from niangjia.rights.caselaw.demonstration.work import load_work
from niangjia.rights.centre import demonstration as centre
from niangjia.rights.hotline import demonstration as hotline
from niangjia.rights.legal_aid import demonstration as legal_aid
from niangjia.rights.statutes import indexing as laws
from niangjia.site.cli.operator import operator
from niangjia.site.cli.output import print_json, progress, stderr
from niangjia.site.cli.working import background


def setup(
    sample: Annotated[bool, typer.Option(help="装入虚构的示例数据")] = False,
) -> None:
    """建立或升级数据库、静态文件和检索索引；可以反复运行。"""
    settings.NIANGJIA_INDEXES.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if sample:
        viewer = operator()
        organisations_sample.load_sample(viewer=viewer)
        people_sample.load_sample(viewer=viewer)
        with progress("示例案例") as report:
            caselaw.load_sample(viewer=viewer, progress=report)
        if settings.NIANGJIA_DEMO:
            with progress("生成的案例") as report:
                load_volume(viewer=viewer, progress=report)
            load_work(viewer=viewer)
            hotline.load_demonstration(viewer=viewer)
            legal_aid.load_demonstration(viewer=viewer)
            centre.load_demonstration(viewer=viewer)
    indexing.ensure_index()
    laws.ensure_index()
    courier.drain("quick")
    courier.drain("counting")
    caselaw_jobs.ensure_statistics()
    stderr.print("准备就绪。")


def serve(
    host: Annotated[str, typer.Option(help="监听的地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="监听的端口")] = 8000,
    workers: Annotated[int, typer.Option(help="网页进程数")] = 1,
) -> None:
    """提供网页服务，同时处理后台任务，直到按下 Ctrl+C。"""
    if indexing.index_is_missing():
        raise Unavailable("还没有准备好，请先运行 niangjia setup。")
    with background():
        _greet(host, port)
        uvicorn.run(
            "niangjia.site.asgi:application",
            host=host,
            port=port,
            workers=workers,
            log_level="warning",
            log_config=None,  # its words pass the same filter as all others
            access_log=False,  # addresses and queries of readers are nobody's business
            server_header=False,
        )


def outbox(
    json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
    deliver: Annotated[bool, typer.Option(help="现在就处理所有到期的任务")] = False,
) -> None:
    """查看后台任务的情况。"""
    if deliver:
        for lane in listeners.lanes():
            courier.drain(lane)
        notices.send_everything()
    counts = outbox_counts()
    if json:
        print_json(counts)
        return
    for state, name in (
        ("waiting", "等待"), ("taken", "处理中"), ("delivered", "完成"), ("failed", "失败"),
    ):  # fmt: skip
        typer.echo(f"{name}\t{counts[state]}")


def _greet(host: str, port: int) -> None:
    stderr.print(f"\n娘家已经打开：[bold]http://{host}:{port}[/bold]\n")
    if settings.NIANGJIA_DEMO:
        stderr.print("演示账号（密码都是 [bold]" + people_sample.DEMO_PASSWORD + "[/bold]）：")
        for account in people_sample.DEMO_ACCOUNTS:
            stderr.print(f"  {account.email:<44} {account.name}")
        stderr.print("")
    stderr.print("按 Ctrl+C 停止。")
