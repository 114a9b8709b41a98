"""What a build holds, counted: the ledger without reading all of it.

In: the folder of a build. Out: its counts, which the manifest keeps, and entries of the files
that are asked for, one at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline.ledger import LEDGER, Entry, Remark, Status, read_entry, read_remarks
from ofsted_kg.record import ENDING
from ofsted_kg.store.manifest import Manifest


class Account:
    """The counts of a build, and its entries; use it as a context."""

    def __init__(self, folder: Path) -> None:
        """Open the build in a folder.

        Raises:
            StoreError: it is damaged.
        """
        self._folder = folder
        self._manifest = Manifest(folder)

    def __enter__(self) -> Account:
        return self

    def __exit__(self, *_: object) -> None:
        self._manifest.close()

    def files(self) -> int:
        """Return the number of files."""
        return sum(self._manifest.totals("status").values())

    def count(self, status: Status) -> int:
        """Return the number of files in a state."""
        return self._manifest.totals("status").get(status, 0)

    def of_the_record(self) -> dict[Status, int]:
        """Return the number of entries by state that come from a record of grades and are no documents."""
        query = "SELECT status, COUNT(*) FROM file WHERE file_name LIKE ? GROUP BY status"
        return {Status(status): count for status, count in self._manifest.rows(query, f"%{ENDING}")}

    def frameworks(self) -> dict[str, int]:
        """Return the number of converted letters by framework."""
        return self._manifest.totals("framework")

    def facts(self) -> dict[str, int]:
        """Return the number of facts by kind in the converted letters."""
        return self._manifest.totals("facts")

    def notices(self) -> dict[str, int]:
        """Return the number of notices and warnings by code in the converted letters."""
        return self._manifest.totals("notices")

    def refusals(self) -> dict[str, int]:
        """Return how many grades and comparators make no fact in the converted letters, by rule."""
        return self._manifest.totals("refusals")

    def entries(self, *status: Status) -> Iterator[Entry]:
        """Yield the entries of files in these states, in the order of the ledger."""
        marks = ", ".join("?" * len(status))
        query = f"SELECT entry FROM file WHERE status IN ({marks}) ORDER BY file_name, place, id"  # noqa: S608
        for row in self._manifest.rows(query, *status):
            yield read_entry(json.loads(row[0]))

    def of_files(self, files: Iterable[bytes]) -> list[Entry]:
        """Return the entries of these files, in the order of the ledger."""
        query = "SELECT entry FROM file WHERE real = ?"
        rows = [row for real in sorted(set(files)) for row in self._manifest.rows(query, real)]
        found = [read_entry(json.loads(row[0])) for row in rows]
        return sorted(found, key=lambda entry: (entry.file_name, entry.place))

    def remarks(self) -> tuple[Remark, ...]:
        """Return what concerns no single file.

        Raises:
            StoreError: the ledger is damaged.
        """
        path = self._folder / LEDGER
        try:
            with path.open(encoding="utf-8") as ledger:
                return read_remarks(json.loads(ledger.readline().rstrip(",\n") + "}")["dataset"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"the ledger is damaged ({error})", file=path, remedy="Build the graph again"
            ) from error

    def conforms(self) -> bool:
        """Tell whether every file that is a letter conforms, and the dataset as a whole."""
        broken = any(remark.severity == "Violation" for remark in self.remarks())
        return not broken and self.count(Status.NOT_CONFORMING) == 0
