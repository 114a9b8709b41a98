"""The prefixes that a query need not declare, and where in a query something is wrong.

In: SPARQL as a person types it. Out: the same with the prefixes of this project declared that it
uses and does not declare, on a line of their own in front; and an error in one short line that
points at the place in what was typed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence

from ofsted_kg.errors import QueryError, did_you_mean
from ofsted_kg.vocabulary.namespaces import DEF, DEFAULT_BASE, PREFIXES

# `PREFIX ok: <...>`
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]*)?:", re.IGNORECASE)
# `ok:Letter`, also behind the slash of a path, but nothing in an IRI, a text or a comment
_USED = re.compile(
    r"""<[^<>\s]*> | \"(?:[^"\\\n]|\\.)*\" | '(?:[^'\\\n]|\\.)*' | \#.*
    | (?<![\w:.?$-])(?P<name>[A-Za-z][\w-]*):""",
    re.VERBOSE,
)
# A blank that web pages and word processors have, outside texts and IRIs: no blank to SPARQL.
_BLANK = re.compile(
    r"""<[^<>\s]*> | \"(?:[^"\\\n]|\\.)*\" | '(?:[^'\\\n]|\\.)*'
    | (?P<blank>[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])""",
    re.VERBOSE,
)
# `error at 2:10: expected OPTIONAL`
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<what>.*)", re.DOTALL)
_NEAR = 24
# `PREFIX ok: <...> INSERT DATA {`: SPARQL 1.1 Update
_UPDATE = re.compile(
    r"""(?: \s | \#[^\n]*\n | PREFIX\s+[\w.-]*:\s*<[^<>\s]*> | BASE\s*<[^<>\s]*> )*
    (?P<word>INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# `id:council/bury`, but not `id:council/ok:name`; nor in an IRI, a text or a comment
_PATH = re.compile(
    r"""<[^<>\s]*> | \"(?:[^"\\\n]|\\.)*\" | '(?:[^'\\\n]|\\.)*' | \#.*
    | (?<![\w:.?$-])(?P<prefix>id|doc):(?P<local>[\w.-]+(?:/[\w.-]+)+)(?![\w-]*:)""",
    re.VERBOSE,
)
# A bare word of the language, "FILTER", and not a text, an IRI, a comment, a variable or a prefixed name.
_TOKEN = re.compile(
    r"""\"(?:[^"\\]|\\.)*\"?|'(?:[^'\\]|\\.)*'? | <[^<>\s]*> | \#.* | [?$@]\w+ | \w*:[^\s;,.)}]*
    | \d\w* | (?P<word>[A-Za-z_]\w*)""",
    re.VERBOSE,
)
# Those that are taken for one another only by a slip: of two letters ("AS", "IN") too many are near.
_SHORTEST = 3
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """ASK ASC AVG BASE BIND BNODE BOUND CEIL COALESCE CONCAT CONSTRUCT
        CONTAINS COUNT DATATYPE DAY DESC DESCRIBE DISTINCT EXISTS FALSE FILTER FLOOR
        FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS IRI ISBLANK ISIRI ISLITERAL ISNUMERIC
        ISURI LANG LANGMATCHES LCASE LIMIT MAX MIN MINUS MINUTES MONTH NAMED
        NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND
        SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SILENT STR STRAFTER STRBEFORE STRDT
        STRENDS STRLANG STRLEN STRSTARTS SUBSTR SUM TIMEZONE TRUE UCASE UNDEF UNION
        URI USING VALUES WHERE YEAR""",
    )
)

# Beside the namespaces: things of this graph, and the lists of the ontology.
BUILT_IN: dict[str, str] = {
    **PREFIXES,
    "id": f"{DEFAULT_BASE}id/",
    "doc": f"{DEFAULT_BASE}doc/",
    **{
        scheme: f"{DEF}{scheme}/"
        for scheme in ("area", "comparator", "direction", "framework", "grade", "outcome", "quantity")
    },
    **{scheme: f"{DEF}{scheme}/" for scheme in ("region", "scale", "scheme", "setting", "topic")},
}


