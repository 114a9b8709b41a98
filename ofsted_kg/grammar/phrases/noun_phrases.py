# Past 300 lines: one noun phrase from left to right.
"""Read noun phrases: head, names, amount, grades and comparing word before the noun.

In: the units of a sentence and a place. Out: the noun phrase that begins there. Partitives
are one phrase ("three of its homes"), a grade that is said of a noun is none of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import MONTHS, PARTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form as Joins
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS
from ofsted_kg.grammar.lex.quantifiers import amount, begins_amount
from ofsted_kg.grammar.lex.times import SPANS, WHEN
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import LEVELS, NOT_QUALITIES, TEAMS, is_head, qualifies
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.verb_groups import NO, is_verb, is_verb_at

_NOMINAL = frozenset(
    {
        Kind.SUBJECT,
        Kind.TOPIC,
        Kind.REVIEW,
        Kind.SHARE,
        Kind.PRONOUN,
        Kind.REST,
        Kind.SHELL_NOUN,
        Kind.ASPECT,
        Kind.HERE,
        Kind.WORD,
        Kind.COUNT,
        Kind.QUANTITY,
    }
)
# What a grade before its noun may stand before.
_NOUNS = frozenset(
    {Kind.SUBJECT, Kind.TOPIC, Kind.REVIEW, Kind.SHARE, Kind.SHELL_NOUN, Kind.ASPECT, Kind.WORD, Kind.HERE}
)
_AMOUNTS = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.REST, Kind.SHARE, Kind.NOT, Kind.PRONOUN})
_BESIDE = frozenset({Kind.THAN, Kind.COMPARATOR})
# How far a noun may stand behind a grade that belongs to it.
_REACH = 7


_EACH = frozenset({("both",), ("all",), ("each",), ("either",)})
_OPENS = _NOMINAL | {Kind.DETERMINER, Kind.NOT, Kind.GRADE, Kind.CUE, Kind.ADVERB}
INCLUDING = frozenset({"including", "such as", "notably", "namely", "among them", "amongst them", "be they"})


def opens_noun(unit: Unit) -> bool:
    """Say whether a noun phrase may begin with a unit."""
    return unit.kind in _OPENS or unit.words in _EACH


def noun_phrase(units: Sequence[Unit], first: int, made: Sequence[Phrase]) -> Phrase | None:
    """Read a noun phrase that begins here, or None."""
    place, head = first, -1
    named: list[int] = []
    grades: list[Unit] = []
    cue: Unit | None = None
    # "Not | all schools": where "all" is of the name, "not all" is no word of its own
    denied = bool(made) and made[-1].form is Form.NOT and units[first].words[0] == "all"
    share = little = False
    kept = (-1, -1)
    opening = units[first]
    if opening.text in INCLUDING:
        return None
    adverbial = opening.kind is Kind.QUANTITY and opening.words[0] in ("for", "in", "with", "on")
    if adverbial and "of" not in opening.words[-2:]:
        # "for the most part", "in most cases": an adverb that tells how much
        return Phrase(Form.ADVERB, (units[first],), units[first], quantity=units[first].slugs[0])
    while place < len(units):
        unit = units[place]
        kind = unit.kind
        noun = head >= 0 and units[head].kind not in PARTS
        if noun and unit.text in ("last", "earlier") and _times(units, place + 1):
            break  # "the children's home | last autumn"
        if noun and unit.text == "up" and [u.kind for u in units[place + 1 : place + 2]] == [Kind.TO]:
            break  # "The homes visited | up to March"
        if place > first and units[place - 1].text == "ago":
            break  # "Two years ago | private fostering was"
        if kind is Kind.DETERMINER or (kind is Kind.NOT and unit.text in NO):
            if noun or (head >= 0 and units[head].kind is not Kind.QUANTITY):
                break
            if head >= 0 and unit.text in ("a", "an"):
                break  # "and very few | an inadequate one"
            denied = denied or kind is Kind.NOT
        elif kind is Kind.GRADE:
            if noun or not attributive(units, place, made):
                break
            grades.append(unit)
        elif kind is Kind.CUE:
            if (
                place == first
                and unit.text in ("more", "fewer", "less", "little", "much")
                and is_verb_at(units, place + 1)
            ):
                return Phrase(Form.NOUN, (unit,), unit, cue=unit)  # "fewer are inadequate"
            if noun or cue is not None or not _compares_noun(units, place):
                break
            if unit.text == "little":
                little = True  # "little inadequate provision"
            else:
                cue = unit
        elif kind in _BESIDE:
            if cue is None or noun or not _before_share(units, place):
                break  # "a higher than average proportion"
        elif kind is Kind.AND:
            if noun or not grades or not attributive(units, place, made):
                break
        elif kind is Kind.ADVERB or (unit.words in _EACH and _opens_noun(units, place + 1)):
            if head >= 0:
                break
            if unit.words in _EACH:
                if _alone(units, place, made):
                    head = place
                    place += 1
                    break
                if not _opens_noun(units, place + 1):
                    break
            elif not _leads(units, place, made):
                break
        elif kind is Kind.PREPOSITION:
            if not _partitive(units, place, first):
                break
            kept, head = (head, place), -1
        elif kind in _NOMINAL:
            if kind is Kind.COUNT and head == place - 1 >= 0 and _times(units, head):
                break  # "inspected this year | thirteen"
            if head >= 0 and not _piles(units, head, place, named=bool(named)):
                break
            if kind is Kind.SHARE:
                share = True
            if kind is Kind.SUBJECT:
                named.append(place)
            if not _told_of(units, head, place):
                head = -1 if _of_noun(units, place) else place
        else:
            break
        place += 1
    if head < 0 and kept[0] >= 0 and units[kept[0]].kind is Kind.WORD:
        head, place = kept  # "a good range | of after school clubs"
    if head < 0:
        while place > first and units[place - 1].kind in (Kind.PREPOSITION, Kind.ADVERB, Kind.AND):
            place -= 1
        amounts = [n for n in range(first, place) if units[n].kind in _AMOUNTS]
        if not amounts:
            return None
        head = amounts[-1]
        if units[head].kind is Kind.NOT and units[head].text not in _NONE:
            return None
    own = tuple(units[first:place])
    quantity, part, total = amount(own)
    quantity = "very-little" if little else quantity
    slugs = [slug for n in named if _is_own(units, n, first, place) for slug in units[n].slugs]
    names = tuple(dict.fromkeys(slugs))
    if total == 5 and units[head].text == "outcomes" and not names:
        names = (ALL_OUTCOMES,)  # "four of the five outcomes"
    return Phrase(
        Form.NOUN, own, units[head], names, quantity, part, total, tuple(grades), cue, denied, share
    )


_NONE = frozenset({"none", "none of", "neither", "not one", "nothing"})


def attributive(units: Sequence[Unit], place: int, made: Sequence[Phrase]) -> bool:
    """Say whether a grade stands before its noun: "good and improving childcare", not "is good by"."""
    said = bool(made) and made[-1].form in (Form.VERB, Form.ADVERB, Form.NOT)
    inside = place > 0 and units[place - 1].kind in (Kind.QUANTITY, Kind.DETERMINER)  # "saw some | good"
    for look in range(place + 1, min(len(units), place + _REACH)):
        unit = units[look]
        if unit.kind in _NOUNS:
            if unit.kind is Kind.WORD and (unit.text in WHEN or unit.words[0][0].isdecimal()):
                return False
            if unit.kind is Kind.COUNT and said and look == place + 1:
                return False  # "while three were adequate | four were"
            if unit.kind is Kind.WORD and said and look == place + 1 and qualifies(unit):
                continue
            return True
        joined = (
            unit.kind is Kind.AND
            and look + 1 < len(units)
            and units[look + 1].kind in (Kind.GRADE, Kind.WORD)
        )
        if not (
            unit.kind is Kind.GRADE or joined or (unit.kind is Kind.ADVERB and unit.text in _BEFORE_NOUN)
        ):
            return False
        if joined and units[look + 1].kind is Kind.WORD and not _MORE & {units[look + 1].text}:
            return (
                (inside or not said) and units[look + 1].text.endswith(_ADJECTIVES) and _noun(units, look + 2)
            )
    return False


# What may be joined to a grade before a noun: "a good and improving service".
_MORE = words_of("improving effective popular strong stable successful improved innovative robust consistent")
_ADJECTIVES = ("ive", "able", "ible", "ful", "ous")
_BEFORE_NOUN = words_of("overall consistently generally improving now only very")


_TIMES = SPANS | frozenset(MONTHS) | {"week"}


def _times(units: Sequence[Unit], place: int) -> bool:
    return place < len(units) and units[place].words[-1] in _TIMES


def _noun(units: Sequence[Unit], place: int) -> bool:
    return place < len(units) and units[place].kind in _NOUNS


def _compares_noun(units: Sequence[Unit], place: int) -> bool:
    """Say whether a comparing word stands before its noun: "a higher proportion", "fewer schools"."""
    cue = units[place].cue
    if cue is None or cue.form not in (Joins.COMPARATIVE, Joins.PLAIN, Joins.SUPERLATIVE):
        return False
    look = place + 1
    while look < len(units) and units[look].kind in (Kind.THAN, Kind.COMPARATOR, Kind.GRADE, Kind.ADVERB):
        look += 1
    if look >= len(units):
        return False
    between = any(unit.kind is Kind.THAN for unit in units[place:look])
    if between:
        return (
            units[look].kind in (Kind.SHARE, Kind.TOPIC, Kind.WORD)
            and units[look - 1].kind is Kind.COMPARATOR
        )
    return units[look].kind in _NOUNS


def _told_of(units: Sequence[Unit], head: int, place: int) -> bool:
    """Say whether a participle only tells which homes are meant: "the homes | used"."""
    homes = head >= 0 and units[head].text in ("homes", "home")
    return homes and units[place].kind is Kind.WORD and units[place].text in _TOLD_OF


_TOLD_OF = words_of("used visited provided seen inspected")


_OPENS_NOUN = _NOMINAL | {Kind.DETERMINER, Kind.GRADE}


def _of_noun(units: Sequence[Unit], place: int) -> bool:
    """Say whether an amount ends in "of", so that its noun is to follow: "the proportion of"."""
    return units[place].kind in _AMOUNTS and "of" in units[place].words[-2:] and _opens_noun(units, place + 1)


def _opens_noun(units: Sequence[Unit], place: int) -> bool:
    return place < len(units) and units[place].kind in _OPENS_NOUN


def _alone(units: Sequence[Unit], place: int, made: Sequence[Phrase]) -> bool:
    """Say whether "both" or "all" stands for a noun: "in both", "all are good", "below both"."""
    if place + 1 < len(units) and (
        units[place + 1].kind in _OPENS_NOUN or units[place + 1].kind is Kind.COMPARATOR
    ):
        return False
    if made and made[-1].form in (Form.PREP, Form.CUE, Form.THAN, Form.COMPARED):
        return True
    return (
        place + 1 < len(units)
        and is_verb(units, place + 1)
        and not (made and made[-1].form in (Form.NOUN, Form.VERB))
    )


def _before_share(units: Sequence[Unit], place: int) -> bool:
    look = place
    while look < len(units) and units[look].kind in (Kind.THAN, Kind.COMPARATOR):
        look += 1
    return look < len(units) and units[look].kind in (Kind.SHARE, Kind.TOPIC, Kind.WORD)


def _leads(units: Sequence[Unit], place: int, made: Sequence[Phrase]) -> bool:
    """Say whether an adverb belongs to the noun phrase that follows: "only two", "very good schools"."""
    if units[place].words == ("as",):
        return False
    for look in range(place + 1, min(len(units), place + 4)):
        unit = units[look]
        if unit.kind in (Kind.COUNT, Kind.QUANTITY, Kind.CUE, Kind.DETERMINER):
            return True
        if unit.kind is Kind.GRADE:
            return attributive(units, look, made)
        if unit.kind is not Kind.ADVERB:
            return unit.kind in _NOUNS and units[place - 1].kind in (
                Kind.DETERMINER,
                Kind.QUANTITY,
                Kind.COUNT,
                Kind.GRADE,
            )
    return False


def _partitive(units: Sequence[Unit], place: int, first: int) -> bool:
    """Say whether "of" goes on with an amount: "three of the homes", "the proportion of"."""
    if units[place].text not in ("of", "out of") or place == first:
        return False
    last = units[place - 1]
    return last.kind in _AMOUNTS or last.words[-1] in (
        "number",
        "numbers",
        "one",
        "ones",
        "types",
        "type",
        "range",
    )


def _piles(units: Sequence[Unit], head: int, place: int, *, named: bool) -> bool:
    """Say whether a noun goes on with the phrase whose head stands before it."""
    before, unit = units[head], units[place]
    if before.kind is Kind.WORD and before.text.endswith("ed") and unit.text in ("last", "this", "earlier"):
        return False  # "the school reported | last year"
    if before.words == ("/",):
        return True  # "2008/09"
    dated = before.words[0].isdecimal() and len(before.words[0]) == 4
    if dated and unit.kind is not Kind.WORD and not (head and units[head - 1].kind is Kind.DETERMINER):
        return False  # "In 2009 | childcare is", but "the 2009 childcare inspection"
    if before.kind is Kind.REST and unit.kind is Kind.QUANTITY:
        return unit.slugs[0] == "half"  # "of the rest | most are", but "the other half"
    if unit.kind is Kind.SUBJECT and before.words[-1] in _LED_TO and not named:
        return False  # "In the 2008 joint area review | fostering was"
    if unit.text in ("support", "care", "work", "practice", "challenge") and before.words[-1].endswith("s"):
        follows = place + 1 < len(units) and units[place + 1].kind in (
            Kind.SUBJECT,
            Kind.DETERMINER,
            Kind.TOPIC,
        )
        if follows and before.kind in (Kind.SUBJECT, Kind.SHELL_NOUN):
            return False  # "adoption services | support looked after children"
    if before.kind in (Kind.COUNT, Kind.QUANTITY, Kind.REST):
        apart = before.kind is Kind.COUNT and (unit.kind is Kind.QUANTITY or unit.percent)
        apart = apart or begins_amount(before, unit)
        return unit.kind not in (Kind.PRONOUN, Kind.HERE) and not apart  # "In 2007/08 | 78% of"
    if unit.kind in (Kind.COUNT, Kind.QUANTITY, Kind.PRONOUN, Kind.REST, Kind.HERE):
        return False
    if before.kind in (Kind.PRONOUN, Kind.HERE):
        return False
    if unit.kind is Kind.SUBJECT and before.words[-1] in ("cases", "instances", "respects"):
        return False  # "In most cases childminders"
    if before.kind is Kind.SUBJECT and unit.kind is Kind.WORD:
        to = unit.text == "access" and [u.text for u in units[place + 1 : place + 2]] == ["to"]
        return to or unit.text in TEAMS or unit.text in _THINGS or not is_head(units, head)
    return True


# What is somebody's and never a verb: "care leavers' accommodation", "the fostering inspection".
_THINGS = words_of(
    """
    inspection accommodation placements assessments records files views wishes futures housing documents
    programme programmes scheme schemes initiative initiatives campaign strategy strategies award awards
    """
)
_LED_TO = words_of("leadership management assessment inspection review")
_LEVELS_AND_TEAMS = LEVELS | TEAMS


def _is_own(units: Sequence[Unit], name: int, first: int, end: int) -> bool:
    """Say whether a name in a noun phrase is what the phrase is about, or part of what it is about."""
    if name > first and _is_whole(units[name]) and units[name - 1].scheme == "setting":
        return False
    for place in range(first, name):
        unit = units[place]
        if unit.kind is Kind.TOPIC or (unit.kind is Kind.WORD and unit.text in _OTHERS):
            return False
        if (
            unit.kind is Kind.WORD
            and not qualifies(unit)
            and unit.words[-1].endswith("s")
            and not unit.capital
        ):
            return False
    for place in range(name + 1, end):
        unit = units[place]
        if unit.kind is Kind.SUBJECT and not (place == name + 1 and _is_whole(unit)):
            return False  # "looked after children reviews service": the last name is the head
        if unit.kind is Kind.WORD and not (unit.text in _LEVELS_AND_TEAMS or qualifies(unit)):
            return False
        if unit.kind is Kind.TOPIC and unit.slugs != ("behaviour",) and unit.text != "standards":
            return False
        if unit.kind is Kind.ASPECT and unit.text in NOT_QUALITIES:
            return False
        if unit.kind in (Kind.SHARE, Kind.REVIEW):
            return False
    return True


def _is_whole(unit: Unit) -> bool:
    """Say whether a name says of no kind what it is: "nursery education | settings"."""
    return unit.slugs == (ALL_SETTINGS,) and len(unit.words) == 1


_OTHERS = words_of("neighbouring another nearby")
