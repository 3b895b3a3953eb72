"""How much may be sent: what is too much is turned away before any of it is kept."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.conf import settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

MEGABYTE = 1024 * 1024
FROM_STRANGERS = MEGABYTE
"""Bytes: a form somebody fills in who is not signed in."""

PAPERS_FROM_STRANGERS = 25 * MEGABYTE
"""Bytes: a paper that somebody without an account hands in, and the form around it."""

TAKES_PAPERS = re.compile(r"/shi/ban/[0-9a-z]{12}/attach/")
"""The addresses at which strangers hand in papers; nowhere else are they given more room."""

FROM_ANYBODY = 520 * MEGABYTE
"""Bytes: the largest import there may be, and the form around it."""


def doorway(inside: Callable[..., Awaitable[None]]) -> Application:
    """Let in what is small enough; Django alone would first write all of it to the disk."""

    async def answer(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inside(scope, receive, send)
            return
        headers = dict(scope["headers"])
        most = FROM_ANYBODY if _has_session(headers) else _from_stranger(scope)
        if _announced(headers) > most:
            await _refuse(send)
            return
        taken, answered = 0, False

        async def counted() -> Message:
            """Hang up on whoever sends more than announced, or announces nothing and goes on."""
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= most else {"type": "http.disconnect"}

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        await inside(scope, counted, noted)
        if taken > most and not answered:
            await _refuse(send)

    return answer


def _has_session(headers: dict[bytes, bytes]) -> bool:
    return f"{settings.SESSION_COOKIE_NAME}=".encode() in headers.get(b"cookie", b"")


def _from_stranger(scope: MutableMapping[str, Any]) -> int:
    """Return how much may be sent to an address by somebody who is not signed in."""
    hands_in = scope.get("method") == "POST" and TAKES_PAPERS.fullmatch(scope.get("path", ""))
    return PAPERS_FROM_STRANGERS if hands_in else FROM_STRANGERS


def _announced(headers: dict[bytes, bytes]) -> int:
    length = headers.get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < 19 else FROM_ANYBODY + 1


async def _refuse(send: Send) -> None:
    head = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": head})
    await send({"type": "http.response.body", "body": "发来的内容太大，没有收下。".encode()})
