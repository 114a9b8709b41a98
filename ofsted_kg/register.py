"""The register of councils: who a printed name stands for, at a date.

In: ontology/councils.ttl and registers of the user's own, as CSV (the columns of
`COLUMNS`) or Turtle. Out: ``Register``, which finds a council by its code or by any way of
printing its name ("City of X Council", "London Borough of X", "X MBC"), and finds the
names of councils in a text. A name belongs to the council that was in being at the date.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from ofsted_kg import resources
from ofsted_kg.errors import VocabularyError
from ofsted_kg.model import Council
from ofsted_kg.namespaces import DEF, GEO, ORG, RDF, SKOS, slug, term

COLUMNS = (
    "gss_code",
    "former_gss_codes",
    "official_name",
    "name",
    "type",
    "region",
    "start_date",
    "end_date",
    "replaced_by",
    "dfe_code",
    "ofsted_urn",
    "latitude",
    "longitude",
)
_NEEDED = ("gss_code", "name")

_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"['’‘`´]s?\s*$")
_APOSTROPHES = str.maketrans("’‘´", "'''")
# What may stand before or after the name of a council's place. Longest first.
_BEFORE = (
    "the council of the london borough of",
    "the council of the royal borough of",
    "council of the london borough of",
    "council of the royal borough of",
    "metropolitan borough council of",
    "metropolitan borough of",
    "metropolitan district of",
    "mayor and burgesses of the london borough of",
    "council of the city of",
    "council of the borough of",
    "council of the county of",
    "city and county of",
    "county borough of",
    "county council of",
    "city council of",
    "borough council of",
    "london borough of",
    "royal borough of",
    "unitary authority of",
    "borough of",
    "county of",
    "city of",
    "council of the",
    "council of",
    "council for",
    "lb of",
    "rb of",
    "lb",
    "mb of",
    "county",
    "the",
)
_AFTER = (
    "metropolitan borough council",
    "metropolitan district council",
    "metropolitan county council",
    "metropolitan council",
    "metropolitan borough",
    "city and county council",
    "unitary authority",
    "unitary council",
    "borough council",
    "district council",
    "county council",
    "city council",
    "local authority",
    "royal borough",
    "corporation",
    "authority",
    "council",
    "county",
    "borough",
    "city",
    "mbc",
    "mdc",
    "cbc",
    "lbc",
    "cc",
    "bc",
    "dc",
)
_BEFORE_WORDS = tuple(tuple(entry.split()) for entry in _BEFORE)
_AFTER_WORDS = tuple(tuple(entry.split()) for entry in _AFTER)


@dataclass(frozen=True, slots=True)
class Mention:
    """A council's name in a text.

    Attributes:
        start: first code point, with the words for its kind ("City of").
        end: one past the last.
        name: the name as the register compares it.
        councils: who bears or bore that name.
        typed: words for a kind of council stand with it, so it is no mere place.
    """

    start: int
    end: int
    name: str
    councils: tuple[Council, ...]
    typed: bool


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as names are compared; ``owner`` is the word without a possessive, if it has one."""

    word: str
    start: int
    end: int
    owner: str | None


def _words(text: str) -> list[str]:
    return [token.word for token in _tokens(text)]


def _tokens(text: str) -> Iterator[_Token]:
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii():
            word = word.translate(_APOSTROPHES)
            word = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word
        word = word.casefold()
        owner = word[:-2].replace("'", "") if word.endswith("'s") else None
        word = "and" if word == "&" else word.replace("'", "").replace("`", "")
        yield _Token(word, match.start(), match.end(), owner)


def bare(name: str, *, corporation: bool = False) -> str:
    """Return the name of a place without the words for a kind of council.

    >>> bare("The Metropolitan Borough Council of Northmoor & Dale")
    'northmoor and dale'
    >>> bare("Royal Borough of Kensington and Chelsea")
    'kensington and chelsea'
    """
    words = tuple(_words(name))
    changed = True
    while changed and words:
        changed = False
        for before in _BEFORE_WORDS:
            if len(words) > len(before) and words[: len(before)] == before:
                if corporation and before == ("city", "of"):
                    continue
                words, changed = words[len(before) :], True
                break
        for after in _AFTER_WORDS:
            if len(words) > len(after) and words[-len(after) :] == after:
                words, changed = words[: -len(after)], True
                break
    return " ".join(words)


