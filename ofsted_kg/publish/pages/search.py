"""The index behind the search box.

In: the pages' names and paths. Out: a script that assigns the index to a name, since a
page opened from a disk may load a script but not fetch a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to be found: its name, kind and path, and further words that find it."""

    label: str
    kind: str
    path: str
    words: str = ""


def script(entries: Iterable[Entry]) -> str:
    """Return the index as a script; nothing in it can end the script or the file's encoding."""
    lines = [
        json.dumps([entry.label, entry.kind, entry.path, entry.words]).replace("<", "\\u003c")
        for entry in entries
    ]
    return "window.searchIndex = [\n" + ",\n".join(lines) + "\n];\n"
