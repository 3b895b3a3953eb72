"""A model endpoint on this machine that does whatever a test wants of it, real HTTP and all."""

import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        """The request as JSON."""
        found: dict[str, Any] = json.loads(self.body)
        return found


Behaviour = Callable[["Handler", Asked], None]


@dataclass
class FakeModel:
    """The endpoint: what it was asked, and how it behaves."""

    behave: Behaviour
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""


class Handler(BaseHTTPRequestHandler):
    """Takes a request down and lets the test answer it."""

    fake: FakeModel
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        self.fake.asked.append(asked)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.fake.behave(self, asked)

    do_GET = do_POST  # noqa: N815 - a redirect would come back as one

    def log_message(self, *_args: object) -> None:
        return

    def reply(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def saying(text: str) -> Behaviour:
    """Answer as a model does, with this text."""
    body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()
    return lambda handler, _asked: handler.reply(body)


def telling(sentences: list[dict[str, Any]]) -> Behaviour:
    """Answer with these sentences."""
    return saying(json.dumps({"sentences": sentences}, ensure_ascii=False))


def serve(behave: Behaviour) -> tuple[FakeModel, Callable[[], None]]:
    """Serve on a free port; return the endpoint, and what ends it."""
    fake = FakeModel(behave)
    handler = type("Told", (Handler,), {"fake": fake})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()

    def end() -> None:
        fake.over.set()
        server.shutdown()
        server.server_close()
        thread.join()

    return fake, end


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
