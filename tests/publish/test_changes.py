"""What changed, in words: the log, the feed, the pages."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ofsted_kg.publish import Options, publish
from ofsted_kg.publish.changes import changes, feed, markdown, summary
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.pages.views import Fact, Grade, Letter, Link, Origin, Quote
from ofsted_kg.publish.versions import Change, Version, read_versions
from ofsted_kg.store import KnowledgeGraph
from publish.conftest import DATED, files_of

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://e.example/"
NAMES = Names(f"{BASE}set/dataset", "2", f"{BASE}set/dataset/2", "2026-01-01", "P & Co", "https://p.example")
GRADES = {
    word: Grade(word, word, "", level, level, "") for level, word in enumerate(("inadequate", "good"), 1)
}


def letter(*facts: tuple[str, str, str], day: str = "2009-12-09", council: str = "Northmoor") -> Letter:
    """A letter with judgements: subject, grade, quote; that of "overall" is a rating."""
    iri = f"{BASE}id/letter/{council.lower()}/annual-rating-2009/{day}"
    path = f"doc/letter/{council.lower()}/{day}.html"
    origin = Origin(iri, path, "A letter", Link("f"), "f", Link(council), "c", day, "2009", "annual rating")
    found = tuple(
        Fact(
            "rating" if about == "overall" else "judgement",
            f"{iri}/{place}",
            str(place),
            Link(about),
            about,
            GRADES[grade],
            (),
            "",
            (Quote(quote, place, place + 1, 0),),
            (),
            origin,
        )
        for place, (about, grade, quote) in enumerate(facts)
    )
    return Letter(origin, "s", "f", "text/plain", 1, "0", "t", Link("none"), False, (), (), found, ())


def whole(told: Letter) -> Fact | None:
    return next((fact for fact in told.facts if fact.kind == "rating"), None)


POOR = ("private fostering", "inadequate", "private fostering is\ninadequate")
BETTER = ("private fostering", "good", "private fostering is good")
SCHOOLS = ("schools", "good", "schools are good")
OVERALL = ("overall", "good", "Rating: good")
NAME = "Northmoor, December 2009: annual rating"
CASES: dict[str, tuple[list[Letter], list[Letter], list[str]]] = {
    "nothing": ([letter(POOR, SCHOOLS)], [letter(SCHOOLS, POOR)], []),
    "a letter came": ([], [letter(POOR, OVERALL)], [f"{NAME} added: good"]),
    "a letter without a grade came": ([], [letter(POOR)], [f"{NAME} added"]),
    "a letter went": ([letter(POOR)], [], [f"{NAME} removed"]),
    "a fact came": (
        [letter(SCHOOLS)],
        [letter(SCHOOLS, POOR)],
        [f"{NAME} private fostering: now inadequate, not read before"],
    ),
    "a fact went": (
        [letter(SCHOOLS, POOR)],
        [letter(SCHOOLS)],
        [f"{NAME} private fostering: no longer read, was inadequate"],
    ),
    "a grade changed": (
        [letter(POOR)],
        [letter(BETTER)],
        [f"{NAME} private fostering: now good, was inadequate"],
    ),
    "the newest document first": (
        [],
        [letter(day="2009-01-01", council="Aldersea"), letter(), letter(day="2010-01-01", council="Bury")],
        [
            "Bury, January 2010: annual rating added",
            f"{NAME} added",
            "Aldersea, January 2009: annual rating added",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_changes_in_words(case: str) -> None:
    before, now, expected = CASES[case]
    assert [f"{change.name} {change.text}" for change in changes(before, now, whole)] == expected


def version(name: str, day: str, *found: Change, told: str = "") -> Version:
    return Version(name, day, name, told or summary(found), 1, (), found)


FIRST = version("2025-01-01-a", "2025-01-01", told="First release: 1 letter")


def test_a_change_has_its_evidence_and_leads_to_its_document() -> None:
    (found,) = changes([letter()], [letter(POOR)], whole)
    assert found.quote == "private fostering is inadequate"
    text = markdown([version("2", "2026-01-01", found)])
    assert "(“private fostering is inadequate”)" in text
    assert f"[{NAME}](doc/letter/northmoor/2009-12-09.html)" in text


def test_summary() -> None:
    found = [
        Change("A", "a", "added: good"),
        Change("B", "b", "added"),
        Change("C", "c", "x: now good, was inadequate"),
    ]
    assert summary(found) == "2 documents added, 1 fact changed"


def test_the_log_has_the_newest_release_first() -> None:
    text = markdown([version("2026-01-01-b", "2026-01-01", Change("A", "a", "added")), FIRST])
    assert text.index("## 2026-01-01-b") < text.index("## 2025-01-01-a")
    assert "First release: 1 letter." in text


def test_the_feed_is_well_formed_and_each_entry_leads_to_its_document() -> None:
    hostile = Change(
        "A & B <i>\x0c\x02", "doc/a.html", "x: now ]]>, was “&amp;”", '<script>alert("x")</script>'
    )
    text = feed([version("2026-01-01-b", "2026-01-01", hostile), FIRST], NAMES, BASE)
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert root.tag == f"{ATOM}feed"
    entries = list(root.iter(f"{ATOM}entry"))
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-01-01T00:00:00Z",
        "2025-01-01T00:00:00Z",
    ]
    links = [entry.find(f"{ATOM}link") for entry in entries]
    assert [link.get("href") for link in links if link is not None] == [
        f"{BASE}doc/a",
        f"{BASE}set/dataset/2025-01-01-a",
    ]
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "P & Co"
    assert root.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
        assert all(entry.findtext(f"{ATOM}{name}") for entry in entries)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert "<script" not in text


def test_a_release_over_the_one_before(kg: Path, smaller: Path, release: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    done = publish(KnowledgeGraph.open(kg), out, Options(date="2026-02-28"))
    told = "Quayhaven, December 2009: children's services annual rating"
    assert [f"{change.name} {change.text}" for change in done.changes] == [
        f"{told} added: Performs excellently"
    ]
    new, old = read_versions(out)
    assert (new.issued, old.issued) == ("2026-02-28", "2026-01-31")
    assert all(file.kept for version in (new, old) for file in version.files)
    assert new.summary == "1 document added"
    assert old.summary == "First release: 12 letters and reports on 7 councils, 2005 to 2023"
    for one in (new, old):
        assert (out / f"set/dataset/{one.name}.html").is_file()
        for file in one.files:
            assert (out / file.path).stat().st_size == file.size
    page = (out / "changes.html").read_text(encoding="utf-8")
    assert "annual rating</a> added: Performs excellently" in page
    assert len(list(ET.parse(out / "feed.atom").getroot().iter(f"{ATOM}entry"))) == 2  # noqa: S314
    # But for what tells of the way there and of the day, the same release as one made in one go.
    straight = tmp_path / "straight"
    publish(KnowledgeGraph.open(kg), straight, Options(date="2026-02-28"))
    told_there = re.compile(
        r"CHANGES\.md|feed\.atom|changes\.html|SHA256SUMS|INPUTS\.json|releases\.json|dcat\.ttl|set/.*|sitemap\.xml"
    )
    there, anew = files_of(out), files_of(straight)
    assert {path for path in anew if there[path] != anew[path] and not told_there.fullmatch(path)} == set()


def test_a_release_withdrawn_and_brought_back_is_told(kg: Path, smaller_kg: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(KnowledgeGraph.open(kg), out, DATED)
    done = publish(KnowledgeGraph.open(smaller_kg), out, Options(date="2026-02-28"))
    assert [change.text for change in done.changes] == ["removed"]
    assert done.changes[0].path == ""
    assert read_versions(out)[0].summary == "1 document removed"


def test_an_old_release_whose_files_were_moved_away_is_still_told_of(
    kg: Path, smaller: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(smaller, out)
    (old,) = read_versions(out)
    publish(KnowledgeGraph.open(kg), out, Options(date="2026-02-28"))
    shutil.rmtree(out / "data" / old.name)
    publish(KnowledgeGraph.open(kg), out, Options(date="2026-03-31"))
    told = read_versions(out)
    assert [version.issued for version in told] == ["2026-03-31", "2026-02-28", "2026-01-31"]
    assert [{file.kept for file in version.files} for version in told] == [{True}, {True}, {False}]
    page = (out / "set/dataset" / f"{old.name}.html").read_text(encoding="utf-8")
    for file in old.files:
        assert f"{file.path.rsplit('/', 1)[-1]} (no longer kept here)" in page
        assert file.sha256 in page
        assert f'{file.path}"' not in page
        assert f"/{file.path}>" not in (out / "dcat.ttl").read_text(encoding="utf-8")
