"""Pages as files: links lead somewhere, nothing comes from outside, everything is escaped."""

from __future__ import annotations

import gzip
import html
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_kg.publish.content import read_content
from ofsted_kg.publish.lines import Lines
from ofsted_kg.publish.pages.context import around
from ofsted_kg.publish.pages.neighbours import newest_first
from ofsted_kg.publish.pages.places import Places
from ofsted_kg.publish.pages.render import bare
from ofsted_kg.publish.pages.search import Entry, script
from ofsted_kg.publish.pages.tables import Words, answer
from ofsted_kg.publish.pages.text import pieces
from ofsted_kg.publish.pages.views import Cell, Column, Fact, Grade, Link, Matrix, MatrixRow, Origin, Quote
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query import TAGS, Table, run
from ofsted_kg.query.columns import label_schemes
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import XSD
from publish.conftest import ADDED, ATTACK, PUBLISHER

VOID_ELEMENTS = {
    "meta",
    "link",
    "br",
    "input",
    "circle",
    "line",
    "rect",
    "polyline",
    "polygon",
    "path",
    "img",
    "hr",
}
SAMPLE = "doc/letter/quayhaven/annual-rating-2009/2009-12-09.html"


@dataclass
class Page(HTMLParser):
    """A page taken apart; an element that is not closed is a fault."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag not in VOID_ELEMENTS:
            self.open.append(tag)
        if "id" in named:
            self.ids.append(named["id"])
        self.links += [(tag, named[name]) for name in ("href", "src", "action", "srcset") if name in named]
        self.faults += [f"{tag} {name}" for name in named if name == "style" or name.startswith("on")]
        if tag == "style" or (
            tag == "script" and "src" not in named and named.get("type") != "application/ld+json"
        ):
            self.faults.append(f"inline {tag}")
        if tag == "th" and "scope" not in named:
            self.faults.append("th without scope")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID_ELEMENTS:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


@cache
def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def pages(release: Path) -> Iterator[tuple[str, Page]]:
    for path in sorted(release.rglob("*.html")):
        yield str(path.relative_to(release)), read(path)


@pytest.fixture(params=["release", "marked"])
def either(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_there_is_a_page_for_each_thing(release: Path) -> None:
    for name in (
        "index.html",
        "changes.html",
        "set/councils.html",
        "set/letters.html",
        "set/dataset.html",
        "def/index.html",
        "def/setting/private-fostering.html",
        "def/outcome/staying-safe.html",
        "def/area/overall.html",
        "def/topic/exclusions.html",
        "def/framework/sif.html",
        "def/scale/prose.html",
        "def/grade/prose/good.html",
        "def/scheme/setting.html",
        "queries/index.html",
        "queries/ratings.html",
        "queries/council-history.html",
        "doc/council/bury.html",
        SAMPLE,
    ):
        assert (release / name).is_file(), name
    for data in [*(release / "doc").rglob("*.ttl"), *(release / "def").rglob("*.ttl")]:
        # Letters' data lies together, their pages each by itself.
        if data.stem != "ontology" and "letter" not in data.parts:
            assert data.with_suffix(".html").is_file(), data


def test_pages_are_well_formed(either: Path) -> None:
    for name, page in pages(either):
        assert not page.faults, name
        assert not page.open, name
        assert len(page.ids) == len(set(page.ids)), name


def test_headings_step_down_one_by_one(either: Path) -> None:
    for name, page in pages(either):
        assert page.headings[0] == 1, name
        assert page.headings.count(1) == 1, name
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), name


def test_every_link_leads_somewhere(either: Path) -> None:
    for name, page in pages(either):
        for tag, target in page.links:
            if name == "404.html":
                # Shown at any address, so its links begin at the site's root.
                assert target.startswith(("/ofsted-kg/", "#", "https://")), target
                continue
            parts = urlsplit(target)
            if tag == "form" and target.startswith("../api/queries/"):
                continue  # a question is put to the server that the copy stands on
            if parts.scheme:
                # Outside the release only as a link to follow, or to say what the page is about.
                assert tag in ("a", "link"), (name, target)
                assert parts.scheme in ("http", "https", "mailto"), (name, target)
                continue
            assert not target.startswith("/"), (name, target)
            place = either / PurePosixPath(name).parent / parts.path if parts.path else either / name
            assert place.is_file(), (name, target)
            if parts.fragment:
                assert parts.fragment in read(place.resolve()).ids, (name, target)


def test_nothing_is_fetched_from_outside(either: Path) -> None:
    for name, page in pages(either):
        text = (either / name).read_text(encoding="utf-8")
        for tag, target in page.links:
            if tag == "link" and urlsplit(target).scheme:
                known = (
                    f'<link rel="describes" href="{target}">',
                    f'<link rel="canonical" href="{target}">',
                    # The packed data of a letter by the name at which servers unpack it.
                    f'<link rel="alternate" type="text/turtle" href="{target}">',
                )
                assert any(link in text for link in known), (name, target)
    for sheet in ("design.css", "pages.css"):
        style = (either / "assets" / sheet).read_text(encoding="utf-8")
        assert re.findall(r"url\((?!#)", style) == []
        assert "@import" not in style


def test_a_page_says_what_it_describes_and_where_its_data_is(release: Path) -> None:
    text = (release / SAMPLE).read_text(encoding="utf-8")
    iri = "https://w3id.org/ofsted-kg/id/letter/quayhaven/annual-rating-2009/2009-12-09"
    assert f'<link rel="describes" href="{iri}">' in text
    address = "https://w3id.org/ofsted-kg/doc/letter/quayhaven/annual-rating-2009/2009-12-09"
    # A letter's data lies in gzip, which servers unpack under this name; the file is linked to, too.
    assert f'<link rel="alternate" type="text/turtle" href="{address}.ttl">' in text
    assert '<a href="../../../../doc/letter/quayhaven/annual-rating-2009.ttl.gz">' in text
    council = (release / "doc/council/quayhaven.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="text/turtle" href="../../doc/council/quayhaven.ttl">' in council
    assert f'<link rel="canonical" href="{address}">' in text


def test_every_fact_can_be_cited(kg: Path, release: Path) -> None:
    graph = KnowledgeGraph.open(kg)
    rows = graph.select(
        "PREFIX ok: <https://w3id.org/ofsted-kg/def/> PREFIX oa: <http://www.w3.org/ns/oa#> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?fact ?letter ?quote ?sha { "
        "VALUES ?kind { ok:Rating ok:Judgement ok:Comparison ok:Finding ok:SeriousCaseReviewStatement } "
        "?fact a ?kind ; ok:inLetter ?letter ; ok:evidence/oa:hasSelector/oa:exact ?quote . "
        "?letter prov:wasDerivedFrom/ok:sha256 ?sha }"
    )
    count = 0
    for fact, letter, quote, sha in rows:
        path = letter.value.partition("/id/")[2]
        page = release / f"doc/{path}.html"
        text = page.read_text(encoding="utf-8")
        anchor = fact.value[len(letter.value) + 1 :]
        assert f'<a href="#{anchor}">{fact.value}</a></p>' in text
        assert anchor in read(page.resolve()).ids
        assert f"url = {{{letter.value}}}" in text
        assert sha.value in text
        assert escaped(" ".join(quote.value.split())) in text
        count += 1
    assert count > 250


def test_words_that_stand_in_two_places_are_shown_once(release: Path) -> None:
    again = 0
    for page in sorted(release.glob("doc/letter/*/ilacs-*/*.html")):
        for card in page.read_text(encoding="utf-8").split('<li class="fact"')[1:]:
            shown = re.sub(r"<details.*?</details>", "", card, flags=re.DOTALL)
            quoted = [bare(words) for words in re.findall(r"<mark>(.*?)</mark>", shown)]
            assert len(quoted) == len(set(quoted)), (page, quoted)
            again += card.count("<summary>The same on page ")
    assert again


def escaped(text: str) -> str:
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(mark, entity)
    return text


def test_the_full_text_only_where_asked_for(kg: Path, release: Path, marked: Path) -> None:
    text = KnowledgeGraph.open(kg).text(ADDED)
    plain, full = ((folder / SAMPLE).read_text(encoding="utf-8") for folder in (release, marked))
    assert 'class="fulltext"' not in plain
    body = re.search(r'<div class="fulltext">(.*?)</div>', full, re.DOTALL)
    assert body
    assert re.sub(r"<[^>]*>", "", body[1]) == escaped(text)


def test_one_page_says_nothing_of_the_whole(release: Path, marked: Path) -> None:
    """The release's date and publisher, which another letter or option changes, are not on a thing's page."""
    for path in (marked / "doc" / "council").glob("*.html"):
        assert path.read_bytes() == (release / "doc" / "council" / path.name).read_bytes()


def test_the_history_of_a_council(release: Path) -> None:
    text = (release / "doc/council/quayhaven.html").read_text(encoding="utf-8")
    plot = re.search(r"<div class=\"panels\".*?</div>", text, re.DOTALL)
    assert plot
    assert plot[0].count('<svg class="plot fit"') == 3
    # Five documents on four scales, two of them comparable: two breaks, lines 2009 to 2011, and 2015 to 2019.
    assert plot[0].count('<circle class="dot') == 5
    assert plot[0].count("new scale: not comparable") == 2
    assert plot[0].count("<polyline") == 2
    assert f'href="../../{SAMPLE}#rating/overall"' in plot[0]
    assert "<title>Overall rating: Performs excellently, 9 December 2009</title>" in plot[0]
    # The same grades as a table.
    assert text.count('class="chip') >= 5


def test_succession_is_linked_both_ways(release: Path) -> None:
    cumbria = (release / "doc/council/cumbria.html").read_text(encoding="utf-8")
    assert 'Was followed by <a href="../../doc/council/cumberland.html">Cumberland (2023)</a>' in cumbria
    cumberland = (release / "doc/council/cumberland.html").read_text(encoding="utf-8")
    assert 'Took over from <a href="../../doc/council/cumbria.html">Cumbria (2023)</a>' in cumberland


def test_the_national_picture(release: Path) -> None:
    text = (release / "index.html").read_text(encoding="utf-8")
    bars = re.findall(r'<rect class="bar g\d"', text)
    rows = re.findall(r'<td class="number">(\d+)</td>', text)
    assert len(bars) == len(rows)
    # A document each, but for a framework without an overall grade.
    assert sum(map(int, rows)) == 13
    # A picture a family of scales, the newest first.
    titles = re.findall(r'<p class="panel-title">(\d{4})', text)
    assert titles == sorted(titles, reverse=True)
    assert len(titles) > 3


def test_the_map_shows_every_council_of_today_once(release: Path) -> None:
    text = (release / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<svg class="plot fit hexmap".*?</svg>', text, re.DOTALL)
    assert found
    links = re.findall(r'<a href="(doc/council/[^"]+)" class="g(\d)', found[0])
    assert len(links) == len({path for path, _ in links}) == 153
    # The same councils stand in the table beside it, with those that the register adds.
    table = text[text.index('class="beside"') : text.index('id="latest"')]
    assert {path for path, _ in links} <= set(re.findall(r'href="(doc/council/[^"#]+)"', table))
    # No document is held of any of them: the samples' councils do not exist.
    assert {level for _, level in links} == {"0"}
    centres = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', found[0])
    assert len(set(centres)) == 153


def test_where_a_council_stands(release: Path) -> None:
    text = (release / "doc/council/quayhaven.html").read_text(encoding="utf-8")
    words = re.sub(r"<[^>]*>", "", re.search(r'<p class="now">.*?</p>', text, re.DOTALL)[0])  # type: ignore[index]
    assert words.startswith("Now: ")
    assert ", was " in words


def test_what_was_not_understood_is_shown(kg: Path, release: Path) -> None:
    rows = KnowledgeGraph.open(kg).select(
        "PREFIX ok: <https://w3id.org/ofsted-kg/def/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?letter ?words { ?w a ok:Warning ; ok:inLetter ?letter ; rdfs:comment ?words }"
    )
    shown = 0
    for letter, words in rows:
        page = release / f"doc/{letter.value.partition('/id/')[2]}.html"
        assert escaped(words.value) in page.read_text(encoding="utf-8")
        shown += 1
    assert shown


def test_an_attack_is_text(marked: Path) -> None:
    text = (marked / "doc/letter/aldersea/annual-assessment-2010/2010-12-10.html").read_text(encoding="utf-8")
    assert text.count(escaped(ATTACK)) > 10
    assert "<img" not in text
    assert re.findall(r"<script(?! src=\"[./a-z]+\" defer>)", text) == []


def test_names_are_escaped(marked: Path) -> None:
    text = (marked / "set" / "dataset.html").read_text(encoding="utf-8")
    assert escaped(PUBLISHER) in text
    assert "<script>" not in text
    assert text.count("<script") == 1
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert json.loads(data)["publisher"]["name"] == PUBLISHER


ORIGIN = Origin("i", "p", "t", Link("f"), "f", Link("c"), "c", "2009-12-09", "2009")


def fact(name: str, *spans: tuple[int, int]) -> Fact:
    quotes = tuple(Quote("", start, end, 0) for start, end in spans)
    return Fact(
        "rating", name, name, Link("a"), "a", Grade("g", "g", "g", 1, 1, "s"), (), "", quotes, (), ORIGIN
    )


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=6))
def test_marked_text_is_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    facts = [fact(f"f{n}", span) for n, span in enumerate(spans)]
    found = pieces(text, facts)
    assert "".join(piece.text for piece in found) == text
    place = 0
    for piece in found:
        end = place + len(piece.text)
        held = {
            f.iri
            for f in facts
            for q in f.quotes
            if 0 <= q.start <= place and end <= q.end <= len(text) and q.start < q.end
        }
        assert {f.iri for f in piece.facts} == held
        place = end
    names = [name for piece in found for name in piece.anchors]
    assert len(names) == len(set(names))


@given(st.lists(st.builds(Entry, st.text(), st.text(), st.text(), st.text()), max_size=5))
def test_the_search_index_is_a_script_and_nothing_else(entries: list[Entry]) -> None:
    text = script(entries)
    assert "<" not in text
    assert text.isascii()
    body = text.removeprefix("window.searchIndex = ").removesuffix(";\n")
    assert json.loads(body) == [[e.label, e.kind, e.path, e.words] for e in entries]


def test_grades_of_a_document_share_a_row(release: Path) -> None:
    """A formal grade's page lists documents, each with the areas that it gives the grade for."""
    page = (release / "def/grade/ilacs/good.html").read_text(encoding="utf-8")
    table = page.partition("Documents that give this grade")[2].partition("</table>")[0]
    documents = re.findall(r'<td><a href="\.\./\.\./\.\./(doc/letter/[^"#]+)">', table)
    assert documents
    assert len(documents) == len(set(documents))
    assert "see the document" not in page
    areas = re.findall(r'<a href="\.\./\.\./\.\./(doc/letter/[^"]+)#([^"]+)">', table)
    assert len(areas) > len(documents)
    for path, anchor in areas:
        assert f'id="{anchor}"' in (release / path).read_text(encoding="utf-8")


