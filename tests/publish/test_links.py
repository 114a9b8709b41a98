from __future__ import annotations

import os
import subprocess
import sys

import pytest

SORTED = """
from ofsted_kg.publish.pages.views import Link
print(sorted({Link("Version of 31 January 2026", f"set/dataset/{n}.html") for n in range(8)}))
"""


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_links_of_one_name_have_one_order_whatever_the_hash_seed(seed: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", SORTED],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [shown.stdout.index(f"/{number}.html") for number in range(8)] == sorted(
        shown.stdout.index(f"/{number}.html") for number in range(8)
    )
