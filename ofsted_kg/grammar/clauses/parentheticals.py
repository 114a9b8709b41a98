# Past 300 lines: each kind of aside that no mark but a comma sets off.
"""Take brackets and pairs of dashes out of a sentence.

In: the phrases of a sentence. Out: the same without asides, and the asides with the noun
phrase before each.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.antecedents import antecedent_of
from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.clauses.comment_clauses import without_comment_clauses
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.quantifiers import counted, fraction
from ofsted_kg.grammar.lex.semantic_fields import EXCEPTIONS
from ofsted_kg.grammar.phrases.boundaries import LIGHT
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

# What opens an aside, or may.
_OPENING = frozenset({"(", "[", "–"})


def without_asides(
    phrases: Sequence[Phrase],
) -> tuple[list[Phrase], list[tuple[Phrase, list[Phrase], Zone]]]:
    """Take brackets and pairs of dashes out of a sentence."""
    main: list[Phrase] = []
    asides: list[tuple[Phrase, list[Phrase], Zone]] = []
    phrases = _counted_grades(without_comment_clauses(phrases))
    place = 0
    while place < len(phrases):
        phrase = phrases[place]
        if main and main[-1].form is Form.AND and [p.form for p in phrases[place : place + 3]] == _SET_OFF:
            main.append(phrases[place + 1])  # "effective and, for the most part, good"
            place += 3
            continue
        if main and main[-1].form in (Form.REL, Form.NOUN) and _though_so(phrases[place : place + 3]):
            place += 2
            continue
        if main and main[-1].names and _contrasts(phrases[place : place + 3]):
            place += 2
            continue
        if main and phrase.form is Form.COMMA:
            joint = main[-1].form is Form.AND
            behind = _by_degree(phrases, place) or _among_which(main, phrases, place) if joint else 0
            behind = behind or _where_one_is(main[-1], phrases, place)
            led = main[-1].names and [p.form for p in main[-3:-1]] == [Form.AND, Form.PREP]
            behind = behind or (_when_seen(phrases, place) if led else 0)
            much = _amount_alone(phrases[place + 1 : place + 2])
            closed = [p.form for p in phrases[place + 2 : place + 4]] == [Form.COMMA, Form.GRADE]
            if much is not None and closed and main[-1].form is Form.VERB and main[-2:-1] and main[-2].names:
                main[-2] = replace(main[-2], quantity=main[-2].quantity or much)  # "are, all but two, good"
                behind = place + 3
            total = _number_of(phrases[place + 1 : place + 4])
            bare = (main[-1].quantity, main[-1].part, main[-1].total) == (None, None, None)
            if total and main[-1].names and bare:
                main[-1] = replace(main[-1], total=total)  # "children's homes, eleven of them, are"
                behind = place + 4
            if behind:
                place = behind
                continue
            if end := _absolute(main, phrases, place):
                asides.append((phrases[place + 1], list(phrases[place + 2 : end]), ()))
                place = end + 1
                continue
            if end := _likewise(phrases, place):  # "are good, as is adoption, and better than elsewhere"
                asides.append((phrase, list(phrases[place + 1 : end]), ()))
                place = end + 1
                continue
            if end := _which_compares(main, phrases, place):
                relative = list(phrases[place + 2 : end])
                asides.append((phrases[place + 1], relative, antecedent_of([*main, phrase], relative)))
                place = end + 1
                continue
        end = _closes(phrases, place) if phrase.units[0].words[0] in _OPENING else 0
        if end:
            inner = list(phrases[place + 1 : end])
            noun = next((p for p in reversed(main) if p.form is Form.NOUN), None)
            much = _amount_alone(inner)
            if all(p.form in LIGHT or p.units[0].kind is Kind.COMMA for p in inner):
                pass  # "is - at last - good"
            elif much is not None and main and main[-1] is noun and noun.names and noun.quantity is None:
                main[-1] = replace(noun, quantity=much)  # "nursery schools (all of them) are"
            elif (counts := _counts_of(noun, inner, main)) is not None:
                main[-1] = counts  # "three (out of twelve) are", "a tail (about one in ten)"
            elif inner:
                asides.append((phrase, inner, (noun,) if noun else ()))
            place = end + 1
            continue
        main.append(phrase)
        place += 1
    return main, asides


def _comma_behind(phrases: Sequence[Phrase], place: int) -> int:
    """Return where the next comma stands behind a phrase, or 0."""
    return next((n for n in range(place + 1, len(phrases)) if phrases[n].form is Form.COMMA), 0)


def _where_one_is(counted: Phrase, phrases: Sequence[Phrase], place: int) -> int:
    """Return where the verb stands behind "and one, in the west of the borough, (is)", or 0."""
    end = _comma_behind(phrases, place)
    inner = phrases[place + 1 : end]
    bare = counted.form is Form.NOUN and counted.part is not None and counted.kind is Kind.COUNT
    where = len(inner) > 1 and [p.form for p in inner[:2]] == [Form.PREP, Form.NOUN]
    plain = all(p.form is Form.PREP or (p.form is Form.NOUN and p.kind is Kind.WORD) for p in inner)
    told = (
        bare and where and inner[0].text in _WHERE and plain and not any(p.names or p.grades for p in inner)
    )
    verb = phrases[end + 1 : end + 2]
    return end + 1 if told and verb and verb[0].form is Form.VERB else 0


_WHERE = frozenset({"in", "on", "at", "near"})


def _when_seen(phrases: Sequence[Phrase], place: int) -> int:
    """Return where the grade stands behind ", inspected last May," and its place: "and in A", or 0."""
    end = _comma_behind(phrases, place)
    inner = phrases[place + 1 : end]
    seen = bool(inner) and inner[0].units[0].words[0] in _SEEN and not any(p.names or p.grades for p in inner)
    graded = [p.form for p in phrases[end + 1 : end + 2]] == [Form.GRADE]
    return end + 1 if seen and graded else 0


_SEEN = words_of("inspected reinspected visited seen judged graded opened")


def _absolute(main: Sequence[Phrase], phrases: Sequence[Phrase], place: int) -> int:
    """Return where the comma stands that closes ", with most schools good," before a second verb, or 0."""
    led = main[-1].form is Form.AND or main[-1].text in ("but", "yet")
    if not led or [p.form for p in phrases[place + 1 : place + 2]] != [Form.WITH]:
        return 0
    for end in range(place + 2, len(phrases) - 1):
        if phrases[end].form in (Form.VERB, Form.STOP, Form.PLACES, Form.REL, Form.THAT):
            return 0
        closes = phrases[end].form is Form.COMMA and phrases[end - 1].form is Form.GRADE
        if closes and phrases[end + 1].form is Form.VERB:
            return end
    return 0


def _likewise(phrases: Sequence[Phrase], place: int) -> int:
    """Return where the comma stands that closes ", as is adoption," inside a predicate that goes on, or 0."""
    run = phrases[place + 1 : place + 6]
    forms = [p.form for p in run[1:4]]
    closed = len(run) == 5 and run[0].text == "as" and forms == [Form.VERB, Form.NOUN, Form.COMMA]
    return place + 4 if closed and run[4].form is Form.AND and _goes_on(phrases[place + 6 :]) else 0


def _which_compares(main: Sequence[Phrase], phrases: Sequence[Phrase], place: int) -> int:
    """Return where the comma stands that closes a relative clause between two grades of one subject, or 0.

    "Childcare is good in 64% of settings, which is in line with England, and satisfactory in the rest".
    """
    if [p.text for p in phrases[place + 1 : place + 2]] != ["which"]:
        return 0
    end = _comma_behind(phrases, place + 1)
    inner = phrases[place + 2 : end]
    compares = any(p.form is Form.PLACES for p in inner) and bool(inner) and inner[0].form is Form.VERB
    plain = all(p.form not in (Form.GRADE, Form.REL, Form.STOP, Form.CONJ) for p in inner)
    behind = [p for p in phrases[end + 1 :] if p.form is not Form.ADVERB]
    forms = [p.form for p in behind[:3]]
    # "and childminding in 70%"
    gapped = forms == _GAPPED and bool(behind[1].names) and all(p.form is not Form.VERB for p in behind)
    return end if compares and plain and (forms == _GRADED or gapped) else 0


_GRADED = [Form.AND, Form.GRADE, Form.PREP]
_GAPPED = [Form.AND, Form.NOUN, Form.PREP]


def _goes_on(phrases: Sequence[Phrase]) -> bool:
    """Say whether a second complement of the same verb follows."""
    first = next((p.form for p in phrases if p.form is not Form.ADVERB), None)
    return first in (Form.CUE, Form.GRADE)


def behind(clauses: Sequence[Clause], opening: Phrase, aside: Sequence[Phrase]) -> int:
    """Return the place in a sentence's clauses behind the one that an aside stands in.

    A grade may close its clause, as may other places: "X was seen (poor); Y was not". A figure may be taken
    up by the next: "most are good (72%) and this is". What "with" adds never stands between subject and verb:
    "A has grown and, with most homes good, | is".
    """
    position = opening.start
    told = [(n, c.phrases) for n, c in enumerate(clauses) if c.phrases]
    around = next((n for n, phrases in told if phrases[-1].end > position), len(clauses))
    opened = sum(1 for _, phrases in told if phrases[0].start < position)
    whole = opening.form is not Form.WITH and any(p.form in (Form.GRADE, Form.PLACES) for p in aside)
    return min(around + 1, max(opened, 1)) if whole else around + 1


def _number_of(inner: Sequence[Phrase]) -> int:
    """Return how many there are, where an aside tells it and nothing else: ", eleven of them,", or 0."""
    told = [p.text for p in inner[1:2]] in (["of them"], ["in number"], ["in all"]) and len(inner) == 3
    counts = told and inner[0].kind is Kind.COUNT and inner[2].form is Form.COMMA
    return inner[0].part or 0 if counts else 0


def _amount_alone(inner: Sequence[Phrase]) -> str | None:
    """Return how much an aside tells of what it stands behind: "(all of them)", "(with one exception)"."""
    if not inner or any(p.names or p.grades for p in inner):
        return None
    if [p.form for p in inner] == [Form.WITH, Form.NOUN]:
        return "nearly-all" if inner[1].word in EXCEPTIONS else None
    amount = len(inner) == 1 and inner[0].form is Form.NOUN and inner[0].kind in _AMOUNTS
    return inner[0].quantity if amount and inner[0].quantity in _WHOLE else None


def _counted_grades(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Put how many of those counted are so before each grade: "The six are good (four) or poor (two)"."""
    places = [n for n in range(len(phrases) - 3) if _is_counted_grade(phrases[n : n + 4])]
    whole = next((p.total for p in phrases[: places[0]] if p.names and p.total), 0) if len(places) > 1 else 0
    if not whole or sum(phrases[n + 2].part or 0 for n in places) > whole:
        return phrases
    made = list(phrases)
    for n in reversed(places):
        many = phrases[n + 2]
        much = replace(many, form=Form.ADVERB, quantity=fraction(many.part or 0, whole))
        made[n : n + 4] = [much, phrases[n]]
    return made


