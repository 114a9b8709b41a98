# Past 300 lines: every mark behind which a new subject may begin.
"""Find where what is said ends and a new subject begins.

In: the phrases between two verbs, or between two grades. Out: the mark that parts them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import OF_TWO
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.verbless_comparisons import compared_end

MARKS = frozenset({Form.AND, Form.COMMA})
LIGHT = frozenset({Form.ADVERB, Form.NOT})
ENDS = frozenset({Form.GRADE, Form.PLACES})


def boundary(zone: Sequence[Phrase], *, waiting: bool = False) -> tuple[int, int] | None:
    """Find where what is said ends and a new subject begins.

    Returns:
        the place past the first and the place where the second begins (between them stand
        the marks), or None if there is no mark that parts them.
    """
    zone = zone[: exception_named_at(zone) or figure_at(zone) or len(zone)]
    joints = [n for n, p in enumerate(zone) if p.form in MARKS or p.form is Form.WITH]
    last = len(zone)
    while last and zone[last - 1].form in LIGHT:
        last -= 1
    if last and zone[last - 1].form in MARKS:  # "good and | is", "good, | is"
        first = last - 1
        while first and zone[first - 1].form in MARKS:
            first -= 1
        if zone[last - 1].form is Form.AND or waiting or not _opens(zone, joints, first):
            return first, last
    last = max((n for n, p in enumerate(zone) if p.form in ENDS), default=-1)
    opening = [n for n in joints if _starts(zone, n) and not _between(zone, n)]
    opening = [n for n in opening if n > last] or opening
    if not opening:
        return None
    cut = _choose(zone, opening)
    first = cut
    while first and zone[first - 1].form in MARKS:
        first -= 1
    return first, cut + 1


def exception_named_at(zone: Sequence[Phrase]) -> int:
    """Find where it is told which are none of "all but two": "and all but two | , both childminders, | are".

    Returns the place of the first comma, or 0.
    """
    if len(zone) < 4 or zone[-1].form is not Form.COMMA:
        return 0
    place = next((n for n in range(len(zone) - 2, 0, -1) if zone[n].form is Form.COMMA), 0)
    counts = place > 0 and zone[place - 1].units[0].words[:2] in ALL_BUT
    inner = zone[place + 1 : -1]
    listed = bool(inner) and inner[0].form is Form.NOUN
    listed = listed and all(p.form in (Form.NOUN, Form.AND) for p in inner)
    return place if counts and listed and any(p.names for p in inner) else 0


def figure_at(zone: Sequence[Phrase]) -> int:
    """Find where a subject's own figure is inserted: "has gone up and repeat referrals | , at 29%, | are".

    Returns the place of the first comma, or 0.
    """
    place = len(zone) - 4
    if place < 2 or [p.form for p in zone[place:]] != [Form.COMMA, Form.PREP, Form.NOUN, Form.COMMA]:
        return 0
    figure = zone[place + 1].text == "at" and zone[place + 2].kind is Kind.COUNT and not zone[place + 2].names
    joined = any(p.form is Form.AND and _starts(zone[:place], n) for n, p in enumerate(zone[:place]))
    return place if figure and joined else 0


ALL_BUT = (("all", "but"), ("all", "bar"), ("all", "except"))


def beside_ahead(zone: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find where a clause begins that names the other places first: "good, | and compared with X they do"."""
    for place in range(1, len(zone) - 3):
        if zone[place].form is not Form.AND or zone[place + 1].form is not Form.COMPARED:
            continue
        last = max((n for n in range(place, len(zone)) if zone[n].form is Form.PLACES), default=0)
        subject = any(p.form in (Form.NOUN, Form.CUE) for p in zone[last + 1 :])
        if last and subject and any(p.form in ENDS for p in zone[:place]):
            first = place
            while first and zone[first - 1].form in MARKS:
                first -= 1
            return first, place + 1
    return None


