"""The change log as records.

In: the text of ``CHANGES.md`` as ``changes`` writes it. Out: a ``Version`` for each
release, newest first.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """A release: its name, what is said of it as a whole, its changes one by one."""

    name: str
    notes: tuple[str, ...]
    changes: tuple[str, ...]


def versions(markdown: str) -> list[Version]:
    """Return the releases of a change log."""
    found = []
    for section in markdown.split("\n## ")[1:]:
        name, _, body = section.partition("\n")
        lines = [line.strip() for line in body.splitlines() if line.strip()]
        notes = tuple(line for line in lines if not line.startswith("- "))
        found.append(Version(name.strip(), notes, tuple(line[2:] for line in lines if line.startswith("- "))))
    return found
