"""Read comparing words that leave something out: "as good or better than", "a high share of X compared with".

In: the units of a sentence. Out: the same, where "as good or better than" is one comparing word, and "a high
proportion of X is good compared with Y" tells that it is higher, and not how much of X is good.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_ABOVE, OR_BELOW, Cue, Form
from ofsted_kg.grammar.lex.units import Unit

# What makes a look for "as good or better than" worth while.
ALIKE_OR = frozenset({"than", "same", "similar", "equal", "equivalent", "comparable"})
_ALIKE = frozenset({"the same", "same", "similar", "equal", "equivalent", "comparable"})
_OR = {ABOVE: OR_ABOVE, BELOW: OR_BELOW}


def or_than(units: Sequence[Unit], place: int) -> tuple[tuple[Unit, ...], int] | None:
    """Read "as good or better than", "the same or higher than" as one comparing word."""
    look = place
    if units[look].text == "at least" and look + 1 < len(units):
        look += 1
    if units[look].words[-1] == "as":
        look += 1
        fused = look < len(units) and units[look].kind is Kind.GRADE and units[look].at_least
        if fused and units[look].words[-1] == "better":
            ends = [unit.kind for unit in units[look + 1 : look + 2]] == [Kind.THAN]
            better = Cue(ABOVE, Form.COMPARATIVE, welcome=True)
            return ((_alike(units, place, look + 2, better),), look + 2) if ends else None
    elif units[look].text not in _ALIKE:
        return None
    behind = units[look + 1 : look + 2]
    if not behind or behind[0].text != "or":
        return None
    look += 2
    while look < len(units) and (units[look].kind is Kind.ADVERB or units[look].text in _A_LITTLE):
        look += 1
    cue = units[look].cue if look < len(units) else None
    behind = units[look + 1 : look + 2]
    if cue is None or cue.direction not in _OR or not behind:
        return None
    if behind[0].kind is Kind.SHARE and units[place].text in _ALIKE:  # "a similar or higher proportion of"
        wider = replace(cue, direction=_OR[cue.direction])
        return (replace(units[look], start=units[place].start, cue=wider),), look + 1
    return ((_alike(units, place, look + 2, cue),), look + 2) if behind[0].kind is Kind.THAN else None


def level_or(units: Sequence[Unit], place: int) -> tuple[tuple[Unit, ...], int] | None:
    """Read "level or better", "level or superior" with the first as a comparing word too."""
    behind = units[place + 1 : place + 3]
    joined = units[place].text == "level" and len(behind) > 1 and behind[0].text == "or"
    cue = behind[1].cue if joined else None
    if cue is None or cue.direction not in _OR:
        return None
    level = replace(units[place], kind=Kind.CUE, words=("in", "line"), cue=Cue(LINE, Form.DIRECT))
    return (replace(level, slugs=(), scheme=""),), place + 1


_A_LITTLE = words_of("a little slightly bit somewhat even much")


def _alike(units: Sequence[Unit], first: int, end: int, cue: Cue) -> Unit:
    words = tuple(word for unit in units[first:end] for word in unit.words)
    made = Cue(_OR[cue.direction], Form.DIRECT, welcome=cue.welcome)
    return Unit(Kind.CUE, units[first].start, units[end - 1].end, words, cue=made)


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
