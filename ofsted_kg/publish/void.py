"""A description of the dataset by the Vocabulary of Interlinked Datasets (VoID).

In: ``Content``. Out: ``void.ttl`` (and ``.well-known/void``): how many triples, things
of each class, uses of each property, links out, and where the dumps are.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from pyoxigraph import NamedNode

from ofsted_kg.namespaces import DCTERMS, DEF, FOAF, PREFIXES, VOID, slug
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.dumps import DATASET
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.triples import Description, english
from ofsted_kg.rows import TYPE

_DUMPS = (".ttl", ".ttl.gz", ".nq", ".jsonld")
_FEATURES = ("Turtle", "N-Quads", "JSON-LD")


def void(content: Content, names: Names) -> bytes:
    """Return the VoID description as Turtle."""
    triples = {row._replace(graph="") for row in content.rows()}
    own = (content.base.iri, DEF)
    classes: dict[str, set[str]] = defaultdict(set)
    properties: Counter[str] = Counter()
    links: Counter[tuple[str, str]] = Counter()
    for row in triples:
        properties[row.predicate] += 1
        if row.predicate == TYPE:
            classes[row.text].add(row.subject)
        elif isinstance(row.value, NamedNode) and not row.text.startswith(own):
            links[row.predicate, _space(row.text)] += 1
    out = Description()
    dataset = names.dataset
    out.about(
        dataset,
        VOID + "Dataset",
        (DCTERMS + "title", english(names.title)),
        (DCTERMS + "description", english(names.description)),
        (FOAF + "homepage", NamedNode(content.base.iri)),
        (VOID + "uriSpace", content.base.thing("")),
        (VOID + "triples", len(triples)),
        (
            VOID + "entities",
            len({t.subject for t in triples if t.subject.startswith(content.base.thing(""))}),
        ),
        (VOID + "classes", len(classes)),
        (VOID + "properties", len(properties)),
        (VOID + "distinctSubjects", len({t.subject for t in triples})),
        (VOID + "distinctObjects", len({t.value for t in triples})),
        (VOID + "documents", len(content.letters)),
        *((VOID + "dataDump", NamedNode(content.base.iri + DATASET + ending)) for ending in _DUMPS),
        *((VOID + "feature", NamedNode(f"http://www.w3.org/ns/formats/{name}")) for name in _FEATURES),
        *(
            (VOID + "vocabulary", NamedNode(iri))
            for iri in sorted(PREFIXES.values())
            if _used(iri, properties)
        ),
        *((VOID + "exampleResource", NamedNode(letter.iri)) for letter in content.letters[:1]),
        *((VOID + "sparqlEndpoint", NamedNode(iri)) for iri in names.endpoint),
        (DCTERMS + "hasVersion", NamedNode(names.version_iri)),
    )
    for kind, things in sorted(classes.items()):
        part = f"{dataset}/class/{_short(kind)}"
        out.about(part, VOID + "Dataset", (VOID + "class", NamedNode(kind)), (VOID + "entities", len(things)))
        out.about(dataset, None, (VOID + "classPartition", NamedNode(part)))
    for predicate, count in sorted(properties.items()):
        part = f"{dataset}/property/{_short(predicate)}"
        link = (VOID + "property", NamedNode(predicate))
        out.about(part, VOID + "Dataset", link, (VOID + "triples", count))
        out.about(dataset, None, (VOID + "propertyPartition", NamedNode(part)))
    for (predicate, space), count in sorted(links.items()):
        target = out.about(f"{dataset}/target/{slug(space)}", VOID + "Dataset", (VOID + "uriSpace", space))
        part = f"{dataset}/links/{_short(predicate)}/{slug(space)}"
        out.about(
            part,
            VOID + "Linkset",
            (VOID + "linkPredicate", NamedNode(predicate)),
            (VOID + "subjectsTarget", NamedNode(dataset)),
            (VOID + "objectsTarget", target),
            (VOID + "triples", count),
        )
        out.about(dataset, None, (VOID + "subset", NamedNode(part)))
    return out.turtle()


def _space(iri: str) -> str:
    """Return the IRI space of a thing elsewhere: all up to its last separator."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut]


def _short(iri: str) -> str:
    for prefix, space in sorted(PREFIXES.items()):
        if iri.startswith(space):
            return f"{prefix}-{iri.removeprefix(space).replace('/', '-')}"
    return slug(iri)


def _used(space: str, properties: Counter[str]) -> bool:
    return any(iri.startswith(space) for iri in properties)
