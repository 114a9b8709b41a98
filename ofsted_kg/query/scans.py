"""How Oxigraph is to walk a stored query: by scans, or row by row.

In: the text of a query with its values. Out: the same question. A stored query says what it looks up for
many rows in a subquery of its own, ``{ SELECT ?rating ?span WHERE { ?rating ok:evidence ?span } }``: Oxigraph
reads that in one scan and joins by hash, at a tenth of what a look-up for every row costs. Where a value
leaves a few rows the scan costs more than they do, and rdflib joins subqueries row against row: there
the subquery becomes the plain pattern, which means the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ofsted_kg.query.header import StoredQuery

# So many councils or documents have few enough rows to be looked up one by one.
_FEW = 10
_NARROW = ("council", "letter", "source")
# `{ SELECT ?rating ?span WHERE { ?rating ok:evidence ?span } }`
_SCAN = re.compile(r"\{ SELECT (?P<given>(?:\?\w+ )+)WHERE \{ (?P<pattern>[^{}]+?) \} \}")
_VARIABLE = re.compile(r"\?\w+")
# What opens and closes groups, and what is said of one; a comment says nothing.
_MARK = re.compile(r"^ *#.*$|[{}]|\bOPTIONAL\b|\bFILTER\b", re.MULTILINE)
# More rows than a store holds; behind no more than these Oxigraph's planner looks up one by one.
_BEYOND_REACH = 1_000_000_000


def few(query: StoredQuery, terms: Mapping[str, Sequence[object] | None]) -> bool:
    """Say whether values name so few councils or documents that their rows are best looked up singly.

    A query that weighs all documents, whatever is asked, calls them ``?any_letter``: it is never so.
    """
    return "?any_letter" not in query.text and any(
        len(found) <= _FEW for name in _NARROW if (found := terms.get(name)) is not None
    )


def row_by_row(text: str) -> str:
    """Return a query with its scans as plain patterns.

    >>> row_by_row("{ SELECT ?a ?b WHERE { ?a ok:grade ?b } } OPTIONAL { SELECT ?a WHERE { ?a ok:x ?c } }")
    '{ ?a ok:grade ?b } OPTIONAL { SELECT ?a WHERE { ?a ok:x ?c } }'
    """
    return _SCAN.sub(_plain, text)


def bounded(text: str) -> str:
    """Return a query that says that what stands before its first OPTIONAL is not all there is.

    A query with a FILTER there stays as it is: that holds for what stands behind it as well.

    >>> print(bounded("SELECT ?a WHERE { ?a ok:x ?b . OPTIONAL { ?b ok:y ?c } }"))
    SELECT ?a WHERE { { SELECT * WHERE { ?a ok:x ?b . } LIMIT 1000000000 } OPTIONAL { ?b ok:y ?c } }
    """
    start = text.find("WHERE {") + len("WHERE {")
    depth = 0
    for mark in _MARK.finditer(text, start):
        depth += (mark[0] == "{") - (mark[0] == "}")
        if depth < 0 or (not depth and mark[0] == "FILTER"):
            break
        if not depth and mark[0] == "OPTIONAL":
            head, rest = text[start : mark.start()], text[mark.start() :]
            return f"{text[:start]} {{ SELECT * WHERE {{{head}}} LIMIT {_BEYOND_REACH} }} {rest}"
    return text


def _plain(match: re.Match[str]) -> str:
    same = set(_VARIABLE.findall(match["pattern"])) == set(match["given"].split())
    return f"{{ {match['pattern']} }}" if same else match[0]
