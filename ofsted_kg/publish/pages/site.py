"""All pages of a release.

In: the release's content, answers and names. Out: every page, by way of the views. What
a council's or letter's page shows comes from that council or letter and the vocabulary
alone, so that another letter leaves it as it is; only lists and the home page look wider.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ofsted_kg.namespaces import DEF, SKOS
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import ATTRIBUTION, DATA_LICENCE, TITLE, Names
from ofsted_kg.publish.pages import places as place
from ofsted_kg.publish.pages.bars import by_year, national
from ofsted_kg.publish.pages.changelog import versions
from ofsted_kg.publish.pages.concepts import classes, concepts, properties
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.headline import headline
from ofsted_kg.publish.pages.history import history
from ofsted_kg.publish.pages.letters import letter_view
from ofsted_kg.publish.pages.matrices import frameworks_matrix, ratings_matrix, spread
from ofsted_kg.publish.pages.render import ASSETS, Pages
from ofsted_kg.publish.pages.search import Entry, script
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.tables import MOST_ROWS, answer
from ofsted_kg.publish.pages.text import pieces
from ofsted_kg.publish.pages.views import Concept, Council, Fact, Letter
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query import StoredQuery, Table, load_queries

_SHORT_TITLE = "What Ofsted said"


@dataclass(frozen=True, slots=True)
class Site:
    """The views that pages share."""

    vocabulary: Vocabulary
    letters: tuple[Letter, ...]
    councils: tuple[Council, ...]
    concepts: tuple[Concept, ...]
    facts: dict[str, list[Fact]]


def build_site(content: Content) -> Site:
    """Turn the content of a release into views."""
    vocabulary = Vocabulary(content.vocabulary, place.Places(content.base))
    councils = Councils(Subjects(content.register), vocabulary)
    letters = tuple(
        letter_view(letter, councils.link(letter.council), vocabulary) for letter in content.letters
    )
    facts: dict[str, list[Fact]] = defaultdict(list)
    ordered = sorted(
        letters, key=lambda letter: (letter.origin.council.label.casefold(), letter.origin.issued)
    )
    for letter in ordered:
        for fact in letter.facts:
            for iri in fact.concepts:
                facts[iri].append(fact)
    return Site(vocabulary, letters, tuple(councils.views(letters)), tuple(concepts(vocabulary)), facts)


def write_site(
    content: Content,
    answers: list[tuple[StoredQuery, Table]],
    called: Names,
    folder: ReleaseFolder,
    *,
    full_text: bool,
) -> None:
    """Write every page."""
    site = build_site(content)
    pages = Pages(
        folder,
        site_title=TITLE,
        site_name=_SHORT_TITLE,
        attribution=ATTRIBUTION,
        licence=DATA_LICENCE,
        assets=ASSETS,
        full_text=full_text,
        headline=lambda letter: headline(letter, site.vocabulary),
    )
    pages.assets()
    _home(pages, site)
    _lists(pages, site, called, folder)
    for council in site.councils:
        pages.write(
            "council.html",
            council.path,
            iri=council.iri,
            council=council,
            history=history(council.letters, site.vocabulary),
            matrix=ratings_matrix(council.letters, site.vocabulary),
        )
    texts = {letter.source: letter.text for letter in content.letters} if full_text else {}
    for letter in site.letters:
        parts = pieces(texts[letter.source], letter.facts) if full_text else []
        pages.write("letter.html", letter.origin.path, iri=letter.origin.iri, letter=letter, pieces=parts)
    _concepts(pages, site)
    _queries(pages, site, answers)
    folder.write(f"{ASSETS}/search-index.js", script(_entries(site)))


def _home(pages: Pages, site: Site) -> None:
    pages.write(
        "home.html",
        "index.html",
        data="data/ofsted-kg",
        letters=site.letters,
        councils=site.councils,
        national=national(site.letters, site.vocabulary),
        matrix=frameworks_matrix(site.councils, site.vocabulary),
        schemes=_schemes(site),
    )


def _lists(pages: Pages, site: Site, called: Names, folder: ReleaseFolder) -> None:
    regions: dict[str, list[Council]] = defaultdict(list)
    for council in site.councils:
        regions[council.region.label or "Region not known"].append(council)
    pages.write("councils.html", place.COUNCILS, regions=sorted(regions.items()), total=len(site.councils))
    dated = sorted(site.letters, key=lambda letter: (letter.origin.issued, letter.source), reverse=True)
    pages.write("letters.html", place.LETTERS, letters=dated)
    files = [(path, folder.size(path)) for path in sorted(folder.sums) if path.startswith("data/")]
    pages.write(
        "about.html",
        place.ABOUT,
        iri=called.dataset,
        called=called,
        files=files,
        letters=site.letters,
    )
    pages.write("changes.html", place.CHANGES, data="none", versions=versions(folder.text("CHANGES.md")))
    pages.write(
        "ontology.html",
        place.ONTOLOGY,
        iri=DEF,
        data="def/ontology",
        classes=classes(site.vocabulary),
        properties=properties(site.vocabulary),
        schemes=_schemes(site),
    )


def _concepts(pages: Pages, site: Site) -> None:
    under: dict[str, list[Letter]] = defaultdict(list)
    for letter in site.letters:
        under[letter.origin.framework_iri].append(letter)
    used = defaultdict(list)
    for framework in site.vocabulary.frameworks():
        used[site.vocabulary.scale(framework)].append(site.vocabulary.link(framework))
    by_path = {concept.path: concept for concept in site.concepts}
    for concept in site.concepts:
        facts = site.facts.get(concept.iri, [])
        own = [fact for fact in facts if fact.about_iri == concept.iri]
        pages.write(
            "concept.html",
            concept.path,
            iri=concept.iri,
            concept=concept,
            members=[by_path[member.path] for member in concept.members],
            facts=facts[:MOST_ROWS],
            total=len(facts),
            documents=len({fact.origin.iri for fact in facts}),
            spread=spread(own),
            bars=by_year(own, site.vocabulary),
            letters=under[concept.iri],
            used=used[concept.iri],
            councils=[c for c in site.councils if concept.path in _council_concepts(c)],
        )


def _council_concepts(council: Council) -> set[str]:
    return {value.path for fact in council.facts for value in fact.values if value.path.startswith("def/")}


def _queries(pages: Pages, site: Site, answers: list[tuple[StoredQuery, Table]]) -> None:
    found = {query.name: table for query, table in answers}
    queries = load_queries()
    pages.write("queries.html", place.QUERIES, data="queries/queries", queries=queries)
    for query in queries:
        table = found.get(query.name)
        shown = answer(table, site.vocabulary) if table is not None else None
        pages.write("query.html", place.query_page(query.name), data="none", query=query, answer=shown)


def _schemes(site: Site) -> list[Concept]:
    schemes = [concept for concept in site.concepts if concept.members]
    return sorted(schemes, key=lambda concept: (concept.kind == "Scale", concept.label))


def _entries(site: Site) -> list[Entry]:
    entries = [
        Entry(
            c.name,
            "Council",
            c.path,
            " ".join([c.official, *(v.label for f in c.facts for v in f.values[:1])]),
        )
        for c in site.councils
    ]
    entries += [
        Entry(
            f"{letter.origin.council.label}, {site.vocabulary.short(letter.origin.framework_iri)}",
            "Report" if letter.report else "Letter",
            letter.origin.path,
            f"{letter.origin.issued} {letter.origin.title}",
        )
        for letter in site.letters
    ]
    subjects = site.vocabulary.subjects
    entries += [
        Entry(c.label, c.kind, c.path, " ".join(subjects.all(c.iri, SKOS + "altLabel")))
        for c in site.concepts
        if c.grade is None
    ]
    entries += [
        Entry(q.name.replace("-", " "), "Question", place.query_page(q.name), q.summary)
        for q in load_queries()
    ]
    return entries
