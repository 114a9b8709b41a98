"""A connection of a stranger: what it may hold open, and for how long.

In: bytes of HTTP/1.1 (RFC 9112), parsed by h11. Out: requests to the application. A request's head must be
there in ten seconds and all of it in thirty; where there are as many connections as the server takes, the one
that has waited longest without a request makes room. What is no HTTP is answered as every other mistake is.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ofsted_kg.serve.headers import SECURITY
from ofsted_kg.serve.problems import closing, problem_response
from ofsted_kg.serve.round_robin import share_of

if TYPE_CHECKING:
    from uvicorn.config import Config
    from uvicorn.server import ServerState

HEAD_SECONDS = 10.0
REQUEST_SECONDS = 30.0
MOST_CONNECTIONS = 512
MOST_OF_ONE = 128


class Connection(H11Protocol):
    """uvicorn's protocol, with an end to waiting.

    Attributes:
        trusted: addresses of proxies, whose connections are many people's.
        since: when it began to wait, on the loop's clock.
    """

    trusted: frozenset[str] = frozenset()

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._timer: asyncio.TimerHandle | None = None
        self._timed: object = None
        self.since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection in, if need be for another that asks nothing."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "abort": transport.abort}
        self.since = self.loop.time()
        others = [other for other in cast("set[Connection]", self.connections) if other is not self]
        own = [other for other in others if other.whose == self.whose]
        crowd = None
        if len(others) >= MOST_CONNECTIONS:
            crowd = others
        elif len(own) >= MOST_OF_ONE and self.whose not in self.trusted:
            crowd = own
        if crowd is not None:
            idle = min((other for other in crowd if other.is_idle), key=lambda c: c.since, default=None)
            if idle is None:
                self._refuse(503, "the server has all the connections it takes", {"Retry-After": "5"})
                return
            idle.transport.abort()
            self.connections.discard(idle)
        self._watch()

    @property
    def whose(self) -> str:
        """Whose share this connection counts to."""
        return share_of(self.client[0]) if self.client else ""

    @property
    def is_idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def data_received(self, data: bytes) -> None:
        """Read on, within the time there is."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self.since = self.loop.time()
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timer."""
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with what was sent, as every other answer does."""
        error = sys.exc_info()[1]
        status = getattr(error, "error_status_hint", 400)
        self._refuse(status, f"this is no HTTP request: {str(error or msg)[:200]}", {})

    def _watch(self) -> None:
        """Time what is awaited."""
        part, seconds = self._awaited()
        timed = (part, self.cycle) if part else None
        if timed is None:
            self._stop()
        elif self._timed != timed:
            self._stop()
            self._timed = timed
            self._timer = self.loop.call_later(seconds, self._too_slow)

    def _awaited(self) -> tuple[str, float]:
        """Return what is awaited, and how many seconds it may take: a head, a body, or nothing ("")."""
        state = self.conn.their_state
        if self.transport.is_closing():
            return "", 0.0
        if state is h11.IDLE and (self.cycle is None or self.conn.trailing_data[0]):
            return "head", HEAD_SECONDS
        return ("body", REQUEST_SECONDS) if state is h11.SEND_BODY else ("", 0.0)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._timed = None, None

    def _too_slow(self) -> None:
        self._stop()
        if self.is_idle and self.conn.our_state is h11.IDLE:
            self._refuse(408, f"the request did not come within {HEAD_SECONDS:g} seconds", {})
        else:
            # The application answers slow bodies; who does not listen then is cut off.
            self.transport.abort()

    def _refuse(self, status: int, detail: str, headers: dict[str, str]) -> None:
        if self.transport.is_closing():
            return
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()
            return
        answer = problem_response(closing(status, detail, headers))
        fields = [*answer.raw_headers, *((k.encode(), v.encode()) for k, v in SECURITY.items())]
        parts = (
            h11.Response(status_code=status, headers=fields),
            h11.Data(data=bytes(answer.body)),
            h11.EndOfMessage(),
        )
        for part in parts:
            self.transport.write(self.conn.send(part) or b"")
        self.transport.close()
        self._stop()


def trusting(proxies: frozenset[str]) -> type[Connection]:
    """Return the protocol for a server behind these proxies."""
    return type("Connection", (Connection,), {"trusted": proxies})