def _is_counted_grade(run: Sequence[Phrase]) -> bool:
    grade, opening, many, closing = run
    aside = opening.units[0].kind is Kind.OPEN and closing.units[0].kind is Kind.CLOSE
    bare = many.form is Form.NOUN and many.kind is Kind.COUNT and len(many.units) == 1
    return grade.form is Form.GRADE and aside and bare and bool(many.part) and many.total is None


def _counts_of(noun: Phrase | None, inner: Sequence[Phrase], main: Sequence[Phrase]) -> Phrase | None:
    """Return a noun phrase with what an aside right behind it tells of how many it is, or None."""
    if noun is None or noun is not main[-1] or any(p.names or p.grades for p in inner):
        return None
    *led, much = inner
    if noun.part and noun.total is None and [p.text for p in led] in _OUT_OF and much.kind is Kind.COUNT:
        total = much.part or much.total or 0
        told = noun.quantity is None and noun.part <= total
        return replace(noun, quantity=fraction(noun.part, total), total=total) if told else None
    about = [p.text for p in led] + [unit.text for unit in much.units[:-1]]
    exact = much.quantity is not None and counted(much.quantity) is not None
    rough = bool(noun.names) and noun.quantity in _ROUGH and _ABOUT.issuperset(about)
    return replace(noun, quantity=much.quantity) if exact and rough else None


