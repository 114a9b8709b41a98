"""Read where an inspection took something: "raised X from poor to good", "left Y (where it was,) at good".

In: the units of a sentence. Out: the same, where the inspection judged X as good and Y as good. What others
did is left as it is: "The new head raised standards to good". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import NOUNS, PARTS, Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import INSPECTIONS
from ofsted_kg.grammar.lex.units import Unit

TAKES = words_of(
    """
    raised lifted moved took brought pushed upgraded downgraded dropped lowered promoted demoted elevated left
    kept held maintained returned restored reduced
    """
)
WHO = INSPECTIONS | words_of("inspectors ofsted inspector reinspection")
_WHOM = PARTS | {
    Kind.SUBJECT,
    Kind.DETERMINER,
    Kind.SHELL_NOUN,
    Kind.PRONOUN,
    Kind.PREPOSITION,
    Kind.ADVERB,
    Kind.AND,
}
_LONGEST = 10
_FIRST_VERB = frozenset({Kind.BE, Kind.COPULA, Kind.HAVE, Kind.MODAL, Kind.GRADE, Kind.STOP, Kind.NOT})


def causatives(units: list[Unit]) -> list[Unit]:
    """Return units with each such verb as one that judges."""
    made: list[Unit] = []
    place, judges = 0, False
    while place < len(units):
        unit = units[place]
        ends = _taken(units, place) if unit.words[-1] in TAKES and place else None
        if ends and (judges or _inspects(made)):
            first, last = ends
            made += [replace(unit, kind=Kind.JUDGE, cue=None), *units[place + 1 : first]]
            made.append(
                replace(units[first], kind=Kind.ADVERB, words=("as",), end=units[last - 1].end, cue=None)
            )
            place, judges = last, True
            continue
        judges = judges and unit.kind is not Kind.STOP
        made.append(unit)
        place += 1
    return made


def _inspects(before: Sequence[Unit]) -> bool:
    """Say whether an inspection opens the clause, and nothing has been said of it: "The visit in May"."""
    opens = max((n for n, unit in enumerate(before) if unit.kind is Kind.STOP), default=-1)
    own = before[opens + 1 :]
    noun = next((unit for unit in own if unit.kind in (*NOUNS, Kind.REVIEW)), None)
    finder = noun is not None and noun.words[-1] in WHO
    finder = finder or any(unit.words[-1] in WHO for unit in own[:3])
    return finder and not any(unit.kind in _FIRST_VERB and unit.text != "may" for unit in own)  # "in May"


def _taken(units: Sequence[Unit], place: int) -> tuple[int, int] | None:
    """Return where what leads to the grade begins and ends, behind whom it is of: "from poor to", "at"."""
    for look in range(place + 1, min(place + _LONGEST, len(units) - 1)):
        unit = units[look]
        if look > place + 1 and (end := _leads(units, look)):
            return look, end
        if unit.kind not in _WHOM:
            return None
    return None


def _leads(units: Sequence[Unit], place: int) -> int:
    """Return where "from poor to", "to", "at", "where it was, at" ends before a bare grade, or 0."""
    look = place
    if units[place].words[0] == "where":
        comma = next((n for n in range(place, min(place + 6, len(units))) if units[n].kind is Kind.COMMA), 0)
        state = units[comma - 1].kind is Kind.BE if comma else False
        look = comma + 1 if state else len(units)
    elif units[place].text == "from" and [u.kind for u in units[place + 1 : place + 2]] == [Kind.GRADE]:
        look = place + 2
        if units[look : look + 1] and units[look].text != "to":
            return 0
    led = look + 1 < len(units) and units[look].text in _TO and units[look + 1].kind is Kind.GRADE
    behind = units[look + 2 : look + 3]
    return look + 1 if led and not (behind and behind[0].kind in NOUNS) else 0


_TO = frozenset({"to", "at"})


__all__ = ["TAKES", "WHO", "causatives"]
