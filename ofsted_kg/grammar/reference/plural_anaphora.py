"""Find which of those just named a word means: "these", "both", "the first two", "one of these".

In: a subject that points back, what it may point to, the memory of the passage. Out: names.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS, SINGLE, WEAK
from ofsted_kg.grammar.lex.semantic_fields import INSPECTIONS, OF_TWO, ONE_OR_OTHER, SERVING, of_two
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import slugs_named
from ofsted_kg.grammar.phrases.ordinals import in_order
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, naming
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.anaphora import takes_up
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading


def told_ahead(
    reader: SubjectReader, reading: Reading, clauses: Sequence[Clause], heading: str | None
) -> Reading:
    """Read amounts told before what they are of: "With three good and two poor, the five homes have".

    What is named behind them, in the plural, goes before what was spoken of. So it does behind "Since
    its inspection, when it was poor, the service has".
    """
    clause = reading.clause
    if held := _held_there(clause, clauses):
        return replace(reading, subject=naming(held))
    if (its := _its(clause, clauses)) is not None:
        subject = reader.read(its.before, heading)
        return replace(reading, subject=subject) if subject.names and not subject.share else reading
    if inside := _found_it(clause, clauses):
        return replace(reading, subject=naming(reader.read(inside, heading).slugs))
    opens = (
        clause.verb is None and clause is clauses[0] and [p.form for p in clause.before[:1]] == [Form.WITH]
    )
    if not opens or len(clauses) < 2:
        return reading
    own = reader.read(clause.before, heading)
    if own.points not in (Points.AMOUNT, Points.PRONOUN) or own.names:
        return reading
    subject = reader.read(clauses[1].before, heading)
    many = bool(subject.total) or (subject.head is not None and subject.head.words[-1].endswith("s"))
    if reading.subject.names and not many:
        return reading
    names = tuple((slug, own.quantity) for slug in subject.slugs)
    told = replace(subject, names=names, total=subject.total or subject.part)
    return replace(reading, subject=told) if names else reading


def of_others(
    subject: Subject,
    source: Subject | None,
    clause: Clause,
    previous: Reading | None,
    outcomes: frozenset[str],
) -> Subject | None:
    """Return whom the rest is of, where it is none of what was named, or None where it is.

    "Being healthy and staying safe are good, the others are": the other outcomes. "Adoption is good and the
    others are": nobody says what. But in "Staying safe is good in most homes, the others are" it is of homes.
    """
    said = [unit.text for phrase in clause.before for unit in phrase.units if unit.kind is Kind.REST]
    if source is None or subject.points is not Points.REST or previous is None or not _OTHERS & set(said):
        return None
    if source.quantity or any(p.names or p.quantity or p.part for p in previous.clause.after):
        return None
    if source.names and set(source.slugs) <= outcomes - WEAK - {ALL_OUTCOMES}:
        return Subject(names=((ALL_OUTCOMES, "rest"),), quantity="rest", head=subject.head)
    single = bool(source.names) and set(source.slugs) <= SINGLE
    return replace(NOBODY, head=subject.head) if single else None


_OTHERS = frozenset({"the other", "the others", "the rest", "the remainder", "the remaining"})


def _held_there(clause: Clause, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return what "these" are of the clause before: "Where schools have sixth forms, | these are good"."""
    place = next((n for n, other in enumerate(clauses) if other is clause), 0)
    above = clauses[place - 1] if place else None
    points = len(clause.before) == 1 and clause.before[0].text in ("these", "they", "it")
    if not points or above is None or above.lead_text != "where" or not above.verb_has(Kind.HAVE):
        return ()
    held = [p for p in above.after if p.form is not Form.COMMA]
    return held[0].names if len(held) == 1 and held[0].form is Form.NOUN else ()


