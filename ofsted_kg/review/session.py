"""What a person decides about a letter, and the file that it goes into.

In: a letter's graph and text, the path of the file of corrections, what is typed in a form. Out: that
file, checked and written whole after each decision; rows about other facts and letters stay.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from pathlib import Path

from ofsted_kg.corrections import Action, Correction, checked, load, mismatch, properties, save
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.model import Document
from ofsted_kg.register import Register
from ofsted_kg.review.items import Item, read_items
from ofsted_kg.review.refused import refused
from ofsted_kg.vocabulary.lexicon import Lexicon

# Before the name of a property in a form, so that none is taken for another field.
FIELD = "p."


class ReviewSession:
    """One letter under review.

    Args:
        nquads: the letter's graph.
        text: the text that its offsets count in.
        path: of the file of corrections; it need not exist.
        lexicon: the vocabulary.
        register: the councils.

    Raises:
        OfstedKGError: the file is there and wrong, or the graph is no letter's.
    """

    def __init__(self, nquads: str, text: str, path: Path, lexicon: Lexicon, register: Register) -> None:
        read = read_items(nquads)
        self.source = read.source
        self.items = read.items
        self.text = text
        self.path = path
        self.lexicon = lexicon
        self.refused = refused(Document(read.source, read.source, "text/plain", "", 0, text), lexicon)
        self._sha256 = read.sha256.lower()
        self._framework = read.framework
        self._register = register
        self._lock = threading.Lock()
        self.decisions()

    def quote(self, item: Item) -> str:
        """Return the words of an item, white space folded."""
        return " ".join(self.text[item.start or 0 : item.end or 0].split())

    def decisions(self) -> dict[str, list[Correction]]:
        """Return what the file says of this letter, by fact."""
        found: dict[str, list[Correction]] = {}
        for row in self._rows():
            if self._mine(row):
                found.setdefault(row.fact, []).append(row)
        return found

    def decide(self, form: Mapping[str, str], today: dt.date) -> str:
        """Write a decision down; return the fact's path.

        Raises:
            OfstedKGError: the form does not say what a correction must, or the file cannot be written.
        """
        fact, action = form.get("fact", ""), form.get("action", "")
        item = next((item for item in self.items if item.fact == fact), None)
        if item is None:
            raise OfstedKGError("there is no such fact in this letter", remedy="Load the page anew")
        new = [] if action == "forget" else self._made(item, action, form, today)
        with self._lock:
            rows = [row for row in self._rows() if not (self._mine(row) and row.fact == fact)]
            save(self.path, [*rows, *new])
        return fact

    def _made(self, item: Item, action: str, form: Mapping[str, str], today: dt.date) -> list[Correction]:
        cells = {
            "document": self.source,
            "sha256": self._sha256,
            "fact": item.fact,
            "quote": self.quote(item),
            "action": action,
            "date": today.isoformat(),
            **{name: " ".join(form.get(name, "").split()) for name in ("who", "why", "source")},
        }
        if action == Action.ACCEPT:
            cells["why"] = cells["why"] or "Read and found right."
            cells["source"] = cells["source"] or "the document"
        changes = [("", "")]
        if action == Action.CORRECT:
            typed = {name: form.get(FIELD + name, "").strip() for name in properties(item.kind)}
            changes = [(name, value) for name, value in typed.items() if value != item.values[name]]
            if not changes:
                raise OfstedKGError(
                    "nothing is corrected: all values are as they were read",
                    remedy="Change a value, or accept the fact",
                )
        made = [
            checked({**cells, "property": name, "value": value}, ("", ""), self.lexicon, self._register)
            for name, value in changes
        ]
        if action == Action.CORRECT and item.kind == "rating":
            right = item.values | {row.name: row.value for row in made}
            if wrong := mismatch(right["grade"], right["score"], self.lexicon, self._framework):
                raise OfstedKGError(wrong, remedy="Nothing was written")
        return made

    def _mine(self, row: Correction) -> bool:
        return row.sha256 == self._sha256 if row.sha256 else row.document == self.source

    def _rows(self) -> tuple[Correction, ...]:
        if not self.path.exists():
            return ()
        return load((self.path,), self.lexicon, self._register).rows
