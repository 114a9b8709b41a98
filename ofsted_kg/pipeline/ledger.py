"""The ledger: what became of every file.

In: the outcome of each file. Out: ``ledger.json``, in the order of the file names,
the same bytes for the same input. Nothing that was passed over goes unnamed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from ofsted_kg.errors import StoreError

LEDGER = "ledger.json"


class Status(StrEnum):
    """What became of a file."""

    CONVERTED = "converted"
    NOT_CONFORMING = "not-conforming"
    NOT_A_LETTER = "not-a-letter"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice or a broken rule: which, how grave, what it says, and the words it is about."""

    rule: str
    severity: str
    message: str
    quote: str = ""
    page: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One file's line in the ledger.

    Attributes:
        source: the file's name without its ending, or where that is another's too, more of its path.
        file_name: the file's name.
        status: what became of it.
        reason: why it was passed over, with the remedy; empty for a converted file.
        sha256: of its bytes; empty where they could not be read.
        key: fingerprint of all that the conversion depends on.
        letter: IRI of the letter.
        graph: IRI of its named graph.
        framework: slug.
        council: GSS code.
        date: of the letter, or of the report's publication; ISO 8601, empty where not known.
        occasion: what tells the document apart where its date is not known: the last day on site, or
            the year of a yearly letter; empty where neither is known.
        facts: how many facts of each kind.
        notices: what was not understood, or guessed.
        refusals: how many grades and comparators of its prose make no fact, by rule.
        results: broken rules and warnings of the shapes.
        path: where the file is, as the user named it.
        made: when the file says that it was made; of two of a document the later is kept.
        grades: the formal grades by area, as word or number.
        refused: digests of the corrections that must not hold.
    """

    source: str
    file_name: str
    status: Status
    reason: str = ""
    sha256: str = ""
    key: str = ""
    letter: str = ""
    graph: str = ""
    framework: str = ""
    council: str = ""
    date: str = ""
    occasion: str = ""
    facts: tuple[tuple[str, int], ...] = ()
    notices: tuple[Remark, ...] = ()
    results: tuple[Remark, ...] = ()
    path: str = ""
    refusals: tuple[tuple[str, int], ...] = ()
    made: str = ""
    grades: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """How to name the file to a person: by its path."""
        return self.path or self.file_name


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries of a build, and what concerns no single file."""

    entries: tuple[Entry, ...]
    dataset: tuple[Remark, ...] = ()

    def with_status(self, *status: Status) -> tuple[Entry, ...]:
        """Return the entries of these states, in order."""
        return tuple(entry for entry in self.entries if entry.status in status)

    @property
    def conforms(self) -> bool:
        """Whether every file that is a letter conforms, and the dataset as a whole."""
        broken = any(remark.severity == "Violation" for remark in self.dataset)
        return not broken and not self.with_status(Status.NOT_CONFORMING)


def ledger_text(dataset: Iterable[Remark], lines: Iterable[str]) -> Iterator[str]:
    """Yield the text of a ledger from the lines of its entries."""
    remarks = json.dumps([asdict(remark) for remark in dataset], ensure_ascii=False)
    yield f'{{"dataset": {remarks},\n"entries": ['
    separator = "\n"
    for line in lines:
        yield separator + line
        separator = ",\n"
    yield "\n]}\n"


def entry_line(entry: Entry) -> str:
    """Return an entry as a line of JSON."""
    return json.dumps(asdict(entry), ensure_ascii=False)


def read_ledger(path: Path) -> Ledger:
    """Read a ledger.

    Raises:
        StoreError: it is missing or damaged.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(read_entry(item) for item in data["entries"])
        return Ledger(entries, read_remarks(data["dataset"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"the ledger cannot be read ({error})", file=path, remedy="Build the graph again"
        ) from error


def read_entry(item: dict[str, object]) -> Entry:
    """Return an entry from its JSON.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    fields = dict(item)
    fields["status"] = Status(str(fields["status"]))
    fields["facts"] = tuple((str(kind), int(count)) for kind, count in fields["facts"])  # type: ignore[attr-defined]
    fields["refusals"] = tuple((str(rule), int(count)) for rule, count in fields.get("refusals", ()))  # type: ignore[attr-defined]
    fields["grades"] = tuple((str(area), str(grade)) for area, grade in fields.get("grades", ()))  # type: ignore[attr-defined]
    fields["refused"] = tuple(map(str, fields.get("refused", ())))  # type: ignore[call-overload]
    fields["notices"] = read_remarks(fields["notices"])
    fields["results"] = read_remarks(fields["results"])
    return Entry(**fields)  # type: ignore[arg-type]


def read_remarks(items: object) -> tuple[Remark, ...]:
    """Return remarks from their JSON.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(items, Iterable):
        raise TypeError("remarks must be a list")
    return tuple(Remark(**item) for item in items)