def test_a_question_opens_with_a_sentence_and_its_answer(release: Path) -> None:
    page = (release / "queries/ratings.html").read_text(encoding="utf-8")
    lead = re.findall(r'<p class="lead">(.*?)</p>', page)
    assert lead == ["The grades that a letter or report prints in its table or line of grades."]
    assert "<code>grade</code>" in page.partition("How to read its columns")[2].partition("</details>")[0]
    index = (release / "queries/index.html").read_text(encoding="utf-8")
    assert "<code>" not in index


def test_ofsteds_own_page_on_a_council_is_data_too(release: Path) -> None:
    page = "https://reports.ofsted.gov.uk/provider/44/80443"
    assert f"foaf:page <{page}>" in (release / "doc/council/bury.ttl").read_text(encoding="utf-8")
    assert f'href="{page}"' in (release / "doc/council/bury.html").read_text(encoding="utf-8")


def test_search_finds_a_framework_by_its_initials_and_no_former_names(release: Path) -> None:
    index = (release / "assets/search-index.js").read_text(encoding="utf-8")
    assert "Former name" not in index
    assert re.search(r'"Single inspection framework", ?"Framework", ?"[^"]*", ?"SIF', index)


def test_mark_up_of_a_letter_is_not_shown(release: Path, marked: Path) -> None:
    """Marlbridge's letter came with `<li>` and `<i>` in its cells: pages show the words, data every sign."""
    name = "doc/letter/marlbridge/apa-2005/2005-12-01"
    data = gzip.decompress((release / f"{name.rsplit('/', 1)[0]}.ttl.gz").read_bytes()).decode()
    assert re.search(r"<(i|li)>", data)
    for page in (release, marked):
        text = (page / f"{name}.html").read_text(encoding="utf-8")
        assert re.findall(r"&lt;/?[a-z]+&gt;", text.partition("<main")[2].partition("</main>")[0]) == []


