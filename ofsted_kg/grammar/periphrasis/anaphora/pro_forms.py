# Past 300 lines: a rule for each such word.
"""Tell words that only hang on a grade, or only point, from nouns: "satisfactory elsewhere", "the former".

In: the units of a sentence. Out: the same, where "elsewhere" behind a coordinated grade and "and improving"
behind one that is the last word are adverbs, "the latter" behind an amount is a pronoun, "that school"
before its verb is "this school", "a number are" is "some are", "is as well" is "is too", and "used to
exceed" is "exceeded" where it is said in passing. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, FINITE_BE, RUNNING_JOINTS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.grade_predicates import grade_said
from ofsted_kg.grammar.lex.quantifiers import MANY, OF_SIZES
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA, HARDLY, JUDGEMENTS, LOW_GRADES, OF_TWO
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
WATCHED = words_of(
    """
    elsewhere otherwise former latter that improving number tenths fifths used be well little
    as one until school to see what schools not many than hold
    holds held but safe healthy scarcely hardly keep keeps kept retain retains retained preserve preserves
    preserved regain regains regained
    """
).union(OF_SIZES)
_AMOUNTS = frozenset({Kind.QUANTITY, Kind.COUNT})
_PLACES = words_of("elsewhere otherwise")
_ENDS = BOUNDARIES | {Kind.WITH}
_OPENS = frozenset({Kind.STOP, Kind.CONJUNCTION})
_PARTS = {"tenths": 10, "fifths": 5}
_ONE = words_of("school home service unit setting college agency centre provider")
_FOUND = frozenset({"to be", "as", "it", "them"})


def pro_forms(units: list[Unit]) -> list[Unit]:
    """Return units with such words told apart."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        text = unit.text
        if text in HARDLY and place + 1 < len(units) and units[place + 1].kind in _AMOUNTS:
            unit = replace(unit, kind=Kind.ADVERB)  # "in scarcely half"
        if unit.kind is Kind.EXCEPT and (whole := _all_but(units, place)) is not None:
            made.append(whole)
            place += 2
            continue
        if text in _PLACES and _behind_grade(units, place) and _ends(units, place + 1):
            unit = replace(unit, kind=Kind.ADVERB, slugs=(), scheme="")
        elif text in ("former", "latter") and place and units[place - 1].words[-2:] == ("of", "the"):
            unit = replace(unit, kind=Kind.PRONOUN, words=("the", unit.words[-1]))
        elif unit.words[0] in _KEEPS and unit.kind is Kind.SUBJECT and _do_it(made):
            unit = replace(unit, kind=Kind.VERB, slugs=(), scheme="")
        elif text == "that" and _that_have_them(units, place):
            unit = replace(unit, kind=Kind.ADVERB, end=units[place + 2].end)
            place += 2
        elif text == "that" and _that_one(units, place):
            unit = replace(unit, kind=Kind.DETERMINER, words=("this",))
        elif text in _PARTS and made and made[-1].kind is Kind.COUNT and made[-1].total is None:
            share = 100 * (made[-1].part or 0) / _PARTS[text]  # as "70% of"
            words = made[-1].words + unit.words
            made[-1] = replace(made[-1], end=unit.end, words=words, part=share, percent=True)
            place += 1
            continue
        elif text == "used to be" and _compares(units, place + 1) and _in_passing(units, place):
            unit = replace(unit, kind=Kind.BE, words=("was",))
        elif unit.words == ("used",) and _used_to(units, place):
            unit = replace(unit, kind=Kind.ADVERB, end=units[place + 1].end)  # "used to exceed" as "exceeded"
            place += 1
        elif text in OF_SIZES and made and made[-1].text == "the" and _stands_alone(units, place):
            unit = replace(unit, kind=Kind.REST, start=made.pop().start, words=("the", text), cue=None)
        elif text in OF_SIZES and made and made[-1].text == "the" and _of_two(units, place):
            unit = replace(units[place + 2], start=made.pop().start)  # "(the larger of) the two colleges"
            place += 2
        elif text == "to" and made and made[-1].text in _SINKS and _grade_at(units, place + 1):
            made[-1] = replace(made[-1], kind=Kind.COPULA, end=unit.end, words=(*made[-1].words, "to"))
            place += 1
            continue
        elif text == "what" and not place and grade_said(units, 1) is not None:
            made.append(replace(unit, kind=Kind.SHELL_NOUN, words=("provision",)))
            # "What is inadequate is confined to one home" as "Provision that is inadequate"
            unit = Unit(Kind.THAT, unit.end, unit.end, ("that",))
        elif text == "see" and _is_to_see(units, place):
            unit = replace(unit, kind=Kind.MODAL)  # "see that all schools become good"
        elif text == "well" and _as_well(units, place):
            made[-1] = replace(made[-1], end=unit.end, words=("too",))
            place += 1
            continue
        elif unit.words[-1] == "little" and _little_that_is(units, place):
            unit = replace(unit, kind=Kind.QUANTITY, slugs=("very-little",), cue=None)
        elif unit.words[-1] == "little" and _little_of_it(units, place):
            words, end = (*unit.words, "of"), units[place + 1].end
            made.append(
                replace(unit, kind=Kind.QUANTITY, slugs=("very-little",), cue=None, words=words, end=end)
            )
            place += 2
            continue
        elif text == "as" and _gives_reason(units, place):
            unit = replace(unit, kind=Kind.CONJUNCTION)
        elif _is_no_setting(units, place):
            unit = replace(unit, kind=Kind.WORD, slugs=(), scheme="")
        elif unit.words[0] == "many" and unit.kind is Kind.QUANTITY:
            unit = replace(unit, slugs=(MANY,))
        elif text in _HOLDS and _holds_grade(units, place):
            unit = replace(unit, kind=Kind.HAVE, words=("has",))
        elif unit.kind is Kind.COMMA and (end := _last_years(units, place)):
            unit = replace(unit, kind=Kind.ADVERB, end=units[end].end, words=("now",))
            place = end
        elif text == "but" and _but_for_few(units, place):
            unit = replace(unit, kind=Kind.EXCEPT, end=units[place + 1].end, words=("except", "for"))
            place += 1
        elif text in _BUT and _but_not(units, place):
            unit = replace(unit, kind=Kind.EXCEPT, end=units[place + 1].end, words=("except",))
            place += 1
        elif text.endswith("ing") and made and made[-1].text in OF_TWO and unit.kind is Kind.WORD:
            unit = replace(unit, kind=Kind.VERB)  # "..., the latter placing X above"
        elif text == "until" and [u.kind for u in units[place + 1 : place + 4]] == _OF_AGE:
            unit = replace(unit, kind=Kind.ADVERB, end=units[place + 3].end)  # "until they are 17"
            place += 3
        elif text == "one" and _stands_for_judgement(units, place):
            unit = replace(units[place + 2], start=unit.start)  # "a judgement of good, B one of outstanding"
            place += 2
        elif text == "number" and _a_number(units, place):
            unit = replace(unit, kind=Kind.QUANTITY, slugs=("some",))
            if made[-1].text in _SIZES:
                made.pop()  # "a large number are satisfactory"
        elif unit.kind is Kind.AND and _and_improving(units, place):
            following = units[place + 1]
            made.append(replace(following, kind=Kind.ADVERB, start=unit.start))
            place += 2
            continue
        made.append(unit)
        place += 1
    return made


