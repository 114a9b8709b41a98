"""Let corrections hold in a letter.

In: a ``Letter`` as it was read, its ``Document``, the corrections of that document. Out: the letter
as it is right, with its revisions; and a notice for each correction that no longer applies: the
program reads it right by now, or reads something else there, or the quoted words are gone; or that
cannot be right. Such a correction changes nothing: a person must look again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ofsted_kg.corrections.near import PLACED, near, overlaps
from ofsted_kg.corrections.record import Action, Correction, RefusedCorrection
from ofsted_kg.corrections.values import kind_of, mismatch, parse, told
from ofsted_kg.graph.paths import Fact, path_of
from ofsted_kg.model import (
    Comparison,
    Document,
    Evidence,
    Figure,
    Finding,
    Judgement,
    Letter,
    Notice,
    Person,
    Rating,
    Review,
    Revision,
)
from ofsted_kg.register import Register
from ofsted_kg.vocabulary.lexicon import Lexicon

SUPERFLUOUS = "correction-superfluous"
GONE = "correction-quote-gone"
STALE = "correction-stale"
COLLIDES = "correction-collides"

# What a path has behind its place, by kind.
_KEYS = {"judgement": ("subject", "grade"), "comparison": ("subject", "direction", "comparator")}


def corrected(
    letter: Letter, document: Document, rows: Sequence[Correction], lexicon: Lexicon, register: Register
) -> Letter:
    """Return a letter as its corrections have it."""
    if not rows:
        return letter
    desk = _Desk(letter, document, lexicon, register)
    for _, group in groupby(sorted(rows, key=lambda row: (row.fact, row.order)), key=lambda row: row.fact):
        desk.work(tuple(group))
    return desk.finish()


class _Desk:
    """One letter while it is corrected."""

    def __init__(self, letter: Letter, document: Document, lexicon: Lexicon, register: Register) -> None:
        self._letter = letter
        self._text = document.text
        self._document = document
        self._lexicon = lexicon
        self._register = register
        kinds: tuple[Sequence[Fact], ...] = (
            *(letter.ratings, letter.judgements, letter.comparisons),
            *(letter.findings, letter.reviews),
        )
        # As they were read, by path, and what became of each; None where it was withdrawn.
        self._read: dict[str, Fact] = {path_of(fact): fact for facts in kinds for fact in facts}
        self._now: dict[str, Fact | None] = dict(self._read)
        self._people: dict[str, Person] = {}
        if letter.addressee is not None:
            self._people["addressee"] = letter.addressee
        for number, person in enumerate(letter.signatories, start=1):
            self._people[f"signatory/{number}"] = person
        self._revisions: list[Revision] = []
        self._notices: list[Notice] = []

    def work(self, rows: Sequence[Correction]) -> None:
        """Let the corrections of one fact hold."""
        first = rows[0]
        path = self._anchored(first)
        if path is None:
            self._note(GONE, self._gone(first))
        elif path == "letter":
            self._correct_letter(rows)
        elif path in self._people:
            self._correct_person(path, rows)
        elif path in self._read:
            self._correct_fact(path, self._read[path], rows)
        else:
            self._miss(path, rows)

    def finish(self) -> Letter:
        """Return the letter."""
        left = [fact for fact in self._now.values() if fact is not None]
        signatories = tuple(
            self._people[f"signatory/{n}"] for n in range(1, len(self._letter.signatories) + 1)
        )
        return replace(
            self._letter,
            addressee=self._people.get("addressee"),
            signatories=signatories,
            ratings=tuple(fact for fact in left if isinstance(fact, Rating)),
            judgements=tuple(fact for fact in left if isinstance(fact, Judgement)),
            comparisons=tuple(fact for fact in left if isinstance(fact, Comparison)),
            findings=tuple(fact for fact in left if isinstance(fact, Finding)),
            reviews=tuple(fact for fact in left if isinstance(fact, Review)),
            notices=(*self._letter.notices, *self._notices),
            revisions=tuple(self._revisions),
        )

    # -- finding what a correction is about

    def _anchored(self, row: Correction) -> str | None:
        """Return the path of a fact as it is now, where its quote stands; None if it stands nowhere.

        Words that have moved, as another extraction of the text may move them, are found again
        where they stand only once.
        """
        found = PLACED.fullmatch(row.fact)
        if found is None:
            return row.fact if not row.quote or self._spans(row.quote, 1) else None
        start, end = int(found["start"]), int(found["end"])
        if not row.quote or _folded(self._text[start:end]) == _folded(row.quote):
            return row.fact if end <= len(self._text) else None
        spans = self._spans(row.quote, 2)
        if len(spans) != 1:
            return None
        return f"{found['kind']}/{spans[0][0]}-{spans[0][1]}{found['rest']}"

    def _gone(self, row: Correction) -> str:
        """Say that the words of a correction are not there, and which stand at its place."""
        words = f" «{row.quote}»" if row.quote else ""
        said = f"The words that the correction of {row.fact} quotes are gone{words}"
        found = PLACED.fullmatch(row.fact)
        there = _folded(self._text[int(found["start"]) : int(found["end"])]) if found is not None else ""
        return f"{said}; at its place stands «{there}»" if there and row.quote else said

    def _spans(self, quote: str, most: int) -> list[tuple[int, int]]:
        pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
        spans: list[tuple[int, int]] = []
        for hit in pattern.finditer(self._text):
            spans.append(hit.span())
            if len(spans) == most:
                break
        return spans

    def _miss(self, path: str, rows: Sequence[Correction]) -> None:
        """Say of corrections whose fact was not read whether the right one was."""
        alike = near(path, [*self._read, *self._people])
        meant = f"; is {' or '.join(alike)} meant?" if alike else ""
        none = f"No fact {rows[0].fact} was read"
        for row in rows:
            if row.action is Action.WITHDRAW and meant:
                self._note(STALE, f"{none}, so that none was withdrawn{meant} If not, its withdrawal can go")
            elif row.action is Action.WITHDRAW:
                self._note(SUPERFLUOUS, f"{none}, nor one like it: its withdrawal can go")
            elif row.action is Action.ACCEPT:
                self._note(STALE, f"{none} now, though it was accepted as right{meant}")
        right = {row.name: row.value for row in rows if row.action is Action.CORRECT}
        if not right:
            return
        there = next((fact for fact in self._beside(path) if self._says(fact, path, right)), None)
        names = ", ".join(sorted(right))
        if there is not None:
            self._note(
                SUPERFLUOUS,
                f"{names} of {rows[0].fact} is read right now: the correction can go",
                there.evidence,
            )
        else:
            self._note(STALE, f"{none}: look again at the correction of {names}{meant}")

    def _beside(self, path: str) -> Iterable[Fact]:
        """Return what was read of that kind at the place of a path."""
        return (fact for other, fact in self._read.items() if overlaps(path, other))

    def _says(self, fact: Fact, path: str, right: dict[str, str]) -> bool:
        """Tell whether a fact is the one of a path with the right values in it."""
        found = PLACED.fullmatch(path)
        keys = _KEYS.get(kind_of(path), ())
        parts = found["rest"].split("/")[1:] if found is not None else []
        wanted = {**dict(zip(keys, parts, strict=False)), **right}
        return all(self._same(fact, path, name, value) for name, value in wanted.items())

    # -- correcting

    def _correct_fact(self, path: str, fact: Fact, rows: Sequence[Correction]) -> None:
        if any(row.action is Action.WITHDRAW for row in rows):
            row = next(row for row in rows if row.action is Action.WITHDRAW)
            self._now[path] = None
            self._revise(row, path, None, "")
            return
        changes = self._changes(path, fact, rows)
        if not changes:
            return
        values: dict[str, Any] = {n: self._value(fact, path, n, row.value) for n, row in changes.items()}
        new: Fact = replace(fact, **values)
        if isinstance(new, Rating) and (
            wrong := mismatch(told(new, "grade"), told(new, "score"), self._lexicon, self._letter.framework)
        ):
            for row in changes.values():
                self._notices.append(RefusedCorrection.of(row, f": {wrong}", fact.evidence))
            return
        now = path_of(new)
        others = {path_of(other) for key, other in self._now.items() if other is not None and key != path}
        if now in others:
            self._note(
                COLLIDES,
                f"The correction of {path} would say what another fact of its place says: withdraw it",
                fact.evidence,
            )
            return
        self._now[path] = new
        for name, row in changes.items():
            self._revise(row, path, now, told(fact, name))

    def _correct_letter(self, rows: Sequence[Correction]) -> None:
        values: dict[str, Any] = {}
        for name, row in self._changes("letter", self._letter, rows).items():
            if name == "council":
                values[name] = self._register.by_code(row.value)
            else:
                values[name] = parse("letter", name, row.value, self._lexicon) or ""
            self._revise(row, "", "", told(self._letter, name))
        self._letter = replace(self._letter, **values)

    def _correct_person(self, path: str, rows: Sequence[Correction]) -> None:
        person = self._people[path]
        changes = self._changes(path, person, rows)
        for name, row in changes.items():
            self._revise(row, path, path, told(person, name))
        values: dict[str, Any] = {name: row.value for name, row in changes.items()}
        self._people[path] = replace(person, **values)

    def _changes(
        self, path: str, thing: Fact | Person | Letter, rows: Sequence[Correction]
    ) -> dict[str, Correction]:
        """Return the corrections that change something; say of the others that they can go."""
        changes: dict[str, Correction] = {}
        for row in rows:
            if row.action is not Action.CORRECT:
                continue
            if self._same(thing, path, row.name, row.value):
                evidence = None if isinstance(thing, Letter) else thing.evidence
                self._note(
                    SUPERFLUOUS,
                    f"{row.name} of {row.fact} is read right now: the correction can go",
                    evidence,
                )
            else:
                changes[row.name] = row
        return changes

    def _same(self, thing: Fact | Person | Letter, path: str, name: str, value: str) -> bool:
        """Compare values and not their spelling: 61 and 61.0 are one figure."""
        kind = kind_of(path)
        if kind in ("letter", "addressee", "signatory"):
            return told(thing, name) == value
        now = told(thing, name)
        return now == value or parse(kind, name, now, self._lexicon) == parse(
            kind, name, value, self._lexicon
        )

    def _value(self, fact: Fact, path: str, name: str, text: str) -> object:
        value = parse(kind_of(path), name, text, self._lexicon)
        if isinstance(fact, Comparison) and name in ("value", "comparator_value") and value is not None:
            before = fact.value if name == "value" else fact.comparator_value
            return Figure(value, before.evidence if before is not None else fact.evidence)  # type: ignore[arg-type]
        return value

    # -- telling

    def _revise(self, row: Correction, was: str, now: str | None, read: str) -> None:
        self._revisions.append(
            Revision(was, now, row.name, read, row.value, row.who, row.why, row.source, row.date)
        )

    def _note(self, code: str, message: str, evidence: Evidence | None = None) -> None:
        self._notices.append(Notice(code, message, evidence))


def _folded(text: str) -> str:
    return " ".join(text.split())
