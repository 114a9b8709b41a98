"""What the slugs of an answer are called.

In: a ``Table`` and the graph that gave it. Out: the table with a column ``X_label`` behind for each
column X of slugs (queries/columns.toml says which schemes they are of). The words are the graph's own
``skos:prefLabel``; they are read once a graph, so that no query pays for them row by row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from ofsted_kg.query.columns import LABEL, label_columns, label_schemes
from ofsted_kg.query.table import Answering, Table, select
from ofsted_kg.query.typed import Term, is_number
from ofsted_kg.vocabulary.namespaces import DEF, SKOS

if TYPE_CHECKING:
    import rdflib

# Of a scheme's concepts, and of the scales themselves.
_WORDS = f"""SELECT ?scheme ?slug ?label WHERE {{
  {{ ?concept <{SKOS}inScheme> ?scheme ; <{SKOS}notation> ?slug ; <{SKOS}prefLabel> ?label }}
  UNION {{ ?scheme a <{DEF}Scale> ; <{SKOS}prefLabel> ?label }}
}} ORDER BY ?scheme ?slug ?label"""
_SCALE = DEF + "scale/"

Words = dict[str, dict[str, ox.Literal]]
_KNOWN: WeakKeyDictionary[object, Words] = WeakKeyDictionary()


def labelled(table: Table, target: Answering | rdflib.Graph) -> Table:
    """Return a table with what its slugs are called, a column for each that has none yet."""
    added = label_columns(table.columns)
    if not added:
        return table
    words = _words(target) if table.rows else {}
    schemes = label_schemes()
    columns = [
        (table.columns.index(name.removesuffix(LABEL)), _merged(words, schemes[name.removesuffix(LABEL)]))
        for name in added
    ]
    rows = tuple((*row, *(_called(row[place], called) for place, called in columns)) for row in table.rows)
    return Table((*table.columns, *added), rows)


def _called(term: Term | None, called: Mapping[str, ox.Literal]) -> Term | None:
    """Return the words for a slug.

    What is in words already says itself ("not given since April 2026"), and so does what no scheme
    names (the code of a warning): a cell that holds something is not blank. A number is no slug.
    """
    if term is None:
        return None
    if is_number(term):
        return term
    value = str(term.value)
    return called.get(value) or (term if " " in value else ox.Literal(value.replace("-", " ").capitalize()))


def _merged(words: Words, schemes: Sequence[str]) -> Mapping[str, ox.Literal]:
    found: dict[str, ox.Literal] = {}
    for scheme in reversed(schemes):
        found |= words.get(scheme, {})
    return found


def _words(target: Answering | rdflib.Graph) -> Words:
    with suppress(TypeError):  # what cannot be a key is read each time
        if target in _KNOWN:
            return _KNOWN[target]
    found: Words = {}
    for scheme, slug, label in select(target, _WORDS).values():
        text = ox.Literal(label)
        if not slug:
            found.setdefault("scale", {})[scheme.removeprefix(_SCALE)] = text
        else:
            name = "grade" if scheme.startswith(_SCALE) else scheme.rpartition("/")[2]
            found.setdefault(name, {})[slug] = text
    with suppress(TypeError):
        _KNOWN[target] = found
    return found
