"""Graphs against shapes/: what does not conform, in sentences, with letter, page and quote.

In: letters' graphs as N-Quads, or the ontology. Out: a ``Report`` each. Standard:
SHACL (https://www.w3.org/TR/shacl/), judged by pyshacl, which is imported late: only
for a letter of which a quick check cannot tell for certain that it breaks no rule.
"""

from ofsted_kg.validate.letters import Validator
from ofsted_kg.validate.results import Report, Result
from ofsted_kg.validate.whole import Link, hold, links, validate_dataset, validate_ontology

__all__ = [
    "Link",
    "Report",
    "Result",
    "Validator",
    "hold",
    "links",
    "validate_dataset",
    "validate_ontology",
]
