"""What differs between two datasets, in words, whatever they were read from.

In: rows of both, with their named graphs. Out: ``Change`` records, as a release tells them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ofsted_kg.publish.changes import changes
from ofsted_kg.publish.content import taken_apart
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.headline import headline
from ofsted_kg.publish.pages.letters import letter_view
from ofsted_kg.publish.pages.places import Places
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.views import Letter
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.publish.versions import Change
from ofsted_kg.rows import Row
from ofsted_kg.vocabulary.namespaces import ONTOLOGY_GRAPH, Base

_LETTERS = "doc/letter/"


def compare(before: Iterable[Row], now: Iterable[Row]) -> list[Change]:
    """Return what differs, the newest documents first."""
    old, _ = _letters(before)
    new, vocabulary = _letters(now)
    return changes(old, new, lambda letter: headline(letter, vocabulary))


def _letters(rows: Iterable[Row]) -> tuple[list[Letter], Vocabulary]:
    graphs: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        graphs[row.graph].append(row)
    base = next((graph.partition(_LETTERS)[0] for graph in sorted(graphs) if _LETTERS in graph), "")
    vocabulary = Vocabulary(graphs[ONTOLOGY_GRAPH], Places(Base(base) if base else Base()))
    register = [row for graph, own in graphs.items() if _LETTERS not in graph for row in own]
    councils = Councils(Subjects(register), vocabulary)
    found = []
    for graph, own in sorted(graphs.items()):
        letter = taken_apart(own, "", graph.rsplit("/", 1)[-1], "")
        if letter is not None:
            found.append(letter_view(letter, councils.link(letter.council), vocabulary))
    return found, vocabulary
