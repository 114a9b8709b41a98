"""What changed, in words: the log, the feed, and the page made of the log."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from ofsted_kg.namespaces import DCTERMS, DEF, OA, SKOS
from ofsted_kg.publish import publish
from ofsted_kg.publish.changes import Change, changes, feed, markdown, summary
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.pages.changelog import Version, versions
from ofsted_kg.rows import TYPE, Row
from ofsted_kg.store import KnowledgeGraph
from publish.conftest import files_of

ATOM = "{http://www.w3.org/2005/Atom}"
L = "https://e.example/id/letter/northmoor/annual-rating-2009/2009-12-09"
NAMES = Names(
    "https://e.example/set/dataset",
    "2",
    "https://e.example/set/dataset/2",
    "2026-01-01",
    "P & Co",
    "https://p.example",
)
FIRST = Names(
    "https://e.example/set/dataset",
    "1",
    "https://e.example/set/dataset/1",
    "2025-01-01",
    "P & Co",
    "https://p.example",
)


def row(subject: str, predicate: str, value: str) -> Row:
    return Row(subject, predicate, NamedNode(value) if value.startswith("http") else Literal(value))


def dataset(*facts: tuple[str, str, str], letters: bool = True) -> list[Row]:
    """A letter with judgements: subject, grade, quote."""
    rows = [
        row("https://e.example/id/council/northmoor", SKOS + "prefLabel", "Northmoor"),
        row(DEF + "setting/private-fostering", SKOS + "prefLabel", "private fostering"),
        row(DEF + "setting/schools", SKOS + "prefLabel", "schools"),
        row(DEF + "grade/prose/inadequate", SKOS + "prefLabel", "inadequate"),
        row(DEF + "grade/prose/good", SKOS + "prefLabel", "good"),
    ]
    if letters:
        rows += [
            row(L, TYPE, DEF + "Assessment"),
            row(L, DEF + "council", "https://e.example/id/council/northmoor"),
            row(L, DEF + "year", "2009"),
            row(L, DCTERMS + "issued", "2009-12-09"),
        ]
    for number, (subject, grade, quote) in enumerate(facts):
        fact = f"{L}/judgement/{number}"
        rows += [
            row(fact, TYPE, DEF + "Judgement"),
            row(fact, DEF + "inLetter", L),
            row(fact, DEF + "subject", f"{DEF}setting/{subject}"),
            row(fact, DEF + "grade", f"{DEF}grade/prose/{grade}"),
            row(fact, DEF + "evidence", f"{fact}/span"),
            row(f"{fact}/span", OA + "hasSelector", f"{fact}/selector"),
            row(f"{fact}/selector", OA + "exact", quote),
        ]
    return rows


POOR = ("private-fostering", "inadequate", "private fostering is\ninadequate")
BETTER = ("private-fostering", "good", "private fostering is good")
SCHOOLS = ("schools", "good", "schools are good")
CASES: dict[str, tuple[list[Row], list[Row], list[str]]] = {
    "nothing": (dataset(POOR, SCHOOLS), dataset(SCHOOLS, POOR), []),
    "a letter came": (dataset(letters=False), dataset(POOR), ["Northmoor 2009: added"]),
    "a letter went": (dataset(POOR), dataset(letters=False), ["Northmoor 2009: removed"]),
    "a fact came": (
        dataset(SCHOOLS),
        dataset(SCHOOLS, POOR),
        ["Northmoor 2009: private fostering now inadequate, was missing"],
    ),
    "a fact went": (
        dataset(SCHOOLS, POOR),
        dataset(SCHOOLS),
        ["Northmoor 2009: private fostering now missing, was inadequate"],
    ),
    "a grade changed": (
        dataset(POOR),
        dataset(BETTER),
        ["Northmoor 2009: private fostering now good, was inadequate"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_changes_in_words(case: str) -> None:
    before, now, expected = CASES[case]
    assert [f"{change.name}: {change.text}" for change in changes(before, now)] == expected


def test_a_change_has_its_evidence() -> None:
    (found,) = changes(dataset(), dataset(POOR))
    assert found.quote == "private fostering is inadequate"
    assert "(“private fostering is inadequate”)" in markdown([found], NAMES, "")


def test_summary() -> None:
    found = [
        Change("a", "A", "added"),
        Change("b", "B", "added"),
        Change("c", "C", "x now good, was missing"),
    ]
    assert summary(found) == "2 letters added, 1 fact changed"


def test_the_log_keeps_what_it_said() -> None:
    first = markdown([Change("a", "A 2009", "added")], FIRST, "")
    second = markdown(changes(dataset(POOR), dataset(BETTER)), NAMES, first)
    assert second.index("## 2") < second.index("## 1")
    assert versions(second) == [
        Version(
            "2",
            ("1 fact changed.",),
            ("Northmoor 2009: private fostering now good, was inadequate (“private fostering is good”)",),
        ),
        Version("1", ("First release.", "1 letter added."), ("A 2009: added",)),
    ]


def test_the_feed_is_well_formed_and_keeps_its_entries() -> None:
    hostile = Change("a", "A & B <i>\x0c\x02", "x now ]]>, was “&amp;”", '<script>alert("x")</script>')
    first = feed([hostile], FIRST, "https://e.example/", "")
    second = feed([Change("b", "B", "added")], NAMES, "https://e.example/", first)
    root = ET.fromstring(second)  # noqa: S314 - our own text
    assert root.tag == f"{ATOM}feed"
    assert [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")] == [
        NAMES.version_iri,
        FIRST.version_iri,
    ]
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "P & Co"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
        assert all(entry.findtext(f"{ATOM}{name}") for entry in root.iter(f"{ATOM}entry"))
    texts = [entry.findtext(f"{ATOM}content") or "" for entry in root.iter(f"{ATOM}entry")]
    assert "&lt;script&gt;" in texts[1]
    assert "<script" not in texts[1]


def test_a_release_over_the_one_before(kg: Path, smaller: Path, release: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    done = publish(KnowledgeGraph.open(kg), out)
    assert [f"{change.name}: {change.text}" for change in done.changes] == ["Quayhaven 2009: added"]
    log = (out / "CHANGES.md").read_text(encoding="utf-8")
    assert [version.notes for version in versions(log)] == [
        ("1 letter added.",),
        ("First release.", "12 letters added."),
    ]
    page = (out / "changes.html").read_text(encoding="utf-8")
    assert "Quayhaven 2009: added" in page
    root = ET.parse(out / "feed.atom").getroot()  # noqa: S314
    assert len(list(root.iter(f"{ATOM}entry"))) == 2
    # But for what tells of the way there, the same release as one made in one go.
    told = re.compile(r"CHANGES\.md|feed\.atom|changes\.html|SHA256SUMS")
    there, straight = files_of(out), files_of(release)
    assert {path for path in straight if there[path] != straight[path] and not told.fullmatch(path)} == set()
