from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ofsted_kg.errors import VocabularyError
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.lexicon import Lexicon

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ok: <https://w3id.org/ofsted-kg/def/> .

<https://w3id.org/ofsted-kg/def/setting/childrens-homes> a ok:Setting ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/setting> ;
  skos:prefLabel "children's homes"@en ; skos:altLabel "residential homes"@en ;
  skos:hiddenLabel "children's home"@en .
<https://w3id.org/ofsted-kg/def/setting/schools> a ok:Setting ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/setting> ; skos:prefLabel "schools"@en .
<https://w3id.org/ofsted-kg/def/setting/special-schools> a ok:Setting ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/setting> ; skos:prefLabel "special schools"@en .
<https://w3id.org/ofsted-kg/def/outcome/well-being> a ok:Outcome ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/outcome> ; skos:prefLabel "achieving economic well-being"@en .
<https://w3id.org/ofsted-kg/def/area/homes> a ok:Area ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/area> ; skos:prefLabel "children's homes"@en .
<https://w3id.org/ofsted-kg/def/grade/prose/good> a ok:Grade ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/scale/prose> ; skos:prefLabel "good"@en ; ok:rank 3 .
<https://w3id.org/ofsted-kg/def/grade/prose/very-good> a ok:Grade ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/scale/prose> ; skos:prefLabel "very good"@en ;
  ok:rank 4 ; ok:score 4 .
<https://w3id.org/ofsted-kg/def/framework/rating> a ok:Framework ;
  skos:inScheme <https://w3id.org/ofsted-kg/def/framework> ; skos:prefLabel "Annual rating"@en ;
  ok:year 2009 ; ok:dateFrom "2009-11-01"^^xsd:date ; ok:scale <https://w3id.org/ofsted-kg/def/scale/prose> ;
  ok:judgesArea <https://w3id.org/ofsted-kg/def/area/overall> .
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path = tmp_path_factory.mktemp("ontology") / "small.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return lexicon.read([path])


@pytest.mark.parametrize(
    ("text", "schemes", "found"),
    [
        ("The children's homes", ["setting"], [("children's homes", "childrens-homes")]),
        ("CHILDREN’S\n  HOMES", ["setting"], [("CHILDREN’S\n  HOMES", "childrens-homes")]),
        ("a children's\xa0home.", ["setting"], [("children's\xa0home", "childrens-homes")]),
        (
            "special schools and schools",
            ["setting"],
            [("special schools", "special-schools"), ("schools", "schools")],
        ),
        ("special, schools", ["setting"], [("schools", "schools")]),
        ("preschools", ["setting"], []),
        (
            "achieving *economic* wellbeing, economic well being",
            ["outcome"],
            [],
        ),
        ("Achieving economic well–being", ["outcome"], [("Achieving economic well–being", "well-being")]),
        ("very good", ["grade/prose"], [("very good", "very-good")]),
        ("very, good", ["grade/prose"], [("good", "good")]),
        (
            "children's homes",
            ["area", "setting"],
            [("children's homes", "homes"), ("children's homes", "childrens-homes")],
        ),
        ("children's homes", [], []),
    ],
)
def test_find(small: Lexicon, text: str, schemes: list[str], found: list[tuple[str, str]]) -> None:
    hits = small.find(text, *schemes)
    assert [(text[hit.start : hit.end], hit.slug) for hit in hits] == found
    assert small.holds(text, *schemes) == bool(found)


def test_records(small: Lexicon) -> None:
    assert small.subject_iri("schools") == "https://w3id.org/ofsted-kg/def/setting/schools"
    assert [grade.slug for grade in small.scale("prose")] == ["very-good", "good"]
    framework = small.framework("rating")
    assert framework is not None
    assert (framework.year, framework.first, framework.last) == (2009, date(2009, 11, 1), None)
    assert (framework.scale, framework.areas) == ("prose", ("overall",))
    entry = small.concept("setting", "childrens-homes")
    assert entry is not None
    assert entry.labels == ("children's homes", "residential homes", "children's home")


def test_unknown_subject(small: Lexicon) -> None:
    with pytest.raises(VocabularyError, match="no setting, outcome or topic 'castles'"):
        small.subject_iri("castles")


def test_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "damaged.ttl"
    path.write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"damaged\.ttl: not Turtle"):
        lexicon.read([path])


def test_every_label_is_found() -> None:
    """Whatever the ontology offers as a label, the finder finds, as that concept."""
    whole = lexicon.load()
    for scheme in ("setting", "outcome", "topic", "quantity", "comparator", "framework"):
        for entry in whole.concepts(scheme):
            for label in entry.labels:
                assert entry.slug in {hit.slug for hit in whole.find(label, scheme)}, label
