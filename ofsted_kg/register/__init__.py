"""The register of councils: who a printed name stands for, at a date.

In: ontology/councils.ttl, the register that ships, and registers of the user's own, as CSV or Turtle. Out:
``Register``, which finds a council by its code or by any way of printing its name, and finds
the names of councils in a text. A name belongs to the council that was in being at the date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ofsted_kg.errors import VocabularyError
from ofsted_kg.model import Council
from ofsted_kg.register.files import COLUMNS, read_csv, read_turtle
from ofsted_kg.register.names import AFTER, BEFORE, POSSESSIVE, Token, bare, same, split, words_of
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import slug

__all__ = ["COLUMNS", "REMEDY", "Mention", "Register", "at", "bare", "load", "read_csv", "read_turtle"]

# What to do about a council that it has not: all letters are read by one register, so `add` takes none.
REMEDY = (
    "If it is one, give a file that lists it as --register to `ofsted-kg build`, with all letters: "
    "`add` goes by the register that the graph was built with"
)


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
        for printed in (name, POSSESSIVE.sub("", name)):
            for corporation in (True, False):
                councils = self._names.get(bare(printed, corporation=corporation))
                if councils:
                    return at(councils, on, printed)
        return None

    def mentions(self, text: str) -> list[Mention]:
        """Find the names of councils in a text, longest first, in order."""
        tokens = list(split(text))
        found: list[Mention] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.word not in self._tree.next and token.owner not in self._tree.next:
                place += 1  # nearly no word begins a name
                continue
            name, last, end = self._longest(tokens, place)
            if name is None:
                place += 1
                continue
            start, typed = tokens[place].start, False
            for before in BEFORE:
                first = place - len(before)
                if first >= 0 and before != ("the",) and same(tokens[first:place], before):
                    start, typed = tokens[first].start, True
                    break
            for after in AFTER:
                if same(tokens[last : last + len(after)], after):
                    last += len(after)
                    end, typed = tokens[last - 1].end - (2 if tokens[last - 1].owner else 0), True
                    break
            found.append(Mention(start, end, name, self._names[name], typed))
            place = last
        return found

    def _longest(self, tokens: Sequence[Token], place: int) -> tuple[str | None, int, int]:
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
        same = [c for c in living if printed and words_of(c.official_name) == words_of(printed)]
        return max(same or living, key=age)
    later = [c for c in councils if (c.start or first) > on]
    return min(later, key=age) if later else max(councils, key=age)


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
    for path in (*resources.files("ontology", resources.COUNCILS_FILE), *extra):
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
