"""Read what compares in the positive degree: "a high proportion of X is good compared with Y".

In: the units of a sentence. Out: the same, where such a share is a higher one, and not how much of X is good.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, Cue, Form
from ofsted_kg.grammar.lex.units import Unit

# What makes a look for "a high proportion of X ... compared with" worth while.
SIZED = frozenset({"of", "with"})
_HIGH = {"high": ABOVE, "higher": ABOVE, "large": ABOVE, "low": BELOW, "small": BELOW}
_SHARES = words_of("proportion proportions percentage percentages share shares number numbers")


def sized_beside(units: Sequence[Unit]) -> list[Unit]:
    """Read "a high proportion of X is good compared with Y" as "a higher proportion": no quantity of X."""
    led = {n for n, unit in enumerate(units) if unit.kind is Kind.COMPARED and _names_places(units, n)}
    made: list[Unit] = []
    for place, unit in enumerate(units):
        size = (
            next((word for word in unit.words if word in _HIGH), None) if unit.kind is Kind.QUANTITY else None
        )
        counts = size is not None and not _SHARES.isdisjoint(unit.words[-2:-1])
        if size is None or not counts or not led or not _beside(units, place, led):
            made.append(unit)
            continue
        share = unit.words[-2:]
        middle = max(unit.start, unit.end - len(" ".join(share)))
        cue = Cue(_HIGH[size], Form.COMPARATIVE)
        made.append(
            Unit(Kind.CUE, unit.start, middle, ("higher" if cue.direction == ABOVE else "lower",), cue=cue)
        )
        made.append(Unit(Kind.SHARE, middle, unit.end, share))
    return made


def _names_places(units: Sequence[Unit], place: int) -> bool:
    return any(unit.kind is Kind.COMPARATOR for unit in units[place + 1 : place + 4])


def _beside(units: Sequence[Unit], place: int, led: set[int]) -> bool:
    """Say whether a share is set beside places: those that open the sentence, or end its clause."""
    marker = next((n for n in sorted(led) if n > place), 0)
    if marker:
        between = units[place + 1 : marker]
        verbs = sum(unit.kind in (Kind.BE, Kind.COPULA, Kind.VERB, Kind.MODAL) for unit in between)
        return (
            verbs == 1
            and any(unit.kind is Kind.GRADE for unit in between)
            and units[marker - 1].kind
            in (
                Kind.GRADE,
                Kind.COMMA,
                Kind.ADVERB,
            )
        )
    opens = units[1:place] if 0 in led else ()
    return bool(opens) and opens[-1].kind in (Kind.COMPARATOR, Kind.COMMA)