def _do_it(made: Sequence[Unit]) -> bool:
    """Say whether a verb opens the name of an outcome: "Most schools | keep children safe and are"."""
    opens = max((n + 1 for n, u in enumerate(made) if u.kind in (Kind.STOP, Kind.CONJUNCTION)), default=0)
    said = made[opens:]
    settings = bool(said) and said[-1].kind is Kind.SUBJECT
    return settings and all(u.scheme == "setting" or u.kind in _ROUND for u in said)


_KEEPS = words_of("keep keeps")
_ROUND = frozenset({Kind.AND, Kind.COMMA, Kind.DETERMINER, Kind.QUANTITY, Kind.COUNT, Kind.ADVERB})


def _as_well(units: Sequence[Unit], place: int) -> bool:
    """Say whether "as well" only adds another: "and the nursery is as well", but "does as well as"."""
    return (
        place > 1
        and units[place - 1].words == ("as",)
        and units[place - 2].kind is Kind.BE
        and _ends(units, place + 1)
    )


def _grade_at(units: Sequence[Unit], place: int) -> bool:
    return place < len(units) and units[place].kind is Kind.GRADE


def _is_to_see(units: Sequence[Unit], place: int) -> bool:
    """Say whether somebody is to see that something is so: "(needs to) see that X is good"."""
    asked = place == 0 or units[place - 1].kind is Kind.TO
    return asked and place + 1 < len(units) and units[place + 1].text in ("that", "to it that")


