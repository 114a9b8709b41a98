"""A small dataset for the queries: invented councils, made by the project's own graph module.

Four councils: Northwick has documents of many frameworks, Oldshire ended in 2009 and
Eastmere followed it, Southam has none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from ofsted_kg import graph
from ofsted_kg.graph import reference
from ofsted_kg.model import (
    Comparison,
    Council,
    Document,
    Evidence,
    Figure,
    Finding,
    Inspection,
    Judgement,
    Letter,
    Person,
    Rating,
    Review,
)
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import Base

COUNCILS = Path(__file__).parent / "queries" / "councils.ttl"
BASE = Base()

NORTHWICK = Council("Northwick", "Northwick Metropolitan Borough Council", "X08000001")
EASTMERE = Council("Eastmere", "Eastmere Council", "X06000001")
OLDSHIRE = Council("Oldshire", "Oldshire County Council", "X10000001")


class Writer:
    """Writes the text of a letter, and gives each sentence its evidence."""

    def __init__(self) -> None:
        self.text = ""

    def say(self, sentence: str) -> Evidence:
        start = len(self.text)
        self.text += sentence + "\n"
        return Evidence(start, start + len(sentence), sentence)

    def part(self, words: str) -> Evidence:
        """Return the evidence of words that were said last."""
        start = self.text.rindex(words)
        return Evidence(start, start + len(words), words)


def _document(source: str, text: str, kind: str = "txt") -> Document:
    media = {"txt": "text/plain", "pdf": "application/pdf"}[kind]
    return Document(
        source, f"{source}.{kind}", media, hashlib.sha256(source.encode()).hexdigest(), len(text), text
    )


def _ratings(writer: Writer, rows: Sequence[tuple[str, str | None, int | None]]) -> tuple[Rating, ...]:
    return tuple(
        Rating(area, grade, score, writer.say(f"{area} {grade} {score}")) for area, grade, score in rows
    )


def _apa_2005() -> tuple[Letter, Document]:
    w = Writer()
    ratings = _ratings(w, [("social-care-services", None, 2), ("education-services", None, 3)])
    good = w.say("Outcomes in this area are good.")
    letter = Letter(
        "apa-2005-oldshire",
        "apa-2005",
        OLDSHIRE,
        dt.date(2005, 12, 1),
        2005,
        addressee=Person("Hal Orme", "Mr", "Director"),
        signatories=(Person("Ada Birch", "", "Inspector"), Person("Bo Cray", "", "Inspector")),
        ratings=ratings,
        judgements=(Judgement("being-healthy", "good", False, good),),
        findings=(
            Finding("being-healthy", "strength", "quick, kind help", w.say("quick,  kind help")),
            Finding(None, "area-for-improvement", 'the "late" plans', w.say('the "late" plans')),
        ),
    )
    return letter, _document(letter.source, w.text)


def _apa(year: int, grades: Sequence[tuple[str, str, int]], day: dt.date) -> tuple[Letter, Document]:
    w = Writer()
    letter = Letter(
        f"apa-{year}-northwick",
        f"apa-{year}",
        NORTHWICK,
        day,
        year,
        addressee=Person("Ivy Dunn", "Ms", "Director"),
        signatories=(Person("Cal Ede", "", "Inspector"),),
        ratings=_ratings(w, grades),
        findings=(Finding("staying-safe", "strength", "visits on time", w.say("visits on time")),),
    )
    return letter, _document(letter.source, w.text)


def _annual(
    framework: str, council: Council, year: int, grade: str, score: int, day: dt.date
) -> tuple[Letter, Document]:
    w = Writer()
    ratings = _ratings(w, [("overall", grade, score)])
    fostering = w.say(
        "Private fostering is inadequate and most schools, except sixth forms, are good or better."
    )
    low = w.say("Fewer childminders are good than nationally or in similar areas.")
    reviews = w.say("Of three serious case reviews since April 2008 one was inadequate and two were good.")
    letter = Letter(
        f"{framework}-{council.name.lower()}",
        framework,
        council,
        day,
        year,
        addressee=Person("Ivy Dunn", "Ms", "Director"),
        signatories=(Person("Dot Fay", "", "Inspector"),),
        ratings=ratings,
        judgements=(
            Judgement("private-fostering", "inadequate", False, fostering),
            Judgement("schools", "good", True, fostering, "most", "sixth-forms", earlier="2007-11"),
        ),
        comparisons=(
            Comparison("childminders", "below", "national", low),
            Comparison("childminders", "below", "similar-areas", low),
            Comparison(
                "exclusions",
                "above",
                "national",
                w.say("At 3.00%, exclusions are above the 0.25% nationally."),
                Figure(Decimal("3.00"), w.part("3.00")),
                Figure(Decimal("0.25"), w.part("0.25")),
                "percent",
            ),
        ),
        reviews=(Review(1, "2008-04", "inadequate", reviews), Review(2, "2008-04", "good", reviews)),
    )
    return letter, _document(letter.source, w.text)


def _report(
    framework: str,
    council: Council,
    visit: tuple[dt.date, dt.date],
    published: dt.date,
    leads: Sequence[str],
    grades: Sequence[tuple[str, str]],
) -> tuple[Letter, Document]:
    w = Writer()
    letter = Letter(
        f"{council.name.lower()}-{published}",
        framework,
        council,
        published,
        visit[1].year,
        inspection=Inspection(*visit, tuple(Person(name) for name in leads)),
        ratings=_ratings(w, [(area, grade, None) for area, grade in grades]),
        findings=(Finding(None, "area-for-improvement", "plans for leavers", w.say("plans for leavers")),),
    )
    return letter, _document(letter.source, w.text, "pdf")


def letters() -> list[tuple[Letter, Document]]:
    day = dt.date
    ilacs = [("leadership", "good"), ("help-and-protection", "good"), ("overall-effectiveness", "good")]
    return [
        _apa_2005(),
        _apa(
            2007, [("overall-effectiveness", "adequate", 2), ("staying-safe", "good", 3)], day(2007, 11, 26)
        ),
        _apa(2008, [("overall-effectiveness", "good", 3), ("staying-safe", "good", 3)], day(2008, 12, 17)),
        _annual("annual-rating-2009", NORTHWICK, 2009, "performs-well", 3, day(2009, 12, 9)),
        _annual("annual-rating-2009", EASTMERE, 2009, "performs-poorly", 1, day(2009, 12, 9)),
        _annual("annual-assessment-2010", NORTHWICK, 2010, "performs-excellently", 4, day(2010, 12, 9)),
        _report(
            "sif",
            NORTHWICK,
            (day(2014, 1, 14), day(2014, 2, 5)),
            day(2014, 3, 21),
            ["Eve Gill"],
            [
                ("help-and-protection", "inadequate"),
                ("overall-effectiveness", "inadequate"),
                ("lscb", "good"),
            ],
        ),
        _report(
            "ilacs-standard",
            NORTHWICK,
            (day(2019, 2, 25), day(2019, 3, 8)),
            day(2019, 4, 23),
            ["Fin Hart", "Gus Ives"],
            [
                ("help-and-protection", "requires-improvement"),
                ("overall-effectiveness", "requires-improvement"),
            ],
        ),
        _report("ilacs-short", NORTHWICK, (day(2023, 5, 15), day(2023, 5, 19)), day(2023, 6, 30), [], ilacs),
        _report(
            "ilacs-short",
            EASTMERE,
            (day(2023, 12, 4), day(2023, 12, 8)),
            day(2024, 2, 29),
            ["Hob Joss"],
            [*ilacs[:2], ("adoption", "not-judged"), ("overall-effectiveness", "outstanding")],
        ),
    ]


@cache
def nquads() -> str:
    """Return the whole dataset: ontology, the councils of the test, the letters."""
    words = lexicon.load()
    ontology = [
        line
        for line in reference.nquads(BASE).splitlines()
        if not line.endswith(f"<{BASE.councils_graph}> .")
    ]
    place = ox.NamedNode(BASE.councils_graph)
    councils = [
        f"{triple.subject} {triple.predicate} {triple.object} {place} ."
        for triple in ox.parse(path=COUNCILS, format=ox.RdfFormat.TURTLE)
    ]
    texts = ["\n".join(ontology) + "\n", graph.sorted_nquads(councils)]
    texts += [graph.nquads(letter, document, words, BASE) for letter, document in letters()]
    return "".join(texts)
