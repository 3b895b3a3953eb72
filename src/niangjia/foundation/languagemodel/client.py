"""Speaking to an OpenAI-compatible endpoint, and trusting it with nothing.

Everything together takes `seconds` at most, whatever the other side does: a name that does not
resolve, headers that drip, a body without end. An answer that is too long, compressed, sent
elsewhere by a redirect or not what was agreed is a failure. There is no second try: the reader
has the house's own sentences already. Neither what is sent nor what comes back is logged.
"""

import asyncio
import json
import ssl
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from niangjia.foundation.languagemodel.breaker import Breaker
from niangjia.foundation.languagemodel.port import ModelFailed

LONGEST = 64 * 1024
"""Bytes of an answer that are read at most."""

AT_ONCE = 4
"""Questions this process has open at a time; more are not asked."""

_TOKENS = 2_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is: address up to /v1, its name there, a file with the key or none."""

    url: str
    name: str
    key_file: Path | None = None
    seconds: float = 6.0


@dataclass(slots=True)
class ModelClient:
    """A model behind an endpoint. Safe for threads; must not be called inside an event loop."""

    endpoint: Endpoint
    breaker: Breaker = field(default_factory=Breaker)
    _places: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(AT_ONCE)
    )

    @property
    def name(self) -> str:
        """Which model answers."""
        return self.endpoint.name

    def answer(self, *, instructions: str, content: str) -> str:
        """Return what the model says, unchecked. Raises ModelFailed."""
        if not self._places.acquire(blocking=False):
            raise ModelFailed("busy")
        try:
            if not self.breaker.allows():
                raise ModelFailed("resting")
            try:
                said = _said(_run(self._ask(instructions, content)))
            except ModelFailed:
                self.breaker.failed()
                raise
            self.breaker.succeeded()
            return said
        finally:
            self._places.release()

    async def _ask(self, instructions: str, content: str) -> bytes:
        try:
            async with asyncio.timeout(self.endpoint.seconds):
                return await self._exchange(instructions, content)
        except (TimeoutError, httpx.TimeoutException):
            raise ModelFailed("slow") from None
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError):
            raise ModelFailed("unreachable") from None
        except ValueError:
            raise ModelFailed("unsendable") from None

    async def _exchange(self, instructions: str, content: str) -> bytes:
        body = {
            "model": self.endpoint.name,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": content},
            ],
            "temperature": 0,
            "max_tokens": _TOKENS,
            "response_format": {"type": "json_object"},
        }
        async with (
            httpx.AsyncClient(
                verify=_trusted(),
                trust_env=False,  # no proxies, no .netrc: it is spoken to directly or not at all
                follow_redirects=False,
                timeout=self.endpoint.seconds,
            ) as client,
            client.stream(
                "POST", f"{self.endpoint.url}/chat/completions", json=body, headers=self._headers()
            ) as answer,
        ):
            return await _read(answer)

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self.endpoint.key_file:
            try:
                key = self.endpoint.key_file.read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                raise ModelFailed("no key") from None
            headers["Authorization"] = f"Bearer {key}"
        return headers


def _run(asking: Coroutine[Any, Any, bytes]) -> bytes:
    """Run to the end, as `asyncio.run` does, but for waiting for a name that does not resolve."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(asking)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom this machine trusts, read once."""
    return ssl.create_default_context()


async def _read(answer: httpx.Response) -> bytes:
    if answer.status_code != httpx.codes.OK:
        raise ModelFailed(f"status {answer.status_code}")
    if answer.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
        raise ModelFailed("compressed")
    body = bytearray()
    async for some in answer.aiter_raw(4096):
        body += some
        if len(body) > LONGEST:
            raise ModelFailed("too long")
    return bytes(body)


def _said(body: bytes) -> str:
    """Return the words of the first choice."""
    try:
        told: Any = json.loads(body)
        said = told["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise ModelFailed("not understood") from None
    if not isinstance(said, str):
        raise ModelFailed("not understood")
    return said