# What a grade may do: "quality dips to satisfactory in two homes".
_SINKS = words_of("dips dipped slips slipped drops dropped falls fell sinks sank rises rose")


def _stands_alone(units: Sequence[Unit], place: int) -> bool:
    """Say whether a size tells which of them: "the larger is good, the smaller poor"."""
    following = units[place + 1] if place + 1 < len(units) else None
    graded = any(unit.kind is Kind.GRADE for unit in units)
    return graded and following is not None and following.kind in _SAYS


def _of_two(units: Sequence[Unit], place: int) -> bool:
    """Say whether one of two is told by its size: "the larger (of the two) colleges"."""
    ahead = units[place + 1 : place + 4]
    led = [unit.text for unit in ahead[:2]] == ["of", "the two"]
    return led and ahead[-1].kind in (Kind.SUBJECT, Kind.SHELL_NOUN)


_SAYS = frozenset({Kind.BE, Kind.COPULA, Kind.HAVE, Kind.JUDGE, Kind.GRADE, Kind.COMMA})


def _ends(units: Sequence[Unit], place: int) -> bool:
    return place >= len(units) or units[place].kind in _ENDS


def _behind_grade(units: Sequence[Unit], place: int) -> bool:
    """Say whether a coordinated grade stands right before: "outstanding in X and good (elsewhere)"."""
    if place < 2 or units[place - 1].kind is not Kind.GRADE:
        return False
    before = place - 2
    while before > 0 and units[before].kind is Kind.ADVERB:
        before -= 1
    return units[before].kind in RUNNING_JOINTS


def _that_one(units: Sequence[Unit], place: int) -> bool:
    """Say whether "that" points to one thing: "; that school was satisfactory", "but that home is"."""
    opens = place == 0 or units[place - 1].kind in _OPENS
    if not opens or place + 2 >= len(units):
        return False
    noun, verb = units[place + 1], units[place + 2]
    return noun.kind in (Kind.SUBJECT, Kind.SHELL_NOUN) and noun.words[-1] in _ONE and verb.kind in VERBS


def _that_have_them(units: Sequence[Unit], place: int) -> bool:
    """Say whether a clause only says which are meant: "in five of the seven schools (that have them)"."""
    following = units[place + 1 : place + 3]
    texts = [unit.text for unit in following]
    return texts in (["have", "them"], ["have", "one"], ["has", "one"]) and _ends(units, place + 3)


def _compares(units: Sequence[Unit], place: int) -> bool:
    """Say whether what was so lay beside other places: "used to be (in line with the average)"."""
    cue = units[place].cue if place < len(units) else None
    return cue is not None and cue.form in (Form.DIRECT, Form.COMPARATIVE)


