"""Read what is done by other places: "a share matched by few similar areas", "not reached nationally".

In: the units of a clause and a mention of other places in it. Out: where the subject lies beside them, or
nothing where the clause is in the active voice.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_ABOVE
from ofsted_kg.grammar.lex.semantic_fields import PASSED, STANDS_FOR_NOUN
from ofsted_kg.grammar.lex.units import Unit

_REACHED = words_of("matched reached equalled mirrored echoed paralleled rivalled")
_PASSED = PASSED | {"left behind", "left standing", "left trailing", "put in the shade", "put to shame"}
_ADVERBIAL = words_of("nationally nationwide elsewhere countrywide in across")
_OF = words_of("of in for")
_FEW = words_of("few no none hardly only just merely")
_OF_HOW_MANY = frozenset({Kind.QUANTITY, Kind.DETERMINER, Kind.NOT, Kind.COUNT, Kind.ADVERB})
_OF_ALL = words_of("of its their")


def done_by(units: Sequence[Unit], opening: int, group: Group) -> str | None:
    """Return where something lies that others (do not) reach."""
    verb = group.first - 1
    if verb - 1 > opening and units[verb].text in _OF and units[verb - 1].text in STANDS_FOR_NOUN:
        verb -= 2  # "are bettered by those of similar areas"
    while verb > opening and (units[verb].kind in _OF_HOW_MANY or units[verb].text in _OF_ALL):
        verb -= 1
    by = verb > opening and units[verb].text == "by"
    few = by and any(_FEW & set(unit.words) for unit in units[verb + 1 : group.first])
    verb -= by
    if verb < opening or units[verb].text not in _REACHED | _PASSED:
        return None
    ahead = next((u for u in reversed(units[opening:verb]) if u.kind is not Kind.ADVERB), None)
    there = not by and verb == group.first - 1 and units[group.first].words[0] in _ADVERBIAL
    denied = there and ahead is not None and ahead.kind is Kind.NOT
    ends = ahead is not None and (ahead.kind in (Kind.HAVE, Kind.COUNT) or ahead.text in STANDS_FOR_NOUN)
    if not (by or there) or ends:
        return None  # "has reached that in similar areas", "above that (or: the 24%) reached nationally"
    if units[verb].text in _REACHED:
        return ABOVE if few or denied else LINE
    return OR_ABOVE if few or denied else BELOW