_OUT_OF = (["out of"], ["of"], ["from"], ["out of the"])
_ROUGH = frozenset({"minority", "some", "very-little"})
_ABOUT = frozenset({"about", "around", "roughly", "approximately", "some", "nearly", "almost", "over"})
_AMOUNTS = frozenset({Kind.PRONOUN, Kind.QUANTITY, Kind.COUNT})
_WHOLE = frozenset({"all", "nearly-all", "most"})
_SET_OFF = [Form.COMMA, Form.ADVERB, Form.COMMA]


def _contrasts(phrases: Sequence[Phrase]) -> bool:
    """Say whether it is only told that something differs: "X | , by contrast, | four of them good, are"."""
    set_off = [p.form for p in phrases] == [Form.COMMA, Form.CONJ, Form.COMMA]
    return set_off and phrases[1].text == "by contrast"


def _though_so(phrases: Sequence[Phrase]) -> bool:
    """Say whether a participle only concedes, with no marks around it: "which | though rising | is below"."""
    if [p.form for p in phrases] != [Form.CONJ, Form.NOUN, Form.VERB] or len(phrases[1].units) != 1:
        return False
    return phrases[0].text in _CONCEDING and phrases[1].kind is Kind.WORD and phrases[1].text.endswith("ing")


_CONCEDING = frozenset({"though", "although", "while", "whilst", "albeit"})


