"""What Virtuoso takes otherwise than SPARQL 1.1 has it, and how it answers: seen of its version 7.2.5.

In: the header ``Server`` of an answer, a query, the bytes of an answer. Out: whether it is Virtuoso; the
query in a form that its compiler takes; the answer as the SPARQL 1.1 Query Results JSON Format has it.
"""

from __future__ import annotations

import json
import re

from ofsted_kg.vocabulary.namespaces import XSD

# The version that is known: later ones may be right.
_SEEN = (7, 20, 3229)
# "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"
_SERVER = re.compile(r"Virtuoso/(\d+)\.(\d+)\.(\d+)")
# "Virtuoso 37000 Error SQ156: Internal Optimized compiler error : Bad dfe"
_LIMIT = re.compile(
    r"Virtuoso \w{5} Error (?:SQ156|SP031|SR066|SQ200): ?[^.\n]*?(?=\.| SPARQL query|$)"
    r"|The estimated execution time[^.]*"
)
# `COALESCE(IRI(SUBSTR(?best, 12)), ok:Assessment)`: the constant tells Oxigraph's planner that there is one
_ALWAYS = re.compile(r"COALESCE\((?P<made>IRI\([^\n]*\)), ok:\w+\)")
_RETURNED = "__ASK_RETVAL"
_TRUTH = {"0": "false", "1": "true"}
_WHOLE = frozenset(XSD + name for name in ("nonNegativeInteger", "positiveInteger", "int", "long", "short"))
# Stored queries that it answers, with other rows than are right.
_WRONG = frozenset({"standing", "weak-spots"})


def version(server: str) -> tuple[int, ...]:
    """Return the version of a Virtuoso server from its header; empty for any other server.

    >>> version("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"), version("oxigraph/0.5")
    ((7, 20, 3229), ())
    """
    found = _SERVER.match(server)
    return tuple(map(int, found.groups())) if found is not None else ()


def answers_wrong(server: str, name: str) -> bool:
    """Tell whether a server is known to answer a stored query wrongly."""
    return () < version(server) <= _SEEN and name in _WRONG


def limit(message: str) -> str:
    """Return what of a message tells that the server, and not the query, is at fault; empty for nothing.

    >>> limit("Virtuoso 37000 Error SQ156: Internal Optimized compiler error : Bad dfe. Please report")
    'Virtuoso 37000 Error SQ156: Internal Optimized compiler error : Bad dfe'
    """
    found = _LIMIT.search(message)
    return found[0].strip() if found is not None else ""


def eased(sparql: str) -> str:
    """Return a query without what only Oxigraph's planner needs, at which Virtuoso's compiler gives up.

    >>> eased("BIND(COALESCE(IRI(SUBSTR(?best, 12)), ok:Assessment) AS ?letter)")
    'BIND(IRI(SUBSTR(?best, 12)) AS ?letter)'
    """
    return _ALWAYS.sub(lambda match: match["made"], sparql)


def standard(data: bytes) -> bytes:
    """Return an answer in JSON with truth values and whole numbers written as everywhere else.

    >>> standard(b'{"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": []}}')
    b'{"head": {}, "boolean": false}'

    Raises:
        ValueError: it is no JSON.
    """
    answer = json.loads(data)
    rows = answer.get("results", {}).get("bindings", [])
    if answer.get("head", {}).get("vars") == [_RETURNED]:
        true = any(row.get(_RETURNED, {}).get("value", "0") != "0" for row in rows)
        return json.dumps({"head": {}, "boolean": true}).encode()
    for row in rows:
        for term in row.values():
            if term.get("datatype") == XSD + "boolean":
                term["value"] = _TRUTH.get(term["value"], term["value"])
            elif term.get("datatype") in _WHOLE:
                term["datatype"] = XSD + "integer"
    return json.dumps(answer).encode()
