"""The stored queries and what their headers say.

In: queries/*.rq, each opening with ``#+`` lines of YAML as grlc reads them (``summary``, ``tags``,
``description``, ``params``), and, for this program, shared ``filters``, what it ``leaves`` out and which
columns are ``counts``. Out: ``StoredQuery`` records. A query runs as it stands in any SPARQL 1.1 tool; a
parameter is a line ``VALUES ?name { UNDEF }`` of it (or with its default for UNDEF), and that block of
data is where a value goes. A pattern after it on its line may repeat what the query says further down, as
a short way from the value to its rows; the whole line is left out where the parameter is not given.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from ofsted_kg.errors import QueryError, did_you_mean
from ofsted_kg.query.columns import label_columns
from ofsted_kg.vocabulary import resources

# What questions are about, in the order in which people look for them: a query's tag is one of these.
TAGS = ("Today", "Over time", "What documents say", "The documents", "Lists and scales")
KINDS = ("string", "integer", "date", "boolean", "concept", "council", "source", "iri")
# Of these a user may give several, with commas or semicolons between.
SEVERAL = ("council", "concept", "source")

# LibYAML's reader takes a tenth of the time, where PyYAML was built with it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank that a query leaves to be filled.

    Attributes:
        name: the variable's name.
        kind: one of `KINDS`. ``concept`` is a slug of ``scheme``; ``council`` a GSS code or a
            name; ``source`` a letter's file name without its ending.
        description: what it does, in a phrase.
        default: what the query uses where nothing is given; None for no restriction.
        required: whether asking without it is a mistake.
        scheme: slug of the concept scheme that holds the allowed values.
        choices: the allowed values of a string.
        slot: the variable that takes the value, where that is not the parameter's own name: that of a
            filter which many queries share is turned into councils, or into documents, beforehand.
    """

    name: str
    kind: str
    description: str = ""
    default: str | None = None
    required: bool = False
    scheme: str = ""
    choices: tuple[str, ...] = ()
    slot: str = ""


