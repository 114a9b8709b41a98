"""One correction, and all of a build, found by the document that they are about.

In: rows of a file. Out: frozen records. They are no different wherever the file lies and in
whatever order it has them: what a build makes of them follows from what they say.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ofsted_kg.checksums import digest_of
from ofsted_kg.model import Evidence, Notice

REFUSED = "correction-refused"


class Action(StrEnum):
    """What a person decided about a fact."""

    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True)
class Correction:
    """A row: what is right instead of what was read.

    Attributes:
        document: source name or file name of the document.
        sha256: digest of its bytes, where the row is only about these.
        fact: path of the fact as it was read, below the letter's IRI; ``letter`` for the letter.
        quote: the words that it rests on, white space folded.
        action: what was decided.
        name: the property that is corrected.
        value: what is right; empty for nothing.
        who: who says so.
        why: the reason.
        source: what it rests on: an address, or words.
        date: the day on which it was said.
        place: file and line, for messages.
    """

    document: str
    sha256: str
    fact: str
    quote: str
    action: Action
    name: str = ""
    value: str = ""
    who: str = ""
    why: str = ""
    source: str = ""
    date: dt.date | None = None
    # Where it stands changes nothing in what it says.
    place: tuple[str, str] = field(default=("", ""), compare=False, repr=False)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What there can be but one of."""
        return self.document, self.sha256, self.fact, self.name

    @property
    def about(self) -> str:
        """What it is about, in words: the same wherever it stands."""
        what = f"of {self.name} " if self.name else ""
        return (
            f"The correction {what}of {self.fact}"
            if self.action is Action.CORRECT
            else (f"The decision to {self.action} {self.fact}")
        )

    @property
    def digest(self) -> str:
        """Of what it says: by that it is known where only words can be kept."""
        return digest_of(repr(self))

    @property
    def order(self) -> tuple[str, ...]:
        """By what rows are sorted."""
        return (*self.key, self.action, self.value, self.who, self.why, self.source)


@dataclass(frozen=True, slots=True)
class RefusedCorrection(Notice):
    """A notice of a correction that must not hold.

    Attributes:
        row: its digest.
    """

    row: str = ""

    @staticmethod
    def of(row: Correction, why: str, evidence: Evidence | None = None) -> RefusedCorrection:
        """Return the notice of a correction, with the reason."""
        return RefusedCorrection(REFUSED, f"{row.about} is refused{why}", evidence, row.digest)


class Corrections:
    """All corrections of a build."""

    def __init__(self, rows: Iterable[Correction] = ()) -> None:
        self.rows = tuple(sorted(rows, key=lambda row: row.order))
        self.digest = digest_of(*map(repr, self.rows))
        self._by_name: dict[str, list[Correction]] = defaultdict(list)
        self._by_bytes: dict[str, list[Correction]] = defaultdict(list)
        for row in self.rows:
            if row.sha256:
                self._by_bytes[row.sha256].append(row)
            else:
                self._by_name[row.document].append(row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corrections) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, source: str, file_name: str, sha256: str) -> tuple[Correction, ...]:
        """Return the corrections of a document: by its bytes, or by its name."""
        found = dict.fromkeys(self._by_bytes.get(sha256, ()))
        for name in (source, file_name):
            found.update(dict.fromkeys(self._by_name.get(name, ())))
        return tuple(sorted(found, key=lambda row: row.order))

    def unmatched(self, documents: Iterable[tuple[str, str, str]]) -> tuple[Correction, ...]:
        """Return the corrections that are about none of some documents: source, file name, digest."""
        seen: set[Correction] = set()
        for source, file_name, sha256 in documents:
            seen.update(self.of(source, file_name, sha256))
        return tuple(row for row in self.rows if row not in seen)
