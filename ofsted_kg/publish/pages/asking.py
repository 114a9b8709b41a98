"""The form of a question: its parameters as fields.

In: a stored query, the vocabulary. Out: ``Field`` records; what may be chosen comes with its label.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query import Parameter, StoredQuery, choices
from ofsted_kg.vocabulary.namespaces import SKOS, scheme

_SAID = {"true": "yes", "false": "no"}
_INPUTS = {"integer": "number", "date": "date"}
# A filter on a time takes more than the days that a browser's calendar gives.
_TIME = r"\d{4}(-\d\d(-\d\d)?)?"
_TIMES = "2009, 2009-12 or 2009-12-09"
# A day on which there was something to ask about.
_DAY = "2018-12-31"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, label, what it is for, the kind of input, what may be chosen, how it is written."""

    name: str
    label: str
    description: str
    kind: str
    required: bool
    default: str
    choices: tuple[tuple[str, str], ...]
    names: bool
    pattern: str = ""
    form: str = ""


def fields(query: StoredQuery, vocabulary: Vocabulary) -> list[Field]:
    """Return the fields of a question's form."""
    return [_field(parameter, vocabulary) for parameter in query.parameters]


def needed(query: StoredQuery, council: str) -> str:
    """Return values for what a query needs, as its command takes them; empty where it needs none.

    Args:
        query: the query.
        council: the name of a council.
    """
    values = {"council": council, "date": _DAY}
    return " ".join(
        f"-p {shlex.quote(f'{one.name}={values[one.kind]}')}" for one in query.parameters if one.required
    )


def _field(parameter: Parameter, vocabulary: Vocabulary) -> Field:
    labels: dict[str, str] = {}
    for name in (getattr(parameter, "scheme", "") or "").replace(",", " ").split():
        for member in vocabulary.members(scheme(name)):
            notation = vocabulary.subjects.one(member, SKOS + "notation")
            labels.setdefault(notation, vocabulary.label(member))
    times = parameter.kind == "date" and bool(parameter.slot)
    allowed = [*choices(parameter)] or list(labels)
    return Field(
        parameter.name,
        parameter.name.replace("_", " ").capitalize(),
        parameter.description,
        "text" if times else _INPUTS.get(parameter.kind, "text"),
        parameter.required,
        "" if parameter.default is None else str(parameter.default),
        tuple((value, labels.get(value) or _SAID.get(value) or value.replace("-", " ")) for value in allowed),
        parameter.kind == "council",
        *((_TIME, _TIMES) if times else ()),
    )
