"""What councils before and after tell of one: its history, but no grade and no rise of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ofsted_kg.publish.content import Content, read_content
from ofsted_kg.publish.pages import Site, build_site
from ofsted_kg.publish.pages.history import history
from ofsted_kg.publish.pages.letters import letter_view
from ofsted_kg.publish.pages.outlines import outline
from ofsted_kg.publish.pages.standing import standing
from ofsted_kg.publish.pages.views import Council, Outline
from ofsted_kg.store import KnowledgeGraph

REPORT = "ilacs-standard"


@pytest.fixture(scope="module")
def content(kg: Path) -> Content:
    return read_content(KnowledgeGraph.open(kg))


@pytest.fixture(scope="module")
def site(content: Content) -> Site:
    return build_site(content)


def about(content: Content, site: Site, slug: str, day: str) -> Outline:
    """One of the sample reports, as if it were about another council and of another day."""
    iri = content.base.thing(f"council/{slug}")
    source = next(s for s in content.letters if content.letter(s).framework.endswith(REPORT))
    letter = letter_view(content.letter(source), site.register.link(iri), site.vocabulary)
    origin = replace(letter.origin, council_iri=iri, issued=day, iri=f"{letter.origin.iri}-{slug}-{day}")
    facts = tuple(replace(f, origin=origin, iri=f"{f.iri}-{slug}-{day}") for f in letter.facts)
    return outline(replace(letter, origin=origin, source=f"{slug}-{day}", facts=facts))


@pytest.fixture(scope="module")
def councils(content: Content, site: Site) -> dict[str, Council]:
    own = (("cumbria", "2022-11-01"), ("cumberland", "2024-05-01"), ("westmorland-and-furness", "2024-11-01"))
    views = site.register.views(about(content, site, *one) for one in own)
    return {council.name: council for council in views}


def test_what_others_became_is_no_grade_of_a_past_council(site: Site, councils: dict[str, Council]) -> None:
    past = standing(councils["Cumbria"], councils["Cumbria"].until, site.vocabulary)
    assert [one.letter.source for one in past.grades] == ["cumbria-2022-11-01"]
    today = standing(councils["Cumberland"], councils["Cumberland"].until, site.vocabulary)
    assert [one.letter.source for one in today.grades] == ["cumberland-2024-05-01", "cumbria-2022-11-01"]


def test_a_line_joins_one_councils_grades_only(
    content: Content, site: Site, councils: dict[str, Council]
) -> None:
    today, council = councils["Cumberland"], councils["Cumbria"]
    plot = history(today.until, site.vocabulary, today.iri)
    assert plot is not None
    assert [panel.lines for panel in plot.panels] == [()]
    assert {p.fact.origin.council.label for p in plot.panels[0].points if p.kin} == {"Cumbria"}
    ended = history(council.until, site.vocabulary, council.iri)
    assert ended is not None
    assert {p.fact.origin.council.label for p in ended.panels[0].points} == {"Cumbria"}
    again = [*council.letters, about(content, site, "cumbria", "2018-01-01")]
    alone = history(sorted(again, key=lambda one: one.origin.issued), site.vocabulary, council.iri)
    assert alone is not None
    assert [len(line.split()) for line in alone.panels[0].lines] == [2]


def test_a_council_without_documents_shows_none_of_those_that_followed(site: Site, content: Content) -> None:
    views = site.register.views([about(content, site, "cumberland", "2024-05-01")])
    cumbria = next(council for council in views if council.name == "Cumbria")
    assert cumbria.until == ()
    assert history(cumbria.until, site.vocabulary, cumbria.iri) is None
