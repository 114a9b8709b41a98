"""All pages of a release.

In: the release's content, answers and names. Out: every page, by way of the views. What
a council's or letter's page shows comes from that council or letter and the vocabulary
alone, so that another letter leaves it as it is; only lists and the home page look wider.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from ofsted_kg import addresses
from ofsted_kg.namespaces import DEF, SKOS
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import ATTRIBUTION, DATA_LICENCE, Names
from ofsted_kg.publish.pages import places as place
from ofsted_kg.publish.pages.bars import by_year, national
from ofsted_kg.publish.pages.concepts import classes, concepts, properties
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.headline import headline
from ofsted_kg.publish.pages.history import history
from ofsted_kg.publish.pages.matrices import frameworks_matrix, ratings_matrix, spread
from ofsted_kg.publish.pages.render import ASSETS, Pages
from ofsted_kg.publish.pages.search import Entry, script
from ofsted_kg.publish.pages.shared import write_shared
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.tables import answer
from ofsted_kg.publish.pages.text import pieces
from ofsted_kg.publish.pages.views import Concept, Council, Fact, Letter, Link
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.publish.versions import Version
from ofsted_kg.query import StoredQuery, Table, load_queries

_SHORT_TITLE = "What Ofsted said"
# A page of statements or letters has so many; of a concept no more than some pages of the newest are shown.
FACTS = 60
MOST_FACTS = 180
LETTERS = 120


@dataclass(frozen=True, slots=True)
class Site:
    """The views that pages share.

    Attributes:
        vocabulary: labels of the ontology's concepts.
        register: the councils' names.
        letters: in the order of their sources.
        councils: by name.
        concepts: schemes, each followed by its concepts.
        facts: by the concepts that they name; the newest documents' first, headings left out.
    """

    vocabulary: Vocabulary
    register: Councils
    letters: tuple[Letter, ...] = ()
    councils: tuple[Council, ...] = ()
    concepts: tuple[Concept, ...] = ()
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    def with_letters(self, letters: Iterable[Letter]) -> Site:
        """Return the site with the letters' views."""
        letters = tuple(letters)
        facts: dict[str, list[Fact]] = defaultdict(list)
        ordered = sorted(letters, key=lambda letter: (letter.origin.council.label.casefold(), letter.source))
        ordered.sort(key=lambda letter: letter.origin.issued, reverse=True)
        for letter in ordered:
            for fact in letter.facts:
                # A heading repeats a grade that stands in the list of grades: once is enough.
                for iri in fact.concepts if fact.kind != "section" else ():
                    facts[iri].append(fact)
        return replace(
            self,
            letters=letters,
            councils=tuple(self.register.views(letters)),
            concepts=tuple(concepts(self.vocabulary)),
            facts=dict(facts),
        )


def build_site(content: Content) -> Site:
    """Return the site without its letters: what their views are made with."""
    vocabulary = Vocabulary(content.vocabulary, place.Places(content.base))
    return Site(vocabulary, Councils(Subjects(content.register), vocabulary))


def write_site(
    content: Content,
    site: Site,
    answers: list[tuple[StoredQuery, Table]],
    called: Names,
    folder: ReleaseFolder,
    versions: Sequence[Version],
    digests: Mapping[str, str],
    *,
    full_text: bool,
    made: str,
) -> None:
    """Write every page.

    Args:
        content: of the release.
        site: its views.
        answers: of the stored queries.
        called: names of the release.
        folder: of the release.
        versions: all releases, newest first.
        digests: of the letters, by IRI.
        full_text: whether pages of letters hold their text.
        made: digest of all that pages follow from beside the letters.
    """
    pages = Pages(
        folder,
        made,
        called.site,
        site_title=called.title,
        site_name=_SHORT_TITLE,
        attribution=ATTRIBUTION,
        licence=DATA_LICENCE,
        assets=ASSETS,
        full_text=full_text,
        headline=lambda letter: headline(letter, site.vocabulary),
        page_link=lambda iri, name: Link(name, site.vocabulary.places.page(iri)),
    )
    pages.assets()
    # Served at any address: its links must hold wherever it is shown.
    pages.write("404.html", "404.html", root=urlsplit(content.base.iri).path)
    _home(pages, site)
    _lists(pages, site, called, folder, versions)
    write_shared(pages, content, site.vocabulary, site.register, site.letters, called, folder, versions)
    _letters(pages, content, site, digests, full_text=full_text)
    _councils(pages, site, digests)
    _concepts(pages, site, digests)
    _queries(pages, site, answers)
    folder.write(f"{ASSETS}/search-index.js", script(_entries(site)))


