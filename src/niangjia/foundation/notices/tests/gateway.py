"""A real gateway on this machine, for tests: takes, refuses, hangs, lies, hangs up, on demand."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Desk:
    """What the gateway got, and how it behaves: one word for each message to come, then "take"."""

    got: list[dict[str, Any]] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)
    then: str = "take"
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    desk: Desk

    def do_POST(self) -> None:
        desk = self.desk
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with desk.lock:
            mood = desk.moods.pop(0) if desk.moods else desk.then
            mark = self.headers.get("Idempotency-Key", "")
            if mood in {"take", "hang", "cut", "garbage", "chat", "empty"}:
                desk.got.append(body)
                desk.marks[mark] += 1
            desk.keys.append(self.headers.get("Authorization", ""))
            number = len(desk.got)
        self._answer(mood, number)

    def _answer(self, mood: str, number: int) -> None:
        if mood == "hang":
            self.desk.closing.wait()
            return
        if mood == "cut":
            self.connection.close()
            return
        said = {
            "take": (200, json.dumps({"id": f"m{number}"})),
            "empty": (200, ""),
            "garbage": (200, "<html>登录校园网</html>"),
            "chat": (200, '{"errcode": 0, "errmsg": "ok"}'),
            "chat busy": (200, '{"errcode": 45009, "errmsg": "api freq out of limit"}'),
            "chat wrong": (200, '{"errcode": 93000, "errmsg": "invalid webhook url"}'),
        }
        status, text = said.get(mood, (int(mood) if mood.isdigit() else 500, "{}"))
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # many may call at the same moment


@contextmanager
def gateway() -> Iterator[Desk]:
    """Open the gateway for the length of a `with` block."""
    desk = Desk()
    handler = type("Handler", (_Handler,), {"desk": desk})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    desk.url = f"http://127.0.0.1:{server.server_port}/send"
    try:
        yield desk
    finally:
        desk.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
