"""Read equality and what widens it: "as good as", "in line with or above", "and sometimes better".

In: the units of a clause, and where the comparing word stands. Out: a direction; of an amount
("a high number of") the direction that it has beside "compared with".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, NOW_AND_THEN, OR_ABOVE, OR_BELOW, Form
from ofsted_kg.grammar.lex.semantic_fields import STANDS_FOR_NOUN
from ofsted_kg.grammar.lex.units import Unit

_SIZES = {"minority": BELOW, "too-many": ABOVE, "very-little": BELOW}
FRACTIONS = frozenset(
    {
        "half",
        "two-thirds",
        "three-quarters",
        "one-third",
        "one-quarter",
        "one-fifth",
        "two-fifths",
        "three-fifths",
    }
    | {"four-fifths", "one-tenth"}
)
_MUCH = words_of("high large great")
_LITTLE = words_of("low small")


def combined(directions: set[str], *, denied: bool) -> str | None:
    """Return the one direction that several words give: "in line with or above"."""
    if denied:
        return (
            {ABOVE: OR_BELOW, BELOW: OR_ABOVE, LINE: BELOW}.get(min(directions))
            if len(directions) == 1
            else None
        )
    if directions == {LINE, ABOVE}:
        return OR_ABOVE
    if directions == {LINE, BELOW}:
        return OR_BELOW
    return min(directions) if len(directions) == 1 else None


def reaches(region: Sequence[Unit], place: int) -> bool:
    """Say whether places follow so near behind "as" that it leads to them: "as those of their peers in"."""
    between = region[place + 1 :]
    those = bool(between) and between[0].text in STANDS_FOR_NOUN
    whose = those and all(unit.kind in _OF_WHOM for unit in between)
    return len(between) < (_FAR if whose else _NEAR)


_NEAR, _FAR = 5, 9
_OF_WHOM = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.PRONOUN, Kind.THAT, Kind.WORD, Kind.SUBJECT})
_TIMES = frozenset({"twice", "double", "treble", "three times", "four times", "half again"})
# How many times it is: "more than twice as high as", "five times as common as".
_MULTIPLES = words_of("twice thrice double treble times")


def as_as(units: Sequence[Unit], place: int) -> str | None:
    """Read "as good as", "not as high as", "twice as many as", "at least as well as"."""
    if any(unit.words[0] in ("any", "anywhere") for unit in units[place + 1 : place + 2]):
        return None  # "as good as anywhere in the group": as the best of them
    first = next((n for n in range(place - 1, -1, -1) if units[n].words[0] in ("as", "so")), place)
    before = units[max(0, first - 3) : first]
    texts = {unit.text for unit in before}
    counts = first + 1 < place and units[first + 1].words[0] in ("many", "much", "few", "little")
    measure = (
        next((u.cue for u in units[first + 1 : place] if u.cue is not None), None) if not counts else None
    )
    # "not as low as" is higher, "not as high as" is lower
    more, less, or_more = ABOVE, BELOW, OR_ABOVE
    few = counts and units[first + 1].words[0] in ("few", "little")
    if few or (measure is not None and measure.form is Form.PLAIN and measure.direction == BELOW):
        more, less, or_more = BELOW, ABOVE, OR_BELOW
    if texts & _TIMES or (before and before[-1].words[-1] in _MULTIPLES):
        return None if any(unit.kind is Kind.NOT for unit in before) else more
    if (
        before
        and before[-1].kind is Kind.QUANTITY
        and (before[-1].slugs[0] in FRACTIONS or _halved(before[-1]))
    ):
        if any("again" in unit.words for unit in units[first:place]):
            return more  # "half as many again as"
        over = before[-1].slugs[0] == "over-half"
        return None if over else less  # "more than half as many as": by how much, it does not say
    if any(unit.kind is Kind.NOT for unit in before):
        return less
    if _or_than(units, first):
        return or_more
    return or_more if "at least" in texts or units[first].text.startswith("at least") else LINE


def _halved(size: Unit) -> bool:
    """Say whether an amount is told by the half: "less than half as many", "over half as high again"."""
    return "half" in size.words


def _or_than(units: Sequence[Unit], place: int) -> bool:
    """Say whether "as good as" only widens what stands before it: "better than, or as good as,"."""
    before = [unit for unit in units[:place] if unit.kind is not Kind.COMMA][-2:]
    return [unit.text for unit in before] == ["than", "or"]


def or_better(units: Sequence[Unit], after: int, groups: list[Group], direction: str) -> str:
    """Add "or better", "and sometimes above" that follows the places."""
    look = after
    if look + 1 < len(units) and units[look].text == "at" and units[look + 1].kind is Kind.TOPIC:
        look += 2  # "at Key Stage 4 and sometimes better"
    if (
        direction != LINE
        or look >= len(units)
        or units[look].kind not in (Kind.AND, Kind.COMMA, Kind.CONJUNCTION)
    ):
        return direction
    often = False
    while look < len(units) and (units[look].kind in _BEFORE_WIDER or units[look].text in SLIGHTLY):
        often = often or units[look].text in NOW_AND_THEN or units[look].words[0] in ("or", "if")
        look += 1
    behind = units[look + 1 : look + 3]
    often = often or (len(behind) == 2 and behind[0].text == "in" and behind[1].slugs[:1] == ("some",))
    if look >= len(units) or not often or any(group.first > look for group in groups):
        return direction
    cue = units[look].cue
    return combined({LINE, cue.direction}, denied=False) or direction if cue is not None else direction


_BEFORE_WIDER = frozenset({Kind.AND, Kind.COMMA, Kind.ADVERB, Kind.CONJUNCTION, Kind.NOT, Kind.DETERMINER})
SLIGHTLY = words_of("bit little shade touch fraction slightly somewhat")


def now_and_then(part: Part, direction: str) -> str:
    """Join "and sometimes they do better" to what it follows."""
    units = part.units
    if any(unit.kind is Kind.COMPARATOR for unit in units) or not any(
        unit.text in NOW_AND_THEN for unit in units
    ):
        return direction
    for unit in units:
        if unit.cue is not None and unit.cue.form in (Form.COMPARATIVE, Form.DIRECT):
            return combined({LINE, unit.cue.direction}, denied=False) or direction
    return direction


def denied_verb(units: Sequence[Unit], verb: int) -> bool:
    """Say whether what a verb says is denied: "did not currently perform"."""
    before = verb - 1
    while before > 0 and units[before].kind is Kind.ADVERB:
        before -= 1
    return before >= 0 and units[before].text in ("not", "never", "yet to")


def size_of(unit: Unit) -> str | None:
    """Return where an amount lies, beside "compared with": "a high number of", "too many"."""
    if unit.kind is not Kind.QUANTITY:
        return None
    if unit.slugs[0] in _SIZES:
        return _SIZES[unit.slugs[0]]
    if "majority" in unit.words:
        return None  # "the large majority of indicators": no size
    return ABOVE if _MUCH & set(unit.words) else BELOW if _LITTLE & set(unit.words) else None


def ends_there(units: Sequence[Unit], place: int) -> bool:
    """Say whether a relation ends what is said: "Compared with similar areas a third are (below)"."""
    rest = units[place + 1 :]
    lies = units[place].text in ("above", "below", "in line", "ahead", "behind") and place > 0
    led = lies and units[place - 1].kind in (Kind.BE, Kind.COPULA, Kind.ADVERB, Kind.VERB, Kind.CUE)
    return (
        led
        and (not rest or rest[0].kind in (Kind.COMMA, Kind.AND, Kind.STOP))
        and not any(unit.kind is Kind.COMPARATOR for unit in rest)
    )


def widens(before: Sequence[Unit]) -> bool:
    """Say whether a word only widens a relation: "consistent with or slightly (under) those of"."""
    said = [unit for unit in before if unit.kind is not Kind.ADVERB][-2:]
    return (
        len(said) == 2
        and said[1].text == "or"
        and said[0].cue is not None
        and said[0].cue.form is Form.DIRECT
    )


def without_some(units: Sequence[Unit], place: int) -> tuple[Sequence[Unit], int]:
    """Leave out for how many something holds: "in line with, and (on several) above, that of"."""
    first = next((n for n in range(place, max(-1, place - 5), -1) if units[n].kind is Kind.AND), place)
    said = units[first + 1 : place]
    if _in_places(units, first, said):
        return [*units[: first + 1], *units[place:]], first + 1
    some = next((unit for unit in said if unit.kind is Kind.QUANTITY), None)
    if some is None or some.slugs[0] not in _FOR_SOME:
        return units, place
    return [*units[: first + 1], *units[place:]], first + 1


def _in_places(units: Sequence[Unit], joint: int, said: Sequence[Unit]) -> bool:
    """Say whether a relation that waits for its places is joined: "as well as, and in English better"."""
    before = [unit for unit in units[max(0, joint - 2) : joint] if unit.kind is not Kind.COMMA]
    cue = before[-1].cue if before else None
    waits = (cue is not None and cue.direction == LINE) or (bool(before) and before[-1].words[-1] == "as")
    said = [unit for unit in said if unit.kind not in (Kind.COMMA, Kind.ADVERB)]
    led = len(said) > 1 and said[0].text in ("in", "at", "for", "by")
    named = (Kind.TOPIC, Kind.WORD, Kind.DETERMINER, Kind.COUNT, Kind.QUANTITY, Kind.SUBJECT)
    return waits and led and all(unit.kind in named for unit in said[1:])


_FOR_SOME = frozenset({"some", "minority", "half", "most"})
