"""Follow what is said of a file that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from ofsted_kg.errors import OfstedKGError

T = TypeVar("T")


def mended(path: Path, wrong: bytes, says: str, right: bytes, read: Callable[[Path], T]) -> T:
    """See that a file is refused with a remedy; return what is read of it when that was followed."""
    path.write_bytes(wrong)
    with pytest.raises(OfstedKGError) as caught:
        read(path)
    assert says in str(caught.value)
    path.write_bytes(right)
    return read(path)
