"""What the house does in the background: couriers, notices on their way, clocks, cleaning up."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.management import call_command
from django.db import close_old_connections

from niangjia.casework import jobs as casework_jobs
from niangjia.casework.telling.reminding import remind
from niangjia.foundation.files import actions as files
from niangjia.foundation.ledger import courier, listeners
from niangjia.foundation.notices import jobs as notices
from niangjia.rights.caselaw import jobs as caselaw_jobs
from niangjia.rights.centre import jobs as centre_jobs
from niangjia.site.cli.output import stderr

HOUSEKEEPING_EVERY = 3600.0
WATCH_EVERY = 60.0


@contextmanager
def background() -> Iterator[threading.Event]:
    """Work in the background for the length of a `with` block; the event stops all of it."""
    stopping = threading.Event()
    threads = list(_threads(stopping))
    for thread in threads:
        thread.start()
    try:
        yield stopping
    finally:
        stopping.set()
        listeners.wake()
        for thread in threads:
            thread.join()


def work() -> None:
    """只处理后台任务和通知，不提供网页，直到按下 Ctrl+C；可以同时开几个。"""
    with background() as stopping:
        stderr.print("后台任务在运行。按 Ctrl+C 停止。")
        try:
            stopping.wait()
        except KeyboardInterrupt:
            stderr.print("正在停止。")


def _threads(stopping: threading.Event) -> Iterator[threading.Thread]:
    for lane in listeners.lanes():
        yield _thread(f"courier-{lane}", partial(_deliver, lane, stopping))
    for lane in notices.LANES:
        yield _thread(f"notices-{lane}", partial(_send, lane, stopping))
    yield _thread("housekeeping", partial(_keep_house, stopping))
    yield _thread("watch", partial(_watch, stopping))


def _thread(name: str, target: Callable[[], None]) -> threading.Thread:
    return threading.Thread(target=target, name=name)


def _deliver(lane: str, stopping: threading.Event) -> None:
    courier.work(lane, stopping=stopping.is_set)


def _send(lane: str, stopping: threading.Event) -> None:
    notices.work_lane(lane, stopping.is_set)


def _keep_house(stopping: threading.Event) -> None:
    """Throw away what nobody needs any more, once an hour."""
    while not stopping.is_set():
        try:
            courier.prune()
            files.sweep()
            caselaw_jobs.forget_answered()
            notices.sweep()
            centre_jobs.forget()
            call_command("clearsessions")
        except Exception as error:  # noqa: BLE001 - tried again in an hour, and said
            stderr.print(f"清理没有完成：{type(error).__name__}")
        finally:
            close_old_connections()
        stopping.wait(HOUSEKEEPING_EVERY)


def _watch(stopping: threading.Event) -> None:
    """Look at the clocks, and at alarms that nobody saw to, once a minute."""
    while not stopping.is_set():
        try:
            casework_jobs.watch()
            centre_jobs.watch()
            remind()
        except Exception as error:  # noqa: BLE001 - tried again in a minute, and said
            stderr.print(f"没有看成时限：{type(error).__name__}")
        finally:
            close_old_connections()
        stopping.wait(WATCH_EVERY)
