"""Python's garbage collector, kept off where much is made and little of it in cycles.

In: nothing. Out: a context. Records, rows and pages hold few cycles; looking for them takes a tenth of
the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector off for a while; one that was off stays so."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
