"""The index behind the search box.

In: the pages' names and paths. Out: a script that assigns the index to a name, since a
page opened from a disk may load a script but not fetch a file.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ofsted_kg.publish.pages.cite import words
from ofsted_kg.publish.pages.views import Letter, Outline

_SAID = ("judgement", "comparison", "finding", "review")
MOST_QUOTATIONS = 6000
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to be found: its name, kind and path, and further words that find it."""

    label: str
    kind: str
    path: str
    words: str = ""


def script(entries: Iterable[Entry], name: str = "searchIndex") -> str:
    """Return the index as a script; nothing in it can end the script or the file's encoding."""
    lines = [
        json.dumps([entry.label, entry.kind, entry.path, entry.words]).replace("<", "\\u003c")
        for entry in entries
    ]
    return f"window.{name} = [\n" + ",\n".join(lines) + "\n];\n"


def quotations(letters: Iterable[Outline], whole: Callable[[Outline], Letter]) -> list[Entry]:
    """Return entries for the words of statements, newest documents first, no more than a browser can bear."""
    ordered = sorted(letters, key=lambda letter: (letter.origin.issued, letter.source), reverse=True)
    facts = (fact for letter in ordered for fact in whole(letter).facts if fact.quotes and fact.kind in _SAID)
    return [
        Entry(words(fact.quotes[0].text)[:_LONGEST], fact.origin.name, fact.path)
        for fact in itertools.islice(facts, MOST_QUOTATIONS)
    ]
