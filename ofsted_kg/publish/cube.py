"""The formal ratings as an RDF Data Cube.

In: ``Content`` and its letters, one by one. Out: rows: an observation a rating, with the council, the
framework, the day of the document and the area as dimensions and the grade as measure.
It passes the integrity constraints IC-1 to IC-21 of the Data Cube recommendation.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from ofsted_kg.graph.reference import typed
from ofsted_kg.publish.content import Content, LetterContent
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.triples import Description, english
from ofsted_kg.rows import Row
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, PROV, QB, RDFS, SKOS, Base, scheme

_SDMX = "http://purl.org/linked-data/sdmx/2009/concept#"
_REGION = _SDMX + "refArea"
_PERIOD = _SDMX + "refPeriod"
# Dimension, its label, what it takes its values from (a class, or an XSD type).
_DIMENSIONS = (
    ("council", "council", DEF + "Council", _REGION),
    ("day", "date of the letter or report", "http://www.w3.org/2001/XMLSchema#date", _PERIOD),
    ("framework", "framework", SKOS + "Concept", None),
    ("area", "area that is rated", SKOS + "Concept", None),
)
_CODE_LISTS = {"framework": scheme("framework"), "area": scheme("area")}


def structure(content: Content, names: Names) -> list[Row]:
    """Return the cube without its observations: dataset, structure, the lists of codes it draws on."""
    out = Description()
    prefix = content.base.listing("ratings/")
    dataset = content.base.listing("ratings")
    root = prefix + "structure"
    _structure(out, content, prefix, root)
    out.about(
        dataset,
        QB + "DataSet",
        (RDFS + "label", english("Formal ratings of children's services")),
        (
            RDFS + "comment",
            english("Each grade Ofsted gave a council's children's services, by area and date."),
        ),
        (DCTERMS + "publisher", NamedNode(names.publisher_iri)),
        (DCTERMS + "isPartOf", NamedNode(names.dataset)),
        (QB + "structure", NamedNode(root)),
    )
    return out.rows


def _structure(out: Description, content: Content, prefix: str, structure: str) -> None:
    out.about(
        structure, QB + "DataStructureDefinition", (RDFS + "label", english("Structure of the ratings"))
    )
    for order, (name, label, kind, concept) in enumerate(_DIMENSIONS, start=1):
        listed = _CODE_LISTS.get(name)
        out.about(
            prefix + name,
            QB + "DimensionProperty",
            (RDFS + "label", english(label)),
            (RDFS + "range", NamedNode(kind)),
            *([(QB + "concept", NamedNode(concept))] if concept else []),
            *([(QB + "codeList", NamedNode(listed))] if listed else []),
        )
        if listed:
            out.about(prefix + name, QB + "CodedProperty")
        component = f"{structure}/{name}"
        out.about(
            component,
            QB + "ComponentSpecification",
            (QB + "dimension", NamedNode(prefix + name)),
            (QB + "order", order),
        )
        out.about(structure, None, (QB + "component", NamedNode(component)))
    out.about(
        prefix + "grade",
        QB + "MeasureProperty",
        (RDFS + "label", english("grade")),
        (RDFS + "range", NamedNode(DEF + "Grade")),
    )
    out.about(
        structure + "/grade", QB + "ComponentSpecification", (QB + "measure", NamedNode(prefix + "grade"))
    )
    out.about(structure, None, (QB + "component", NamedNode(structure + "/grade")))
    # The lists of codes that the coded dimensions draw on, said here too: a cube must be whole by itself.
    used = {iri: rows for iri, rows in content.schemes().items() if iri in _CODE_LISTS.values()}
    for listed, rows in used.items():
        out.about(listed, SKOS + "ConceptScheme")
        for row in rows:
            if row.predicate == SKOS + "inScheme":
                out.about(row.subject, SKOS + "Concept", (SKOS + "inScheme", NamedNode(listed)))


def observations(letter: LetterContent, base: Base) -> list[Row]:
    """Return the observations of a letter, one for each rating."""
    out = Description()
    prefix = base.listing("ratings/")
    # Where nothing says when a report came out, the last day on site places it.
    day = letter.issued or next(iter(letter.values(letter.iri, DCTERMS + "date")), "")
    if not (letter.council and day):
        return []
    for rating in letter.ratings():
        areas, grades = letter.values(rating, DEF + "area"), letter.values(rating, DEF + "grade")
        if len(areas) != 1 or len(grades) != 1:
            continue
        out.about(
            rating + "/observation",
            QB + "Observation",
            (QB + "dataSet", NamedNode(base.listing("ratings"))),
            (prefix + "council", NamedNode(letter.council)),
            (prefix + "day", typed(day, "date")),
            (prefix + "framework", NamedNode(letter.framework)),
            (prefix + "area", NamedNode(areas[0])),
            (prefix + "grade", NamedNode(grades[0])),
            (PROV + "wasDerivedFrom", NamedNode(rating)),
        )
    return out.rows
