"""What people call councils that no document calls them so: "Herts", "RBKC".

In: nicknames.csv. Out: names by GSS code. A person who asks is understood by them; the reader of
documents does not know them, since in a text "Richmond" or "Newcastle" may be another place.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "nicknames.csv"


@functools.cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Return what else a council is called, by its GSS code."""
    found: dict[str, tuple[str, ...]] = {}
    with _FILE.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(line for line in handle if not line.startswith("#")):
            found[row["gss_code"]] = (*found.get(row["gss_code"], ()), row["name"])
    return found
