"""The heads of the columns of the stored queries' answers, in words.

In: nothing. Out: ``COLUMNS`` by name. A column that is not named here is told by its own
name; one that holds a notation of the vocabulary names the schemes it is looked up in. What a
column holds is told in queries/columns.toml.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and the schemes whose notations it holds."""

    label: str
    schemes: tuple[str, ...] = ()


_SUBJECTS = ("setting", "outcome", "area", "topic")

COLUMNS: dict[str, Column] = {
    "source": Column("Document"),
    "letter": Column("Document"),
    "council": Column("Council code"),
    "council_name": Column("Council"),
    "council_iri": Column("Council"),
    "framework": Column("Framework", ("framework",)),
    "framework_name": Column("Framework"),
    "year": Column("Year"),
    "date": Column("Date"),
    "published": Column("Published"),
    "inspection_start": Column("On site from"),
    "inspection_end": Column("On site to"),
    "area": Column("Area", ("area",)),
    "grade": Column("Grade", ("grade",)),
    "grade_name": Column("Grade"),
    "grade_label": Column("Grade"),
    "from_grade": Column("Earlier grade", ("grade",)),
    "from_date": Column("Earlier date"),
    "score": Column("Score"),
    "rank": Column("Rank"),
    "scale": Column("Scale"),
    "subject": Column("About", _SUBJECTS),
    "about": Column("About", _SUBJECTS),
    "setting": Column("Service", ("setting",)),
    "setting_name": Column("Service"),
    "outcome": Column("Outcome", ("outcome", "area")),
    "quantity": Column("How much", ("quantity",)),
    "exception": Column("Except", _SUBJECTS),
    "at_least": Column("Or better"),
    "direction": Column("Lies", ("direction",)),
    "comparator": Column("Against", ("comparator",)),
    "polarity": Column("Kind", ("polarity",)),
    "region": Column("Region", ("region",)),
    "region_name": Column("Region"),
    "quote": Column("In these words"),
    "text": Column("Text"),
    "start": Column("From"),
    "end": Column("To"),
    "page": Column("Page"),
    "statement": Column("Statement"),
    "rating": Column("Rating"),
    "fact": Column("Fact"),
    "count": Column("Count"),
    "councils": Column("Councils"),
    "statements": Column("Statements"),
    "share": Column("Share"),
    "since": Column("Since"),
    "addressee": Column("Addressed to"),
    "signatory": Column("Signed by"),
    "lead_inspector": Column("Lead inspector"),
    "person": Column("Person"),
    "role": Column("Role"),
    "part": Column("Part"),
    "ofsted_urn": Column("Ofsted number"),
    "dfe_code": Column("DfE number"),
    "value": Column("Value", ("grade", "direction", "polarity")),
    "type": Column("Type", ("council-type",)),
    "comparator_value": Column("Value elsewhere"),
    "unit": Column("Unit"),
    "earlier": Column("Of"),
    "context": Column("Words before"),
    "past": Column("Before"),
    "days_to_publication": Column("Days to publication"),
    "days_since": Column("Days since"),
    "movement": Column("Movement"),
    "intervals": Column("Intervals"),
    "mean_days": Column("Mean of days"),
    "kind": Column("Kind"),
    "of": Column("Of"),
    "message": Column("What was met"),
}


def label(name: str) -> str:
    """Return the head of a column.

    >>> label("council_name"), label("being_healthy")
    ('Council', 'Being healthy')
    """
    told = COLUMNS.get(name)
    return told.label if told is not None else name.replace("_", " ").capitalize()
