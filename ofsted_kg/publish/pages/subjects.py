"""Triples looked up by subject.

In: rows. Out: ``Subjects``: the values of a subject's properties, in a fixed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ofsted_kg.rows import TYPE, Row


class Subjects:
    """An index of rows by subject and predicate."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            self._values[row.subject][row.predicate].append(row.text)

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, sorted."""
        own = self._values.get(subject)
        return sorted(own[predicate]) if own is not None and predicate in own else []

    def one(self, subject: str, predicate: str) -> str:
        """Return the value of a property, the first of several, empty without."""
        return next(iter(self.all(subject, predicate)), "")

    def is_a(self, subject: str, kind: str) -> bool:
        """Say whether the subject is of a class."""
        return kind in self.all(subject, TYPE)

    def of(self, kind: str) -> list[str]:
        """Return the subjects of a class, sorted."""
        return sorted(s for s, own in self._values.items() if TYPE in own and kind in own[TYPE])

    def with_property(self, predicate: str, value: str) -> list[str]:
        """Return the subjects that have this value, sorted."""
        return sorted(s for s, own in self._values.items() if predicate in own and value in own[predicate])

    def __contains__(self, subject: object) -> bool:
        return subject in self._values