def front_cut(zone: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find where what is fronted ends: "While the picture is mixed, | A and B, after a change, are"."""
    commas = [n for n, p in enumerate(zone) if p.form is Form.COMMA]
    if len(zone) > 1 and not commas and zone[-1].text in ("they", "it") and zone[-2].form is Form.NOUN:
        return len(zone) - 1, len(zone) - 1  # "Where they are attached to schools | they are"
    closed = bool(commas) and commas[-1] == len(zone) - 1
    if closed and len(commas) > 2:
        last = commas[-3]
        return (last, last + 1) if _starts(zone, last) else None
    if closed or not commas:
        return None
    place = len(commas) - 1
    listed = any(p.form is Form.AND for p in zone[commas[-1] :])
    while place and listed and _lone_name(zone[commas[place - 1] + 1 : commas[place]]):
        place -= 1
    cut = commas[place]
    inverted = all(p.form in LIGHT for p in zone[cut + 1 : -1]) and zone[-1].form is Form.GRADE
    return (cut, cut + 1) if inverted or _starts(zone, cut) else None


def front_end(zone: Sequence[Phrase], *, led: bool) -> int:
    """Return where what is fronted and says something itself ends: "With X good, | Y is", or 0."""
    if led or not zone or zone[0].form is not Form.WITH:
        return 0
    last = max((n for n, p in enumerate(zone) if p.form is Form.GRADE), default=-1)
    if last < 0:
        return 0
    return next((n + 1 for n in range(last + 1, len(zone) - 1) if zone[n].form is Form.COMMA), 0)


def range_end(zone: Sequence[Phrase]) -> int:
    """Return where a range before a subject ends: "A ranges from poor to good and | B is", or 0."""
    forms = [p.form for p in zone]
    for place in range(3, len(zone) - 2):
        grades = forms[place] is forms[place - 2] is Form.GRADE
        if grades and zone[place - 1].text == "to" and zone[place - 3].text == "from":
            joined = forms[place + 1] is Form.AND and any(p.names for p in zone[place + 2 :])
            return place + 2 if joined else 0
    return 0


def verbless_end(zone: Sequence[Phrase], verb: Phrase) -> int:
    """Return where what has no verb, or none that is known, ends before the subject of a verb, or 0."""
    return _denied_end(zone) or _pointer_end(zone, verb) or _manner_end(zone) or compared_end(zone)


def _manner_end(zone: Sequence[Phrase]) -> int:
    """Return where what people do well, by a verb that is not known, ends: "behave well and | X is", or 0."""
    joint = next((n for n, p in enumerate(zone) if p.form is Form.AND), 0)
    told, tail = zone[:joint], zone[joint + 1 :]
    if not told or told[0].form is not Form.NOUN or told[0].names or zone[joint].text != "and":
        return 0
    manner = any(p.text == "well" and p.form is Form.CUE for p in told[1:]) or _well_so(told[-1])
    plain = all(p.form in (Form.NOUN, Form.CUE, *LIGHT) and not p.grades for p in told)
    subject = all(p.form in (Form.NOUN, Form.PREP, *LIGHT) for p in tail)
    return joint + 1 if manner and plain and tail and subject else 0


def _well_so(noun: Phrase) -> bool:
    """Say whether an adverb opens what was taken for a noun: "(work) well together"."""
    return noun.form is Form.NOUN and noun.units[0].text == "well" and len(noun.units) > 1


def _pointer_end(zone: Sequence[Phrase], verb: Phrase) -> int:
    """Return where what has a verb that is not known ends: "X and Y differ, | the former being", or 0."""
    opens = len(zone) > 2 and zone[-1].text in OF_TWO and zone[-2].form is Form.COMMA
    return len(zone) - 1 if opens and verb.units[0].words[0].endswith("ing") else 0


def graded_end(zone: Sequence[Phrase]) -> int:
    """Return where what is graded without a verb ends: "A good, B mostly fair, and | C is", or 0."""
    graded = [n for n, p in enumerate(zone) if p.form is Form.GRADE]
    comma = max((n for n, p in enumerate(zone) if p.form is Form.COMMA), default=0)
    if not graded or not graded[-1] < comma < len(zone) - 1:
        return 0
    # "one good, one poor, | this is"
    counted = len(graded) > 1 and graded[0] == 1 and zone[0].part is not None
    if not (zone[0].names or counted):
        return 0
    listed = len(graded) > 1 and zone[1].form is Form.COMMA  # "A, six good, two fair, | this is"
    told = zone[2 if listed else 1 : graded[0]]
    beside = all(p.form in LIGHT or (p.form is Form.NOUN and not p.names) for p in told)
    end = comma + 2 if zone[comma + 1].form is Form.AND else comma + 1
    tail = zone[end:]
    return end if beside and tail and all(p.form in (Form.NOUN, *LIGHT, Form.AND) for p in tail) else 0


def _denied_end(zone: Sequence[Phrase]) -> int:
    """Return where a denial without a verb ends: "not as fast as planned and | the rate is", or 0."""
    if zone and zone[-1].form is Form.COMMA:
        zone = zone[:-1]  # "and the rate of it, | is"
    if len(zone) < 4 or zone[0].form is not Form.NOT or zone[1].form is Form.NOUN:
        return 0
    joint = max((n for n, p in enumerate(zone) if p.form is Form.AND), default=0)
    return joint + 1 if joint and zone[-1].form is Form.NOUN and zone[1].text.startswith("as") else 0


def counted_with(zone: Sequence[Phrase], verb: Phrase) -> int:
    """Return where those are told of how many a participle tells: "vary, with | five judged"."""
    judged = len(verb.units) == 1 and verb.kind is Kind.JUDGE and verb.word in ("judged", "rated", "graded")
    place = next((n for n in range(len(zone) - 1, 0, -1) if zone[n].form is Form.WITH), 0)
    told = zone[place + 1 :]
    counts = len(told) == 1 and told[0].form is Form.NOUN and (told[0].part or told[0].quantity)
    return place + 1 if judged and place and counts else 0


def _lone_name(zone: Sequence[Phrase]) -> bool:
    return len(zone) == 1 and bool(zone[0].names)


def _opens(zone: Sequence[Phrase], joints: Sequence[int], first: int) -> bool:
    return any(n < first and _starts(zone, n) for n in joints)


def _between(zone: Sequence[Phrase], mark: int) -> bool:
    """Say whether a mark joins the two ends of something: "the gap between boys (and) girls is"."""
    for place in range(mark - 1, -1, -1):
        if zone[place].text == "between":
            return zone[mark].form is Form.AND
    return False


def between_whom(subject: Sequence[Phrase], zone: Sequence[Phrase]) -> bool:
    """Say whether "and" only adds the second of two: "the gap between those who are X (and) the rest"."""
    first = next((n for n, p in enumerate(subject) if p.text == "between"), len(subject))
    one = first < len(subject) and not any(p.form is Form.AND for p in subject[first:])
    return one and any(p.form is Form.AND for p in zone[:-1])


def _starts(zone: Sequence[Phrase], mark: int) -> bool:
    """Say whether a subject can begin after a mark."""
    place = mark + 1
    while place < len(zone) and zone[place].form in (*LIGHT, Form.WITH):
        place += 1
    if place >= len(zone):
        return False
    phrase = zone[place]
    if phrase.form is Form.PREP:
        return any(p.form is Form.NOUN for p in zone[place + 2 :]) or place + 1 < len(zone)
    if phrase.form is Form.EXCEPT:  # "and except in X are higher"
        return sets_apart(zone[place:])
    if phrase.form is Form.COMPARED:  # "and against a few is below"
        return place + 1 < len(zone) and zone[place + 1].form is Form.NOUN
    if phrase.form is Form.CUE:  # "and more of them are"
        noun = place + 1 < len(zone) and zone[place + 1].form is Form.NOUN
        return noun and phrase.text in ("more", "fewer", "less")
    if phrase.form is Form.PLACES:  # "54% are good, | the national figure is 66%", "and nationally it is"
        told = next((p.form for p in reversed(zone[:mark]) if p.form not in (*LIGHT, Form.COMMA)), None)
        said = told is Form.GRADE and zone[mark].form in MARKS
        return said and [p.text for p in zone[place + 1 :]] in ([], ["it"])
    return phrase.form is Form.NOUN


def sets_apart(zone: Sequence[Phrase]) -> bool:
    """Say whether all of a zone is what is taken out: "(and) except at the end of the first year"."""
    apart = bool(zone) and zone[0].form is Form.EXCEPT
    return apart and all(p.form in (Form.EXCEPT, Form.PREP, Form.NOUN, Form.ADVERB) for p in zone)


def _choose(zone: Sequence[Phrase], opening: Sequence[int]) -> int:
    """Choose among the marks after which a new subject may begin."""
    if not opening[0] and zone[0].form is Form.AND:
        return 0  # "schools satisfactory | and childcare and homes good"
    if bare_share(zone[opening[-1] :]):
        return opening[-1]  # "a few inadequate | and the proportion inadequate exceeds"
    for mark in opening:
        if mark != opening[-1] and (_with_features(zone, mark) or _likewise(zone, mark)):
            continue  # "good with outstanding features | and A is", "good, childcare likewise, | and"
        before = mark - 1
        while before > 0 and zone[before].form in (*MARKS, *LIGHT):
            before -= 1
        if zone[before].form is Form.GRADE:
            return mark
        if zone[before].form is Form.PLACES and not any(p.form is Form.PLACES for p in zone[mark:]):
            return mark
    if set_off := _set_off(zone):
        return set_off
    withs = [n for n in opening if zone[n].form is Form.WITH and n and zone[n - 1].form is Form.COMMA]
    if withs:
        return withs[-1]
    ands = [n for n in opening if zone[n].form is Form.AND and n and zone[n - 1].form is Form.COMMA]
    if ands:
        return ands[-1]
    marks = [n for n in opening if zone[n].form is not Form.WITH] or list(opening)
    commas = [n for n in marks if zone[n].form is Form.COMMA]
    ands = [n for n in marks if zone[n].form is Form.AND]
    if ands and (not commas or ands[-1] > commas[-1]):
        # "good in A, B and C": the list goes on to its end where commas part its names
        while len(ands) > 1 and zone[ands[-1] + 1].text == "of":
            ands.pop()  # "and the majority of A and of B"
        if fronted := next((n for n in marks if _fronts_pair(zone[n + 1 :])), 0):
            return fronted  # "and for A and B | it is"
        return _spliced(zone, commas, ands[-1]) or ands[-1]
    return marks[-1]


def _set_off(zone: Sequence[Phrase]) -> int:
    """Find where those counted are set off: "good in A and, | of the B seen this year, half (are)"; or 0."""
    for place in range(1, len(zone) - 4):
        if [p.form for p in zone[place : place + 4]] == _AND_OF and zone[place + 2].text in ("of", "among"):
            counted = zone[-1].quantity is not None or zone[-1].part is not None
            closed = zone[-2].form is Form.COMMA and zone[-1].form is Form.NOUN and not zone[-1].names
            return place + 1 if closed and counted and zone[place + 3].names else 0
    return 0


_AND_OF = [Form.AND, Form.COMMA, Form.PREP, Form.NOUN]


def _fronts_pair(zone: Sequence[Phrase]) -> bool:
    """Say whether two names are fronted together before a subject that points: "for A and B it (is)"."""
    forms, last = [p.form for p in zone], zone[-1].kind
    pair = forms[:4] == [Form.PREP, Form.NOUN, Form.AND, Form.NOUN] and zone[0].text in ("for", "in")
    points = forms[4:] == [Form.NOUN] and last in (Kind.PRONOUN, Kind.ASPECT)
    inside = len(zone) == 4 and last is Kind.ASPECT  # "for A and B performance (is)"
    return pair and (points or inside) and all(any(u.slugs for u in zone[n].units) for n in (1, 3))


def _likewise(zone: Sequence[Phrase], mark: int) -> bool:
    """Say whether a mark only adds of whom the same is so: ", childcare likewise"."""
    forms = [p.form for p in zone[mark + 1 : mark + 4]]
    alike = forms[:2] == [Form.NOUN, Form.ADVERB] and zone[mark + 2].text in ("likewise", "similarly", "too")
    return alike and forms[2:] != [] and forms[2] in MARKS


def bare_share(zone: Sequence[Phrase]) -> bool:
    """Say whether a joint and a share of what was spoken of are left: "and the proportion (inadequate)"."""
    graded = len(zone) == 3 and zone[2].form is Form.GRADE
    if not (graded or len(zone) == 2) or zone[0].form not in (Form.AND, Form.COMMA):
        return False
    said = [unit for unit in zone[1].units if unit.kind not in (Kind.DETERMINER, Kind.ADVERB)]
    return [unit.kind for unit in said] == [Kind.SHARE] and said[0].words[-1] in _OF_ALL


_OF_ALL = words_of("proportion percentage share number")


def _with_features(zone: Sequence[Phrase], mark: int) -> bool:
    """Say whether "with" only tells what is good about something: "with outstanding features"."""
    noun = zone[mark + 1] if mark + 1 < len(zone) else None
    alone = noun is not None and noun.form is Form.NOUN and not noun.names and bool(noun.grades)
    return zone[mark].form is Form.WITH and alone and zone[mark + 2 : mark + 3] != []


def _spliced(zone: Sequence[Phrase], commas: Sequence[int], joint: int) -> int:
    """Find where a comma parts two sentences: "get a good start, | the majority of A and B | is"."""
    comma = commas[-1] if commas else 0
    own = zone[comma + 1 : joint]
    listed = len(commas) > 1 or any(p.names or p.form not in _OBJECTS for p in zone[:comma])
    told = len(own) == 1 and bool(own[0].names or own[0].kind is Kind.SHELL_NOUN)
    pair = told and len(zone) == joint + 2 and bool(zone[-1].names)
    return comma if comma and pair and not listed else 0


_OBJECTS = frozenset({Form.NOUN, Form.PREP, *LIGHT})


def with_joints(nouns: Sequence[Phrase]) -> list[Phrase]:
    """Return coordinated noun phrases as if "and" stood between them."""
    zone: list[Phrase] = []
    for noun in nouns:
        if zone:
            zone.append(Phrase(Form.AND, noun.units[:1]))
        zone.append(noun)
    return zone


def only_amount(zone: Sequence[Phrase]) -> bool:
    """Say whether only how much of something else follows: "but | in only half of secondary schools"."""
    plain = [p for p in zone if p.form not in LIGHT]
    shape = [p.form for p in plain[:2]] == [Form.PREP, Form.NOUN] and plain[0].text in ("in", "for", "of")
    ends = len(plain) == 2 or (shape and plain[2].form in (Form.STOP, Form.COMMA))
    return shape and ends and bool(plain[1].names) and plain[1].quantity is not None


def inserted_at(zone: Sequence[Phrase]) -> int:
    """Find where what is inserted behind a name begins, or the end: "is good and adoption | , better"."""
    commas = [n for n, p in enumerate(zone) if p.form is Form.COMMA and n and zone[n - 1].names]
    return commas[-1] if commas else len(zone)


def closed(zone: Sequence[Phrase]) -> list[Phrase]:
    """Close with its second comma what is inserted behind a name: "A, much better since then | when it"."""
    end = inserted_at(zone)
    says = any(p.names or p.form in ENDS or p.grades for p in zone[end:])
    return list(zone) if says or end in (len(zone), len(zone) - 1) else [*zone, zone[end]]