def test_a_point_of_a_list_is_no_sentence_with_the_next() -> None:
    text = "<ul> <li>calm schools</li> <li>poor homes</li> <li>few moves</li> </ul>"
    start = text.index("poor")
    assert around(text, start, start + 4) == ("", " homes")


def test_a_statement_has_the_words_that_lead_up_to_it(release: Path) -> None:
    led = [
        path
        for path in sorted((release / "def/direction").glob("*.html"))
        if re.search(r'<td><span class="quiet">[^<]+</span> <a', path.read_text(encoding="utf-8"))
    ]
    assert led


def test_grades_in_a_cell_begin_with_the_newest() -> None:
    cells = tuple(Cell(None, "p", day) for day in ("2019-01-01", "2023-01-01"))
    table = Matrix((Column("a", "p", False), Column("b", "p", True)), (MatrixRow(Link("x"), (cells, ())),))
    (row,) = newest_first(table).rows
    assert row.cells == ((), cells[::-1])


def test_questions_stand_under_what_they_are_about(release: Path) -> None:
    text = (release / "queries/index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2[^>]*>([^<]+)", text) == list(TAGS)
    assert text.index("Today") < text.index("overview.html") < text.index("Over time")


@pytest.mark.parametrize("name", ["neighbours", "council-history", "then-and-now"])
def test_the_command_that_a_page_names_can_be_typed(kg: Path, release: Path, name: str) -> None:
    text = (release / f"queries/{name}.html").read_text(encoding="utf-8")
    command = re.search(rf"<code>ofsted-kg (query {name} -p [^<]+)</code>", text)
    assert command
    words = shlex.split(html.unescape(command[1]))
    values = dict(word.split("=", 1) for word in words[3::2])
    run(words[1], values, KnowledgeGraph.open(kg))


