"""Round-robin scheduling of a lane's workers: whoever asks, gets one in turn with the others.

In: who wants a worker. Out: when it is their turn. Each address has a queue of its own, and free workers go
round them: one that sends a hundred queries waits for its own, not others for it. Where queries are long, one
address never holds all workers at once.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter, OrderedDict, deque

from ofsted_kg.serve.limits import Limits
from ofsted_kg.serve.problems import Problem

_SITE_BITS = 64


class BusyError(Problem):
    """There is no worker to be had; it says when to come back."""

    def __init__(self, message: str) -> None:
        super().__init__(503, message, remedy="Try again in a few seconds", headers={"Retry-After": "5"})


def share_of(host: str) -> str:
    """Return whose share a client's address counts to: a site's, for IPv6 gives a site many.

    >>> share_of("192.0.2.7"), share_of("2001:db8:1:2:3:4:5:6")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((int(address), _SITE_BITS), strict=False))


class RoundRobin:
    """The workers of a lane, given out in turns.

    Attributes:
        taken: how many are at work.
    """

    def __init__(self, size: int, most_of_one: int) -> None:
        self.size = size
        self.taken = 0
        self._most_of_one = most_of_one
        self._running: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    async def take(self, who: str, limits: Limits) -> None:
        """Wait for a turn.

        Raises:
            BusyError: too many wait, or too many of the same address, or it takes too long.
        """
        if self.taken < self.size and self._running[who] < self._most_of_one:
            self._begin(who)
            return
        own = self._waiting.get(who, ())
        if self.waiting >= limits.queue or len(own) >= max(1, limits.queue // 2):
            raise BusyError("the server is busy with other queries")
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(who, deque()).append(turn)
        try:
            async with asyncio.timeout(limits.queue_seconds):
                await turn
        except TimeoutError:
            if turn.done() and not turn.cancelled():
                return  # it came in the last moment
            raise BusyError(f"no turn came within {limits.queue_seconds:g} seconds") from None
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give(who)  # it came just when its client left
            raise
        finally:
            self._leave(who, turn)

    def give(self, who: str) -> None:
        """End a turn, and begin those of who waits."""
        self.taken -= 1
        self._running[who] -= 1
        if not self._running[who]:
            del self._running[who]
        while self.taken < self.size and self._next():
            pass

    def _next(self) -> bool:
        for who, turns in self._waiting.items():
            while turns and turns[0].done():
                turns.popleft()  # its client has left, or waited too long
            if turns and self._running[who] < self._most_of_one:
                turns.popleft().set_result(None)
                self._waiting.move_to_end(who)
                self._begin(who)
                return True
        return False

    def _begin(self, who: str) -> None:
        self.taken += 1
        self._running[who] += 1

    def _leave(self, who: str, turn: asyncio.Future[None]) -> None:
        turns = self._waiting.get(who)
        if turns is not None:
            if turn in turns:
                turns.remove(turn)
            if not turns:
                del self._waiting[who]