class Register:
    """The councils, and the ways to find one.

    Args:
        councils: in any order; they are kept by name.
        labels: further names of a council, by its code.
    """

    def __init__(self, councils: Iterable[Council], labels: dict[str, tuple[str, ...]] | None = None) -> None:
        self.councils: tuple[Council, ...] = tuple(
            sorted(councils, key=lambda council: (slug(council.name), council.gss_code))
        )
        self._codes: dict[str, Council] = {}
        self._names: dict[str, tuple[Council, ...]] = {}
        self._tree = _Node({})
        for council in self.councils:
            for code in council.former_gss_codes:
                self._codes.setdefault(code, council)
        for council in self.councils:
            self._codes[council.gss_code] = council
            corporation = "corporation" in council.kind
            names = (council.name, council.official_name, *(labels or {}).get(council.gss_code, ()))
            for name in names:
                key = bare(name, corporation=corporation)
                if key and council not in self._names.get(key, ()):
                    self._names[key] = (*self._names.get(key, ()), council)
        for key in self._names:
            node = self._tree
            for word in key.split():
                node = node.next.setdefault(word, _Node({}))
            node.name = key

    def by_code(self, code: str) -> Council | None:
        """Return the council with that GSS code, present or former."""
        return self._codes.get(code)

    def find(self, name: str, on: date | None = None) -> Council | None:
        """Return the council that a printed name stands for at a date.

        Args:
            name: the name alone, with or without words for the kind of council.
            on: the day; without it the newest council of that name.
        """
        for printed in (name, _POSSESSIVE.sub("", name)):
            for corporation in (True, False):
                councils = self._names.get(bare(printed, corporation=corporation))
                if councils:
                    return at(councils, on, printed)
        return None

    def mentions(self, text: str) -> list[Mention]:
        """Find the names of councils in a text, longest first, in order."""
        tokens = list(_tokens(text))
        found: list[Mention] = []
        place = 0
        while place < len(tokens):
            name, last, end = self._longest(tokens, place)
            if name is None:
                place += 1
                continue
            start, typed = tokens[place].start, False
            for before in _BEFORE_WORDS:
                first = place - len(before)
                if first >= 0 and before != ("the",) and _same(tokens[first:place], before):
                    start, typed = tokens[first].start, True
                    break
            for after in _AFTER_WORDS:
                if _same(tokens[last : last + len(after)], after):
                    last += len(after)
                    end, typed = tokens[last - 1].end - (2 if tokens[last - 1].owner else 0), True
                    break
            found.append(Mention(start, end, name, self._names[name], typed))
            place = last
        return found

    def _longest(self, tokens: Sequence[_Token], place: int) -> tuple[str | None, int, int]:
        """Return the longest name that begins at a token, the token after it, and its end."""
        node: _Node | None = self._tree
        name, last, end = None, place, 0
        for reach in range(place, len(tokens)):
            token = tokens[reach]
            after = node.next.get(token.word) if node is not None else None
            owned = node.next.get(token.owner) if node is not None and token.owner else None
            if owned is not None and owned.name is not None and after is None:
                return owned.name, reach + 1, token.end - 2
            if after is None:
                break
            node = after
            if node.name is not None:
                name, last, end = node.name, reach + 1, token.end
        return name, last, end


def _same(tokens: Sequence[_Token], words: tuple[str, ...]) -> bool:
    return len(tokens) == len(words) and all(
        word in (token.word, token.owner) for token, word in zip(tokens, words, strict=True)
    )


def at(councils: Sequence[Council], on: date | None, printed: str = "") -> Council:
    """Choose among councils of one name: in being at the date, else the next to come.

    Of several in being (one took over on the other's last day) the printed official name
    decides, then the younger. Without a date the youngest is meant.
    """
    first = date.min

    def age(council: Council) -> tuple[date, str]:
        return council.start or first, council.gss_code

    if len(councils) == 1:
        return councils[0]
    if on is None:
        return max(councils, key=age)
    living = [c for c in councils if (c.start or first) <= on and (c.end is None or on <= c.end)]
    if living:
        same = [c for c in living if printed and _words(c.official_name) == _words(printed)]
        return max(same or living, key=age)
    later = [c for c in councils if (c.start or first) > on]
    return min(later, key=age) if later else max(councils, key=age)


