"""A folder of letters into a validated, queryable graph.

In: files and folders, the folder of the graph (``--kg``), options. Out: that folder,
replaced in one step when the new graph is whole, and a ``BuildResult``. A build that
fails leaves the earlier graph as it was.
"""

from __future__ import annotations

from ofsted_kg.build.ledger import Entry, Ledger
from ofsted_kg.build.run import BuildResult, Options, build

__all__ = ["BuildResult", "Entry", "Ledger", "Options", "build"]
