"""Files of corrections: CSV, as `ofsted-kg review` writes it, or Turtle.

In: paths. Out: ``Corrections``, each row checked against the vocabulary and the register, so that
what is wrong in a file is said with its line before anything is built; and rows as CSV. Files that
a spreadsheet has saved are read too: semicolons, tabs, a byte-order mark. In Turtle a correction is
an ``ok:Correction`` whose ``ok:NAME`` are the columns of the CSV, as plain literals.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from ofsted_kg.corrections.record import Action, Correction, Corrections
from ofsted_kg.corrections.values import choices, kind_of, mismatch, properties
from ofsted_kg.corrections.values import parse as parse_value
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.register import Register
from ofsted_kg.vocabulary.lexicon import Lexicon
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, RDF, RDFS

COLUMNS = (
    *("document", "sha256", "fact", "quote", "action", "property", "value"),
    *("who", "why", "source", "date"),
)
_NEEDED = ("document", "fact", "action", "who", "why", "source")
_TERMS = {
    "who": DCTERMS + "creator",
    "why": RDFS + "comment",
    "source": DCTERMS + "source",
    "date": DCTERMS + "date",
    "property": DEF + "correctedProperty",
    "value": DEF + "valueCorrected",
    **{name: DEF + name for name in ("document", "sha256", "fact", "quote", "action")},
}
_FIELDS = {"property": "name"}
_SHA256 = re.compile(r"[0-9a-f]{64}")
# "https://w3id.org/ofsted-kg/id/letter/bury/apa-2005/2005-12-01/rating/overall"
_IRI = re.compile(r"https?://\S*?/id/letter/[^/\s]+/[^/\s]+/[^/\s]+(?:/(?P<path>\S+))?")
# What stands before a cell that a spreadsheet would run (see query/guard.py).
_RUNS = ("=", "+", "-", "@")


def load(paths: Sequence[Path], lexicon: Lexicon, register: Register) -> Corrections:
    """Read files of corrections.

    Raises:
        OfstedKGError: a file cannot be read, a row does not say what it must, or two disagree.
    """
    seen: dict[tuple[str, str, str, str], Correction] = {}
    for path in paths:
        for cells, place in _rows(path):
            made = checked(cells, place, lexicon, register)
            twin = seen.setdefault(made.key, made)
            if twin != made:
                raise _disagree(made, twin)
    for row in seen.values():
        # Who accepts or withdraws a fact leaves nothing of it to correct.
        if row.name and (*row.key[:3], "") in seen:
            raise _disagree(row, seen[*row.key[:3], ""])
        grade = seen.get((*row.key[:3], "grade"))
        if row.name == "score" and grade is not None and kind_of(row.fact) == "rating":
            wrong = mismatch(grade.value, row.value, lexicon)
            if wrong:
                raise _wrong(row.place, wrong, f"The grade is in {_where(grade.place)}")
    return Corrections(seen.values())


def write(rows: Iterable[Correction]) -> str:
    """Return corrections as CSV, sorted, the same bytes for the same rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda row: row.order):
        cells = {name: str(getattr(row, _FIELDS.get(name, name)) or "") for name in COLUMNS}
        cells["quote"] = " ".join(row.quote.split())
        writer.writerow(_guarded(cells[name]) for name in COLUMNS)
    return out.getvalue()


