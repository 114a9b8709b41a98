# Past 300 lines: a reader for each kind of value, and what is said of one that does not fit.
r"""Values for a query's parameters, as RDF terms.

In: a stored query and the values a user gives. Out: the query with those terms in its
``VALUES`` blocks, which is where SPARQL 1.1 takes data. A value is checked and made into a
term first; what goes into the query is the term as the N-Triples serialiser writes it,
never the user's text. The same query then goes to every engine.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofsted_kg.errors import QueryError, did_you_mean
from ofsted_kg.query.called import called, concept
from ofsted_kg.query.filters import day, shared
from ofsted_kg.query.header import SEVERAL, Parameter, StoredQuery, slot
from ofsted_kg.query.scans import bounded, few, row_by_row
from ofsted_kg.query.table import Answering, select
from ofsted_kg.query.typed import Term
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, SKOS, XSD, slug

if TYPE_CHECKING:
    import rdflib

Value = str | int | date
Terms = tuple[Term, ...]

_XSD_STRING = ox.NamedNode(XSD + "string")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# A line `  VALUES ?year { UNDEF }`, with or without a pattern: `... { UNDEF } ?letter ok:year ?year .`
_NO_OP = re.compile(r"^ *VALUES \?\w+ \{ UNDEF \}.*\n", re.MULTILINE)
# `VALUES ?council { $council }`, where terms will stand
_BLANK = re.compile(r"(?<=\{ )\$(?P<name>\w+)(?= \})")
# An escaped backslash before a u: `\\u`
_AFTER_BACKSLASH = re.compile(r"\\\\([uU])")
_INTEGER = re.compile(r"[+-]?\d{1,18}")
# `https://w3id.org/ofsted-kg/id/council/bury`: what SPARQL lets stand between < and >.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUTH = {"true": "true", "yes": "true", "false": "false", "no": "false"}
# Of councils whose names begin with what was asked, so many are offered.
_BEGUN = 8
# A message lists this many choices in full; of more it shows the nearest.
_MANY = 40
# What lists more.
_LISTED = {"council": "query councils", "letter": "query letters"}

_COUNCILS = f"""SELECT ?code ?name ?other WHERE {{
  {{ SELECT ?council WHERE {{ ?council a <{DEF}Council> }} }}
  {{ SELECT ?council ?code WHERE {{ ?council <{DEF}gssCode> ?code }} }}
  {{ SELECT ?council ?name WHERE {{ ?council <{SKOS}prefLabel> ?name }} }}
  OPTIONAL {{
    SELECT ?council ?other
    WHERE {{ ?council <{DEF}officialName>|<{DEF}formerGssCode>|<{SKOS}altLabel> ?other }}
  }}
}}"""
# A council by its code or its name as it is spelt, a document by its name: looked up, not read through.
_COUNCIL = f"""SELECT DISTINCT ?code WHERE {{
  VALUES ?said {{ %s %s@en }}
  {{ ?council <{DEF}gssCode> ?said }} UNION {{ ?council <{SKOS}prefLabel> ?said }}
  ?council a <{DEF}Council> ; <{DEF}gssCode> ?code .
}}"""
_SOURCE = f"SELECT ?l WHERE {{ ?l <{DCTERMS}identifier> %s ; a <{DEF}Assessment> }} LIMIT 1"
_SOURCES = (
    f"SELECT ?source WHERE {{ ?l a <{DEF}Assessment> ; <{DCTERMS}identifier> ?source }} ORDER BY ?source"
)


def bind(query: StoredQuery, values: Mapping[str, Value], target: Answering | rdflib.Graph) -> str:
    """Return the text of a query with its parameters bound.

    Args:
        query: the stored query.
        values: by the parameter's name; an empty text lifts a default.
        target: the graph that will be asked: it knows its councils and letters.

    Raises:
        QueryError: a name is unknown, a value is missing, ill-typed or not among the choices.
    """
    terms: dict[str, Terms | None] = {}
    for name, value in values.items():
        parameter = query.parameter(name)
        text = _text(value)
        if not parameter.slot:
            terms[name] = to_terms(parameter, text, target) if text else None
    for parameter in query.parameters:
        if parameter.required and terms.get(parameter.name) is None:
            what = f"the query {query.name} needs {parameter.name}: {parameter.description}"
            raise QueryError(what, remedy=_give(parameter))
    _in_order(query, values)
    terms |= shared(query, {name: _text(value) for name, value in values.items()}, terms, target)
    text = slot(*terms).sub(lambda match: _marked(match, terms), query.text) if terms else query.text
    # A block of UNDEF restricts nothing, but Oxigraph's planner takes its variable for known.
    text = _NO_OP.sub("", text)
    if few(query, terms) or not hasattr(target, "select"):
        text = row_by_row(text)
        text = bounded(text) if hasattr(target, "select") else text
    # Last, and all in one go: what is filled in is not looked at again, whatever it says.
    return _BLANK.sub(lambda match: " ".join(map(serialise, terms[match["name"]] or ())), text)


def _in_order(query: StoredQuery, values: Mapping[str, Value]) -> None:
    """Refuse a time that ends before it begins: its empty answer, or its rows, would mislead."""
    for first, last in (("from", "to"), ("then", "now")):
        given = [_text(values[name]) for name in (first, last) if values.get(name)]
        if len(given) == 2 and day(first, given[0], last=False) > day(last, given[1], last=True):
            message = f"{first}={given[0]} is after {last}={given[1]}"
            raise QueryError(message, remedy=f"Give {first} the earlier one")


def _marked(match: re.Match[str], terms: Mapping[str, Terms | None]) -> str:
    """Return a data block with a blank where its terms will stand, or UNDEF where it has none."""
    said = "UNDEF" if terms[match["name"]] is None else f"${match['name']}"
    return f"{match['open']}{said}{match['close']}"


def serialise(term: Term) -> str:
    r"""Write a term so that every SPARQL parser reads it back.

    SPARQL lets a parser undo ``\u0022`` before it looks for the ends of strings: a value
    that holds a backslash and a u, written as two backslashes and a u, could close its
    string there. That u is therefore written as a code itself, in the long
    form, after which no digit can be taken for a part of it.

    >>> print(serialise(ox.Literal('a "b"')))
    "a \"b\""
    >>> print(serialise(ox.Literal(r'\u0022')))
    "\\\U000000750022"
    """
    if not isinstance(term, ox.Literal):
        return str(term)
    text = _AFTER_BACKSLASH.sub(lambda m: rf"\\\U{ord(m[1]):08X}", term.value.translate(_ESCAPES))
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"' if term.datatype == _XSD_STRING else f'"{text}"^^{term.datatype}'


def choices(parameter: Parameter) -> tuple[str, ...]:
    """Return the allowed values of a parameter, where they can be listed."""
    if parameter.kind == "concept":
        return tuple(dict.fromkeys(name for name, _ in _entries(parameter)))
    if parameter.kind == "boolean":
        return ("true", "false")
    return parameter.choices


def sources(target: Answering | rdflib.Graph) -> tuple[str, ...]:
    """Return the source names of the documents in a graph, sorted."""
    return select(target, _SOURCES).column("source")


def councils(target: Answering | rdflib.Graph) -> tuple[str, ...]:
    """Return the names of the councils that a graph knows, sorted."""
    return tuple(sorted({name for _, name, _ in _names(target)}))


def to_terms(parameter: Parameter, text: str, target: Answering | rdflib.Graph) -> Terms:
    """Turn what a user gave into terms of the parameter's kind: several, where it takes several.

    An area stands for the narrower ones too: the overall grade has another name in each framework.

    Raises:
        QueryError: it is not of that kind, or not among the choices.
    """
    if parameter.kind not in SEVERAL:
        return (to_term(parameter, text, target),)
    try:
        found = [to_term(parameter, text, target)]
    except QueryError:
        parts = [part.strip() for part in re.split("[;,]", text) if part.strip()]
        if len(parts) < 2:
            raise
        found = [to_term(parameter, part, target) for part in parts]
    if parameter.scheme == "area":
        names = dict.fromkeys(name for term in found for name in lexicon.load().within("area", term.value))
        return tuple(map(ox.Literal, names))
    return tuple(dict.fromkeys(found))


def to_term(parameter: Parameter, text: str, target: Answering | rdflib.Graph) -> Term:
    """Turn what a user gave into a term of the parameter's kind.

    Raises:
        QueryError: it is not of that kind, or not among the choices.
    """
    if parameter.kind == "council":
        return ox.Literal(_council(parameter, text, target))
    if parameter.kind == "source":
        name = serialise(_string(parameter, text))
        there = (text,) if select(target, _SOURCE % name).rows else sources(target)
        return ox.Literal(_one_of(parameter, text, there, "letter"))
    if parameter.kind == "concept":
        named = concept(text, _entries(parameter))
        what = parameter.scheme.partition("/")[0].replace(", ", " or ")
        return ox.Literal(_one_of(parameter, named, choices(parameter), what))
    if parameter.choices:
        _one_of(parameter, text, parameter.choices, "value")
    return _PLAIN[parameter.kind](parameter, text)


def _entries(parameter: Parameter) -> list[tuple[str, str]]:
    """Return slug and label of all concepts that a parameter may name; it may draw on several schemes."""
    words = lexicon.load()
    found: list[tuple[str, str]] = []
    for scheme in parameter.scheme.split(", "):
        if scheme.startswith("grade/"):
            found += [(entry.slug, entry.label) for entry in words.scale(scheme.removeprefix("grade/"))]
        else:
            found += [(entry.slug, entry.label) for entry in words.concepts(scheme)]
    return found


def _integer(parameter: Parameter, text: str) -> Term:
    if not _INTEGER.fullmatch(text):
        raise _wrong(parameter, text, "a whole number, such as 2009")
    return ox.Literal(str(int(text)), datatype=ox.NamedNode(XSD + "integer"))


def _date(parameter: Parameter, text: str) -> Term:
    try:
        day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise _wrong(parameter, text, "a date, such as 2009-12-31")
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD + "date"))


def _boolean(parameter: Parameter, text: str) -> Term:
    truth = _TRUTH.get(text.lower())
    if truth is None:
        raise _wrong(parameter, text, "true or false")
    return ox.Literal(truth, datatype=ox.NamedNode(XSD + "boolean"))


def _iri(parameter: Parameter, text: str) -> Term:
    try:
        if _IRI.fullmatch(text):
            return ox.NamedNode(text)
    except ValueError:  # "http://a.example/%zz"
        pass
    raise _wrong(parameter, text, "an absolute IRI")


def _string(parameter: Parameter, text: str) -> Term:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _wrong(parameter, ascii(text), "text in Unicode") from error
    if "\0" in text:
        raise _wrong(parameter, text, "text without a zero byte")
    return ox.Literal(text)


_PLAIN: dict[str, Callable[[Parameter, str], Term]] = {
    "string": _string,
    "integer": _integer,
    "date": _date,
    "boolean": _boolean,
    "iri": _iri,
}


def _council(parameter: Parameter, text: str, target: Answering | rdflib.Graph) -> str:
    """Find a council by code, name, official name, former code or nickname; return its code."""
    said = serialise(_string(parameter, text))
    exactly = select(target, _COUNCIL % (said, said)).column("code")
    if len(exactly) == 1:
        return exactly[0]
    found = _names(target)
    own: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    labels: list[str] = []
    for code, name, other in found:
        for label in (code, name, slug(name)):
            own.setdefault(label.casefold(), set()).add(code)
        others.setdefault(other.casefold(), set()).add(code)
        labels += [name, code]
    # The name in the register goes before what others bear as well: Somerset is the council of today.
    wanted = text.casefold()
    codes = sorted(own.get(wanted) or others.get(wanted) or set())
    codes = codes or sorted(set(_nicknamed(text)) & {code for code, _, _ in found})
    codes = codes or called(text, found)
    if len(codes) > 1:
        names = {entry[0]: entry[1] for entry in found}
        meant = " or ".join(f"{names[code]} ({code})" for code in codes)
        raise _wrong(parameter, text, f"one council: it may mean {meant}")
    if not codes:
        raise _unknown(parameter, text, tuple(dict.fromkeys(labels)), "council")
    return codes[0]


def _names(target: Answering | rdflib.Graph) -> list[tuple[str, ...]]:
    """Return code, name and a further name of every council, sorted: empty where it has none."""
    text = _COUNCILS if hasattr(target, "select") else row_by_row(_COUNCILS)
    return sorted(select(target, text).values())


def _nicknamed(text: str) -> list[str]:
    """Return the codes of the councils that people call so; what a name really is goes before."""
    from ofsted_kg.register.nicknames import nicknames

    wanted = text.casefold()
    return [code for code, names in nicknames().items() if wanted in map(str.casefold, names)]


def _one_of(parameter: Parameter, text: str, allowed: tuple[str, ...], what: str) -> str:
    if text not in allowed:
        raise _unknown(parameter, text, allowed, what)
    return text


def _unknown(parameter: Parameter, text: str, allowed: tuple[str, ...], what: str) -> QueryError:
    folded = {entry.casefold(): entry for entry in allowed}
    wanted = text.casefold()
    near = [folded[key] for key in difflib.get_close_matches(wanted, folded, n=4, cutoff=0.5)]
    # "North" is near to nothing, and the start of seven; what begins a name is no slip of the pen.
    begun = sorted(entry for key, entry in folded.items() if wanted and key.startswith(f"{wanted} "))
    near = begun[:_BEGUN] or near
    parts = []
    if near:
        parts.append(did_you_mean(near))
    if len(allowed) <= _MANY:
        parts.append(f"There are: {', '.join(allowed)}" if allowed else f"The graph holds no {what}")
    elif not near:
        listed = _LISTED.get(what, "query NAME --help")
        parts.append(f"`ofsted-kg {listed}` lists the {len(allowed):,} that there are")
    message = f"{parameter.name}: there is no {what.replace('-', ' ')} {text!r}"
    return QueryError(message, remedy=" ".join(parts))


def _wrong(parameter: Parameter, text: str, wanted: str) -> QueryError:
    return QueryError(f"{parameter.name}: {text!r} is not {wanted}")


def _give(parameter: Parameter) -> str:
    given = f"{parameter.name}=VALUE"
    return f"Give {given}{_hint(parameter)}; on the command line `-p {given}`"


def _hint(parameter: Parameter) -> str:
    allowed = choices(parameter)
    if parameter.kind == "council":
        return ", a GSS code or a name"
    return f", one of: {', '.join(allowed)}" if allowed else ""


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value).strip()
