"""Add to a comparing word what is said beside it: "no", "at least", "above or in line with".

In: the units of a clause and the place of the word. Out: where the subject then lies, or nothing where
it is only said where it does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.relations.equatives import SLIGHTLY, combined, denied_verb, without_some
from ofsted_kg.grammar.lex.closed_classes import PADDING, Kind
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_ABOVE, OR_BELOW, Form, stops_short
from ofsted_kg.grammar.lex.quantifiers import OF_SIZES
from ofsted_kg.grammar.lex.units import Unit

_BETWEEN_CUES = frozenset(
    {Kind.AND, Kind.COMMA, Kind.ADVERB, Kind.WITH, Kind.NOT, Kind.DETERMINER, Kind.TO, Kind.THAN, Kind.BE}
)

_DENIES = frozenset({"no longer", "not", "not yet", "never", "nor"})


def denied_rank(before: Sequence[Unit]) -> bool:
    """Say whether what has a rank is said not to have it: "no longer (among) the highest"."""
    light = (u.kind in PADDING or u.text in _AMONG for u in reversed(before))
    said = next((n for n, passed in enumerate(light, 1) if not passed), 0)
    return said > 0 and before[-said].kind is Kind.NOT


_AMONG = frozenset({"among", "amongst", "one of", "one", "of", "been"})


def tells_which(before: Sequence[Unit]) -> bool:
    """Say whether a comparative only tells which of them are meant: "The larger schools are good"."""
    sized = len(before) > 1 and before[1].cue is not None and before[1].text in OF_SIZES
    return sized and before[0].text == "the"


def neither(first: str, second: str) -> str | None:
    """Return where it lies if it lies neither so nor so: what neither exceeds nor reaches is below."""
    left = {ABOVE, BELOW, LINE} - {first, second}
    return min(left) if len(left) == 1 else None


def joined_direction(units: Sequence[Unit], place: int, direction: str) -> str | None:
    """Add what is said beside a cue: "no", "at least", "above or in line with"."""
    directions = {direction}
    denied = False
    joined = False
    units, place = without_some(units, place)
    for back in range(place - 1, max(-1, place - 9), -1):
        unit = units[back]
        if unit.words == ("nor",) and back and (first := units[back - 1].cue) is not None:
            return neither(first.direction, direction)  # "neither higher nor lower than"
        if unit.kind is Kind.VERB and back and units[back - 1].words == ("nor",):
            continue  # "neither reaches nor falls below"
        if unit.text in _DENIES and not joined and direction != LINE:
            return None  # it says where it does not lie
        if unit.kind is Kind.NOT:
            opposite = units[back - 2].cue if back > 2 and units[back - 1].kind is Kind.AND else None
            if opposite is not None and units[back - 3].words == ("no",) == unit.words:
                return neither(opposite.direction, direction)  # "no better and no worse than"
            if unit.words == ("no",) and directions == {ABOVE, BELOW}:
                if units[place - 1].text == "or":
                    return LINE  # "no better or worse than"
                return OR_ABOVE if direction == ABOVE else OR_BELOW  # "no better and sometimes worse than"
            denied = not joined
            break
        moved = unit.kind is Kind.VERB or (unit.kind is Kind.WORD and back == place - 1)
        if moved and not joined and denied_verb(units, back):
            return None  # "does not perform better than", "has never climbed above"
        if unit.text == "at least":
            directions.add(ABOVE)
        if unit.text == "at best":
            directions.add(BELOW)
        if joined and unit.words[0] in ("as", "meet", "meets", "met", "meeting"):
            directions.add(LINE)  # "as well as, or better than,", "meets or exceeds"
            break
        if unit.kind is Kind.AND:
            joined = unit.words[0] in ("or", "and")
        elif joined and direction == LINE and _lower_than_before(units, back):
            break
        elif unit.kind is Kind.CUE and unit.cue is not None and joined and unit.cue.form is not Form.PLAIN:
            directions.add(unit.cue.direction)
        elif (
            unit.kind is Kind.CUE
            and unit.cue is not None
            and unit.cue.form in (Form.COMPARATIVE, Form.PLAIN)
            and back == place - 1
        ):
            pass  # "a little above"
        elif unit.kind not in _BETWEEN_CUES and unit.text not in SLIGHTLY:
            break
    if denied and directions == {LINE} and (short := stops_short(units[place].words)) is not None:
        return short
    return combined(directions, denied=denied)


def _lower_than_before(units: Sequence[Unit], place: int) -> bool:
    """Say whether a comparative leads to no places: "the figure is lower | and in line with the average"."""
    cue, joint = units[place].cue, units[place + 1]
    return cue is not None and cue.form is Form.COMPARATIVE and joint.words == ("and",)


def said_behind(units: Sequence[Unit], place: int) -> Sequence[Unit]:
    """Return what is said behind a word: all where it is the grade of a noun, else the next word."""
    attributive = units[place].kind is Kind.GRADE and place + 1 < len(units)
    attributive = attributive and units[place + 1].kind in (Kind.SUBJECT, Kind.SHELL_NOUN)
    return units[place + 2 :] if attributive else units[place + 1 : place + 2]


def or_further(units: Sequence[Unit], place: int) -> int:
    """Return the place of the word that widens a relation: "are in line or | better"."""
    following = units[place + 1 : place + 3]
    widens = len(following) == 2 and following[0].text == "or" and following[1].cue is not None
    return place + 2 if widens else place
