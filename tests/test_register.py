"""The register: names in all their forms, at a date; registers of the user's own."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, serialize

from ofsted_kg import register
from ofsted_kg.errors import VocabularyError
from ofsted_kg.graph.reference import OPEN_DATA_COMMUNITIES, WIKIDATA, triples
from ofsted_kg.register import COLUMNS, bare
from ofsted_kg.register.files import read_csv, read_turtle
from ofsted_kg.vocabulary.namespaces import OWL, Base

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "reference" / "councils.csv"
A = {"gss_code": "X1", "official_name": "A Council", "name": "A"}


def rows(*given: dict[str, str]) -> str:
    """Rows of a register, heading first, a cell for every column."""
    lines = [COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in given)]
    return "".join(",".join(cells) + "\n" for cells in lines)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Bury Metropolitan Borough Council", "E08000002"),
        ("BURY MBC", "E08000002"),
        ("Metropolitan Borough of Bury", "E08000002"),
        ("Bury's", "E08000002"),
        ("Bury Council’s", "E08000002"),
        ("Hammersmith & Fulham", "E09000013"),
        ("London Borough of Hammersmith and Fulham", "E09000013"),
        ("Royal Borough of Kensington & Chelsea", "E09000020"),
        ("The Council of the City of York", "E06000014"),
        ("City of York Council", "E06000014"),
        ("Bristol City Council", "E06000023"),
        ("City of Bristol", "E06000023"),
        ("Kingston-upon-Hull City Council", "E06000010"),
        ("Hull City Council", "E06000010"),
        ("Durham County Council", "E06000047"),
        ("County Durham", "E06000047"),
        ("St Helens Metropolitan Borough Council", "E08000013"),
        ("Stoke on Trent City Council", "E06000021"),
        ("Council of the Isles of Scilly", "E06000053"),
        ("Corporation of London", "E09000001"),
        ("City of Westminster", "E09000033"),
        ("London", None),
        ("Exampleton Borough Council", None),
        ("", None),
    ],
)
def test_a_name_in_all_its_forms(printed: str, code: str | None) -> None:
    council = register.load().find(printed, date(2009, 12, 9))
    assert (council.gss_code if council else None) == code


@pytest.mark.parametrize(
    ("printed", "day", "code"),
    [
        ("Somerset", date(2009, 12, 9), "E10000027"),
        ("Somerset", date(2024, 1, 1), "E06000066"),
        ("Somerset County Council", date(2023, 3, 31), "E10000027"),
        ("Somerset Council", date(2023, 4, 1), "E06000066"),
        ("Dorset", date(2009, 12, 9), "E10000009"),
        ("Dorset", date(2020, 1, 1), "E06000059"),
        ("Buckinghamshire County Council", date(2009, 12, 9), "E10000002"),
        # The register has only the later body of the name.
        ("Cornwall County Council", date(2007, 11, 1), "E06000052"),
        ("Northumberland", date(2006, 11, 1), "E06000057"),
        ("Cheshire County Council", date(2007, 11, 1), "E10000004"),
        ("Cheshire East", date(2009, 12, 9), "E06000049"),
        ("Somerset", None, "E06000066"),
    ],
)
def test_a_name_belongs_to_who_bore_it_at_the_date(printed: str, day: date | None, code: str) -> None:
    council = register.load().find(printed, day)
    assert council is not None
    assert council.gss_code == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in Bury 2007", [("Bury", False)]),
        ("in the City of York and Cheshire West and Chester Council's schools",
         [("City of York", True), ("Cheshire West and Chester Council", True)]),
        ("33 Kingsway, London WC2B 6SE", []),
        ("Newcastle upon Tyne City Council", [("Newcastle upon Tyne City Council", True)]),
        ("Nottinghamshire and Nottingham", [("Nottinghamshire", False), ("Nottingham", False)]),
        ("BURY METROPOLITAN BOROUGH COUNCIL'S EDUCATION", [("BURY METROPOLITAN BOROUGH COUNCIL", True)]),
    ],
)  # fmt: skip
def test_mentions(text: str, found: list[tuple[str, bool]]) -> None:
    mentions = register.load().mentions(text)
    assert [(text[m.start : m.end], m.typed) for m in mentions] == found


def test_codes_present_and_former() -> None:
    councils = register.load()
    now = councils.by_code("E06000057")
    assert now is not None
    assert councils.by_code("E06000048") == now
    assert councils.by_code("X") is None


def test_bare_names_keep_a_corporation_apart() -> None:
    assert bare("City of London Corporation", corporation=True) == "city of london"


def test_a_register_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    northmoor = {
        "gss_code": "X1",
        "former_gss_codes": "X0;X00",
        "official_name": "Northmoor Borough Council",
        "name": "Northmoor",
        "type": "Unitary authority",
        "region": "North West",
        "start_date": "2009-04-01",
        "dfe_code": "999",
    }
    path.write_text(rows(northmoor) + "\n", encoding="utf-8-sig")
    council = register.load((path,)).find("Northmoor BC", date(2010, 1, 1))
    assert council is not None
    assert council.former_gss_codes == ("X0", "X00")
    assert council.kind == "unitary-authority"
    assert council.start == date(2009, 4, 1)


def test_every_column_comes_back_from_the_graph(tmp_path: Path) -> None:
    every = {
        "gss_code": "X1",
        "former_gss_codes": "X0",
        "official_name": "Northmoor Borough Council",
        "name": "Northmoor",
        "type": "Unitary authority",
        "region": "North West",
        "start_date": "1998-04-01",
        "end_date": "2009-03-31",
        "replaced_by": "X2",
        "dfe_code": "999",
        "ofsted_urn": "90001",
        "latitude": "53.5",
        "longitude": "-1.5",
    }
    assert set(every) == set(COLUMNS), "give the new column a value here"
    heir = {"gss_code": "X2", "official_name": "Southdale Council", "name": "Southdale"}
    own, written = tmp_path / "own.csv", tmp_path / "own.ttl"
    own.write_text(rows(every, heir), encoding="utf-8")
    written.write_bytes(serialize(triples(Base(), (own,)), format=RdfFormat.N_TRIPLES) or b"")
    came = {council.gss_code: council for council in read_csv(own)}["X1"]
    assert all(getattr(came, field.name) for field in fields(came)), "read it in `_council`"
    back = {council.gss_code: council for council in read_turtle(written)[0]}["X1"]
    assert back == came, "write it in `graph/reference.py`, and read it in `_described`"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((A, A | {"name": "B"}), "line 3: the code X1 is already on line 2"),
        ((A, A | {"gss_code": "X2"}), "line 3: the name A is already on line 2"),
        ((A | {"start_date": "01/04/2009"},), "line 2: start_date is '01/04/2009'"),
        (
            (A | {"start_date": "2010-01-01", "end_date": "2009-01-01"},),
            "line 2: end_date is before start_date",
        ),
        ((A | {"gss_code": ""},), "line 2: the row has no gss_code"),
        ((A | {"name": ""},), "line 2: the row has no name"),
        ((A | {"latitude": "north"},), "line 2: latitude is 'north'"),
        ((A | {"official_name": "Bury Town Council", "name": "Bury"},), "has the name of E08000002"),
    ],
)
def test_bad_rows_are_named_with_their_line(
    tmp_path: Path, given: tuple[dict[str, str], ...], message: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(rows(*given), encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        register.load((path,))
    assert message in str(caught.value)


def test_a_row_that_is_cut_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{','.join(COLUMNS)}\nX1,,A Council,A\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 2: the row has not as many cells"):
        register.load((path,))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name\nA\n", "no column gss_code"),
        ("gss_code,name\nX1,Caf\u00e9\n".encode("latin-1"), "not UTF-8"),
        (b"", "no column"),
        (b'gss_code,name\nX1,"not closed\n' + b"X2,B\n" * 40_000, "quotation mark"),
    ],
)
def test_bad_files(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(VocabularyError, match=message):
        register.load((path,))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    for name in ("none.csv", "none.ttl"):
        with pytest.raises(VocabularyError, match=r"cannot read|No such file"):
            register.load((tmp_path / name,))


def test_turtle(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        """@prefix ok: <https://w3id.org/ofsted-kg/def/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/ofsted-kg/id/council/northmoor> a ok:Council ;
            skos:prefLabel "Northmoor"@en ; skos:altLabel "Old Moor"@en ; ok:gssCode "X1" ."""
    )
    council = register.load((path,)).find("Old Moor Council")
    assert council is not None
    assert council.name == "Northmoor"
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no Turtle")
    with pytest.raises(VocabularyError, match="not Turtle"):
        register.load((broken,))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reference file is not beside the checkout")
def test_the_shipped_register_holds_the_reference_file() -> None:
    shipped = register.load()
    for council in register.read_csv(SHARED):
        known = shipped.by_code(council.gss_code)
        assert known is not None, council.name
        assert (known.start, known.kind, known.dfe_code) == (council.start, council.kind, council.dfe_code)
        assert shipped.find(council.official_name, council.end or council.start) == known
    assert len(register.load((SHARED,)).councils) == len(shipped.councils)


def test_what_councils_are_called_elsewhere() -> None:
    """The council, not its area: once each, of its kind, and nothing where no second list says so."""
    base = Base()
    councils = {base.council(council.name): council for council in register.load().councils}
    items: dict[str, str] = {}
    paths: dict[str, str] = {}
    for triple in triples(base):
        council, value = triple.subject, triple.object
        if triple.predicate == NamedNode(f"{OWL}sameAs"):
            assert isinstance(council, NamedNode)
            assert isinstance(value, NamedNode)
            for space, found in ((WIKIDATA, items), (OPEN_DATA_COMMUNITIES, paths)):
                if value.value.startswith(space):
                    found[council.value] = value.value.removeprefix(space)
    assert items.keys() == paths.keys()
    assert len(set(items.values())) == len(set(paths.values())) == len(items) == 155
    assert all(re.fullmatch(r"Q[1-9]\d+", item) for item in items.values())
    kinds = {"county": "county-council", "metropolitan-district": "metropolitan-district-council"}
    kinds |= dict.fromkeys(("london-borough", "city-corporation"), "london-borough-council")
    for iri, path in paths.items():
        kind = councils[iri].kind
        assert path.partition("/")[0] == kinds.get(kind, kind), iri
    assert {councils[council].name for council in councils.keys() - items.keys()} == {
        "Bedfordshire",
        "Cheshire",
        "Cumberland",
        "North Northamptonshire",
        "North Yorkshire",
        "Somerset",
        "West Northamptonshire",
        "Westmorland and Furness",
    }
    # A council and the one that it gave way to are two.
    assert items[base.council("Dorset County")] == "Q5298839"
    assert items[base.council("Dorset Council")] == "Q55609905"