def read_csv(path: Path) -> list[Council]:
    """Read councils from a CSV file with the columns of `COLUMNS`.

    Raises:
        VocabularyError: the file or one of its rows is not as it must be.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VocabularyError(f"cannot read the register: {error.strerror}", file=path) from error
    except UnicodeDecodeError as error:
        raise VocabularyError("the register is not UTF-8", file=path, remedy="Save it as UTF-8") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise VocabularyError(
            f"the register has no column {' and no column '.join(missing)}",
            file=path,
            place="line 1",
            remedy=f"The columns are {','.join(COLUMNS)}",
        )
    councils: list[Council] = []
    lines: dict[str, int] = {}
    for row in rows:
        line = rows.line_num
        if not any((value or "").strip() for value in row.values() if isinstance(value, str)):
            continue
        council = _council(row, path, line)
        key = f"code {council.gss_code}"
        if key in lines:
            raise VocabularyError(
                f"the code {council.gss_code} is already on line {lines[key]}",
                file=path,
                place=f"line {line}",
            )
        lines[key] = line
        councils.append(council)
    return _named_apart(councils, lines, path)


def _named_apart(councils: list[Council], lines: dict[str, int], path: Path) -> list[Council]:
    """Give bodies of one name names of their own: an IRI comes from the name.

    Of Somerset (until 2023) and Somerset (since 2023) the one that ended becomes "Somerset
    County", after its official name.
    """
    seen: dict[str, Council] = {}
    named: list[Council] = []
    for council in sorted(councils, key=lambda c: (c.end is not None, lines[f"code {c.gss_code}"])):
        apart = council
        if slug(council.name) in seen and council.end is not None:
            apart = replace(council, name=re.sub(r"\s+Council$", "", council.official_name))
        if slug(apart.name) in seen:
            raise VocabularyError(
                f"the name {council.name} is already on line "
                f"{lines[f'code {seen[slug(apart.name)].gss_code}']}",
                file=path,
                place=f"line {lines[f'code {council.gss_code}']}",
            )
        seen[slug(apart.name)] = apart
        named.append(apart)
    return sorted(named, key=lambda c: lines[f"code {c.gss_code}"])


def _council(row: dict[str, str], path: Path, line: int) -> Council:
    if None in row or None in row.values():
        raise VocabularyError("the row has not as many cells as the heading", file=path, place=f"line {line}")
    cells = {name: value.strip() for name, value in row.items()}
    for name in _NEEDED:
        if not cells[name]:
            raise VocabularyError(f"the row has no {name}", file=path, place=f"line {line}")
    days: dict[str, date | None] = {}
    for name in ("start_date", "end_date"):
        try:
            days[name] = date.fromisoformat(cells[name]) if cells.get(name) else None
        except ValueError:
            raise VocabularyError(
                f"{name} is {cells[name]!r}, not a date such as 2009-04-01", file=path, place=f"line {line}"
            ) from None
    start, end = days["start_date"], days["end_date"]
    if start and end and end < start:
        raise VocabularyError("end_date is before start_date", file=path, place=f"line {line}")
    for name in ("latitude", "longitude"):
        if cells.get(name) and not re.fullmatch(r"[-+]?\d{1,3}(?:\.\d+)?", cells[name]):
            raise VocabularyError(f"{name} is {cells[name]!r}, not a number", file=path, place=f"line {line}")
    return Council(
        name=" ".join(cells["name"].split()),
        official_name=" ".join((cells.get("official_name") or cells["name"]).split()),
        gss_code=cells["gss_code"],
        former_gss_codes=_codes(cells.get("former_gss_codes", "")),
        kind=slug(cells.get("type", "")),
        region=slug(cells.get("region", "")),
        start=start,
        end=end,
        replaced_by=_codes(cells.get("replaced_by", "")),
        dfe_code=cells.get("dfe_code", ""),
        ofsted_urn=cells.get("ofsted_urn", ""),
        latitude=cells.get("latitude", ""),
        longitude=cells.get("longitude", ""),
    )


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in cell.split(";") if code.strip())


def read_turtle(path: Path) -> tuple[list[Council], dict[str, tuple[str, ...]]]:
    """Read councils, and their further names by code, from a Turtle file.

    Raises:
        VocabularyError: it is not Turtle, or a council lacks its code or name.
    """
    facts: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                entry = facts.setdefault(subject.value, {})
                entry.setdefault(triple.predicate.value, []).append(value.value)
    except OSError as error:
        raise VocabularyError(f"cannot read the register: {error.strerror or error}", file=path) from error
    except (SyntaxError, ValueError) as error:
        raise VocabularyError(f"not Turtle: {error}", file=path) from error
    councils: list[Council] = []
    labels: dict[str, tuple[str, ...]] = {}
    kind = term("Council")
    codes = {iri: entry[term("gssCode")][0] for iri, entry in facts.items() if term("gssCode") in entry}
    for iri in sorted(facts):
        entry = facts[iri]
        if kind not in entry.get(RDF + "type", ()):
            continue
        council = _described(iri, entry, facts, codes, path)
        councils.append(council)
        others = sorted(
            {
                name
                for what in (SKOS + "altLabel", SKOS + "hiddenLabel", term("deliveryOrganisation"))
                for name in entry.get(what, ())
            }
        )
        if others:
            labels[council.gss_code] = tuple(others)
    return councils, labels


def _described(
    iri: str,
    entry: dict[str, list[str]],
    facts: dict[str, dict[str, list[str]]],
    codes: dict[str, str],
    path: Path,
) -> Council:
    def one(name: str) -> str:
        return min(entry.get(name, [""]))

    name, code = one(SKOS + "prefLabel"), one(term("gssCode"))
    for value, what in ((name, "skos:prefLabel"), (code, "ok:gssCode")):
        if not value:
            raise VocabularyError(f"<{iri}> has no {what}", file=path)
    days: list[date | None] = []
    for what in ("startDate", "endDate"):
        text = one(term(what))
        try:
            days.append(date.fromisoformat(text) if text else None)
        except ValueError:
            raise VocabularyError(f"<{iri}> has {text!r} as ok:{what}, not a date", file=path) from None
    successors = sorted(
        codes[body]
        for event in entry.get(ORG + "changedBy", ())
        for body in facts.get(event, {}).get(ORG + "resultingOrganization", ())
        if body in codes and body != iri
    )
    return Council(
        name=name,
        official_name=one(term("officialName")) or name,
        gss_code=code,
        former_gss_codes=tuple(sorted(entry.get(term("formerGssCode"), ()))),
        kind=one(term("councilType")).removeprefix(f"{DEF}council-type/"),
        region=one(term("region")).removeprefix(f"{DEF}region/"),
        start=days[0],
        end=days[1],
        replaced_by=tuple(successors),
        dfe_code=one(term("dfeCode")),
        ofsted_urn=one(term("ofstedUrn")),
        latitude=one(GEO + "lat"),
        longitude=one(GEO + "long"),
    )


def load(extra: Sequence[Path] = ()) -> Register:
    """Return the register of the ontology with the councils of the user's own files.

    Args:
        extra: CSV files, or Turtle files (``.ttl``).

    Raises:
        VocabularyError: a file is not as it must be, or names a council that is there already.
    """
    return _load(tuple(extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Register:
    councils: dict[str, Council] = {}
    labels: dict[str, tuple[str, ...]] = {}
    for path in (*resources.files("ontology", "councils.ttl"), *extra):
        if path.suffix.lower() == ".ttl":
            found, more = read_turtle(path)
        else:
            found, more = read_csv(path), {}
        for council in found:
            known = councils.get(council.gss_code)
            if known is not None and bare(known.official_name) == bare(council.official_name):
                continue  # the same body: what it is called, and so its IRI, stays
            for other in councils.values():
                if slug(other.name) == slug(council.name) and other.gss_code != council.gss_code:
                    raise VocabularyError(
                        f"the council {council.name} ({council.gss_code}) has the name of {other.gss_code}",
                        file=path,
                        remedy="Give it another name",
                    )
            councils[council.gss_code] = council
        labels.update(more)
    return Register(councils.values(), labels)
