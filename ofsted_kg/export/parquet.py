"""Parquet files, for pandas, DuckDB, R and the like.

In: a graph and a folder. Out: a file a table, typed, written by pyarrow (extra ``parquet``).
"""

from __future__ import annotations

from pathlib import Path

from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.export.tables import Exported, tables
from ofsted_kg.query import Answering, typed


def to_parquet(graph: Answering, folder: Path) -> tuple[Exported, ...]:
    """Write the tables of a graph, a file each, into a folder.

    Returns:
        The tables written.

    Raises:
        OfstedKGError: pyarrow is not installed.
        StoreError: a file cannot be written.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            "Parquet needs pyarrow", remedy="Install it with `pip install 'ofsted-kg[parquet]'`"
        ) from error
    kinds = {
        "boolean": pyarrow.bool_(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
        "text": pyarrow.string(),
    }
    written = tuple(tables(graph))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for exported in written:
            columns = {}
            for place, (name, kind) in enumerate(zip(exported.table.columns, exported.kinds, strict=True)):
                cells = [typed(row[place]) for row in exported.table.rows]
                if kind == "text":
                    cells = [None if cell is None else str(cell) for cell in cells]
                columns[name] = pyarrow.array(cells, type=kinds[kind])
            table = pyarrow.table(columns, metadata={"title": exported.title})
            parquet.write_table(table, folder / f"{exported.name}.parquet", compression="zstd")
    except OSError as error:
        raise StoreError(
            f"the files cannot be written ({error.strerror or error})",
            file=folder,
            remedy="Check the folder's permissions and the space on the disk",
        ) from error
    return written
