"""The analyst's tables as files that analysts' tools open: SQLite with Datasette's metadata, Parquet.

In: a graph. Out: a database file, or a folder of Parquet files, with the answers of all stored
queries that need no parameter and two tables that the others refer to, councils and documents.
"""

from __future__ import annotations

from ofsted_kg.export.ours import refuse_workbook
from ofsted_kg.export.parquet import to_parquet
from ofsted_kg.export.sqlite import to_sqlite
from ofsted_kg.export.tables import Exported, tables

__all__ = ["Exported", "refuse_workbook", "tables", "to_parquet", "to_sqlite"]
