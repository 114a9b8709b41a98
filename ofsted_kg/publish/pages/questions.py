"""The pages of the stored queries: each its question, its form, its answer.

In: the answers, and the words for what stands in them. Out: a page a query. Where the release before
had the page, rows that show the same are taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.pages import places as place
from ofsted_kg.publish.pages.asking import fields, needed
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.render import Pages
from ofsted_kg.publish.pages.tables import Words, answer, blank, named, rows_before
from ofsted_kg.publish.pages.views import Council, Link, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.publish.tables import table_path
from ofsted_kg.query import TAGS, load_queries
from ofsted_kg.vocabulary.namespaces import DEF


def write_questions(
    pages: Pages,
    vocabulary: Vocabulary,
    register: Councils,
    councils: Sequence[Council],
    letters: Iterable[Outline],
    answers: Iterable[Answered],
    called: Names,
    folder: ReleaseFolder,
) -> None:
    """Write the pages."""
    found = {one.query.name: one for one in answers}
    queries = load_queries()
    codes = {
        code: Link(council.name, council.path)
        for council in councils
        for code in register.subjects.all(council.iri, DEF + "gssCode")
    }
    documents = {letter.source: Link(letter.origin.name, letter.origin.path) for letter in letters}
    words = Words(vocabulary, codes, documents)
    there = folder.noted("documents") or {}
    folder.note("documents", {source: [link.label, link.path] for source, link in documents.items()})
    pages.script("labels.js", "labels", words.told(called.dataset.removesuffix("set/dataset")))
    tagged = {tag: [query for query in queries if query.tag == tag] for tag in TAGS}
    pages.write("queries.html", place.QUERIES, tagged=tagged)
    example = next((council.name for council in councils if council.letters), councils[0].name)
    for query in queries:
        path, one = place.query_page(query.name), found.get(query.name)
        files = [table_path(query.name, ending, folder, called.version) for ending in ("csv", "xlsx")]
        told = [one.digest, *named(one.lines, words)] if one is not None else [example]
        made = pages.due(path, query.text, *told, *files)
        if made is None:
            continue
        known: dict[str, str] = {}
        if one is not None and one.before.blocks:
            known = rows_before(one, (folder.before(path) or b"").decode(), there, words)
        pages.write(
            "query.html",
            path,
            made=made,
            query=query,
            answer=answer(one.lines, one.kinds, words, known) if one is not None else blank(query.columns),
            needs=needed(query, example),
            fields=fields(query, vocabulary),
            council_names=[council.name for council in councils],
        )
