# Past 300 lines: a list of all pages of a release, a method each.
"""All pages of a release.

In: the release's content, answers and names. Out: every page, by way of the views. What
a council's or letter's page shows comes from that council or letter and the vocabulary
alone, so that another letter leaves it as it is; only lists and the home page look wider.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from ofsted_kg.checksums import digest_of
from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import ATTRIBUTION, DATA_LICENCE, Names
from ofsted_kg.publish.pages import places as place
from ofsted_kg.publish.pages.bars import Given, by_year, national
from ofsted_kg.publish.pages.concepts import classes, properties
from ofsted_kg.publish.pages.figures import figures
from ofsted_kg.publish.pages.headline import headline
from ofsted_kg.publish.pages.hexmap import hexmap
from ofsted_kg.publish.pages.history import history
from ofsted_kg.publish.pages.matrices import frameworks_matrix, ratings_matrix, spread
from ofsted_kg.publish.pages.neighbours import areas_matrix, newest_first
from ofsted_kg.publish.pages.questions import write_questions
from ofsted_kg.publish.pages.render import ASSETS, Pages
from ofsted_kg.publish.pages.search import quotations, script
from ofsted_kg.publish.pages.searchable import entries
from ofsted_kg.publish.pages.shared import write_shared
from ofsted_kg.publish.pages.shared_views import Site
from ofsted_kg.publish.pages.standing import Standing, compared, counts, standing
from ofsted_kg.publish.pages.text import pieces
from ofsted_kg.publish.pages.views import Concept, Council, Fact, Grade, Link, Outline
from ofsted_kg.publish.tables import table_path
from ofsted_kg.publish.versions import Version
from ofsted_kg.vocabulary.namespaces import DEF
from ofsted_kg.web import addresses

_SHORT_TITLE = "What Ofsted said"
# A page of statements or letters has so many; of a concept no more than some pages of the newest are shown.
FACTS = 60
MOST_FACTS = 180
LETTERS = 120


def write_site(
    content: Content,
    site: Site,
    answers: Sequence[Answered],
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
        digest_of(made, called.title),
        called.site,
        called.version,
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
    pages.write("404.html", "404.html", root=urlsplit(called.site).path)
    _home(pages, site, called, versions)
    _lists(pages, site, called, folder, versions, digests)
    write_shared(pages, content, site.vocabulary, site.register, site.letters, called, folder, versions)
    _letters(pages, content, site, digests, full_text=full_text)
    _councils(pages, site, digests)
    _concepts(pages, site, digests)
    write_questions(
        pages, site.vocabulary, site.register, site.councils, site.letters, answers, called, folder
    )
    folder.write(
        f"{ASSETS}/search-index.js",
        script(entries(site.councils, site.letters, site.concepts, site.register, site.vocabulary)),
    )
    said = quotations(site.letters, site.whole)
    folder.write(f"{ASSETS}/search-quotations.js", script(said, "searchQuotations"))
    folder.write("sitemap.xml", pages.sitemap())
    folder.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {called.site}sitemap.xml\n")


def _letters(
    pages: Pages, content: Content, site: Site, digests: Mapping[str, str], *, full_text: bool
) -> None:
    for letter in site.letters:
        origin = letter.origin
        made = pages.due(origin.path, digests[origin.iri])
        if made is None:
            continue
        whole = site.whole(letter)
        parts = pieces(content.letter(letter.source).text, whole.facts) if full_text else []
        told = addresses.place(origin.path.removesuffix(".html"))
        pages.write(
            "letter.html",
            origin.path,
            iri=origin.iri,
            made=made,
            letter=whole,
            pieces=parts,
            data_path=told.turtle if told else "",
            provider=site.register.provider(origin.council_iri),
        )


def _councils(pages: Pages, site: Site, digests: Mapping[str, str]) -> None:
    standings = {one.council.iri: one for one in site.standings}
    for council in site.councils:
        title, nearby = _nearby(council, site, standings)
        compared = ""
        if council.iri in standings and site.register.neighbours(council.iri) and nearby:
            compared = place.neighbours_page(council.path)
            _neighbours(pages, site, digests, compared, [standings[council.iri], *nearby])
        told = [f"{s.council.iri} {s.level} {s.issued}" for s in nearby]
        own = [digests[letter.origin.iri] for letter in council.until]
        made = pages.due(council.path, *own, "", *told)
        if made is not None:
            frameworks = dict.fromkeys(letter.origin.framework_iri for letter in council.until)
            pages.write(
                "council.html",
                council.path,
                iri=council.iri,
                made=made,
                council=council,
                standing=standing(council, council.until, site.vocabulary),
                provider=site.register.provider(council.iri),
                history=history(council.until, site.vocabulary, council.iri),
                matrix=newest_first(ratings_matrix(council.letters, site.vocabulary)),
                terms=[(site.vocabulary.short(iri), site.vocabulary.label(iri)) for iri in frameworks],
                figures=figures(map(site.whole, council.letters)),
                nearby=nearby,
                nearby_title=title,
                neighbours=len(site.register.neighbours(council.iri)),
                compared=compared,
            )


def _neighbours(
    pages: Pages, site: Site, digests: Mapping[str, str], path: str, shown: Sequence[Standing]
) -> None:
    """Write the page of a council, the first of those shown, beside its neighbours."""
    told = [digests[letter.origin.iri] for one in shown for letter in one.council.letters]
    made = pages.due(path, *told, *(f"{one.council.iri} {one.current}" for one in shown))
    if made is None:
        return
    councils = [one.council for one in shown]
    pages.write(
        "neighbours.html",
        path,
        made=made,
        council=councils[0],
        standings=shown,
        areas=areas_matrix(shown),
        frameworks=newest_first(frameworks_matrix(councils, site.vocabulary)),
    )


def _nearby(council: Council, site: Site, standings: Mapping[str, Standing]) -> tuple[str, list[Standing]]:
    """Return the councils beside one: its statistical neighbours, or else those of its region."""
    neighbours = site.register.neighbours(council.iri)
    if neighbours:
        return "Its statistical neighbours", [standings[iri] for iri in neighbours if iri in standings]
    region = [
        one
        for one in site.standings
        if one.council.region.path == council.region.path and one.council.iri != council.iri
    ]
    return f"Others in {council.region.label}", region if council.region.path else []


def _home(pages: Pages, site: Site, called: Names, versions: Sequence[Version]) -> None:
    newest = sorted(site.letters, key=lambda letter: (letter.origin.issued, letter.source), reverse=True)
    pages.write(
        "home.html",
        "index.html",
        called=called,
        version=versions[0],
        letters=site.letters,
        latest=newest[:8],
        councils=site.councils,
        held=sum(bool(council.letters) for council in site.councils),
        map=hexmap(site.standings, site.register.subjects),
        standings=site.standings,
        counts=counts(site.standings),
        national=national(site.letters, site.vocabulary),
        schemes=_schemes(site),
    )
    pages.write("compare.html", place.COMPARE, councils=[c for c in site.councils if c.letters])
    pages.script("standings.js", "standings", compared(site.councils, site.vocabulary))
    pages.write(
        "grades.html", place.GRADES, matrix=newest_first(frameworks_matrix(site.councils, site.vocabulary))
    )


def _lists(
    pages: Pages,
    site: Site,
    called: Names,
    folder: ReleaseFolder,
    versions: Sequence[Version],
    digests: Mapping[str, str],
) -> None:
    regions: dict[str, list[Council]] = defaultdict(list)
    for council in site.councils:
        regions[council.region.label or "Region not known"].append(council)
    numbers = [f"{council.iri} {bool(council.letters)}" for council in site.councils]
    numbers += [f"{one.council.iri} {one.level} {one.current} {one.issued}" for one in site.standings]
    made = pages.due(place.COUNCILS, table_path("councils", "csv", folder, called.version), *numbers)
    if made is not None:
        pages.write(
            "councils.html",
            place.COUNCILS,
            made=made,
            regions=sorted(regions.items()),
            standings={one.council.iri: one for one in site.standings},
            total=len(site.councils),
        )
    dated = sorted(site.letters, key=lambda letter: (letter.origin.issued, letter.source), reverse=True)
    sheets = [place.sheet(place.LETTERS, n + 1) for n in range(max(1, -(-len(dated) // LETTERS)))]
    for number, path in enumerate(sheets, start=1):
        shown = dated[(number - 1) * LETTERS : number * LETTERS]
        made = pages.due(path, str(len(dated)), *(digests[letter.origin.iri] for letter in shown))
        if made is not None:
            pages.write(
                "letters.html",
                path,
                made=made,
                letters=shown,
                total=len(dated),
                sheet=number,
                sheets=sheets,
            )
    pages.write("changes.html", place.CHANGES, versions=versions)
    made = pages.due(place.ONTOLOGY, str(len(site.concepts)))
    if made is not None:
        pages.write(
            "ontology.html",
            place.ONTOLOGY,
            iri=DEF,
            made=made,
            classes=classes(site.vocabulary),
            properties=properties(site.vocabulary),
            schemes=_schemes(site),
        )


def _concepts(pages: Pages, site: Site, digests: Mapping[str, str]) -> None:
    under: dict[str, list[Outline]] = defaultdict(list)
    for letter in sorted(site.letters, key=lambda letter: (letter.origin.issued, letter.source)):
        under[letter.origin.framework_iri].append(letter)
    used = defaultdict(list)
    for framework in site.vocabulary.frameworks():
        used[site.vocabulary.scale(framework)].append(site.vocabulary.link(framework))
    by_path = {concept.path: concept for concept in site.concepts}
    given: Mapping[str, Sequence[Given]] = {}
    marks = {letter.source: digests[letter.origin.iri] for letter in site.letters}
    councils: dict[str, list[Council]] = defaultdict(list)
    for council in site.councils:
        for path in {value.path for fact in council.facts for value in fact.values}:
            councils[path].append(council)
    for concept in site.concepts:
        naming, letters = site.naming.get(concept.iri, ()), under[concept.iri]
        listed = _at_most(MOST_FACTS, (letter.said[concept.iri] for letter in naming))
        number = max(1, -(-listed // FACTS), -(-len(letters) // LETTERS))
        sheets = [place.sheet(concept.path, sheet) for sheet in range(1, number + 1)]
        named = [marks[letter.source] for letter in naming]
        origin = digest_of(
            *named, "", *(marks[letter.source] for letter in letters), "", *(m.path for m in concept.members)
        )
        due = [(sheet, path, pages.due(path, origin)) for sheet, path in enumerate(sheets, start=1)]
        if all(made is None for _, _, made in due):
            continue
        given = given or _given(site.newest)
        own = given.get(concept.iri, ())
        grades, bars = spread(own), by_year(own, site.vocabulary)
        shown = _first_facts(site, concept.iri, naming)
        total = sum(letter.said[concept.iri] for letter in naming)
        for sheet, path, made in due:
            if made is None:
                continue
            pages.write(
                "concept.html",
                path,
                iri=concept.iri,
                made=made,
                concept=concept,
                sheet=sheet,
                sheets=sheets,
                members=[by_path[member.path] for member in concept.members],
                facts=shown[(sheet - 1) * FACTS : sheet * FACTS],
                listed=listed,
                total=total,
                documents=len(naming),
                spread=grades,
                bars=bars,
                letters=letters[::-1][(sheet - 1) * LETTERS : sheet * LETTERS],
                used=used[concept.iri],
                councils=councils[concept.path],
            )


def _first_facts(site: Site, iri: str, naming: Iterable[Outline]) -> list[Fact]:
    """Return the facts that speak of a concept, as many as its pages show, from the newest letters."""
    found = (
        fact
        for letter in naming
        for fact in site.whole(letter).facts
        if fact.kind != "section"
        for _ in range(fact.concepts.count(iri))
    )
    return list(itertools.islice(found, MOST_FACTS))


def _at_most(most: int, numbers: Iterable[int]) -> int:
    """Return the sum of numbers, or so many where they are more; no further number is looked at."""
    total = 0
    for number in numbers:
        total += number
        if total >= most:
            return most
    return total


def _given(letters: Iterable[Outline]) -> dict[str, list[Given]]:
    """Return the grades given to each concept: a grade of a year and framework once, with how many times.

    Letters share their grades: one is known by its place in memory, and to look at its words each time takes
    as long as all the rest.
    """
    counted: dict[str, Counter[tuple[int, str, str]]] = defaultdict(Counter)
    grades: dict[int, Grade] = {}
    for letter in letters:
        year, framework = letter.origin.year, letter.origin.framework_iri
        for about, grade, times in letter.given:
            grades[id(grade)] = grade
            counted[about][id(grade), year, framework] += times
    return {
        about: [
            Given(grades[grade], int(year or 0), framework, times)
            for (grade, year, framework), times in own.items()
        ]
        for about, own in counted.items()
    }


def _schemes(site: Site) -> list[Concept]:
    schemes = [concept for concept in site.concepts if concept.members]
    return sorted(schemes, key=lambda concept: (concept.kind == "Scale", concept.label))