def test_a_time_may_be_a_day_a_month_or_a_year(release: Path) -> None:
    text = (release / "queries/latest.html").read_text(encoding="utf-8")
    (field,) = re.findall(r'<input id="ask-from"[^>]*>', text)
    pattern = re.search('pattern="([^"]+)"', field)
    assert pattern
    assert 'type="text"' in field
    for time in ("2009", "2009-12", "2009-12-09"):
        assert re.fullmatch(html.unescape(pattern[1]), time)


def test_a_column_says_what_no_other_says(release: Path) -> None:
    """`region_name` beside `region`, which is shown by its name."""
    for page in sorted((release / "queries").glob("*.html")):
        names = re.findall(r'data-name="(\w+)" title=', page.read_text(encoding="utf-8"))
        assert not {f"{name}_name" for name in names if name in label_schemes()} & set(names), page.name
        assert not {f"{name}_label" for name in names} & set(names), page.name
    league = (release / "queries/league.html").read_text(encoding="utf-8")
    assert {"region", "grade", "councils"} <= set(re.findall(r'data-name="(\w+)"', league))


def test_a_figure_in_an_answer_is_no_notation(kg: Path) -> None:
    """The scale of 2005 has 3 for a notation; 3 per cent is no grade."""
    content = read_content(KnowledgeGraph.open(kg))
    words = Words(Vocabulary(content.vocabulary, Places(content.base)), {}, {})
    three = ox.Literal("3", datatype=ox.NamedNode(XSD + "decimal"))
    lines = Lines.of(Table(("value", "grade"), ((three, ox.Literal("3")),)))
    (row,) = answer(lines, lines.kinds(), words).rows
    assert [link.label for link in row if isinstance(link, Link)] == [
        "3",
        "3: consistently above minimum requirements",
    ]


def test_pages_compare_by_the_rule_of_the_ontology(release: Path) -> None:
    about = (release / "set/dataset.html").read_text(encoding="utf-8")
    assert "since 2018 with Single inspection framework, 2013 to 2018. Plots" in about
    # "Requires improvement" of 2015, good of 2019.
    line = (
        (release / "doc/council/quayhaven.html").read_text(encoding="utf-8").partition('<p class="now">')[2]
    )
    assert '<span class="when">(2015)</span>' in line.partition("</p>")[0]


def test_what_is_told_of_the_dataset_is_in_words(release: Path) -> None:
    text = (release / "set/catalogue.html").read_text(encoding="utf-8")
    for words in (">English</a>", ">England</a>", ">Creative Commons Attribution 4.0</a>", ">Version of "):
        assert words in text, words
    assert ">http://publications" not in text