def save(path: Path, rows: Iterable[Correction]) -> None:
    """Write a file of corrections in one step: it is whole, or as it was.

    Raises:
        OfstedKGError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        draft.write_bytes(write(rows).encode("utf-8"))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OfstedKGError(
            f"the corrections cannot be written ({error.strerror})",
            file=path,
            remedy="Check the folder's permissions and the space on the disk",
        ) from error


def _disagree(row: Correction, other: Correction) -> OfstedKGError:
    said = f"{row.fact} of {row.document} is told otherwise in {_where(other.place)}"
    return _wrong(row.place, said, "Keep one of the two rows")


Row = tuple[dict[str, str], tuple[str, str]]


def _rows(path: Path) -> Iterator[Row]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OfstedKGError(
            f"the corrections cannot be read ({error.strerror})",
            file=path,
            remedy="Check the file's name and permissions",
        ) from error
    if path.suffix.lower() == ".ttl":
        yield from _turtle(path, data)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfstedKGError(
            "the corrections are not UTF-8", file=path, remedy="Save them as CSV in UTF-8"
        ) from error
    yield from _csv(path, text)


def _csv(path: Path, text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    mark = next((mark for mark in ",;\t" if set(_NEEDED) <= set(_names(first, mark))), None)
    if mark is None:
        raise _wrong(
            (str(path), "line 1"),
            f"the first line must name the columns {', '.join(_NEEDED)}",
            f"Begin the file with the line {','.join(COLUMNS)}",
        )
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    unknown = sorted(set(filter(None, reader.fieldnames)) - set(COLUMNS))
    if unknown:
        raise _wrong(
            (str(path), "line 1"),
            f"there is no column {unknown[0]!r} in a file of corrections",
            f"The columns are {', '.join(COLUMNS)}",
        )
    try:
        for row in reader:
            cells = {name: _bare((row.get(name) or "").strip()) for name in COLUMNS}
            if any(cells.values()):
                yield cells, (str(path), f"line {reader.line_num}")
    except csv.Error as error:
        raise _wrong(
            (str(path), f"line {reader.line_num}"),
            f"this is no CSV ({error})",
            "Mend the quotes of that line",
        ) from error


def _names(line: str, mark: str) -> list[str]:
    return [name.strip().strip('"').lower() for name in line.split(mark)]


def _turtle(path: Path, data: bytes) -> Iterator[Row]:
    columns = {iri: name for name, iri in _TERMS.items()}
    found: dict[str, dict[str, str]] = {}
    kinds: set[str] = set()
    try:
        for quad in parse(data, format=RdfFormat.TURTLE, base_iri=f"{DEF}corrections"):
            subject = str(quad.subject)
            if quad.predicate.value == RDF + "type":
                kinds |= {subject} if quad.object == NamedNode(DEF + "Correction") else set()
            elif (name := columns.get(quad.predicate.value)) is not None:
                value = getattr(quad.object, "value", "")
                if name in found.setdefault(subject, {}):
                    raise _wrong((str(path), subject), f"it has two values of {name}", "Keep one of the two")
                found[subject][name] = value.removeprefix(DEF) if name == "property" else value
    except (SyntaxError, ValueError) as error:
        raise _wrong((str(path), ""), f"this is no Turtle ({error})", "Mend the file") from error
    for subject in sorted(kinds):
        cells = found.get(subject, {})
        yield {name: " ".join(cells.get(name, "").split()) for name in COLUMNS}, (str(path), subject)


def checked(
    cells: dict[str, str], place: tuple[str, str], lexicon: Lexicon, register: Register
) -> Correction:
    """Return a correction from the cells of a row, by column.

    Raises:
        OfstedKGError: a cell says nothing, or what it must not.
    """
    for name in _NEEDED:
        if not cells[name]:
            raise _wrong(place, f"it does not say {name}", f"A correction says {', '.join(_NEEDED)}")
    sha256 = cells["sha256"].lower()
    if sha256 and not _SHA256.fullmatch(sha256):
        raise _wrong(
            place, f"{cells['sha256']!r} is no SHA-256 digest", "Give 64 hexadecimal digits, or none"
        )
    fact = cells["fact"]
    if (named := _IRI.fullmatch(fact)) is not None:
        fact = named["path"] or "letter"
    kind = kind_of(fact)
    if not kind:
        raise _wrong(
            place,
            f"{cells['fact']!r} is no fact",
            "Give the IRI of the fact, or what stands in it behind the letter's own",
        )
    try:
        action = Action(cells["action"].lower())
    except ValueError:
        raise _wrong(
            place, f"{cells['action']!r} is no action", f"It is one of {', '.join(Action)}"
        ) from None
    date = _date(cells["date"], place)
    value, name = cells["value"], cells["property"].lower()
    if action is Action.CORRECT:
        value = _value(kind, name, value, place, lexicon, register)
    elif name or value:
        raise _wrong(place, f"to {action} says nothing of a property", "Leave property and value empty")
    elif action is Action.WITHDRAW and kind in ("letter", "addressee", "signatory"):
        raise _wrong(place, f"{fact} cannot be withdrawn", "Correct its properties, or leave the file out")
    texts = (cells["who"], cells["why"], cells["source"])
    quote = " ".join(cells["quote"].split())
    return Correction(cells["document"], sha256, fact, quote, action, name, value, *texts, date, place)


def _value(
    kind: str, name: str, value: str, place: tuple[str, str], lexicon: Lexicon, register: Register
) -> str:
    if name not in properties(kind):
        raise _wrong(
            place,
            f"a {kind} has no property {name!r}" if name else "it does not say which property is corrected",
            f"It is one of {', '.join(properties(kind))}",
        )
    if kind == "letter" and name == "council":
        council = register.by_code(value) or register.find(value)
        if council is None:
            raise _wrong(place, f"the register has no council {value!r}", "Give its GSS code or its name")
        return council.gss_code
    try:
        parse_value(kind, name, value, lexicon)
    except ValueError as error:
        raise _wrong(place, str(error), "Write it as the tables of `ofsted-kg query` print it") from error
    return value.lower() if choices(kind, name, lexicon) == ("true", "false") else value


def _date(text: str, place: tuple[str, str]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise _wrong(place, f"{text!r} is no date", "Write it as 2026-11-28") from None


def _guarded(cell: str) -> str:
    """Keep a spreadsheet from running a cell: with an apostrophe, which `_bare` takes off."""
    return f"'{cell}" if cell.lstrip("'").startswith(_RUNS) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_RUNS) else cell


def _where(place: tuple[str, str]) -> str:
    return ", ".join(filter(None, place))


def _wrong(place: tuple[str, str], message: str, remedy: str) -> OfstedKGError:
    return OfstedKGError(message, file=place[0] or None, place=place[1], remedy=remedy)
