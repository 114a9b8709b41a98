# Past 300 lines: a rule for each word that hangs on its neighbours.
"""Settle words whose class hangs on what stands beside them.

In: the units of a sentence. Out: one of them, as what it is there: "these" before a noun
or alone, "may" the month, "rate" the verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.ambiguous_comparatives import AMBIGUOUS, ambiguous_comparatives
from ofsted_kg.grammar.lex.approximators import tells_topic
from ofsted_kg.grammar.lex.closed_classes import CHANGES, LINKING_VERBS, NUMBERS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, LOOSE, OR_BELOW, Cue, Form
from ofsted_kg.grammar.lex.counting import is_one_more, numbers
from ofsted_kg.grammar.lex.quantifiers import ORDINALS
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL, INADEQUATE, INSPECTIONS, JUDGEMENTS, PASSED
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.lex.verbs_of_naming import VERBS_OF_NAMING, calls

_NOUNS = frozenset(
    {Kind.SHELL_NOUN, Kind.ASPECT, Kind.SUBJECT, Kind.TOPIC, Kind.WORD, Kind.REVIEW, Kind.SHARE, Kind.COUNT}
)
_ORDINALS = words_of("first second third fourth fifth sixth seventh eighth ninth tenth last")


_GIVES = words_of("give gives gave")
_MOST = words_of(
    """
    recent recently important vulnerable significant effective successful common deprived disadvantaged able
    complex experienced improved popular serious pressing needy
    """
)
_RELATIONS = frozenset({"above", "below", "in line with"})
_LYING = words_of("fall lie sit stand lag rank")

_ATTAINS = words_of("attain attains attained attaining")
# Nouns and adjectives that are verbs before an object.
_TAKING = words_of("experience present presents presented paint paints painted display displays displayed")
_ATTACHES = words_of("attach attaches attached belong belongs belonged apply applies applied")

# All words and classes that `in_context` asks about; the others mean one thing.
WATCHED = (
    _GIVES
    | _ATTAINS
    | _ATTACHES
    | CHANGES
    | AMBIGUOUS
    | _LYING
    | words_of(
        "further these this those both since rate rates most some but become offer working national gain"
    )
    | _TAKING
    | words_of("one last called yet up down back in lives rise rises fall falls gains lead leads")
    | words_of("number led matching no graded places care take though more so nowhere not long")
    | PASSED
    | VERBS_OF_NAMING
)
_FAR_OFF = frozenset({"nowhere near", "not far off"})
_HOW_WELL = words_of("better worse") | {"less well"}
_PLACES = words_of("council authority borough county city it")
_PLACED = words_of("children young them")
_ASKS = frozenset({Kind.HAVE, Kind.BE})
HANGING = frozenset({Kind.MODAL, Kind.GRADE, Kind.REST, Kind.PRONOUN})


def _takes_grade(units: Sequence[Unit], place: int) -> bool:
    """Say whether "one" is a noun with a grade before it: "and an outstanding | one | for adoption"."""
    before = units[max(0, place - 3) : place]
    graded = bool(before) and before[-1].kind is Kind.GRADE
    led = any(unit.kind is Kind.DETERMINER for unit in before[:-1])
    return graded and led and not (place + 1 < len(units) and units[place + 1].kind is Kind.GRADE)


def _at_a_level(units: Sequence[Unit], place: int) -> bool:
    """Say whether pupils attain what others do: "attain the levels found nationally"."""
    following = [unit for unit in units[place + 1 : place + 4] if unit.kind is not Kind.DETERMINER]
    return bool(following) and following[0].words[0] in ("level", "levels", "standard", "standards")


_INSPECTED = INSPECTIONS | words_of("assessment assessments")


def _since_then(units: Sequence[Unit], place: int) -> bool:
    """Say whether only a time follows: "since the last assessment, and"."""
    for unit in units[place + 1 : place + 6]:
        if unit.kind in (Kind.COMMA, Kind.STOP, Kind.AND, Kind.CLOSE):
            return place > 0
        named = unit.kind in (Kind.SUBJECT, Kind.TOPIC) and unit.words[-1] not in _INSPECTED
        if named or unit.kind in VERBS or unit.kind in (Kind.GRADE, Kind.CUE):
            return False
    return False


def settled(units: list[Unit]) -> list[Unit]:
    """Return the units of a sentence, each of the class that it has there."""
    return [
        in_context(units, place)
        if unit.words[0] in WATCHED or unit.kind in HANGING or unit.words[-1] in ORDINALS
        else unit
        for place, unit in enumerate(units)
    ]


def in_context(units: list[Unit], place: int) -> Unit:
    """Settle words whose class hangs on what stands beside them."""
    unit = units[place]
    word = unit.words[0]
    following = units[place + 1] if place + 1 < len(units) else None
    if word in AMBIGUOUS and (compares := ambiguous_comparatives(units, place)) is not None:
        return compares
    if len(unit.words) == 1 and word in ("these", "this", "those", "both") and following is not None:
        lies = following.text in _LYING and any(u.cue is not None for u in units[place + 2 : place + 3])
        if following.kind in _NOUNS and not lies:  # but "both | fall below the average"
            return replace(unit, kind=Kind.DETERMINER)
        return replace(unit, kind=Kind.PRONOUN)
    if unit.kind in (Kind.REST, Kind.PRONOUN) and word == "the" and following is not None:
        # "the last year", "the two colleges": no pointing back, a noun follows
        noun = following.kind in _NOUNS - {Kind.COUNT} or following.text == "remaining"
        behind = [unit.kind in _NOUNS for unit in units[place + 2 : place + 3]]
        noun = noun or (following.kind is Kind.GRADE and behind == [True])  # "the two satisfactory schools"
        if unit.words[-1] in NUMBERS and noun:
            return replace(unit, kind=Kind.COUNT, part=float(NUMBERS[unit.words[-1]]))
        ordinal = unit.words[-1] in _ORDINALS
        if ordinal and following.kind in _NOUNS - {Kind.COUNT}:
            return replace(unit, kind=Kind.DETERMINER)
    if unit.text == "last" and following is not None and following.kind is Kind.JUDGE:
        return replace(unit, kind=Kind.ADVERB)  # "last inspected as adequate"
    if unit.text in _UP_OR_DOWN and place and units[place - 1].words[0] in CHANGES:
        return replace(unit, kind=Kind.ADVERB)  # "moved up to good"
    if word in _ATTAINS and unit.kind is Kind.TOPIC and len(unit.words) == 1 and _at_a_level(units, place):
        return replace(unit, kind=Kind.CUE, slugs=(), scheme="", cue=Cue(LINE, Form.DIRECT))
    if unit.words[-1] in ORDINALS and is_one_more(units, place):
        return replace(unit, kind=Kind.REST, slugs=(), scheme="")  # "Three are good, a | fourth | poor"
    if word in _ATTACHES and following is not None and following.text == "to" and place:
        ahead = next((u for u in reversed(units[:place]) if u.kind not in (Kind.ADVERB, Kind.NOT)), unit)
        if ahead.kind is Kind.GRADE or ahead.text in JUDGEMENTS:
            return replace(unit, kind=Kind.VERB)  # "A judgement of good attaches to"
    if unit.text == "number" and numbers(units, place):
        return replace(unit, kind=Kind.VERB)  # "The nurseries number four, of which"
    better = following is not None and following.text in _HOW_WELL
    if word in _ATTAINS and unit.kind is Kind.TOPIC and better and place:
        return replace(unit, kind=Kind.VERB, slugs=(), scheme="")  # "and pupils attain better than"
    if unit.text == "graded" and place and following is not None and following.text in JUDGEMENTS:
        return replace(unit, kind=Kind.WORD)  # "The graded judgement for"
    if unit.text in _MORE and following is not None and following.text in _NO_WAY:
        return replace(unit, kind=Kind.ADVERB, cue=None)  # "more mixed than nationally" points no way
    inside = following is not None and following.kind in VERBS and place > 0
    if unit.text == "long" and inside and units[place - 1].kind is Kind.HAVE:
        return replace(unit, kind=Kind.ADVERB, cue=None)  # "has | long | been good"
    if word == "about" and tells_topic(units, place):
        return replace(unit, kind=Kind.PREPOSITION)  # "information about adoption", not "about half"
    further = unit.text == "more" and place > 0 and units[place - 1].kind is Kind.COUNT
    if further and following is not None and following.kind in _FURTHER:
        than = any(u.kind in (Kind.THAN, Kind.COMPARED) for u in units[place:])
        if not than and any(u.kind is Kind.GRADE for u in units[place + 1 : place + 7]):
            # "are good, two more outstanding", "two more schools have moved from satisfactory to good"
            return replace(unit, kind=Kind.ADVERB, cue=None)
    closes = following is not None and following.kind in (Kind.AND, Kind.COMMA, Kind.STOP)
    if unit.text == "though" and closes and place and units[place - 1].kind is not Kind.COMMA:
        return replace(unit, kind=Kind.ADVERB)  # "than in similar areas though and waiting times are"
    if word in PASSED and unit.cue is not None and _passive(units, place):
        return replace(unit, cue=Cue(BELOW, Form.DIRECT))  # "by 16 they have been overtaken"
    if unit.text in VERBS_OF_NAMING and unit.kind is not Kind.JUDGE and calls(units, place):
        return replace(unit, kind=Kind.JUDGE)  # "called good", "called safeguarding adequate"
    how_good = unit.text in ("yet", "so") and following is not None and following.kind is Kind.GRADE
    if how_good and any(u.kind is Kind.NOT for u in units[max(0, place - 5) : place]):
        return replace(unit, kind=Kind.ADVERB)  # "nor is any of them yet good", "isn't quite so good"
    may = [u for u in units[max(0, place - 2) : place] if u.kind is not Kind.ADVERB]
    if unit.text == "yet" and may and may[-1].kind in (Kind.MODAL, Kind.NOT):
        return replace(unit, kind=Kind.ADVERB)  # "cannot yet be called good", "might hardly yet be"
    asked = unit.text == "yet" and place > 1 and units[place - 2].kind in _ASKS
    asked = asked and units[place - 1].kind in HANGING | _NOUNS and following is not None
    if asked and following is not None and following.kind not in (Kind.DETERMINER, Kind.COMMA):
        return replace(unit, kind=Kind.ADVERB)  # "at none of these ages has it yet exceeded"
    equal = following is not None and (following.text in ("as", "so") or following.kind is Kind.GRADE)
    if unit.text in _FAR_OFF and equal:  # "nowhere near as good", "not far off good"
        return replace(unit, kind=Kind.NOT if unit.text == "nowhere near" else Kind.WORD, cue=None)
    if unit.text == "one" and unit.kind is Kind.COUNT and _takes_grade(units, place):
        return replace(unit, kind=Kind.SHELL_NOUN)
    said = following is not None and following.kind is Kind.BE and following.text != "being"
    if unit.text == "since" and place and (units[place - 1].kind is Kind.HAVE or said):
        return replace(unit, kind=Kind.ADVERB)  # "has since been found", "inspected since is"
    if unit.text == "since" and unit.kind is Kind.CONJUNCTION and _since_then(units, place):
        return replace(unit, kind=Kind.PREPOSITION)
    if word in ("rate", "rates") and place and following is not None:
        judged = following.kind in (Kind.SUBJECT, Kind.PRONOUN, Kind.DETERMINER, Kind.COUNT)
        if judged and units[place - 1].kind is Kind.WORD:
            return replace(unit, kind=Kind.JUDGE)  # "parents rate childcare as"
    if word in _GIVES and following is not None:
        given = [u for u in units[place + 1 : place + 4] if u.kind not in (Kind.DETERMINER, Kind.GRADE)]
        if given and given[0].text in JUDGEMENTS:
            return replace(unit, kind=Kind.JUDGE)  # "inspections gave judgements of good"
    if word in CHANGES and unit.kind in _CHANGING and _to_grade(units, place):
        return replace(unit, kind=Kind.VERB, cue=None)  # "slipped from good to satisfactory"
    counts = place > 0 and units[place - 1].kind in (Kind.COUNT, Kind.QUANTITY, Kind.DETERMINER)
    adds = following is not None and following.kind in (Kind.WORD, Kind.ASPECT)
    counts = counts or (adds and any(u.cue is not None for u in units[:place]))  # "or | further study"
    if unit.text == "further" and counts:
        return replace(unit, kind=Kind.WORD, cue=None)  # "two further schools"
    noun = place > 0 and units[place - 1].kind is Kind.WORD and not units[place - 1].text.endswith("s")
    if word == "gain" and noun and following is not None and following.text in ("in", "of", "for"):
        return replace(unit, kind=Kind.WORD)  # "weight gain in primary schools"
    if word == "become" and place and units[place - 1].kind is Kind.HAVE:
        return replace(unit, kind=Kind.COPULA)  # "has become good", not "to become good"
    counted = following is not None and following.kind is Kind.COUNT
    if unit.kind is Kind.QUANTITY and word == "some" and counted:
        return replace(unit, kind=Kind.ADVERB)  # "some 70%"
    if unit.text == "but" and place and units[place - 1].text in ("everything", "everyone", "anything"):
        return replace(unit, kind=Kind.EXCEPT)
    if unit.text == "but" and following is not None and _of_all(units[:place]):
        ordinal = following.kind is Kind.REST and following.words[-1] in _ORDINALS
        few = following.kind is Kind.COUNT and following.total is None and (following.part or 9) < 5
        if few or ordinal:  # "all schools but one are", "every key stage but the second"
            return replace(unit, kind=Kind.EXCEPT)
    superlative = word == "most" and following is not None and following.words[0] in _MOST
    if unit.kind is Kind.QUANTITY and superlative:
        return replace(unit, kind=Kind.ADVERB)  # "the most recent inspection"
    taken = following is not None and following.kind in (Kind.DETERMINER, Kind.GRADE)
    if word in _TAKING and taken and place and units[place - 1].kind in (Kind.SUBJECT, Kind.WORD):
        return replace(unit, kind=Kind.VERB)  # "experience a poor service", "present a mixed picture"
    prior = units[place - 1] if place else None
    if unit.text == "care" and prior is not None and prior.kind in (Kind.THAT, Kind.RELATIVE):
        return replace(unit, kind=Kind.VERB)  # "the three that care for disabled children"
    whom = following is not None and (following.kind is Kind.SUBJECT or following.words[0] in _PLACED)
    if unit.text == "places" and prior is not None and prior.words[-1] in _PLACES and whom:
        return replace(unit, kind=Kind.VERB)  # "homes in which the council places children"
    owned = prior is not None and prior.kind is Kind.DETERMINER
    up = word == "take" and following is not None and following.text == "up"
    if up and prior is not None and (owned or prior.words[-1] in ("national", "of")):
        return replace(unit, kind=Kind.WORD)  # "the take-up of places"
    if word in _DEEDS and owned and unit.kind is Kind.VERB:
        return replace(unit, kind=Kind.WORD)  # "and their lives improve"
    leading = following is not None and following.kind is Kind.TO
    if word in _LEADS and leading and prior is not None and prior.kind in (Kind.THAT, Kind.RELATIVE):
        return replace(unit, kind=Kind.VERB)  # "the enquiries that lead to no action"
    if unit.text == "no longer" and following is not None and following.kind is Kind.THAN:
        return replace(unit, kind=Kind.CUE, cue=Cue(OR_BELOW, Form.COMPARATIVE))  # "wait no longer than"
    if word == "matching" and (following is None or following.kind not in _MATCHED):
        return replace(unit, kind=Kind.WORD, cue=None)  # "poor matching"
    if word == "offer" and place and units[place - 1].words[-1] in _OFFERS:
        return replace(unit, kind=Kind.WORD)  # "the local offer"
    if unit.text == "working towards" and place and units[place - 1].kind is Kind.SUBJECT:
        return replace(unit, kind=Kind.PREPOSITION)  # "schools working towards the standard"
    if unit.text == "in relation to" and place and units[place - 1].text in ("high", "low"):
        return replace(unit, kind=Kind.COMPARED)  # "is high in relation to similar councils"
    ends = following is None or following.kind in (Kind.COMMA, Kind.AND, Kind.STOP)
    if ends and unit.text == "national" and place and units[place - 1].text in _RELATIONS:
        return replace(unit, kind=Kind.COMPARATOR, slugs=("national",), scheme="comparator")
    if word in _LYING and unit.kind is Kind.WORD and following is not None:
        relation = following.cue is not None and following.cue.form is Form.DIRECT
        if relation and following.text not in LOOSE:
            return replace(unit, kind=Kind.VERB)
    if unit.kind is Kind.MODAL:
        before = units[place - 1].words[-1] if place else ""
        acts = following is not None and following.kind in (Kind.HAVE, Kind.BE)
        graded = place and units[place - 1].kind in (Kind.GRADE, Kind.THAT, Kind.AND)
        wishes = following is not None and following.text in ("to", "for", "on", "that", "to be")
        wishes = wishes or (place > 0 and units[place - 1].kind is Kind.HAVE and not ends)  # "have plans"
        if word == "plans" and (acts or graded or not wishes or (place and _is_noun(units, place))):
            return replace(unit, kind=Kind.WORD)  # "the number of child protection plans"
        many = word in _PURPOSES and word.endswith("s") and before == "to"  # "subject to plans"
        led = [u.kind for u in units[max(0, place - 4) : place]]
        named = Kind.DETERMINER in led and set(led[led.index(Kind.DETERMINER) + 1 :]) <= _IN_NAMES
        named = named or led[-2:] == [Kind.DETERMINER, Kind.COUNT]  # "the council's 90% target"
        if word in ("target", "targets") and named and before not in _PLANNERS:
            return replace(unit, kind=Kind.WORD)  # "the 26-week target"
        if many or (word in _PURPOSES and place and units[place - 1].kind in _BEFORE_NOUN):
            return replace(unit, kind=Kind.WORD)  # "performance against its targets for attendance"
        if word in ("needs", "need") and before in _NEEDED:
            return replace(unit, kind=Kind.WORD)
        if word == "expected" and not _wishes(units, place):
            return replace(unit, kind=Kind.WORD)  # "below those expected nationally"
        dated = before in ("in", "since", "of", "until", "during", "by", "from", "early", "late")
        # "at the May inspection", "its May visit"
        owned = place > 0 and units[place - 1].kind is Kind.DETERMINER
        if word == "may" and (dated or owned or (following is not None and following.words[0].isdecimal())):
            return replace(unit, kind=Kind.WORD)
    if unit.kind is Kind.GRADE and unit.cue is None:
        return replace(
            unit, cue=Cue(BELOW if unit.slugs[0] in INADEQUATE else ABOVE, Form.PLAIN, welcome=True)
        )
    return unit


_NEEDED = words_of("educational complex additional special health high their whose")
_MORE = frozenset({"more", "less"})
_FURTHER = frozenset({Kind.GRADE, Kind.BE, Kind.JUDGE, Kind.SUBJECT, Kind.SHELL_NOUN})
_NO_WAY = words_of(
    """mixed variable varied uneven patchy complex complicated diverse inconsistent volatile erratic expensive
    costly mobile worrying striking typical unusual difficult challenging"""
)


def _passive(units: Sequence[Unit], place: int) -> bool:
    """Say whether a participle stands behind a form of "be"."""
    led = next((unit for unit in reversed(units[:place]) if unit.kind is not Kind.ADVERB), None)
    return led is not None and led.kind is Kind.BE


# Verbs that are nouns behind "the" and "their".
_DEEDS = words_of("lives rise rises fall falls gain gains")
_LEADS = words_of("lead leads led")
_MATCHED = frozenset({Kind.COMPARATOR, Kind.DETERMINER, Kind.THAT, Kind.ADVERB})
_OFFERS = words_of("local placement accommodation training core full help support")


def mixed(units: Sequence[Unit], grade: int) -> bool:
    """Say whether two grades are of two things: "a mix of good and outstanding", "The two are good and"."""
    before = [unit for unit in units[max(0, grade - 5) : grade] if unit.kind is not Kind.ADVERB]
    if any(unit.text in _MIXES for unit in units[max(0, grade - 2) : grade]):
        return True
    if _some_of_each(units, grade):
        return True
    said = max((n for n, unit in enumerate(before) if unit.kind in LINKING_VERBS), default=0)
    return any(u.words[-1] == "two" and u.total is None for u in before[:said])


def _some_of_each(units: Sequence[Unit], grade: int) -> bool:
    """Say whether two grades open a plural that nothing counts: "There are good and outstanding X"."""
    opens = (
        grade == 0 or units[grade - 1].kind in (Kind.STOP, Kind.WITH) or units[grade - 1].text == "including"
    )
    opens = opens or _exists(units[:grade])
    noun = units[grade + 3] if opens and grade + 3 < len(units) else None
    plural = noun is not None and noun.kind is Kind.SUBJECT and noun.words[-1].endswith("s")
    return plural and units[grade + 1].text == "and" and noun is not None and noun.words[-1] != "services"


def _exists(ahead: Sequence[Unit]) -> bool:
    """Say whether what follows is only said to be there: "There are (now)", "there remain"."""
    said = [unit for unit in ahead[-4:] if unit.kind is not Kind.ADVERB or unit.text == "there"]
    return len(said) > 1 and said[-2].text == "there" and said[-1].kind in (Kind.BE, Kind.COPULA)


_MIXES = frozenset({"a mixture of", "mixture of", "a mix of", "mix of"})
# Who may plan something: "the council plans a review".
_PLANNERS = COUNCIL | words_of("government service partnership trust board")

_IN_NAMES = frozenset({Kind.WORD, Kind.COUNT, Kind.COMPARATOR})
_PURPOSES = words_of("plans target targets aim aims hopes")
_BEFORE_NOUN = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.COMPARED})


def _is_noun(units: Sequence[Unit], place: int) -> bool:
    """Say whether "plans" are things, and nobody plans anything."""
    following = units[place + 1] if place + 1 < len(units) else None
    before = units[place - 1]
    named = before.kind in (Kind.SUBJECT, Kind.TOPIC, Kind.DETERMINER, Kind.SHARE) or (
        before.kind is Kind.WORD and not before.capital and before.text not in _PLANNERS
    )
    return named and not (following is not None and following.kind in (Kind.TO, Kind.THAT))


_CHANGING = frozenset({Kind.WORD, Kind.CUE, Kind.VERB})


_UP_OR_DOWN = frozenset({"up", "down", "back", "on"})


def _to_grade(units: Sequence[Unit], place: int) -> bool:
    """Say whether a change is one of grade: "from good", "to (being) good"."""
    ahead = units[place + 1 : place + 5]
    rest = [unit for unit in ahead if unit.kind is not Kind.ADVERB and unit.text not in _UP_OR_DOWN]
    if units[place].words[-1] == "to":
        return bool(rest) and rest[0].kind is Kind.GRADE
    return len(rest) > 1 and rest[0].text in ("from", "to") and rest[1].kind is Kind.GRADE


def _of_all(units: Sequence[Unit]) -> bool:
    """Say whether a subject of all there are stands here, without a verb: "all secondary schools"."""
    every = max(
        (
            n
            for n, u in enumerate(units)
            if (u.kind is Kind.QUANTITY and u.slugs[0] == "all") or u.text in _EVERY
        ),
        default=-1,
    )
    return every >= 0 and not any(unit.kind in VERBS or unit.kind is Kind.COMMA for unit in units[every:])


_EVERY = frozenset({"every", "in all cases", "in every case", "in each case"})


def _wishes(units: Sequence[Unit], place: int) -> bool:
    """Say whether "expected" is that something will be so: "is expected (to)", "expected to be"."""
    following = units[place + 1] if place + 1 < len(units) else None
    said = place > 0 and units[place - 1].kind in (Kind.BE, Kind.HAVE)
    return said or (following is not None and following.kind in (Kind.TO, Kind.THAT))
