"""Answers that misled people: each stays mended.

A question that was answered truly and misled all the same is a row here, or in the test beside it:

| what misled | test |
| --- | --- |
| councils without an overall grade were not there | ``test_no_overall_grade_is_said_and_not_dropped`` |
| what is no more waited longest | ``test_councils_of_today_unless_others_are_asked_for`` |
| a council that followed others had no record | ``test_a_successor_carries_the_record_on_and_says_so`` |
| ``area=overall`` found no report | ``test_overall_works_for_every_framework`` |
| one grade that became two did not move | ``test_movement_goes_over_what_was_parted`` |
| ``weak-spots`` and ``strengths`` had no formal grades | ``test_weak_spots_hold_formal_grades`` |
| little that is inadequate, and behaviour, were weak spots | ``test_no_weak_spot_is_what_is_none`` |
| results were the service that had them | ``test_no_weak_spot_is_of_results`` |
| what was so before was a weak spot | ``test_no_weak_spot_is_of_a_time_before`` |
| an amount that several documents count was as many rows | ``test_an_amount_is_said_once`` |
| figures did not say what they are of | ``test_a_figure_says_what_it_is_of`` |
| the year before stood in this year's matrix | ``test_the_matrix_holds_grades_of_the_letter_s_own_year`` |
| a council had as many names as its documents print | ``test_a_council_has_one_name`` |
| an inspector was another person in each report | ``test_a_name_is_one_inspector`` |
| who had ended was inspected | ``test_record.py::test_what_came_after_an_end_is_of_who_followed`` |
| councils were in being on wrong days | ``test_councils_of_a_past_day`` |
| a grade had no words, or no place | ``test_query.py::test_a_grade_is_quoted_wherever_it_is_given`` |
| "North" was called a slip for Wandsworth | ``test_councils_that_begin_alike_are_all_offered`` |
| nothing on Cumbria, and not a word that others followed it | ``test_of_who_ended_it_is_said_who_followed`` |
| the overall grade of 2011 was a latest pair | ``test_the_latest_pair_goes_over_names`` |
| an empty answer looked like "there is none" | ``test_query.py::test_an_empty_answer_says_why`` |
| what was left out was not counted | ``test_query.py::test_movement_counts_what_cannot_be_compared`` |
| no overall grade took councils away | ``test_query.py::test_then_and_now_counts_the_unpaired`` |
| slugs stood where people read | ``test_query.py::test_every_slug_is_said_in_words`` |
| ``show`` said internals | ``forms/test_tables.py::test_show_prints_no_internals_and_names_pages`` |
| a grade before was of another council, unsaid | ``test_the_grade_before_says_whose_it_was`` |
| the neighbours of two councils were counted together | ``test_each_council_has_neighbours_of_its_own`` |
| nobody was inadequate in 2009: nine performed poorly | ``test_inadequate_then_is_asked_in_any_scale`` |
| documents of another time stood for the latest | ``test_only_documents_of_the_time_count`` |
| a record was a document | ``test_record.py::test_a_grade_that_differs_from_the_record_is_reported`` |
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from query_dataset import EASTMERE, NORTHWICK, OLDSHIRE, Writer, _document, nquads

from ofsted_kg import graph as graphs
from ofsted_kg import query
from ofsted_kg.errors import QueryError
from ofsted_kg.graph import reference
from ofsted_kg.model import (
    Comparison,
    Council,
    Document,
    Figure,
    Inspection,
    Judgement,
    Letter,
    Person,
    Rating,
)
from ofsted_kg.query import Value
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import Base

COUNCILS = Path(__file__).resolve().parents[2] / "shared" / "reference" / "councils.csv"
day = dt.date


def _report(framework: str, council: Council, published: dt.date, grades: dict[str, str]) -> Letter:
    w = Writer()
    ratings = tuple(Rating(area, grade, None, w.say(f"{area} {grade}")) for area, grade in grades.items())
    visit = Inspection(published - dt.timedelta(50), published - dt.timedelta(40), (Person("Eve Gill"),))
    return Letter(
        f"{council.name.lower()}-{published}",
        framework,
        council,
        published,
        published.year,
        inspection=visit,
        ratings=ratings,
    )


def _spoken(*said: tuple[str, str | None]) -> tuple[Letter, Document]:
    """Return a letter whose sentences each judge schools inadequate, with an amount."""
    w = Writer()
    judgements = tuple(Judgement("schools", "inadequate", False, w.say(s), amount) for s, amount in said)
    published = day(2010, 12, 9)
    source = "annual-assessment-2010-eastmere"
    letter = Letter(source, "annual-assessment-2010", EASTMERE, published, 2010, judgements=judgements)
    return letter, _document(source, w.text)


def _of_two_years() -> tuple[Letter, Document]:
    """Return a letter that says how an outcome was judged the year before, and then how it is."""
    w = Writer()
    then = Judgement("staying-safe", "adequate", False, w.say("Safety was adequate in 2009."), earlier="2009")
    now = Judgement("staying-safe", "good", False, w.say("Children stay safe, which is good."))
    source = "annual-assessment-2010-oldshire"
    letter = Letter(
        source, "annual-assessment-2010", OLDSHIRE, day(2010, 12, 9), 2010, judgements=(then, now)
    )
    return letter, _document(source, w.text)


def _of_other_times() -> tuple[Letter, Document]:
    """Return a letter on what was inadequate two years ago, a year ago and in its own year."""
    w = Writer()
    said = (
        ("fostering", "Fostering, inadequate two years ago, is better.", None, True),
        ("adoption", "Adoption was judged inadequate in 2009.", "2009", False),
        ("safeguarding", "Safeguarding was judged inadequate in March 2010.", "2010-03", False),
    )
    judgements = tuple(
        Judgement(subject, "inadequate", False, w.say(words), earlier=time, past=past)
        for subject, words, time, past in said
    )
    of = w.say("Children who have free meals: in primary schools")
    words = w.say("16.7% (the national average is 14.5%).")
    own, theirs = Figure(Decimal("16.7"), words), Figure(Decimal("14.5"), words)
    compared = (
        Comparison("other", "above", "national", words, own, theirs, "percent", of),
        Comparison("schools", "below", "national", w.say("Fewer schools are good."), context=of),
    )
    source = "annual-assessment-2010-northwick"
    published = day(2010, 12, 9)
    letter = Letter(
        source,
        "annual-assessment-2010",
        NORTHWICK,
        published,
        2010,
        judgements=judgements,
        comparisons=compared,
    )
    return letter, _document(source, w.text)


def _all() -> list[tuple[Letter, Document]]:
    reports = [
        _report(
            "ilacs-2026",
            NORTHWICK,
            day(2026, 7, 1),
            {"leadership": "good", "help-and-protection": "good", "in-care-and-care-leavers": "good"},
        ),
        _report(
            "ilacs-standard",
            EASTMERE,
            day(2019, 5, 3),
            {"overall-effectiveness": "inadequate", "in-care-and-care-leavers": "requires-improvement"},
        ),
        _report(
            "ilacs-standard",
            EASTMERE,
            day(2024, 5, 3),
            {"overall-effectiveness": "good", "in-care": "good", "care-leavers": "inadequate"},
        ),
        _report("sif", OLDSHIRE, day(2014, 5, 3), {"overall-effectiveness": "outstanding"}),
    ]
    found = [(letter, _document(letter.source, _text(letter), "pdf")) for letter in reports]
    spoken = _spoken(
        ("Most secondary schools are inadequate.", "most"),
        ("There is very little inadequate provision.", "very-little"),
        ("Behaviour in schools is inadequate.", None),
        ("Pupils' behavior is inadequate in schools.", None),
        ("Support for behavioural needs in schools is inadequate.", None),
        ("GCSE results in schools are currently poor.", None),
        ("Attainment is poor in schools.", None),
        ("Secondary schools, where attainment is low, are inadequate.", None),
        ("Inspection outcomes for schools are inadequate.", None),
    )
    return [*found, spoken, _of_two_years(), _of_other_times()]


def _text(letter: Letter) -> str:
    return "".join(f"{rating.evidence.quote}\n" for rating in letter.ratings if rating.evidence)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    words, base = lexicon.load(), Base()
    lines = [line for line in nquads().splitlines() if f"<{base.iri}doc/letter/" not in line]
    texts = [graphs.nquads(letter, document, words, base) for letter, document in _all()]
    return KnowledgeGraph.from_nquads("\n".join(lines) + "\n" + "".join(texts))


def _rows(graph: KnowledgeGraph, name: str, **values: Value) -> list[dict[str, object]]:
    return [dict(row) for row in query.run(name, values, graph).dicts()]


def test_no_overall_grade_is_said_and_not_dropped(graph: KnowledgeGraph) -> None:
    said = "not given since April 2026"
    (row,) = _rows(graph, "overview", council="Northwick")
    assert (row["overall"], row["overall_label"], row["quoted"]) == (said, said, "leadership")
    (latest,) = _rows(graph, "latest", council="Northwick", area="overall")
    assert (latest["grade"], latest["rating"], latest["basis"]) == (said, None, "document")


@pytest.mark.parametrize("name", ["overview", "latest", "wait", "movement", "as-at", "league", "coverage"])
def test_councils_of_today_unless_others_are_asked_for(name: str, graph: KnowledgeGraph) -> None:
    parameters = {parameter.name: parameter.default for parameter in query.stored_query(name).parameters}
    assert parameters["past"] == "false"
    assert not [row for row in _rows(graph, name) if row.get("council_name") == "Oldshire"]
    if name in ("overview", "latest", "wait", "as-at"):
        assert [row for row in _rows(graph, name, past=True) if row.get("council_name") == "Oldshire"]
        assert [
            row for row in _rows(graph, name, council="Oldshire") if row.get("council_name") == "Oldshire"
        ]


def test_overall_works_for_every_framework(graph: KnowledgeGraph) -> None:
    for name in ("ratings", "reports", "latest", "movement", "league"):
        assert _rows(graph, name, area="overall", council="Eastmere"), name


def test_movement_goes_over_what_was_parted(graph: KnowledgeGraph) -> None:
    rows = _rows(graph, "movement", council="Eastmere")
    assert {(r["from_area"], r["area"], r["movement"]) for r in rows} == {
        ("overall-effectiveness", "overall-effectiveness", "up"),
        ("overall-effectiveness", "overall-effectiveness", "down"),
        ("in-care-and-care-leavers", "in-care", "up"),
        ("in-care-and-care-leavers", "care-leavers", "down"),
    }
    # Eastmere followed Oldshire: its first grade is held against that council's last.
    assert [r["from_date"] for r in rows if r["from_council"] == "Oldshire"] == [day(2014, 5, 3)]
    assert {r["from_grade"] for r in rows if r["from_council"]} == {"outstanding"}


def test_the_latest_pair_goes_over_names() -> None:
    grades = (("annual-assessment-2010", 2010, "overall", "performs-poorly"),
              ("annual-assessment-2011", 2011, "overall", "performs-poorly"),
              ("ilacs-standard", 2019, "overall-effectiveness", "inadequate"),
              ("ilacs-standard", 2024, "overall-effectiveness", "good"))  # fmt: skip
    words, base = lexicon.load(), Base()
    text = "\n".join(line for line in nquads().splitlines() if f"<{base.iri}doc/letter/" not in line) + "\n"
    for framework, year, area, grade in grades:
        letter = _report(framework, EASTMERE, day(year, 12, 9), {area: grade})
        text += graphs.nquads(letter, _document(letter.source, _text(letter), "pdf"), words, base)
    rows = _rows(KnowledgeGraph.from_nquads(text), "movement", latest=True, area="overall")
    assert [(row["from_grade"], row["grade"]) for row in rows] == [("inadequate", "good")]


def test_weak_spots_hold_formal_grades(graph: KnowledgeGraph) -> None:
    rows = _rows(graph, "weak-spots", kind="formal", council="Eastmere")
    assert [r["setting"] for r in rows] == ["overall-effectiveness", "care-leavers"]
    assert [r["year"] for r in rows] == [2019, 2024]
    assert all(r["quote"] for r in rows)
    assert [r["about"] for r in _rows(graph, "strengths", kind="formal")] == ["overall-effectiveness"]


def test_no_weak_spot_is_what_is_none(graph: KnowledgeGraph) -> None:
    assert [r["quote"] for r in _rows(graph, "weak-spots", kind="prose", council="Eastmere")] == [
        "Most secondary schools are inadequate.",
        "Support for behavioural needs in schools is inadequate.",
        "Secondary schools, where attainment is low, are inadequate.",
        "Inspection outcomes for schools are inadequate.",
    ]


def test_no_weak_spot_is_of_results(graph: KnowledgeGraph) -> None:
    told = {row["quote"] for row in _rows(graph, "judgements", council="Eastmere")}
    weak = {row["quote"] for row in _rows(graph, "weak-spots", kind="prose", council="Eastmere")}
    assert {"GCSE results in schools are currently poor.", "Attainment is poor in schools."} <= told - weak
    # Low attainment is a reason here; of an inspection the outcome is the grade.
    assert "Secondary schools, where attainment is low, are inadequate." in weak
    assert "Inspection outcomes for schools are inadequate." in weak


@pytest.mark.parametrize("council", ["", "Northwick"])
@pytest.mark.parametrize("name", ["below-national", "comparisons", "figures", "strengths", "weak-spots"])
def test_what_is_left_out_and_words_before_are_alike_in_rdflib(
    name: str, council: str, graph: KnowledgeGraph
) -> None:
    found = query.run(name, {"council": council}, graph)
    assert council or found.rows
    assert found == query.run(name, {"council": council}, graph.to_rdflib())


def test_no_weak_spot_is_of_a_time_before(graph: KnowledgeGraph) -> None:
    rows = _rows(graph, "weak-spots", kind="prose", council="Northwick")
    assert [row["quote"] for row in rows] == ["Safeguarding was judged inadequate in March 2010."]
    told = {row["subject"]: row["past"] for row in _rows(graph, "judgements", council="Northwick")}
    assert told == {"adoption": True, "fostering": True, "safeguarding": False}
    counted = _rows(graph, "settings-by-grade", council="Northwick")
    assert [row["setting"] for row in counted] == ["safeguarding"]


def test_an_amount_is_said_once() -> None:
    words, base = lexicon.load(), Base()
    text = "\n".join(line for line in nquads().splitlines() if f"<{base.iri}doc/letter/" not in line) + "\n"
    for council in (NORTHWICK, EASTMERE):
        w = Writer()
        said = Judgement(
            "schools", "poor", False, w.say("Two of the twelve schools are poor."), "two-of-twelve"
        )
        source = f"annual-assessment-2010-{council.name.lower()}"
        published = day(2010, 12, 9)
        letter = Letter(source, "annual-assessment-2010", council, published, 2010, judgements=(said,))
        text += graphs.nquads(letter, _document(source, w.text), words, base)
    graph = KnowledgeGraph.from_nquads(text)
    for name in ("judgements", "weak-spots"):
        rows = _rows(graph, name, council="Northwick")
        assert [row["quantity"] for row in rows] == ["two-of-twelve"], name


def test_a_figure_says_what_it_is_of(graph: KnowledgeGraph) -> None:
    (row,) = _rows(graph, "figures", council="Northwick", text="free meals")
    assert (row["context"], row["value"]) == (
        "Children who have free meals: in primary schools",
        16.7,
    )
    assert not _rows(graph, "figures", council="Northwick", text="free milk")


def test_the_matrix_holds_grades_of_the_letter_s_own_year(graph: KnowledgeGraph) -> None:
    rows = _rows(graph, "outcomes-matrix", council="Oldshire", year=2010)
    assert [(row["staying_safe"], row["quote"]) for row in rows] == [
        ("good", "Children stay safe, which is good.")
    ]


def test_a_council_has_one_name(graph: KnowledgeGraph) -> None:
    for stored in query.load_queries():
        if "council_name" not in stored.columns or any(p.required for p in stored.parameters):
            continue
        names = {(r["council"], r["council_name"]) for r in _rows(graph, stored.name)}
        assert len(names) == len({code for code, _ in names}), stored.name


def test_a_name_is_one_inspector(graph: KnowledgeGraph) -> None:
    assert [(r["person"], r["inspections"]) for r in _rows(graph, "inspectors")] == [("Eve Gill", 4)]


def test_each_council_has_neighbours_of_its_own(graph: KnowledgeGraph) -> None:
    alone = _rows(graph, "neighbours", council="Northwick")
    assert {row["asked_council"] for row in alone} == {"Northwick"}
    both = _rows(graph, "neighbours", council="Northwick, Eastmere")
    assert [row for row in both if row["asked_council"] == "Northwick"] == alone
    assert {row["asked_council"] for row in both} == {"Northwick", "Eastmere"}


def test_inadequate_then_is_asked_in_any_scale() -> None:
    graph = KnowledgeGraph.from_nquads(nquads())
    asked: dict[str, Value] = {"then": day(2009, 12, 31), "area": "overall", "council": "Eastmere"}
    for word in ("performs-poorly", "inadequate"):
        (row,) = _rows(graph, "then-and-now", grade_then=word, grade_now="outstanding", **asked)
        assert (row["grade_then"], row["scales"], row["basis_then"]) == (
            "performs-poorly",
            "none",
            "document",
        )
    assert not _rows(graph, "then-and-now", grade_then="adequate", **asked)


def test_only_documents_of_the_time_count(graph: KnowledgeGraph) -> None:
    for name in ("overview", "neighbours"):
        row = _rows(graph, name, council="Eastmere", to="2020")[0]
        assert (row["overall"], row["published"]) == ("inadequate", day(2019, 5, 3)), name
    (row,) = _rows(graph, "latest", council="Eastmere", area="overall", to="2020")
    assert (row["grade"], row["date"]) == ("inadequate", day(2019, 5, 3))
    for name in ("overview", "latest", "as-at", "wait"):
        assert {row["council_name"] for row in _rows(graph, name, **{"from": "2026-04"})} == {"Northwick"}, (
            name
        )
    stand = {
        row["grade"]: row["councils"] for row in _rows(graph, "standing", part="all", **{"from": "2026-04"})
    }
    assert stand["not given since April 2026"] == 1
    assert set(stand) == {"not given since April 2026", "no document held"}
    history = _rows(graph, "council-history", council="Eastmere", to="2020")
    assert max(row["date"] for row in history if row["date"]) == day(2019, 5, 3)  # type: ignore[type-var]


# -- the register itself


@pytest.fixture(scope="module")
def england() -> KnowledgeGraph:
    return KnowledgeGraph.from_nquads(reference.nquads(Base()))


@pytest.mark.parametrize(
    "on", ["2005-05-01", "2009-03-31", "2009-04-01", "2019-04-01", "2021-04-01", "2023-04-01"]
)
def test_councils_of_a_past_day(on: str, england: KnowledgeGraph) -> None:
    found = {row["council"] for row in _rows(england, "as-at", on=on)}
    assert len(found) == {"2005-05-01": 145, "2023-04-01": 153}.get(on, len(found))
    if not COUNCILS.is_file():
        pytest.skip("the table of councils is not at hand")
    with COUNCILS.open(encoding="utf-8", newline="") as handle:
        there = {
            row["gss_code"]
            for row in csv.DictReader(handle)
            if (row["start_date"] or "0")
            <= on
            <= (row["end_date"] or "9").replace("2021-04-01", "2021-03-31")
        }
    assert found == there


def test_a_successor_carries_the_record_on_and_says_so(england: KnowledgeGraph) -> None:
    """Somerset of 2023 followed a county council that was inspected in 2022."""
    words, base = lexicon.load(), Base()
    county = Council("Somerset County", "Somerset County Council", "E10000027")
    letter = _report("ilacs-standard", county, day(2022, 9, 1), {"overall-effectiveness": "good"})
    text = reference.nquads(base) + graphs.nquads(
        letter, _document(letter.source, _text(letter), "pdf"), words, base
    )
    graph = KnowledgeGraph.from_nquads(text)
    for name in ("latest", "overview", "wait", "as-at"):
        (row,) = _rows(graph, name, council="Somerset")
        assert (row["council"], row["record_of"]) == ("E06000066", "Somerset County"), name
    (row,) = _rows(graph, "coverage", council="Somerset", framework="ilacs-standard")
    assert (row["held"], row["record_of"]) == (1, "Somerset County")
    assert [row["councils"] for row in _rows(graph, "league")] == [1]
    assert [row["councils"] for row in _rows(graph, "league", past=True)] == [1]


def test_the_grade_before_says_whose_it_was() -> None:
    county = Council("Somerset County", "Somerset County Council", "E10000027")
    council = Council("Somerset", "Somerset Council", "E06000066")
    reports = (
        _report("ilacs-standard", county, day(2022, 9, 1), {"overall-effectiveness": "good"}),
        _report("ilacs-standard", council, day(2025, 9, 1), {"overall-effectiveness": "inadequate"}),
    )
    texts = [
        graphs.nquads(report, _document(report.source, _text(report), "pdf"), lexicon.load(), Base())
        for report in reports
    ]
    graph = KnowledgeGraph.from_nquads(reference.nquads(Base()) + "".join(texts))
    (row,) = _rows(graph, "overview", council="Somerset")
    assert (row["overall"], row["record_of"]) == ("inadequate", None)
    assert (row["overall_before"], row["before_of"], row["change"]) == ("good", "Somerset County", -2)
    assert (row["dfe_code"], row["ofsted_urn"]) == ("933", "80555")


NICKNAMES = {"Notts": "Nottinghamshire", "herts": "Hertfordshire", "RBKC": "Kensington and Chelsea"}


@pytest.mark.parametrize(("said", "name"), NICKNAMES.items(), ids=NICKNAMES)
def test_a_nickname_is_understood(said: str, name: str, england: KnowledgeGraph) -> None:
    assert [row["council_name"] for row in _rows(england, "councils", council=said)] == [name]


def test_councils_that_begin_alike_are_all_offered(england: KnowledgeGraph) -> None:
    with pytest.raises(QueryError) as caught:
        query.run("latest", {"council": "North"}, england)
    names = "North Somerset or North Tyneside or North Yorkshire or North Yorkshire County"
    assert names in str(caught.value)
    with pytest.raises(QueryError, match=r"Dorset Council \(E06000059\) or Dorset County \(E10000009\)"):
        query.run("latest", {"council": "Dorset"}, england)


def test_of_who_ended_it_is_said_who_followed() -> None:
    county = Council("Somerset County", "Somerset County Council", "E10000027")
    letter = _report("ilacs-standard", county, day(2022, 9, 1), {"overall-effectiveness": "good"})
    document = _document(letter.source, _text(letter), "pdf")
    text = reference.nquads(Base()) + graphs.nquads(letter, document, lexicon.load(), Base())
    england = KnowledgeGraph.from_nquads(text)
    said = query.why_empty(query.stored_query("latest"), {"council": "Cumbria"}, england)
    assert (
        "Cumbria, which ended on 2023-03-31 and was followed by Cumberland; Westmorland and Furness" in said
    )


def test_this_list_names_tests_that_there_are() -> None:
    here = Path(__file__).parent
    for place, name in re.findall(r"``(?:([\w/]+\.py)::)?(test_\w+)``", __doc__ or ""):
        assert f"def {name}(" in (here / (place or Path(__file__).name)).read_text(encoding="utf-8"), name
