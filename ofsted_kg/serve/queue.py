"""A fair queue for places: every client has its turn.

In: clients (addresses) that want a place. Out: places, one after the other: of those who wait
the client that has waited longest since its last turn comes first, however many others one
client has in the queue; and no client holds all places where there are several.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque


class FairPlaces:
    """A number of places, shared out in turn.

    >>> places = FairPlaces(2)
    >>> places.free("a"), places.free("b")
    (True, True)
    """

    def __init__(self, size: int) -> None:
        self._left = size
        # Where there are several places one is kept for somebody else.
        self._share = max(1, size - 1)
        self._held: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    def free(self, client: str) -> bool:
        """Say whether a client can have a place at once."""
        return self._left > 0 and self._held[client] < self._share

    def waiting(self, client: str | None = None) -> int:
        """Return how many wait, in all or of one client."""
        if client is not None:
            return len(self._waiting.get(client, ()))
        return sum(map(len, self._waiting.values()))

    async def acquire(self, client: str) -> None:
        """Wait for a place."""
        if self.free(client) and not self._waiting.get(client):
            self._take(client)
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release(client)  # it was given a place just as it left
            else:
                self._forget(client, turn)
            raise

    def release(self, client: str) -> None:
        """Give a place back, and to whoever's turn it is."""
        self._left += 1
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        self._next()

    def _next(self) -> None:
        while self._left:
            client = next((c for c in self._waiting if self._held[c] < self._share), None)
            if client is None:
                return
            line = self._waiting[client]
            turn = line.popleft()
            if line:
                self._waiting.move_to_end(client)
            else:
                del self._waiting[client]
            if not turn.done():
                self._take(client)
                turn.set_result(None)

    def _take(self, client: str) -> None:
        self._left -= 1
        self._held[client] += 1

    def _forget(self, client: str, turn: asyncio.Future[None]) -> None:
        line = self._waiting.get(client)
        if line is not None and turn in line:
            line.remove(turn)
            if not line:
                del self._waiting[client]