# The filters that many queries share: `#+ filters: councils, period`.
FILTERS: dict[str, tuple[Parameter, ...]] = {
    "councils": (
        Parameter("council", "council", "only these councils (GSS codes or names, several with commas)"),
        Parameter("region", "concept", "only the councils of this region", scheme="region", slot="council"),
        Parameter("type", "concept", "only councils of this type", scheme="council-type", slot="council"),
    ),
    "period": (
        Parameter("from", "date", "only documents since this day, month or year", slot="letter"),
        Parameter("to", "date", "only documents until this day, month or year", slot="letter"),
    ),
    # Of a query that shows the newest document of each council: the newest of that time.
    "window": (
        Parameter("from", "date", "only documents since this day, month or year", slot="any_letter"),
        Parameter("to", "date", "only documents until this day, month or year", slot="any_letter"),
    ),
    "today": (
        Parameter(
            "past",
            "boolean",
            "councils that have ended, too; those that are named come in any case",
            default="false",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A query that ships with the package.

    Attributes:
        name: the file's name without its ending.
        summary: one line.
        description: what a row is, and what to know when reading it.
        parameters: in the order of the header.
        text: the file, which is the query.
        leaves: ``name=value`` of the parameter that shows what the query leaves out by itself, if it does;
            of a query of pairs the name of the one that shows what stands in none.
        tag: what it is about, one of ``TAGS``; empty where the header does not say.
        counts: the columns that count what belongs to one document or council each, so that two graphs
            with nothing in common count as many as both; its other columns tell the rows apart, or follow.
    """

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    leaves: str = ""
    tag: str = ""
    counts: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order: those of the text, then what its slugs are called."""
        return (*self.variables, *label_columns(self.variables))

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns that the text itself gives, in order."""
        return _variables(self.name, self.text)

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by name.

        Raises:
            QueryError: the query has no such parameter; the message names those it has.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        names = [parameter.name for parameter in self.parameters]
        near = difflib.get_close_matches(name.lower(), names, n=2, cutoff=0.6)
        taken = f"It takes: {', '.join(names)}" if names else "It takes no parameters"
        remedy = f"{did_you_mean(near)} {taken}".lstrip()
        raise QueryError(f"the query {self.name} has no parameter {name!r}", remedy=remedy)


@cache
def _variables(name: str, text: str) -> tuple[str, ...]:
    answer = ox.Store().query(text)
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("a stored query must be a SELECT query", file=f"{name}.rq")
    return tuple(variable.value for variable in answer.variables)


def read_query(path: Path) -> StoredQuery:
    """Read one .rq file.

    Raises:
        QueryError: its header is missing or wrong.
    """
    text = path.read_text(encoding="utf-8")
    header = "\n".join(line[2:] for line in text.splitlines() if line.startswith("#+"))
    try:
        fields, items = _fields(header)
        parameters = (*map(_parameter, items), *_shared(fields.get("filters", "")))
        tag = _tag(fields.pop("tags", ""))
    except (ValueError, KeyError) as error:
        raise QueryError(f"the header is wrong: {error}", file=path) from error
    if not fields.get("summary"):
        raise QueryError("the header has no summary", file=path)
    told = fields["summary"], fields.get("description", "")
    counts = tuple(fields.get("counts", "").split())
    query = StoredQuery(path.stem, *told, parameters, text, fields.get("leaves", ""), tag, counts)
    for parameter in parameters:
        name = parameter.slot or parameter.name
        if not slot(name).search(text):
            line = f"VALUES ?{name} {{ UNDEF }}"
            raise QueryError(f"the parameter {parameter.name} has no line `{line}`", file=path)
    return query


def slot(*names: str) -> re.Pattern[str]:
    """Return what finds the data blocks of parameters: ``VALUES ?year { UNDEF }``.

    Where the value only filters, the variable is ``?_year``, as grlc has it.
    """
    name = "|".join(map(re.escape, names))
    return re.compile(rf"(?P<open>VALUES \?_?(?P<name>{name}) \{{ )(?P<term>[^{{}}]*)(?P<close> \}})")


@cache
def load_queries() -> tuple[StoredQuery, ...]:
    """Return all stored queries, by name."""
    return tuple(read_query(path) for path in resources.files("queries", ".rq"))


def stored_query(name: str) -> StoredQuery:
    """Return a stored query by name.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    path = resources.folder("queries") / f"{name}.rq"
    if re.fullmatch(r"[a-z0-9-]+", name) and path.is_file():
        return read_query(path)
    names = [query.name for query in load_queries()]
    near = difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.5)
    near += [other for other in names if name and name.lower() in other and other not in near]
    remedy = did_you_mean(near) or f"There are: {', '.join(names)}"
    raise QueryError(f"there is no stored query {name!r}", remedy=remedy)


def _fields(header: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Return a header's texts, and its list of parameters."""
    try:
        # Values stay the text they are: `true` is what a parameter gets, `2009` no number yet.
        found = yaml.load(header, _LOADER) or {}  # noqa: S506 - it makes nothing but text, lists and mappings
    except yaml.YAMLError as error:
        raise ValueError(f"it is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(found, dict):
        raise ValueError("it is not `key: value`")  # noqa: TRY004 - of what was written, not of a call
    items = found.pop("params", None) or []
    found["tags"] = ", ".join(found.get("tags") or ())
    return {key: str(value).strip() for key, value in found.items()}, items


def _tag(told: str) -> str:
    if told and told not in TAGS:
        raise ValueError(f"{told!r} is no tag, one of: {', '.join(TAGS)}")
    return told


def _shared(names: str) -> tuple[Parameter, ...]:
    return tuple(
        parameter for name in names.split(",") if name.strip() for parameter in FILTERS[name.strip()]
    )


def _parameter(item: dict[str, Any]) -> Parameter:
    unknown = set(item) - {"name", "kind", "description", "default", "required", "scheme", "choices"}
    if unknown:
        raise ValueError(f"a parameter has no {', '.join(sorted(unknown))}")
    if item["kind"] not in KINDS:
        raise ValueError(f"{item['kind']!r} is no kind of parameter: {', '.join(KINDS)}")
    if (item["kind"] == "concept") != ("scheme" in item):
        raise ValueError("a scheme belongs to a concept, and a concept has one")
    return Parameter(
        item["name"],
        item["kind"],
        item.get("description", ""),
        item.get("default"),
        item.get("required") == "true",
        item.get("scheme", ""),
        tuple(item.get("choices", ())),
    )