def pasted(sparql: str) -> str:
    """Put plain blanks where a query that was pasted has others; every place stays what it was.

    >>> pasted("SELECT\u00a0* WHERE { ?s ?p '\u00a0' }") == "SELECT * WHERE { ?s ?p '\u00a0' }"
    True
    """
    return _BLANK.sub(lambda found: " " if found["blank"] else found[0], sparql)


def prefixed(sparql: str) -> str:
    """Declare the prefixes that a query uses without declaring them.

    >>> prefixed("ASK { ?s a ok:Letter }").splitlines()
    ['PREFIX ok: <https://w3id.org/ofsted-kg/def/>', 'ASK { ?s a ok:Letter }']
    """
    declared = {match[1] or "" for match in _DECLARED.finditer(sparql)}
    used = set(_used(sparql)) - declared
    lines = [f"PREFIX {name}: <{BUILT_IN[name]}>" for name in sorted(used) if name in BUILT_IN]
    return f"{' '.join(lines)}\n{sparql}" if lines else sparql


def _used(sparql: str) -> list[str]:
    """Return the prefixes that a query uses, in order.

    >>> _used('?letter ok:council/skos:prefLabel ?c ; dcterms:source <http://x> # a: b')
    ['ok', 'skos', 'dcterms']
    """
    return [match["name"] for match in _USED.finditer(sparql) if match["name"]]


def explained(
    error: QueryError, typed: str, sent: str, known: Collection[str] = BUILT_IN.keys()
) -> QueryError:
    """Return the error of a query in one short line, with its place in what was typed.

    Args:
        error: what the engine said of it.
        typed: the query as it was typed.
        sent: the query as the engine read it.
        known: prefixes that need not be declared there.
    """
    if (update := _UPDATE.match(typed)) is not None:
        what = f"{update['word'].upper()} would change the graph, which is only read here"
        return QueryError(what, remedy="Ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    found = _PLACE.search(error.message)
    if found is None:
        return error
    if (path := next((hit for hit in _PATH.finditer(typed) if hit["local"]), None)) is not None:
        iri = f"{BUILT_IN[path['prefix']]}{path['local']}"
        return QueryError(
            f"{path[0]} is no name of SPARQL: one with a prefix has no / in it", remedy=f"Write it as <{iri}>"
        )
    line = int(found["line"]) - (1 if sent != typed else 0)
    column = int(found["column"])
    lines = typed.split("\n") or [""]
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    slip = None if "Prefix not found" in found["what"] else _slip(lines[:line], column)
    if slip is not None:
        return slip
    if "Prefix not found" in found["what"]:
        names = _used(text[: column - 1])
        what = f"the prefix {names[-1] if names else ''}: is not declared"
        remedy = "Declare it with PREFIX"
        if known:
            remedy += f". Known without that: {', '.join(sorted(known))}"
    else:
        near = text[column - 1 :][:_NEAR].strip()
        what = "this is no SPARQL 1.1 query: " + (
            f"it breaks off at “{near}”" if near else "it ends too early"
        )
        remedy = ""
    return QueryError(what, place=f"line {line}, column {column}", remedy=remedy)


def _slip(lines: Sequence[str], column: int) -> QueryError | None:
    """Return what is said of a misspelt word of the language: the engine reads on behind it.

    It begins before the column of the last line.

    >>> print(_slip(["SELECT * WHERE { ?a ?b ?c FILTR(?a"], 33))
    line 1, column 27: FILTR is no word of SPARQL. Did you mean FILTER?
    """
    for number, line in enumerate(lines, start=1):
        for match in _TOKEN.finditer(line):
            if number == len(lines) and match.start() >= column:
                break
            word = (match["word"] or "").upper()
            near = difflib.get_close_matches(word, _WORDS, n=2, cutoff=0.75)
            if len(word) >= _SHORTEST and word not in _WORDS and near:
                place = f"line {number}, column {match.start() + 1}"
                what = f"{match['word']} is no word of SPARQL"
                return QueryError(what, place=place, remedy=did_you_mean(near))
    return None
