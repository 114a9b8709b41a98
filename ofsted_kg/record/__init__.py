"""Grades known from a record and not from the document itself.

In: a table of grades, a row a grade, with the address of the document that gives it (the one
that ships with the package, or anybody's in that form). Out: a ``Letter`` for each document,
whose ratings rest on that address and quote nothing, and its graph.
"""

from __future__ import annotations

from ofsted_kg.record.files import ENDING, is_recorded, lay_out, recorded_letter, split
from ofsted_kg.record.shipped import address, differences, shipped_tables
from ofsted_kg.record.table import Recorded, RecordError, read_table
from ofsted_kg.record.writer import recorded_nquads

__all__ = [
    "ENDING",
    "RecordError",
    "Recorded",
    "address",
    "differences",
    "is_recorded",
    "lay_out",
    "read_table",
    "recorded_letter",
    "recorded_nquads",
    "shipped_tables",
    "split",
]
