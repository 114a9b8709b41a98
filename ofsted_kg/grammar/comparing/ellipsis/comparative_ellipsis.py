"""Read what leaves its places out behind "than": "boys less well than boys", "and B than in all but one".

In: the units behind the places of a part, and which way it pointed. Out: what is compared there, which way,
and where it stands. "Girls do as well as girls nationally, boys less well than boys" are boys nationally.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.last_compared import Slugs
from ofsted_kg.grammar.lex.closed_classes import FILLERS_AND_JOINTS, JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.units import Unit

_NAMES = frozenset({Kind.TOPIC, Kind.WORD, Kind.PREPOSITION, Kind.DETERMINER, Kind.SHARE})
# How many of the same places: "than in all but one", "than in most of them".
_MANY = words_of("in those of them all but one two three any most many some every the majority a few none")


def comparative_ellipsis(
    units: Sequence[Unit], group: Group, direction: str
) -> Iterator[tuple[Slugs, str, int, int]]:
    """Yield what is set against the same places again behind "than", which way, and its offsets."""
    for place in range(group.last + 2, len(units)):
        if units[place].kind is not Kind.THAN or place + 1 >= len(units):
            continue
        joint = max((n for n in range(group.last + 1, place) if units[n].kind in JOINTS), default=0)
        said = [unit for unit in units[joint:place] if unit.kind not in FILLERS_AND_JOINTS] if joint else []
        behind = [unit for unit in units[place + 1 :] if unit.kind not in FILLERS_AND_JOINTS]
        some = bool(behind) and all(set(unit.words) <= _MANY for unit in behind)
        cue = said[-1].cue if said else None
        if cue is not None and cue.form in (Form.COMPARATIVE, Form.DIRECT):
            whom = said[:-1]
            again = bool(whom) and [unit.words for unit in behind] == [unit.words for unit in whom]
            again = again or (some and topic_of(whom) != (OTHER,))
            if again and all(unit.kind is not Kind.COMPARATOR for unit in whom):
                yield topic_of(whom), cue.direction, said[0].start, units[-1].end
            continue
        named = bool(said) and all(unit.kind in _NAMES for unit in said) and topic_of(said) != (OTHER,)
        if some and named:
            yield topic_of(said), direction, said[0].start, units[-1].end


__all__ = ["comparative_ellipsis"]
