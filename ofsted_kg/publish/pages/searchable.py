"""What the search of a release finds, beside the words of quotations.

In: the views of councils, documents and concepts. Out: an ``Entry`` each, in the order in which
hits are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_kg.publish.pages import places as place
from ofsted_kg.publish.pages.concepts import FORMER
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.render import day
from ofsted_kg.publish.pages.search import Entry
from ofsted_kg.publish.pages.views import Concept, Council, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query import load_queries
from ofsted_kg.register.nicknames import nicknames
from ofsted_kg.vocabulary.namespaces import DEF, SKOS


def entries(
    councils: Iterable[Council],
    letters: Iterable[Outline],
    concepts: Iterable[Concept],
    register: Councils,
    vocabulary: Vocabulary,
) -> list[Entry]:
    """Return what can be found: councils with codes and nicknames, documents, concepts, questions."""
    found = [_council(council, register) for council in councils]
    found += [
        Entry(
            letter.origin.name,
            "Report" if letter.report else "Letter",
            letter.origin.path,
            f"{letter.origin.issued} {day(letter.origin.issued)} {letter.origin.title}",
        )
        for letter in sorted(letters, key=lambda letter: letter.origin.issued, reverse=True)
    ]
    subjects = vocabulary.subjects
    found += [
        Entry(c.label, c.kind, c.path, " ".join(subjects.all(c.iri, SKOS + "altLabel")))
        for c in concepts
        if c.grade is None and c.kind != FORMER
    ]
    found += [
        Entry(q.summary, "Question", place.query_page(q.name), q.name.replace("-", " "))
        for q in load_queries()
    ]
    return found


def _council(council: Council, register: Councils) -> Entry:
    codes = [
        code
        for name in ("gssCode", "formerGssCode", "dfeCode", "ofstedUrn")
        for code in register.subjects.all(council.iri, DEF + name)
    ]
    called = [name for code in codes for name in nicknames().get(code, ())]
    words = [council.official, council.region.label, *codes, *called]
    return Entry(council.name, "Council", council.path, " ".join(words))
