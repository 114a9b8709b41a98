"""Read verb groups: "has not yet been judged".

In: the units of a sentence and a place. Out: the verb group that begins there.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, VERBS, Kind
from ofsted_kg.grammar.lex.comparatives import CUE_VERBS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

# What denies all of what follows it.
NO = frozenset(
    {
        "no",
        "none",
        "none of",
        "neither",
        "not one",
        "not a single",
        "not all",
        "not every",
        "hardly any",
        "nothing",
    }
    | {"not enough", "not nearly enough"}
)
_WITHIN = frozenset({Kind.ADVERB, Kind.NOT, Kind.TO, Kind.QUANTITY})
# Classes of which a verb may be.
MAY_BE_VERBS = frozenset(VERBS) | {Kind.PROVIDE, Kind.CUE, Kind.COMPARED}
# Between these and a verb nothing of a comparison is left out.
_PARTING = frozenset({Kind.SUBJECT, Kind.GRADE, Kind.COMPARATOR, Kind.STOP, Kind.COMMA, Kind.AND, Kind.WORD})
_OWNERS = frozenset({"council", "authority", "county", "city", "borough"})
_HAS = frozenset({"has", "have"})
_STAND_FOR = frozenset({"have", "has", "had", "do", "does", "did"})
_TURNS = frozenset({"but", "yet", "although", "though"})
_SEEN = frozenset({"found", "seen", "achieved", "attained", "made", "reported", "given"})


def verb_group(units: Sequence[Unit], place: int, made: Sequence[Phrase]) -> Phrase | None:
    """Read a verb group: "has not yet been judged"."""
    if not is_verb(units, place) or _serves(units, place):
        return None
    if place and units[place - 1].kind is Kind.TO and units[place].kind in (Kind.VERB, Kind.PROVIDE) and made:
        return None  # "to help children enjoy"
    last, look = place, place + 1
    while look < len(units):
        unit = units[look]
        if is_verb(units, look) and not _serves(units, look):
            amount = any(between.kind is Kind.QUANTITY for between in units[last + 1 : look])
            finite = unit.text in FINITE_BE or (unit.words[0] in _HAS and units[last].kind is Kind.BE)
            if unit.text == "being" and _denied_relative(units, place, look):
                break  # ", the one that is not | being poor"
            if finite and (amount or units[last].kind in (Kind.HAVE, Kind.BE, Kind.PROVIDE)):
                last = look - 1 if unit.words[0] in _HAS and units[look - 1].kind is Kind.NOT else last
                break  # "the two that have not | are", "one that is not | has", "those it runs | are"
            last = look
        elif unit.kind is Kind.QUANTITY and unit.words[-1] in ("those", "them"):
            break  # "make up | most of those judged satisfactory"
        elif not (unit.kind in _WITHIN or _goes_on(units, look)):
            break
        look += 1
    group = tuple(units[place : last + 1])
    denied = any(unit.kind is Kind.NOT for unit in group)
    return Phrase(Form.VERB, group, head=group[-1], denied=denied)


def _denied_relative(units: Sequence[Unit], place: int, look: int) -> bool:
    """Say whether a relative clause ends in "not", of those of whom something is told behind a comma."""
    told = units[look - 1].kind is Kind.NOT and units[place - 1 : place] != []
    told = told and units[place - 1].kind in (Kind.THAT, Kind.RELATIVE)
    opens = place - 2
    while told and opens > 0 and units[opens].kind in _FEW:
        opens -= 1
    graded = look + 1 < len(units) and units[look + 1].kind is Kind.GRADE
    return told and graded and 0 < opens < place - 2 and units[opens].kind is Kind.COMMA


_FEW = frozenset({Kind.DETERMINER, Kind.COUNT, Kind.QUANTITY, Kind.PRONOUN, Kind.REST})


def _goes_on(units: Sequence[Unit], place: int) -> bool:
    """Say whether a word stands inside a verb group: "hoped to see judged good", "is or was"."""
    before, unit = units[place - 1], units[place]
    wished = unit.text in _BROUGHT_ABOUT and before.kind is Kind.TO
    return wished or (unit.text in ("both", "or") and is_verb(units, place - 1))


_BROUGHT_ABOUT = frozenset({"see", "have"})


def measures_as(unit: Unit) -> bool:
    """Say whether "as" may open a measure here: "as good as", but not "as a result"."""
    return unit.words[0] == "as" and not (unit.kind is Kind.ADVERB and len(unit.words) > 1)


def is_verb_at(units: Sequence[Unit], place: int) -> bool:
    """Say whether a verb stands at a place, be it past the end."""
    return place < len(units) and is_verb(units, place)


def is_verb(units: Sequence[Unit], place: int) -> bool:
    """Say whether a unit is a verb of its clause."""
    unit = units[place]
    if unit.kind is Kind.PROVIDE and units[place + 1 : place + 2] and units[place + 1].text == "by":
        return bool(place) and units[place - 1].kind in (Kind.BE, Kind.ADVERB, Kind.HAVE)
    if unit.kind in VERBS:
        return True
    if unit.kind not in (Kind.CUE, Kind.COMPARED):
        return False
    known = unit.words[0] in CUE_VERBS or "".join(unit.words) in CUE_VERBS  # "out perform"
    return known and not (
        place and units[place - 1].kind in (Kind.TO, Kind.MODAL, Kind.DETERMINER, Kind.CONJUNCTION)
    )


def _serves(units: Sequence[Unit], place: int) -> bool:
    """Say whether a verb only serves a comparison: "than is the case", "than those seen in"."""
    for back in range(place - 1, max(-1, place - 5), -1):
        unit = units[back]
        if unit.text in _TURNS:
            return False  # "is not as good as it was | but is still satisfactory"
        if unit.kind is Kind.THAN or (unit.kind is Kind.CUE and unit.words[0] == "as"):
            return True
        parted = back > 0 and units[back - 1].kind is Kind.COMMA  # "judged as good, as have the colleges"
        if (
            unit.words == ("as",)
            and not parted
            and any(measures_as(u) for u in units[max(0, back - 9) : back])
        ):
            return True  # "as fast as it has", "as well in their examinations as do others"
        if unit.words in (("that",), ("those",)) and units[place].words[0] in _SEEN:
            return True
        if unit.words[-1] in _OWNERS:
            continue  # "more than the council wants"
        if unit.kind is Kind.COMPARATOR and all(u.text in _STAND_FOR for u in units[back + 1 : place + 1]):
            continue  # "better than many similar areas have had"
        if unit.kind in _PARTING:
            return False
    return False
