"""What people corrected, as triples.

In: revisions of a letter. Out: quads in PROV-O (https://www.w3.org/TR/prov-o/): a corrected fact
``prov:wasRevisionOf`` what was read, and an ``ok:Correction`` (a ``prov:Revision``) says which
property is otherwise, who said so, why, and what it rests on. What was read stays only as that:
it is no fact any more, so that no query counts it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.graph.quad_writer import QuadWriter
from ofsted_kg.graph.terms import Term, date, iri, literal
from ofsted_kg.model import Revision
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, FOAF, PROV, RDFS, is_web_iri, slug

# Properties of a fact that have another name in the graph than in the tables.
_NAMES = {"at_least": "atLeast", "comparator_value": "comparatorValue"}
_OTHERS = {
    "date": DCTERMS + "issued",
    "title": DCTERMS + "title",
    "name": FOAF + "name",
    "honorific": FOAF + "title",
}


def write_revisions(writer: QuadWriter, revisions: Sequence[Revision], software: Term) -> None:
    """Write what was corrected, and what had been read."""
    for revision in revisions:
        _write(writer, revision, software)


def _write(writer: QuadWriter, revision: Revision, software: Term) -> None:
    was = writer.node(f"as-read/{revision.was}".rstrip("/"))
    writer.kind(was, PROV + "Entity")
    writer.label(was, f"What the program read: {revision.was or 'the document'}")
    writer.add(was, PROV + "wasGeneratedBy", writer.node("conversion"))
    writer.add(was, PROV + "wasAttributedTo", software)
    who = writer.node(f"reviewer/{slug(revision.who) or 'unnamed'}")
    writer.kind(who, FOAF + "Agent", PROV + "Agent")
    writer.add(who, FOAF + "name", literal(revision.who))
    parts = (part for part in ("correction", revision.was, revision.property) if part)
    node = writer.node("/".join(parts))
    writer.kind(node, DEF + "Correction")
    what = f"{revision.property.replace('_', ' ')} of " if revision.property else "withdrawal of "
    writer.label(node, f"Correction: {what}{revision.was or 'the document'}")
    writer.own(node)
    writer.add(node, PROV + "entity", was)
    writer.add(node, DCTERMS + "creator", who)
    writer.add(node, RDFS + "comment", literal(revision.why))
    resting = iri(revision.source) if is_web_iri(revision.source) else literal(revision.source)
    writer.add(node, DCTERMS + "source", resting)
    if revision.date is not None:
        writer.add(node, DCTERMS + "date", date(revision.date))
    if revision.property:
        writer.add(node, DEF + "correctedProperty", iri(property_iri(revision.property)))
        if revision.read:
            writer.add(node, DEF + "valueRead", literal(revision.read))
        if revision.value:
            writer.add(node, DEF + "valueCorrected", literal(revision.value))
    if revision.now is not None:
        fact = writer.node(revision.now) if revision.now else writer.subject
        writer.add(fact, PROV + "wasRevisionOf", was)
        writer.add(fact, PROV + "qualifiedRevision", node)
        writer.add(fact, PROV + "wasAttributedTo", who)


def property_iri(name: str) -> str:
    """Return the IRI of a property by the name that it has in a file of corrections.

    >>> property_iri("at_least")
    'https://w3id.org/ofsted-kg/def/atLeast'
    """
    return _OTHERS.get(name) or DEF + _NAMES.get(name, name)
