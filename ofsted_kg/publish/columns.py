"""What the columns of the stored queries' answers hold, in words.

In: nothing. Out: ``COLUMNS`` by name. A column that is not named here is told by its own
name; one that holds a notation of the vocabulary names the schemes it is looked up in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what it holds, and the schemes whose notations it holds."""

    label: str
    description: str
    schemes: tuple[str, ...] = ()


_SUBJECTS = ("setting", "outcome", "area", "topic")

COLUMNS: dict[str, Column] = {
    "source": Column("Document", "The file the document was read from, by its name without the ending."),
    "letter": Column("Document", "The letter or report."),
    "council": Column(
        "Council code", "The council's nine-character code at the Office for National Statistics."
    ),
    "council_name": Column("Council", "The council's name in the register."),
    "council_iri": Column("Council", "The council."),
    "framework": Column("Framework", "The rules that the document was written under.", ("framework",)),
    "framework_name": Column("Framework", "The rules that the document was written under."),
    "year": Column("Year", "The year that the framework names; for reports that of the last day on site."),
    "date": Column("Date", "The day of the letter, or of the report's publication."),
    "published": Column("Published", "The day the report was published."),
    "inspection_start": Column("On site from", "The first day of the inspection."),
    "inspection_end": Column("On site to", "The last day of the inspection."),
    "area": Column("Area", "What the formal grade is for.", ("area",)),
    "grade": Column("Grade", "The grade as its scale words it."),
    "grade_name": Column("Grade", "The grade in words."),
    "grade_label": Column("Grade", "The grade in words."),
    "from_grade": Column("Earlier grade", "The grade before."),
    "from_date": Column("Earlier date", "The day of the grade before."),
    "score": Column("Score", "The number that the document prints, 4 best."),
    "rank": Column("Rank", "The grade's place on its scale; higher is better."),
    "scale": Column("Scale", "The scale that the grade belongs to."),
    "subject": Column("About", "The service or subject that the sentence is about.", _SUBJECTS),
    "about": Column("About", "What the statement is about.", _SUBJECTS),
    "setting": Column("Service", "The service or setting.", ("setting",)),
    "setting_name": Column("Service", "The service or setting, in words."),
    "outcome": Column("Outcome", "The outcome that the statement stands under.", ("outcome", "area")),
    "quantity": Column("How much", "How much of the subject the statement covers.", ("quantity",)),
    "exception": Column("Except", "What the sentence takes out.", _SUBJECTS),
    "at_least": Column("Or better", "Whether the grade is the least that is given: good or better."),
    "direction": Column("Lies", "Where the stated measure lies.", ("direction",)),
    "comparator": Column("Against", "What the measure is held against.", ("comparator",)),
    "polarity": Column("Kind", "Whether a strength or an area for improvement.", ("polarity",)),
    "region": Column("Region", "The council's region.", ("region",)),
    "region_name": Column("Region", "The council's region."),
    "quote": Column("In these words", "The exact words of the document."),
    "text": Column("Text", "The words, with white space folded."),
    "start": Column("From", "The first code point of the words in the document's text."),
    "end": Column("To", "The code point behind the last of the words in the document's text."),
    "page": Column("Page", "The page of the document, where it has pages."),
    "statement": Column("Statement", "The statement's own address: it leads to its sentence."),
    "rating": Column("Rating", "The rating's own address: it leads to its sentence."),
    "fact": Column("Fact", "The fact's own address: it leads to its sentence."),
    "count": Column("Count", "How many."),
    "councils": Column("Councils", "How many councils."),
    "statements": Column("Statements", "How many statements."),
    "share": Column("Share", "Part of all, in per cent."),
    "since": Column("Since", "The day or month since which it is counted."),
    "addressee": Column("Addressed to", "To whom the letter is addressed."),
    "signatory": Column("Signed by", "Who signed it."),
    "lead_inspector": Column("Lead inspector", "Who led the inspection."),
    "person": Column("Person", "A person named in a document."),
    "role": Column("Role", "The role that the document gives the person."),
    "part": Column("Part", "Where in the document the person is named."),
    "ofsted_urn": Column("Ofsted number", "The council's number in Ofsted's register."),
    "value": Column("Figure", "The figure that the sentence prints for the council."),
    "comparator_value": Column("Figure elsewhere", "The figure that the sentence prints for the others."),
    "unit": Column("Unit", "The unit of the figures."),
    "earlier": Column("Of", "The year of an earlier inspection that the statement reports."),
    "days_to_publication": Column("Days to publication", "From the last day on site to publication."),
    "days_since": Column("Days since", "Since the last inspection."),
    "movement": Column("Movement", "Whether the grade rose or fell, where the two may be compared."),
    "kind": Column("Kind", "What kind of statement it is."),
    "message": Column("What was met", "What was met and not understood."),
}


def label(name: str) -> str:
    """Return the head of a column.

    >>> label("council_name"), label("being_healthy")
    ('Council', 'Being healthy')
    """
    told = COLUMNS.get(name)
    return told.label if told is not None else name.replace("_", " ").capitalize()
