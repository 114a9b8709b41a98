"""The form of a question: its parameters as fields.

In: a stored query, the vocabulary. Out: ``Field`` records; what may be chosen comes with its label.
"""

from __future__ import annotations

from dataclasses import dataclass

from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query import Parameter, StoredQuery, choices
from ofsted_kg.vocabulary.namespaces import SKOS, scheme

_SAID = {"true": "yes", "false": "no"}
_INPUTS = {"integer": "number", "date": "date"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, label, what it is for, the kind of input, what may be chosen."""

    name: str
    label: str
    description: str
    kind: str
    required: bool
    default: str
    choices: tuple[tuple[str, str], ...]
    names: bool


def fields(query: StoredQuery, vocabulary: Vocabulary) -> list[Field]:
    """Return the fields of a question's form."""
    return [_field(parameter, vocabulary) for parameter in query.parameters]


def _field(parameter: Parameter, vocabulary: Vocabulary) -> Field:
    labels: dict[str, str] = {}
    for name in (getattr(parameter, "scheme", "") or "").replace(",", " ").split():
        for member in vocabulary.members(scheme(name)):
            notation = vocabulary.subjects.one(member, SKOS + "notation")
            labels.setdefault(notation, vocabulary.label(member))
    allowed = [*choices(parameter)] or list(labels)
    return Field(
        parameter.name,
        parameter.name.replace("_", " ").capitalize(),
        parameter.description,
        _INPUTS.get(parameter.kind, "text"),
        parameter.required,
        "" if parameter.default is None else str(parameter.default),
        tuple((value, labels.get(value) or _SAID.get(value) or value.replace("-", " ")) for value in allowed),
        parameter.kind == "council",
    )
