"""Which documents and councils a release tells something else of than the one before.

In: the parts of both. Out: ``Affected``. A document that came, went or changed touches the councils that it
tells of, with those that came before or after. It also touches the documents that share something with it
(an inspector) of which the documents together now say something else, such as another spelling of a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ofsted_kg.publish.answers import Affected
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.summaries import Summary

# What is said of a thing, as lines of N-Triples, by what the thing is called in them.
_Said = Mapping[str, frozenset[str]]


def affected(before: Sequence[Summary], parts: Sequence[Summary], register: Councils) -> Affected:
    """Return what differs.

    Args:
        before: of the release before.
        parts: of this one.
        register: of the councils.
    """
    old, new = {one.digest: one for one in before}, {one.digest: one for one in parts}
    differing = [new.get(digest) or old[digest] for digest in sorted(old.keys() ^ new.keys())]
    was, now = _said(before), _said(parts)
    changed = {thing for one in differing for thing in _own(one) if was.get(thing) != now.get(thing)}
    told = [*differing, *(one for one in parts if not changed.isdisjoint(_own(one)))]
    # A council's record goes on with those that follow it.
    family = {other for one in told for other in register.family(one.letter.origin.council_iri)}
    sources = frozenset(one.letter.source for one in told)
    held = {one.letter.source for one in parts if one.letter.origin.council_iri in family}
    held |= {one.letter.source for one in parts if one.letter.source in sources}
    # What these share with others is told of the same as by all.
    whole = _said(one for one in parts if one.letter.source in held)
    short = {thing for thing, said in whole.items() if said != now[thing]}
    held |= {one.letter.source for one in parts if not short.isdisjoint(_own(one))}
    came = {one.letter.source for one in differing}
    only_came = not old.keys() - new.keys() and not came & {one.letter.source for one in before}
    return Affected(
        sources,
        frozenset(code for iri in family for code in register.codes(iri)),
        sorted(held),
        frozenset(came) if only_came else None,
    )


def _own(one: Summary) -> dict[str, list[str]]:
    """Return what a document says of things that others name too."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in one.others.splitlines():
        found[line.partition(" ")[0]].append(line)
    return found


def _said(parts: Iterable[Summary]) -> _Said:
    found: dict[str, set[str]] = defaultdict(set)
    for one in parts:
        for thing, lines in _own(one).items():
            found[thing].update(lines)
    return {thing: frozenset(lines) for thing, lines in found.items()}
