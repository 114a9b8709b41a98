"""A folder of letters into a validated, queryable graph, and every later change of it.

In: files and folders, the folder of the graph (``--kg``), options. Out: that folder with a
new build in force, put there in one step when it is whole, and a ``BuildResult``. What fails
leaves the graph as it was; what succeeds can be undone.
"""

from __future__ import annotations

from ofsted_kg.pipeline.builds import Build, builds, undo
from ofsted_kg.pipeline.ledger import Entry, Ledger
from ofsted_kg.pipeline.previous_build import registers_of
from ofsted_kg.pipeline.run import BuildResult, Options, add, build, remove
from ofsted_kg.pipeline.workers import Limits

__all__ = [
    "Build",
    "BuildResult",
    "Entry",
    "Ledger",
    "Limits",
    "Options",
    "add",
    "build",
    "builds",
    "registers_of",
    "remove",
    "undo",
]