def _in_passing(units: Sequence[Unit], place: int) -> bool:
    """Say whether a sentence tells more than what was so: said in passing, a past state is a fact."""
    joints = [n for n, unit in enumerate(units) if unit.kind in (Kind.AND, Kind.CONJUNCTION, Kind.STOP)]
    aside = place > 1 and units[place - 1].kind is Kind.RELATIVE  # "absence, which used to be above it, is"
    return aside or any(n > place + 2 or 1 < n < place for n in joints)


def _used_to(units: Sequence[Unit], place: int) -> bool:
    """Say whether "used to" tells of the past and leads to a verb that compares: "used to exceed"."""
    led = place + 2 < len(units) and units[place + 1].kind is Kind.TO and place > 0
    return (
        led
        and _in_passing(units, place)
        and _compares(units, place + 2)
        and units[place - 1].kind is not Kind.BE
    )


def _gives_reason(units: Sequence[Unit], place: int) -> bool:
    """Say whether "as" tells why: "Reduce absence, as this is above the average", but "as good as it is"."""
    following = units[place + 1 : place + 4]
    if len(following) < 3 or following[0].text not in ANAPHORA or following[1].text not in FINITE_BE:
        return False
    compared = following[2].cue is not None and following[2].words[0] != "as"
    return compared and not any(unit.words[0] in _EQUAL for unit in units[:place])


def _stands_for_judgement(units: Sequence[Unit], place: int) -> bool:
    following = units[place + 1 : place + 3]
    graded = len(following) == 2 and following[0].text == "of" and following[1].kind is Kind.GRADE
    return graded and _ends(units, place + 3)


def _is_no_setting(units: Sequence[Unit], place: int) -> bool:
    """Say whether a school is none that is inspected: "absence from school", "extended schools"."""
    before = units[place - 1].text if place else ""
    if units[place].words == ("school",):
        return before in _AT_SCHOOL
    return before == "extended" and units[place].words[0] in ("school", "schools")


def _but_not(units: Sequence[Unit], place: int) -> bool:
    """Say whether a name is taken out before the verb: "Most settings(, but not Xs,) are good"."""
    if not place or units[place + 1 : place + 2] == [] or units[place + 1].text != "not":
        return False
    before = [unit for unit in units[max(0, place - 2) : place] if unit.kind is not Kind.COMMA]
    ahead = [unit for unit in units[place + 2 : place + 6] if unit.kind is not Kind.DETERMINER]
    named = (
        bool(before)
        and before[-1].kind in (Kind.SUBJECT, Kind.SHELL_NOUN)
        and not any(u.kind in VERBS for u in before)
    )
    taken = len(ahead) > 1 and ahead[0].kind is Kind.SUBJECT
    return (
        named
        and taken
        and (ahead[1].kind in VERBS or ahead[1].kind is Kind.COMMA)
        and _opens_with(units, place)
    )


def _holds_grade(units: Sequence[Unit], place: int) -> bool:
    """Say whether a judgement is what somebody has: "The college holds (or: keeps) an outstanding rating"."""
    ahead = [unit for unit in units[place + 1 : place + 4] if unit.kind is not Kind.DETERMINER][:2]
    return len(ahead) == 2 and ahead[0].kind is Kind.GRADE and ahead[1].words[-1] in JUDGEMENTS


_HOLDS = words_of(
    """
    hold holds held keep keeps kept retain retains retained preserve preserves preserved regain regains
    regained
    """
)


def _last_years(units: Sequence[Unit], place: int) -> int:
    """Return where an aside of the year before ends: "21(, rather than last year's 13,) are", or 0."""
    if not place or units[place - 1].kind is not Kind.COUNT or place + 3 >= len(units):
        return 0
    end = next((n for n in range(place + 1, min(place + 7, len(units))) if units[n].kind is Kind.COMMA), 0)
    inner = units[place + 1 : end]
    led = len(inner) > 2 and inner[0].text in ("rather than", "instead of", "not")
    then = (
        led and any(unit.words[0] in ("last", "previous") for unit in inner) and inner[-1].kind is Kind.COUNT
    )
    return end if then else 0


