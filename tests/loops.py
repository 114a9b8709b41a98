"""Run a coroutine to its end, also beside Playwright, whose own loop runs in the tests' thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Value = TypeVar("Value")


def run_apart(work: Callable[[], Coroutine[Any, Any, Value]]) -> Value:
    """Make a coroutine and run it in a thread of its own, with a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()
