"""Connections as strangers open them: how many, from whom, and how long they may take to ask.

In: bytes of clients. Out: requests whose head came in time. A connection that has not sent the
head of a request by its deadline is closed; when all places are taken, the one that has
waited longest without asking makes room; one address has a share of the places. The protocol
itself is h11's, by uvicorn.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from ofsted_kg.serve.headers import SECURITY
from ofsted_kg.serve.limits import Limits


class Places:
    """The places of one server, and who has them."""

    def __init__(self, limits: Limits, trusted: frozenset[str]) -> None:
        self.limits = limits
        self.trusted = trusted
        # In the order in which they began to wait.
        self.waiting: dict[Connection, None] = {}
        self.taken: Counter[str] = Counter()

    def enter(self, connection: Connection, address: str) -> bool:
        """Give a place to a new connection; say whether there was one for it."""
        if self.taken.total() >= self.limits.connections:
            oldest = next(iter(self.waiting), None)
            if oldest is None:
                return False
            oldest.give_up()
        if address not in self.trusted and self.taken[address] >= self.limits.connections_each:
            own = next((c for c in self.waiting if c.address == address), None)
            if own is None:
                return False
            own.give_up()
        self.taken[address] += 1
        return True

    def leave(self, connection: Connection, address: str) -> None:
        """Free a place."""
        self.waiting.pop(connection, None)
        self.taken[address] -= 1
        if not self.taken[address]:
            del self.taken[address]


def protocol(places: Places) -> type[H11Protocol]:
    """Return the protocol of uvicorn's with these places."""
    return type("PlacedConnection", (Connection,), {"places": places})


class Connection(H11Protocol):
    """One connection: uvicorn's, with a deadline for the head of each request.

    Attributes:
        places: of the server.
        address: of the client, as the socket has it.
    """

    places: Places

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*args, **kwargs)
        self.address = ""
        self._placed = False
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, or say that there is none."""
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if isinstance(peer, tuple) else "local"
        super().connection_made(transport)
        self._placed = self.places.enter(self, self.address)
        if not self._placed:
            transport.write(_FULL)
            transport.close()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; a request whose head is whole ends the wait."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._asked()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if (
            self._placed
            and not self.transport.is_closing()
            and (self.cycle is None or self.cycle.response_complete)
        ):
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Free the place."""
        self._asked()
        if self._placed:
            self._placed = False
            self.places.leave(self, self.address)
        super().connection_lost(exc)

    def give_up(self) -> None:
        """Close a connection that does not ask."""
        self._asked()
        if self._placed:
            self._placed = False
            self.places.leave(self, self.address)
        self.transport.abort()

    def _wait(self) -> None:
        self._asked()
        self.places.waiting[self] = None
        self._deadline = self.loop.call_later(self.places.limits.head_seconds, self.give_up)

    def _asked(self) -> None:
        self.places.waiting.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


_DETAIL = b'{"type": "about:blank", "title": "Service Unavailable", "status": 503,'
_DETAIL += b' "detail": "too many connections are open. Try again in a few seconds"}\n'
_FULL = b"".join(
    (
        b"HTTP/1.1 503 Service Unavailable\r\n",
        *(f"{name}: {value}\r\n".encode("latin-1") for name, value in SECURITY.items()),
        b"Content-Type: application/problem+json\r\nRetry-After: 5\r\nConnection: close\r\n",
        f"Content-Length: {len(_DETAIL)}\r\n\r\n".encode(),
        _DETAIL,
    )
)
