"""The ratings as a data cube, against the integrity constraints of the recommendation.

IC-1 to IC-21 of "The RDF Data Cube Vocabulary" (W3C, 16 January 2014), section 11, each
written as what must not be found. The cube has no slices, attributes, measure dimension
or hierarchies of its own, so some hold for want of what they are about; a cube broken on
purpose shows that each can fail.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from ofsted_kg.vocabulary.namespaces import PREFIXES

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()))
# The constraints speak of a normalised cube (section 10): components, types and shortcuts spelled out.
NORMALISE = (
    "INSERT { ?o a qb:Observation } WHERE { ?o qb:dataSet [] }",
    "INSERT { ?s a qb:Slice } WHERE { [] qb:slice ?s }",
    "INSERT { ?p a qb:DimensionProperty } WHERE { [] qb:dimension ?p }",
    "INSERT { ?p a qb:MeasureProperty } WHERE { [] qb:measure ?p }",
    "INSERT { ?p a qb:AttributeProperty } WHERE { [] qb:attribute ?p }",
    "INSERT { ?c qb:componentProperty ?p } WHERE { ?c qb:dimension|qb:measure|qb:attribute ?p }",
)
COMPONENT = "qb:structure/qb:component"
CONSTRAINTS: dict[str, str] = {
    # Every observation has exactly one data set.
    "IC-1": "{ ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d } } UNION "
    "{ ?o a qb:Observation ; qb:dataSet ?d1, ?d2 FILTER(?d1 != ?d2) }",
    # Every data set has exactly one structure.
    "IC-2": "{ ?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s } } UNION "
    "{ ?d a qb:DataSet ; qb:structure ?s1, ?s2 FILTER(?s1 != ?s2) }",
    # Every structure declares a measure.
    "IC-3": "?s a qb:DataStructureDefinition "
    "FILTER NOT EXISTS { ?s qb:component/qb:componentProperty/a qb:MeasureProperty }",
    # Every dimension has a range.
    "IC-4": "?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range [] }",
    # A dimension that takes concepts has a code list.
    "IC-5": "?p a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?p qb:codeList [] }",
    # Only attributes may be optional.
    "IC-6": "?s qb:component ?c . ?c qb:componentRequired false ; qb:componentProperty ?p "
    "FILTER NOT EXISTS { ?p a qb:AttributeProperty }",
    # A slice key belongs to a structure.
    "IC-7": "?k a qb:SliceKey FILTER NOT EXISTS { ?s a qb:DataStructureDefinition ; qb:sliceKey ?k }",
    # A slice key's properties are components of that structure.
    "IC-8": "?s qb:sliceKey ?k . ?k qb:componentProperty ?p "
    "FILTER NOT EXISTS { ?s qb:component/qb:componentProperty ?p }",
    # Every slice has exactly one structure.
    "IC-9": "{ ?s a qb:Slice FILTER NOT EXISTS { ?s qb:sliceStructure ?k } } UNION "
    "{ ?s a qb:Slice ; qb:sliceStructure ?k1, ?k2 FILTER(?k1 != ?k2) }",
    # A slice has a value for each dimension of its structure.
    "IC-10": "?s qb:sliceStructure/qb:componentProperty ?p FILTER NOT EXISTS { ?s ?p [] }",
    # An observation has a value for each dimension.
    "IC-11": f"?o qb:dataSet/{COMPONENT}/qb:componentProperty ?p . ?p a qb:DimensionProperty "
    "FILTER NOT EXISTS { ?o ?p [] }",
    # No two observations have the same values for all dimensions.
    "IC-12": "?o1 qb:dataSet ?d . ?o2 qb:dataSet ?d FILTER(STR(?o1) < STR(?o2)) FILTER NOT EXISTS { "
    f"?d {COMPONENT}/qb:componentProperty ?p . ?p a qb:DimensionProperty . "
    "?o1 ?p ?v1 . ?o2 ?p ?v2 FILTER(?v1 != ?v2) }",
    # An observation has a value for each required attribute.
    "IC-13": f"?o qb:dataSet/{COMPONENT} ?c . ?c qb:componentRequired true ; qb:componentProperty ?p . "
    "?p a qb:AttributeProperty FILTER NOT EXISTS { ?o ?p [] }",
    # Without a measure dimension an observation has a value for each measure.
    "IC-14": "?o qb:dataSet/qb:structure ?s FILTER NOT EXISTS { "
    "?s qb:component/qb:componentProperty qb:measureType } "
    "?s qb:component/qb:componentProperty ?p . ?p a qb:MeasureProperty FILTER NOT EXISTS { ?o ?p [] }",
    # With one, the value of the measure that the observation names.
    "IC-15": f"?o qb:dataSet/{COMPONENT}/qb:componentProperty qb:measureType ; qb:measureType ?p "
    "FILTER NOT EXISTS { ?o ?p [] }",
    # With one, of no other measure.
    "IC-16": f"?o qb:dataSet/{COMPONENT}/qb:componentProperty qb:measureType . "
    "?o qb:measureType ?p ; ?other [] . "
    f"?o qb:dataSet/{COMPONENT}/qb:componentProperty ?other . ?other a qb:MeasureProperty "
    "FILTER(?other != ?p)",
    # With one, each combination of the other dimensions has as many observations as there are measures.
    "IC-17": f"?o qb:dataSet ?d . ?d {COMPONENT}/qb:componentProperty qb:measureType . "
    f"?d {COMPONENT}/qb:componentProperty ?m . ?m a qb:MeasureProperty "
    "FILTER NOT EXISTS { ?other qb:dataSet ?d ; qb:measureType ?m FILTER NOT EXISTS { "
    f"?d {COMPONENT}/qb:componentProperty ?p . ?p a qb:DimensionProperty FILTER(?p != qb:measureType) "
    "?o ?p ?v1 . ?other ?p ?v2 FILTER(?v1 != ?v2) } }",
    # What a slice of a data set observes is in the data set.
    "IC-18": "?d qb:slice ?s . ?s qb:observation ?o FILTER NOT EXISTS { ?o qb:dataSet ?d }",
    # A coded value is in its code list, a scheme or a collection.
    "IC-19": f"?o qb:dataSet/{COMPONENT}/qb:componentProperty ?p . ?p a qb:DimensionProperty ; "
    "qb:codeList ?list . ?o ?p ?v FILTER NOT EXISTS { "
    "{ ?list a skos:ConceptScheme . ?v a skos:Concept ; skos:inScheme ?list } UNION "
    "{ ?list a skos:Collection ; skos:member+ ?v } UNION { ?list a qb:HierarchicalCodeList } }",
    # A coded value is in its hierarchy, downwards.
    "IC-20": f"?o qb:dataSet/{COMPONENT}/qb:componentProperty ?p . ?p qb:codeList ?list . "
    "?list a qb:HierarchicalCodeList ; qb:parentChildProperty ?down FILTER(ISIRI(?down)) ?o ?p ?v "
    "FILTER NOT EXISTS { ?list qb:hierarchyRoot ?v } FILTER NOT EXISTS { ?parent ?down ?v }",
    # The same where the hierarchy is told upwards.
    "IC-21": f"?o qb:dataSet/{COMPONENT}/qb:componentProperty ?p . ?p qb:codeList ?list . "
    "?list a qb:HierarchicalCodeList ; qb:parentChildProperty/owl:inverseOf ?up . ?o ?p ?v "
    "FILTER NOT EXISTS { ?list qb:hierarchyRoot ?v } FILTER NOT EXISTS { ?v ?up ?parent }",
}
X = "<https://e.example/"
# For each constraint what breaks it when added to (or changed in) the cube.
_OBSERVED = "WHERE { { SELECT ?o ?d { ?o qb:dataSet ?d } ORDER BY ?o LIMIT 1 } ?d qb:structure ?s }"
_MEASURED = f"?s qb:component {X}c> . {X}c> qb:componentProperty qb:measureType ."
_HIERARCHY = (
    f"?s qb:component {X}c> . {X}c> qb:componentProperty {X}p> . {X}p> a qb:DimensionProperty ; "
    f"rdfs:range skos:Concept ; qb:codeList {X}l> . {X}l> a qb:HierarchicalCodeList ; "
    f"qb:hierarchyRoot {X}root> . ?o {X}p> {X}stray> ."
)
BROKEN: dict[str, str] = {
    "IC-1": f"INSERT {{ ?o qb:dataSet {X}other> }} {_OBSERVED}",
    "IC-2": "DELETE { ?d qb:structure ?s } WHERE { ?d qb:structure ?s }",
    "IC-3": "DELETE { ?c qb:measure ?p } WHERE { ?c qb:measure ?p }",
    "IC-4": "DELETE { ?p rdfs:range ?r } WHERE { ?p a qb:DimensionProperty ; rdfs:range ?r }",
    "IC-5": "DELETE { ?p qb:codeList ?l } WHERE { ?p qb:codeList ?l }",
    "IC-6": "INSERT { ?c qb:componentRequired false } WHERE { ?c qb:measure ?p }",
    "IC-7": f"INSERT DATA {{ {X}k> a qb:SliceKey }}",
    "IC-8": f"INSERT {{ ?s qb:sliceKey {X}k> . {X}k> qb:componentProperty {X}p> }} {_OBSERVED}",
    "IC-9": f"INSERT DATA {{ {X}slice> a qb:Slice }}",
    "IC-10": f"INSERT DATA {{ {X}slice> qb:sliceStructure {X}k> . {X}k> qb:componentProperty {X}p> }}",
    "IC-11": "DELETE { ?o ?p ?v } WHERE { { SELECT ?o { ?o qb:dataSet ?d } ORDER BY ?o LIMIT 1 } "
    "?p a qb:DimensionProperty . ?o ?p ?v }",
    "IC-12": f"INSERT {{ {X}twin> ?p ?v }} WHERE {{ "
    "{ SELECT ?o { ?o qb:dataSet ?d } ORDER BY ?o LIMIT 1 } ?o ?p ?v }",
    "IC-13": f"INSERT {{ ?s qb:component {X}c> . {X}c> qb:componentRequired true . "
    f"{X}c> qb:componentProperty {X}p> . {X}p> a qb:AttributeProperty }} {_OBSERVED}",
    "IC-14": "DELETE { ?o ?p ?v } WHERE { { SELECT ?o { ?o qb:dataSet ?d } ORDER BY ?o LIMIT 1 } "
    "?p a qb:MeasureProperty . ?o ?p ?v }",
    "IC-15": f"INSERT {{ {_MEASURED} ?o qb:measureType {X}m> }} {_OBSERVED}",
    "IC-16": f"INSERT {{ {_MEASURED} ?o qb:measureType {X}m> }} {_OBSERVED}",
    "IC-17": f"INSERT {{ {_MEASURED} ?o qb:measureType {X}m> }} {_OBSERVED}",
    "IC-18": f"INSERT {{ ?d qb:slice {X}slice> . {X}slice> qb:observation {X}o> }} {_OBSERVED}",
    "IC-19": "DELETE { ?v skos:inScheme ?l } WHERE { ?p qb:codeList ?l . ?v skos:inScheme ?l }",
    "IC-20": f"INSERT {{ {_HIERARCHY} {X}l> qb:parentChildProperty {X}down> }} {_OBSERVED}",
    "IC-21": f"INSERT {{ {_HIERARCHY} {X}l> qb:parentChildProperty {X}way> . {X}way> owl:inverseOf {X}up> }} "
    f"{_OBSERVED}",
}
Cube = Callable[[str], Store]


@pytest.fixture(scope="module")
def cube(release: Path) -> Cube:
    """A fresh copy of the cube, with an update first, then normalised."""
    (packed,) = release.glob("data/*/cube.ttl.gz")
    text = gzip.decompress(packed.read_bytes())

    def made(update: str) -> Store:
        store = Store()
        store.load(text, format=RdfFormat.TURTLE)
        for step in (update, *NORMALISE):
            if step:
                store.update(PREFIX + step)
        return store

    return made


def holds(name: str, store: Store) -> bool:
    return not store.query(f"{PREFIX} ASK {{ {CONSTRAINTS[name]} }}")


def test_there_are_twenty_one() -> None:
    assert list(CONSTRAINTS) == list(BROKEN) == [f"IC-{n}" for n in range(1, 22)]


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_cube_is_whole(name: str, cube: Cube) -> None:
    assert holds(name, cube(""))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_cube_is_found_out(name: str, cube: Cube) -> None:
    assert not holds(name, cube(BROKEN[name]))


def test_an_observation_a_rating(release: Path, cube: Cube) -> None:
    with (release / "tables" / "ratings.csv").open(encoding="utf-8", newline="") as table:
        ratings = list(csv.DictReader(table))
    answer = cube("").query(PREFIX + "SELECT ?o { ?o a qb:Observation }")
    assert len(ratings) == len(list(answer))  # type: ignore[arg-type]