def _by_degree(phrases: Sequence[Phrase], place: int) -> int:
    """Return the place behind ", to a lesser extent," in a list, or 0: "childminding and (...) childcare"."""
    end = _comma_behind(phrases, place)
    inner = phrases[place + 1 : end]
    degrees = _DEGREES.get(inner[0].text.split()[0], frozenset()) if inner else frozenset()
    return end + 1 if 1 < len(inner) < 4 and inner[-1].units[-1].words[-1] in degrees else 0


_DEGREES = {
    "to": frozenset({"extent", "degree"}),
    "by": frozenset({"margin", "distance", "way"}),  # "A and, by a narrower margin, B do better"
}


def _among_which(main: Sequence[Phrase], phrases: Sequence[Phrase], place: int) -> int:
    """Return the place behind what tells among which one more is: "A, B and, | among services, | C"; or 0."""
    listed = len(main) > 1 and bool(main[-2].names) and not main[-2].grades
    if not listed or [p.text for p in phrases[place + 1 : place + 2]] not in (["among"], ["amongst"]):
        return 0
    for end in range(place + 2, len(phrases) - 1):
        phrase = phrases[end]
        if phrase.form is Form.COMMA:
            return end + 1 if phrases[end + 1].names else 0
        named = phrase.names not in ((), (ALL_SETTINGS,))
        if named or phrase.form in (Form.GRADE, Form.PLACES, Form.STOP) or phrase.part or phrase.quantity:
            return 0
    return 0


def _closes(phrases: Sequence[Phrase], place: int) -> int:
    """Return the place of the mark that closes an aside which opens here, or 0."""
    opening = phrases[place].units[0]
    if opening.kind is Kind.OPEN:
        return next((n for n in range(place + 1, len(phrases)) if phrases[n].units[0].kind is Kind.CLOSE), 0)
    if opening.words == ("–",):
        end = next((n for n in range(place + 1, len(phrases)) if phrases[n].text == "–"), 0)
        return end if any(p.form is Form.VERB for p in phrases[end + 1 :]) or _bare_grade(phrases, end) else 0
    return 0


def _bare_grade(phrases: Sequence[Phrase], end: int) -> bool:
    return bool(end) and any(p.form in (Form.GRADE, Form.CUE) for p in phrases[end + 1 : end + 3])