def _its(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """Return the clause that names "it": "Since its inspection, when | it was poor, | the service has"."""
    if not takes_up(clause) or len(clauses) != 3 or clause is not clauses[1] or clauses[0].verb is not None:
        return None
    own = any(unit.text == "its" for unit in clauses[0].units) and not any(p.names for p in clauses[0].before)
    return clauses[2] if own else None


def _found_it(clause: Clause, clauses: Sequence[Clause]) -> Zone:
    """Return what "it" is of an aside: "Adoption, subject of an inspection | which found it poor, | has"."""
    it = any(p.text == "it" for p in clause.after[:1]) and clause.verb_has(Kind.JUDGE) and not clause.before
    noun = clause.antecedent[-1] if clause.antecedent else None
    if not it or noun is None or noun.names or noun.word not in INSPECTIONS | SERVING:
        return ()
    host = next((c for c in clauses if any(p is noun for p in c.before)), None)
    zone = host.before if host is not None else ()
    aside = len(zone) > 2 and bool(zone[0].names) and zone[1].form is Form.COMMA
    return zone[:1] if aside and not any(p.names for p in zone[1:]) else ()


def named_as(reading: Reading, clauses: Sequence[Clause]) -> Reading:
    """Read a name of the council's own by what it is: "The centres, which are the pupil referral units, are".

    Also "the Bridge, as the pupil referral unit is known here, is".
    """
    subject, nouns = reading.subject, [p for p in reading.clause.before if p.form is Form.NOUN]
    if subject.names or len(nouns) != 1 or reading.clause.verb is None:
        return reading
    for clause in clauses:
        verb = clause.verb
        own = verb is not None and any(noun is nouns[0] for noun in clause.antecedent)
        if not own or verb is None or clause is reading.clause:
            continue
        told = clause.after if clause.lead_text in ("which", "that") and not clause.before else ()
        known = clause.lead_text == "as" and bool(_KNOWN & set(verb.text.split()))
        told = clause.before if known else told
        named = [p for p in told if p.form is Form.NOUN]
        plain = all(unit.kind is Kind.BE for unit in verb.units) or known
        first = next((p.form for p in told if p.form is not Form.ADVERB), None)
        itself = (
            bool(named) and bool(named[0].names) and named[0].kind is Kind.SUBJECT and not named[0].grades
        )
        itself = itself and not any(noun.names for noun in named[1:])  # no "part of the youth service"
        if plain and itself and first is Form.NOUN:
            much = nouns[0].quantity
            names = tuple((slug, much) for slug in named[0].names)
            return replace(reading, subject=replace(subject, names=names, points=Points.NONE, unknown=False))
    return reading


_KNOWN = words_of("known called named")


def named_of_two(zone: Zone, memory: Memory) -> Zone:
    """Name "the former" and "the latter" where they stand in more: "a quarter of the former and all of".

    Of two that open the clause it is one of those: "Of A and B | the former is".
    """
    if ahead := _two_ahead(zone):
        zone, memory.pair = zone[ahead[0] :], ahead[1]
    elif len(zone) == 1 or len(memory.pair) != 2:
        return zone
    return tuple(_named(p, memory) if p.form is Form.NOUN and not p.names else p for p in zone)


def _named(noun: Phrase, memory: Memory) -> Phrase:
    """Give a noun phrase the name of the one of two that it points to: "(a quarter) of the former"."""
    if noun.units[-1].text in OF_TWO:
        return replace(noun, names=of_two(noun.units[-1].text, memory.pair))
    near = memory.focus is None or not set(memory.focus.slugs).isdisjoint(memory.pair)
    if near and noun.text in ONE_OR_OTHER:
        names = memory.ordered = tuple(of_two(noun.text, memory.pair))
        return replace(noun, names=names, quantity=None, part=None, total=None)
    return noun


def _two_ahead(zone: Zone) -> tuple[int, tuple[str, ...]] | None:
    """Return where "the former" or "the latter" stands behind two names that are led in, and the names."""
    place = next((n for n, p in enumerate(zone) if n and p.units[-1].text in OF_TWO), 0)
    names = tuple(dict.fromkeys(slug for p in zone[:place] for slug in p.names))
    led = any(p.form is Form.PREP for p in zone[:2])  # "As | for | A and B,"
    return (place, names) if place and led and len(names) == 2 else None


def two_named(clauses: Sequence[Clause], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return the two that clauses name, whatever they say of them: "A drags it down, B up: of the former".

    Else the two of before, unless something else was named since.
    """
    units = [unit for clause in clauses for unit in clause.units]
    names = slugs_named(unit for n, unit in enumerate(units) if not _tells_where(units, n))
    if len(names) == 2:
        return names
    return () if names and set(names).isdisjoint(before) else before


def _tells_where(units: Sequence[Unit], place: int) -> bool:
    """Say whether a general noun only tells in how many it is so: "Sixth forms are good in two schools"."""
    general = units[place].slugs in (("schools",), (ALL_SETTINGS,))
    led = [unit.kind for unit in units[max(0, place - 2) : place]]
    return general and led in ([Kind.PREPOSITION, Kind.COUNT], [Kind.PREPOSITION, Kind.QUANTITY])


def _is_half_known(subject: Subject, source: Subject, memory: Memory) -> bool:
    """Say whether it is not known which is meant: "one" of two that differ, "the latter" of one."""
    text = subject.head.text if subject.head is not None else ""
    if text in _SINGLE_ONE and subject.total in (None, 1):
        return len(source.names) > 1 and source.total is None
    two = len(source.names) > 1 or len(memory.pair) > 1 or _TWO in (source.total, memory.total)
    return text in OF_TWO and not two


_TWO = 2
_SINGLE_ONE = frozenset({"one", "the other", "the other one"})


def pointed(subject: Subject, source: Subject, memory: Memory) -> tuple[tuple[str, str | None], ...]:
    """Return the names that a subject points to, of those that its source has; none if that is not known."""
    if _is_half_known(subject, source, memory):
        return ()
    text = subject.head.text if subject.head is not None else ""
    pair = source.slugs if len(source.slugs) == 2 else memory.pair or source.slugs
    if text in OF_TWO:
        return tuple((slug, None) for slug in of_two(text, pair))
    both = "both" in text or text == "neither"
    inside = set(source.slugs) <= {slug for slug, _ in memory.sentence}  # not "two of the As, both of them"
    if both and len(source.names) == 1 and len(memory.sentence) == 2 and inside:
        return memory.sentence
    points = subject.points is Points.PRONOUN or subject.quantity == "all"
    if memory.fresh and both and len(source.names) == 1 and set(source.slugs) < set(memory.pair):
        return tuple((slug, None) for slug in memory.pair)  # "A is better than B, but both are above X"
    if memory.fresh and both and len(source.names) == 1 and len(memory.judging) == 2:
        return tuple((slug, None) for slug in memory.judging)  # "A is good in most and B in all, and both"
    if not memory.fresh and points and set(source.slugs) <= set(memory.judged):
        every = memory.judged  # "Fostering is good and adoption is good as well. These are"
        if both and len(every) == 2:
            return tuple((slug, None) for slug in every)
        counted = subject.quantity == "all" and len(every) in (subject.part, subject.total)
        if memory.together and (text in _ALL_OF_THEM or counted):
            return tuple((slug, None) for slug in every)
    if subject.points is Points.REST and subject.quantity != "all" and len(source.names) > 1:
        parted = tuple(pair for pair in source.names if pair[1] not in (None, "all"))
        last = tuple((slug, None) for slug in memory.parted if slug in source.slugs)
        return parted or last or source.names
    return source.names


def _one_or_other(subject: Subject, source: Subject, memory: Memory) -> tuple[str, ...]:
    """Return which of two named "the one" or "the other" is: "A and B were inspected; the one is good"."""
    text = subject.head.text if subject.head is not None else ""
    text = "the one" if text == "one" and subject.total == 1 and subject.part is None else text
    pair = source.slugs if len(source.slugs) == 2 else memory.pair
    told = text == "the one" or (text == "the other" and bool(memory.ordered))
    if not told or len(pair) != 2 or not set(source.slugs) <= set(pair):
        return ()
    return tuple(of_two(text, pair))


def of_list(subject: Subject, source: Subject, memory: Memory) -> tuple[str, ...]:
    """Return which of a list are meant by their order: "the first two", and then "the others"."""
    inside = bool(memory.listed) and set(source.slugs) <= set(memory.listed)
    here = set(source.slugs) <= set(memory.judging)  # "A is good, B good and C poor, the last having been"
    names = memory.listed if inside else memory.judging if here else source.slugs
    if subject.order is not None:
        return in_order(names, subject.order)
    if one := _one_or_other(subject, source, memory):
        return one
    told = memory.ordered or memory.told
    if subject.quantity == "rest" and told and inside:
        return tuple(slug for slug in names if slug not in told)
    return ()


_ALL_OF_THEM = frozenset({"these", "they", "all of these", "all of them", "the three", "all"})
_SINGLE = frozenset({"is", "was", "has", "has been", "remains", "continues"})


def stand_together(readings: Sequence[Reading]) -> bool:
    """Say whether what a sentence judged goes by "these" as a whole: it ends with one that is single.

    "Fostering is good and adoption satisfactory": "these" cannot be adoption alone.
    """
    last = next((r.clause for r in reversed(readings) if r.subject.names and not r.clause.antecedent), None)
    return last is not None and last.verb is not None and last.verb.units[0].text in _SINGLE


def judged_there(subject: Subject, memory: Memory, previous: Reading | None) -> Subject | None:
    """Return where a sentence found it so: "Provision is good in most sixth forms but one of these is"."""
    points = subject.points in (Points.AMOUNT, Points.PRONOUN, Points.REST)
    graded = previous is not None and any(p.form is Form.GRADE for p in previous.clause.after)
    if previous is None or not graded or previous.clause.antecedent:
        return None
    focus = memory.focus if memory.fresh and points else None
    judged = memory.judging[-1:]
    if (
        focus is None
        or not judged
        or focus.slugs != previous.subject.slugs
        or set(focus.slugs) & set(memory.judging)
        or subject.review
        or not any(judged[0] in p.names for p in previous.clause.phrases)  # "A is good; B call theirs poor"
    ):
        return None
    return Subject(names=((judged[0], None),))
