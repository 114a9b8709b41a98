"""How much of the machine strangers may use.

In: what the publisher allows. Out: one frozen record that every part of the server
reads, and the most memory that comes to. A query starts in the light lane; one that uses up the lane's
processor time or memory starts again in the next, at lower priority, at last under the full limits.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use, and how many may wait.

    Attributes:
        timeout: seconds a query may run before it is stopped, from its last start (there are three).
        memory_mb: megabytes a query may use beyond the dataset, which all share.
        workers: long queries that run at the same time, and as many longer ones; of several, one address
            never has all.
        light_workers: short queries that run at the same time.
        light_seconds: processor time after which a query counts as long.
        light_memory_mb: memory beyond which a query counts as long.
        queue: queries that may wait for a worker of a lane; half of them of one address.
        queue_seconds: how long one may wait in a lane, so three times as long in all.
        query_bytes: longest query text.
        result_bytes: largest result, before compression.
    """

    timeout: float = 10.0
    memory_mb: int = 1024
    workers: int = 2
    light_workers: int = 4
    light_seconds: float = 0.1
    light_memory_mb: int = 256
    queue: int = 64
    queue_seconds: float = 10.0
    query_bytes: int = 256 * 1024
    result_bytes: int = 32 * MIB

    @property
    def most_memory_mb(self) -> int:
        """Megabytes that all workers together can take, beside the dataset.

        >>> Limits(memory_mb=1024, workers=2).most_memory_mb
        5120
        """
        return (
            self.light_workers * min(self.light_memory_mb, self.memory_mb) + 2 * self.workers * self.memory_mb
        )