def _letters(
    pages: Pages, content: Content, site: Site, digests: Mapping[str, str], *, full_text: bool
) -> None:
    for letter in site.letters:
        origin = letter.origin
        made = pages.due(origin.path, digests[origin.iri])
        if made is None:
            continue
        parts = pieces(content.letter(letter.source).text, letter.facts) if full_text else []
        told = addresses.place(origin.path.removesuffix(".html"))
        pages.write(
            "letter.html",
            origin.path,
            iri=origin.iri,
            made=made,
            letter=letter,
            pieces=parts,
            data_path=f"{told.data}.ttl" if told else "",
            provider=site.register.provider(origin.council_iri),
        )


def _councils(pages: Pages, site: Site, digests: Mapping[str, str]) -> None:
    for council in site.councils:
        made = pages.due(council.path, *(digests[letter.origin.iri] for letter in council.letters))
        if made is not None:
            pages.write(
                "council.html",
                council.path,
                iri=council.iri,
                made=made,
                council=council,
                history=history(council.letters, site.vocabulary),
                matrix=ratings_matrix(council.letters, site.vocabulary),
            )


def _home(pages: Pages, site: Site) -> None:
    pages.write(
        "home.html",
        "index.html",
        letters=site.letters,
        councils=site.councils,
        national=national(site.letters, site.vocabulary),
        matrix=frameworks_matrix(site.councils, site.vocabulary),
        schemes=_schemes(site),
    )


def _lists(
    pages: Pages, site: Site, called: Names, folder: ReleaseFolder, versions: Sequence[Version]
) -> None:
    regions: dict[str, list[Council]] = defaultdict(list)
    for council in site.councils:
        regions[council.region.label or "Region not known"].append(council)
    pages.write("councils.html", place.COUNCILS, regions=sorted(regions.items()), total=len(site.councils))
    dated = sorted(site.letters, key=lambda letter: (letter.origin.issued, letter.source), reverse=True)
    pages.write("letters.html", place.LETTERS, letters=dated)
    pages.write("changes.html", place.CHANGES, versions=versions)
    pages.write(
        "ontology.html",
        place.ONTOLOGY,
        iri=DEF,
        classes=classes(site.vocabulary),
        properties=properties(site.vocabulary),
        schemes=_schemes(site),
    )


def _concepts(pages: Pages, site: Site, digests: Mapping[str, str]) -> None:
    under: dict[str, list[Letter]] = defaultdict(list)
    for letter in site.letters:
        under[letter.origin.framework_iri].append(letter)
    used = defaultdict(list)
    for framework in site.vocabulary.frameworks():
        used[site.vocabulary.scale(framework)].append(site.vocabulary.link(framework))
    by_path = {concept.path: concept for concept in site.concepts}
    for concept in site.concepts:
        facts = site.facts.get(concept.iri, [])
        letters = under[concept.iri]
        named = dict.fromkeys(
            [*(fact.origin.iri for fact in facts), *(letter.origin.iri for letter in letters)]
        )
        own = [fact for fact in facts if fact.about_iri == concept.iri]
        shown = facts[:MOST_FACTS]
        sheets = max(1, -(-len(shown) // FACTS), -(-len(letters) // LETTERS))
        for sheet in range(1, sheets + 1):
            path = place.sheet(concept.path, sheet)
            made = pages.due(path, *(digests[iri] for iri in named))
            if made is None:
                continue
            pages.write(
                "concept.html",
                path,
                iri=concept.iri,
                made=made,
                concept=concept,
                sheet=sheet,
                sheets=[place.sheet(concept.path, number) for number in range(1, sheets + 1)],
                members=[by_path[member.path] for member in concept.members],
                facts=shown[(sheet - 1) * FACTS : sheet * FACTS],
                listed=len(shown),
                total=len(facts),
                documents=len({fact.origin.iri for fact in facts}),
                spread=spread(own),
                bars=by_year(own, site.vocabulary),
                letters=letters[::-1][(sheet - 1) * LETTERS : sheet * LETTERS],
                used=used[concept.iri],
                councils=[c for c in site.councils if concept.path in _council_concepts(c)],
            )


def _council_concepts(council: Council) -> set[str]:
    return {value.path for fact in council.facts for value in fact.values if value.path.startswith("def/")}


def _queries(pages: Pages, site: Site, answers: list[tuple[StoredQuery, Table]]) -> None:
    found = {query.name: table for query, table in answers}
    queries = load_queries()
    pages.write("queries.html", place.QUERIES, queries=queries)
    for query in queries:
        table = found.get(query.name)
        shown = answer(table, site.vocabulary) if table is not None else None
        pages.write("query.html", place.query_page(query.name), query=query, answer=shown)


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
            letter.origin.name,
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
