"""Answers asked anew only of what has changed, and the same as if all had been asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from ofsted_kg import query
from ofsted_kg.publish.answer_cache import Kept, read_answers
from ofsted_kg.publish.answers import Affected, Answered, answers, write_answers
from ofsted_kg.publish.incremental_answers import counting, partition
from ofsted_kg.publish.incremental_counts import counted, counted_on, following
from ofsted_kg.publish.lines import Lines, cells
from ofsted_kg.query import Table
from ofsted_kg.query.typed import typed
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, ORG, XSD

DAY = "2026-01-31"
_LETTERS = f"""SELECT ?source ?code {{
  ?letter a <{DEF}Assessment> ; <{DCTERMS}identifier> ?source ; <{DEF}council> ?council .
  ?council (^<{ORG}originalOrganization>/^<{ORG}resultedFrom>)* ?later .
  ?later <{DEF}gssCode> ?code
}}"""


def kept_answers(found: Iterable[Answered]) -> dict[str, Kept]:
    """What the next release reads."""
    return read_answers(write_answers(found))


def asked(kg: Path) -> dict[str, Answered]:
    return {one.query.name: one for one in answers(KnowledgeGraph.open(kg), DAY, {}, None)}


@pytest.fixture(scope="module")
def whole(kg: Path) -> dict[str, Answered]:
    return asked(kg)


@pytest.fixture(scope="module")
def less(smaller_kg: Path) -> dict[str, Answered]:
    return asked(smaller_kg)


def affected(kg: Path, other: Path) -> Affected:
    """What one graph holds and the other does not, with the councils that follow its own."""
    held, gone = (
        {tuple(term.value for term in row) for row in KnowledgeGraph.open(graph).select(_LETTERS)}
        for graph in (kg, other)
    )
    sources, codes = (frozenset(row[place] for row in held ^ gone) for place in range(2))
    return Affected(
        sources,
        codes,
        sorted({source for source, code in held if code in codes}),
        None if gone - held else sources,
    )


@pytest.mark.parametrize("way", ["added", "removed"])
def test_only_what_changed_is_asked(
    kg: Path, smaller_kg: Path, whole: dict[str, Answered], less: dict[str, Answered], way: str
) -> None:
    graph, other, before, now = (
        (kg, smaller_kg, less, whole) if way == "added" else (smaller_kg, kg, whole, less)
    )
    differing = affected(graph, other)
    assert len(differing.sources) == 1
    old = kept_answers(before.values())
    found = list(answers(KnowledgeGraph.open(graph), DAY, old, differing))
    assert {one.query.name: one.table for one in found} == {name: one.table for name, one in now.items()}
    for shape in (partition, counting):
        assert any(one.table != before[one.query.name].table for one in found if shape(one.query))


def test_counts_and_what_follows_from_them_are_not_asked_of_all(
    kg: Path,
    smaller_kg: Path,
    whole: dict[str, Answered],
    less: dict[str, Answered],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, of_all = KnowledgeGraph.open(kg), set()
    run = query.run

    def noted(stored: query.StoredQuery, values: dict[str, query.Value], target: KnowledgeGraph) -> Table:
        if target is opened:
            of_all.add(stored.name)
        return run(stored, values, target)

    monkeypatch.setattr("ofsted_kg.query.run", noted)
    old = kept_answers(less.values())
    found = {one.query.name: one for one in answers(opened, DAY, old, affected(kg, smaller_kg))}
    assert of_all == {"frameworks", "grade-scales", "inspectors", "intervals", "wait"}
    assert found["coverage"].table == whole["coverage"].table != less["coverage"].table


def test_a_row_that_comes_is_asked_of_all() -> None:
    standing = next(stored for stored in query.load_queries() if stored.name == "standing")
    columns = ("part", "region", "type", "grade", "grade_label", "rank", "councils", "of", "share")

    def row(grade: str, councils: int, of: int = 8) -> str:
        numbers = (f'"{n}"^^<{XSD}integer>' for n in (councils, of, 100 * councils // of))
        return "\t".join(('"all"', "", "", f'"{grade}"', f'"{grade}"', "", *numbers))

    def lines(*rows: str) -> Lines:
        return Lines.packed(columns, rows)

    old = lines(row("good", 4), row("poor", 2))
    less, more = lines(row("good", 1), row("poor", 1)), lines(row("good", 2))
    moved = counted_on(standing, old, less, more)
    assert moved is not None
    assert list(moved) == [row("good", 5).replace('"62"', '"63"'), row("poor", 1).replace('"12"', '"13"')]
    # A grade that no council had, and one that the last council leaves.
    assert counted_on(standing, old, less, lines(row("good", 1), row("fair", 1))) is None
    assert counted_on(standing, lines(row("good", 4), row("poor", 1)), less, more) is None


@pytest.mark.parametrize("day", ["2026-03-02", "2025-12-31", "2010-06-01"])
def test_days_go_on_without_the_documents(
    kg: Path, smaller_kg: Path, less: dict[str, Answered], day: str
) -> None:
    """Before the days of some documents the answer holds others, and all are asked."""
    opened = KnowledgeGraph.open(kg)
    old = kept_answers(less.values())
    found = {one.query.name: one for one in answers(opened, day, old, affected(kg, smaller_kg))}
    for name in ("overview", "wait"):
        assert found[name].table == query.run(name, {"on": day}, opened)
        assert found[name].table != less[name].table


def test_many_letters_are_asked_some_at_a_time(
    kg: Path, whole: dict[str, Answered], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ofsted_kg.publish.answers.MANY", 3)
    monkeypatch.setattr("ofsted_kg.publish.answers.BATCH", 4)
    asked_of: list[int] = []
    run = query.run

    def counted(stored: query.StoredQuery, values: dict[str, query.Value], target: KnowledgeGraph) -> Table:
        if stored.name == "evidence":
            asked_of.append(sum(1 for _ in target.store.named_graphs()))
        return run(stored, values, target)

    monkeypatch.setattr("ofsted_kg.query.run", counted)
    assert {name: one.lines for name, one in asked(kg).items()} == {
        name: one.lines for name, one in whole.items()
    }
    assert len(asked_of) > 3
    assert max(asked_of) <= 4 + 3


def test_which_queries_are_asked_in_part() -> None:
    found = {stored.name: partition(stored) for stored in query.load_queries()}
    assert found["evidence"] == found["ratings"] == ("source",)
    assert found["overview"] == ("council_name", "council")
    assert found["weak-spots"] == ("council",)
    assert found["people"] == ("person", "date", "source")
    # What counts over councils, and what is ordered by something else, is asked of all.
    assert [found[name] for name in ("league", "ratings-by-year", "inspectors", "wait")] == [()] * 4
    counts = {stored.name: counting(stored) for stored in query.load_queries() if counting(stored)}
    assert counts == {
        "league": ("councils",),
        "ratings-by-year": ("councils",),
        "settings-by-grade": ("statements", "councils"),
    }


def test_which_queries_count_and_what_follows_from_it() -> None:
    """A query says what it counts; what it says of no count tells its rows apart."""
    queries = [stored for stored in query.load_queries() if counted(stored)]
    assert {stored.name: (counted(stored), tuple(following(stored))) for stored in queries} == {
        "coverage": (("held",), ("missing", "share", "exceeds")),
        "standing": (("councils",), ("share",)),
    }
    for stored in queries:
        assert {*counted(stored), *following(stored)} < {*stored.variables}


def test_terms_come_back_whole() -> None:
    table = Table(
        ("a", "b", "c"),
        (
            (NamedNode("https://a.example/x"), Literal('a "b"\tc\n\\d'), None),
            (Literal("5", datatype=NamedNode(XSD + "integer")), Literal("é", language="en"), Literal("")),
            (Literal("2.50", datatype=NamedNode(XSD + "decimal")), Literal("\u0085\r"), Literal(" x ")),
        ),
    )
    lines = Lines.of(table)
    assert lines.table() == table
    assert [tuple(cells(row)) for row in lines] == list(table.values())
    assert [tuple(row) for row in lines.typed()] == [tuple(map(typed, row)) for row in table.rows]
    assert list(Lines.of(Table(("a",), ((None,), (None,))))) == ["", ""]


@pytest.mark.parametrize("name", ["wait", "overview"])
def test_days_are_counted_to_the_day_of_the_release(kg: Path, whole: dict[str, Answered], name: str) -> None:
    assert whole[name].table == query.run(name, {"on": DAY}, KnowledgeGraph.open(kg))