def _but_for_few(units: Sequence[Unit], place: int) -> bool:
    """Say whether a few are taken out: "good but for two (, which are satisfactory)"."""
    ahead = units[place + 1 : place + 4]
    led = [unit.text for unit in ahead[:1]] == ["for"] and place > 0 and units[place - 1].kind is Kind.GRADE
    if not led or [unit.kind for unit in ahead[1:2]] != [Kind.COUNT]:
        return False  # "but for young people"
    return not ahead[2:] or ahead[2].kind in (Kind.RELATIVE, Kind.THAT, Kind.COMMA, Kind.STOP)


def _all_but(units: Sequence[Unit], place: int) -> Unit | None:
    """Read "all but six of the 70" as nearly all of them."""
    count = units[place + 1] if place + 1 < len(units) else None
    if units[place].words[0] != "all" or count is None or count.kind is not Kind.COUNT:
        return None
    if not count.part or not count.total or count.part > count.total / 5:
        return None
    said = {"slugs": ("nearly-all",), "scheme": "quantity", "part": None, "total": None}
    return replace(count, kind=Kind.QUANTITY, start=units[place].start, **said)


def _opens_with(units: Sequence[Unit], place: int) -> bool:
    """Say whether no verb stands before in the same sentence."""
    opens = next((n for n in range(place - 1, -1, -1) if units[n].kind is Kind.STOP), -1)
    return not any(unit.kind in VERBS for unit in units[opens + 1 : place])


_BUT = words_of("but though although")
_AT_SCHOOL = frozenset({"from", "attend", "attending", "missed", "missing", "outside"})
_OF_AGE = [Kind.PRONOUN, Kind.BE, Kind.COUNT]
_EQUAL = words_of("as so same such")


def _a_number(units: Sequence[Unit], place: int) -> bool:
    """Say whether "a number" is some of them: "a number are satisfactory"."""
    sized = place > 1 and units[place - 1].text in _SIZES
    led = place > 0 and units[place - 1 - sized].text == "a"
    said = any(unit.kind in (Kind.GRADE, Kind.CUE) for unit in units[place + 2 : place + 4])
    return led and (said or not sized) and place + 1 < len(units) and units[place + 1].text in _PLURAL


_PLURAL = words_of("are were fall fell lie lay remain sit stand lag do compare perform exceed")
_SIZES = words_of("large good substantial considerable significant fair")


def _little_that_is(units: Sequence[Unit], place: int) -> bool:
    """Say whether little of it is low: "there is little that is poor", not "too little that is good"."""
    verb = next((n for n in range(place + 1, len(units)) if units[n].kind is not Kind.ADVERB), len(units))
    that = verb < len(units) and units[verb].text in ("that", "which")
    if not (that or (place and units[place - 1].kind in RUNNING_JOINTS)):  # "and little is inadequate"
        return False
    too = place > 0 and units[place - 1].text == "too"
    grade = grade_said(units, verb + that)
    return grade is not None and grade.slugs[0] in LOW_GRADES and not too


def _little_of_it(units: Sequence[Unit], place: int) -> bool:
    """Say whether little of something is so: "little of it is inadequate"."""
    ahead = units[place + 1 : place + 2]
    too = place > 0 and units[place - 1].text == "too"
    return bool(ahead) and ahead[0].text == "of" and not too


def _and_improving(units: Sequence[Unit], place: int) -> bool:
    """Say whether a second adjective ends what was found: "found it to be satisfactory and improving"."""
    if place < 2 or place + 1 >= len(units) or units[place - 1].kind is not Kind.GRADE:
        return False
    word = units[place + 1]
    return (
        word.kind is Kind.WORD
        and word.words[-1].endswith("ing")
        and units[place - 2].text in _FOUND
        and _ends(units, place + 2)
    )


__all__ = ["WATCHED", "pro_forms"]
