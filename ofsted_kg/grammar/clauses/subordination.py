# Past 300 lines: one word list and one function for each way in which a subordinate clause ends or goes on.
"""Subordinate clauses: where they begin, and what goes on with them.

In: a run of phrases. Out: where a subordinate clause begins, whether "that" opens one, whether a verb goes on
with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.clauses.secondary_predicates import next_graded
from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form as Joins
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL, INSPECTIONS, OF_TWO
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.boundaries import ENDS, LIGHT, MARKS, bare_share
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of

# Where a subject behind its verb ends: "nor is fostering | inadequate".
_SAID = frozenset({Form.GRADE, Form.CUE, Form.COMPARED, Form.ADVERB, Form.NOT, Form.PLACES, Form.VERB})


_NOR = frozenset({"nor", "neither"})


def turned(clause: Clause) -> Clause:
    """Read "nor is fostering inadequate" as "fostering is not inadequate"."""
    verb, after = clause.verb, clause.after
    nor = clause.before[0].units if clause.before else (clause.lead,) if clause.lead is not None else ()
    if verb is None or len(clause.before) > 1 or len(nor) != 1 or nor[0] is None or nor[0].text not in _NOR:
        return clause
    end = next((n for n, p in enumerate(after) if p.form in _SAID), 0)
    if not end or after[0].form is not Form.NOUN:
        return clause
    denied = replace(verb, units=(*verb.units, nor[0]), denied=True)
    return replace(clause, before=after[:end], verb=denied, after=after[end:])


def rejoined(clauses: list[Clause]) -> list[Clause]:
    """Give a verb what is said behind an aside: "X is, by contrast with Y, which is good, | satisfactory"."""
    for place, clause in enumerate(clauses[:-1]):
        light = all(p.form in LIGHT for p in clause.after[1:] if p.form is not Form.COMMA)
        opens = bool(clause.after) and clause.after[0].form is Form.COMMA and clause.verb_has(Kind.BE)
        look = place + 1
        if opens and light and clauses[look].verb is None:
            look += 1  # "by contrast with Y,"
        elif not (opens and _is_contrast(clause.after)):
            continue
        last = clauses[look] if look < len(clauses) else None
        if last is None or last.lead_kind is not Kind.RELATIVE or not last.antecedent:
            continue
        cut = next((n for n in range(len(last.after) - 1, 0, -1) if last.after[n].form is Form.COMMA), 0)
        said = [p.form for p in last.after[cut + 1 :] if p.form not in LIGHT]
        if cut and said[:1] == [Form.GRADE] and any(p.form is Form.GRADE for p in last.after[:cut]):
            own = replace(clause, after=(*clause.after, *last.after[cut:]))
            return [*clauses[:place], own, *clauses[place + 1 : look], replace(last, after=last.after[:cut])]
    return clauses


def compared_again(clauses: list[Clause]) -> list[Clause]:
    """Give a clause the further places behind an aside: "lower than X, where it is 66%, | and than in Y"."""
    made = list(clauses)
    for place in range(1, len(made)):
        host, aside = made[place - 1], made[place]
        zone = aside.after
        again = (n for n, pair in enumerate(pairwise(zone)) if [p.form for p in pair] == _AND_THAN)
        cut = next(again, 0)
        told = any(p.form in (Form.CUE, Form.COMPARED, Form.THAN) for p in zone[:cut])
        than = any(p.form is Form.THAN for p in host.after)
        if not cut or told or not than or not aside.lead_text.startswith("where"):
            continue
        end = cut - 1 if zone[cut - 1].form is Form.COMMA else cut
        made[place - 1] = replace(host, after=(*host.after, *zone[end:]))
        made[place] = replace(aside, after=zone[:end])
    return made


_AND_THAN = [Form.AND, Form.THAN]


def _is_contrast(after: Zone) -> bool:
    """Say whether only whom it differs from stands behind a verb: ", unlike adoption,"."""
    plain = all(p.form in _ASIDE for p in after)
    contrast = len(after) > 1 and (after[1].form is Form.COMPARED or after[1].text in ("unlike", "like"))
    return plain and contrast


_ASIDE = frozenset({Form.COMMA, Form.NOUN, Form.PREP, Form.AND, Form.COMPARED, *LIGHT})


_BEFORE_AS = frozenset({Form.COMMA, Form.GRADE})
_WHEN = frozenset({"after", "before", "until", "as"})


def subordinate(zone: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find "after" or "before" with a subject behind it, before a verb: "after | the agency | was"."""
    place = len(zone) - 1
    while place > 0 and zone[place].form in (Form.NOUN, *LIGHT):
        place -= 1
    as_ = max(
        (n for n in range(1, len(zone)) if zone[n].text == "as" and zone[n - 1].form in _BEFORE_AS), default=0
    )
    inside = zone[as_ + 1 :]
    if as_ and inside and all(p.form in (Form.NOUN, Form.AND, *LIGHT, Form.PREP) for p in inside):
        return as_, as_ + 1  # ", as a fewer proportion of childminders and childcare | is"
    opens = place < len(zone) - 1 and zone[place].form is Form.PREP and zone[place].text in _WHEN
    opens = opens and not _is_time(zone[place + 1 :])
    return (place, place + 1) if opens else None


def _is_time(zone: Sequence[Phrase]) -> bool:
    """Say whether it is a time that stands behind "after", and no subject: "stay on after 16"."""
    units = units_of(zone)
    aged = len(units) == 1 and units[0].text.isdecimal() and int(units[0].text) in _AGES
    return aged or [unit.text for unit in units] == ["school"]


_AGES = range(14, 26)


def of_inspection(clause: Clause) -> bool:
    """Say whether a clause tells what was found: "an inspection | in which X was judged inadequate"."""
    return bool(clause.antecedent) and clause.antecedent[-1].word in INSPECTIONS


# What tells which are meant, without a comma before it: "In schools where teaching is good, ...".
RESTRICTING = frozenset({"where", "whose", "in which", "for which"})


def where_again(lead: Unit | None, after: Sequence[Phrase], phrase: Phrase) -> bool:
    """Say whether more is told of one thing: "X, where it is below average and | where two are poor"."""
    joined = bool(after) and after[-1].form is Form.AND
    return joined and lead is not None and lead.text == phrase.text in ("where", "which", "who")


def next_judged(after: Sequence[Phrase], verb: Phrase) -> Zone:
    """Return the next of a list whose items are each judged: "and fostering, | judged good"."""
    forms = [p.form for p in after[-3:]]
    item = len(forms) == 3 and forms[0] in MARKS and forms[1:] == [Form.NOUN, Form.COMMA]
    return (after[-2],) if _is_judged(verb) and item and after[-2].names else ()


def tells_of_object(said: Phrase | None, after: Sequence[Phrase], verb: Phrase) -> bool:
    """Say whether a participle tells of an object: "are adoption, | judged good", "runs a home, | judged".

    Also "is adequate, with adoption a little better and | graded good": of what stands behind "with".
    """
    if said is None or not _is_judged(verb) or not after:
        return False
    plain = all(u.text in FINITE_BE for u in said.units) or said.units[-1].kind is Kind.PROVIDE
    place = max((n for n, p in enumerate(after) if p.form is Form.WITH), default=len(after))
    forms = [p.form for p in after[place + 1 :] if p.form not in LIGHT]
    better = forms[:1] == [Form.NOUN] and forms[-1] is Form.CUE and bool(after[place + 1].names)
    better = better and all(form in (Form.CUE, Form.OTHER) for form in forms[1:])
    return better or (plain and bool(after[-1].names))


def after_being(verb: Phrase, after: Sequence[Phrase]) -> bool:
    """Say whether a verb tells what was so before: "is good after | being found inadequate".

    Also "is particularly strong | being good in most": of the same subject.
    """
    being = verb.units[0].words[0] == "being"
    said = [p for p in after if p.form is not Form.ADVERB]
    alone = len(said) == 1 and said[0].form is Form.CUE and is_plain(said[0])
    return being and (after[-1].text == "after" or (alone and len(verb.units) == 1))


def _is_judged(verb: Phrase) -> bool:
    """Say whether a verb is the participle of one that judges: "judged", "rated"."""
    return all(u.kind is Kind.JUDGE and u.text.endswith("ed") for u in verb.units)


def opens_clause(phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether "that" opens a clause, and does not stand for a noun ("that of")."""
    following = phrases[place + 1] if place + 1 < len(phrases) else None
    if following is None or following.form in (Form.PREP, Form.PLACES):
        return False
    before = phrases[place - 1] if place else None
    plain = before is not None and before.form is Form.CUE and is_plain(before)
    if before is not None and before.text == "both" and following.text == "level":
        return False  # "below both that level and the average"
    if before is not None and before.form in (Form.THAN, Form.COMPARED, Form.CUE, Form.PREP) and not plain:
        return False
    return following.text not in ("found", "seen", "made", "achieved")


def is_aside(zone: Sequence[Phrase]) -> bool:
    """Say whether a run between commas only tells when or by whom: ", by the same review,"."""
    forms = [p.form for p in zone]
    set_off = len(forms) > 3 and forms[0] is forms[-1] is Form.COMMA and forms[1] is Form.PREP
    return set_off and all(f in (Form.PREP, Form.NOUN, Form.ADVERB) for f in forms[1:-1])


def is_plain(phrase: Phrase) -> bool:
    """Say whether a comparing word is an adjective: "it is positive that", not "above that"."""
    cue = phrase.units[-1].cue
    return cue is not None and cue.form is Joins.PLAIN


def complete(zone: Sequence[Phrase]) -> bool:
    """Say whether a verbless stretch says something itself: "Fostering good | but adoption poor"."""
    return any(p.form is Form.GRADE or p.form is Form.CUE for p in zone)


def dates(phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether "since" opens a date and not a clause."""
    if phrases[place].text not in ("since", "so"):
        return False
    rest = phrases[place + 1 : place + 2]
    return (
        bool(rest)
        and rest[0].form is Form.NOUN
        and rest[0].kind in (Kind.WORD, Kind.COUNT)
        and not rest[0].names
    )


def counts_of_front(front: Sequence[Phrase], last: Phrase) -> list[Phrase]:
    """Return an amount that ends a relative clause and is of what stands before it, if there is one."""
    bare = last.form is Form.NOUN and not last.names and last.kind in (Kind.QUANTITY, Kind.COUNT)
    return [last] if front and front[0].text == "of" and bare else []


def closes_relative(lead: Unit | None, after: Sequence[Phrase], cut: tuple[int, int]) -> bool:
    """Say whether only an amount stands behind a relative clause: "Of the measures on which it is, | two"."""
    relative = lead is not None and lead.kind in (Kind.RELATIVE, Kind.THAT)
    return relative and cut[1] == len(after) - 1


def bare_behind(
    lead: Unit | None, verb: Phrase | None, zone: Sequence[Phrase], rest: Sequence[Phrase]
) -> bool:
    """Say whether a grade is that of the subject around: "X, which the city shares with others, | poor"."""
    if lead is None or lead.kind is not Kind.RELATIVE or rest[0].form is not Form.GRADE:
        return lead is not None and lead.kind is Kind.RELATIVE and next_graded(zone, rest)
    if verb is None and (lead.text != "which" or all(p.form is not Form.NOUN for p in zone)):
        return False
    closed = bool(zone) and zone[-1].form is Form.COMMA and all(p.form is not Form.GRADE for p in zone)
    return closed and all(p.form in (*LIGHT, *MARKS, Form.STOP, Form.GRADE) for p in rest[:2])


def new_subject(zone: Sequence[Phrase], rest: Sequence[Phrase] = (), *, subordinate: bool = False) -> bool:
    """Say whether a noun at the end of a zone is not part of what is said in it.

    Args:
        zone: what stands behind the verb.
        rest: what a relative pronoun leads to behind it.
        subordinate: the clause is led by "while" or its like.
    """
    if _goes_on_behind(zone, rest):
        return True
    if bare_share(zone[-2:]) and not any(unit.kind is Kind.SHARE for unit in units_of(zone[:-2])):
        return True  # "good in half of cases and | the proportion that"
    place = len(zone) - 1
    while place >= 0 and zone[place].form in (Form.NOUN, Form.COMMA, Form.PREP, Form.ADVERB):
        ended = place > 0 and (subordinate or zone[place - 1].form in ENDS)
        if zone[place].form is Form.COMMA and ended and place < len(zone) - 1:
            return True
        place -= 1
    before = place - 1
    while before > 0 and zone[before].form in LIGHT:
        before -= 1  # "is satisfactory overall and | the proportion that"
    return place > 0 and zone[place].form is Form.AND and zone[before].form in (*ENDS, Form.COMMA)


def _goes_on_behind(zone: Sequence[Phrase], rest: Sequence[Phrase]) -> bool:
    """Say whether a verb is still to come: "has improved and | the share of homes that are good | is"."""
    joint = max((n for n, p in enumerate(zone) if p.form is Form.AND), default=-1)
    opens = zone[joint + 1 : joint + 2]
    definite = bool(opens) and opens[0].form is Form.NOUN and opens[0].units[0].text in _DEFINITE
    verbs = [n for n, p in enumerate(rest) if p.form is Form.VERB]
    if joint < 1 or not definite or len(verbs) < 2:
        return False
    second = verbs[1]
    parted = any(p.form in (Form.AND, Form.COMMA, Form.CONJ, Form.REL, Form.STOP) for p in rest[:second])
    return not parted and rest[second].units[0].text in FINITE_BE


_DEFINITE = words_of("the those these its their")


def does(zone: Sequence[Phrase]) -> bool:
    """Say whether what stands behind "that" ends in a verb that is not known: "we inspected", "it uses"."""
    last = zone[-1].units[-1] if zone else None
    if last is None or last.kind is not Kind.WORD:
        return False
    if last.text.endswith("ed"):
        return True
    units = units_of(zone)
    if len(units) < 2 or last.text.endswith("ly"):
        return False
    who = units[-2]
    return who.text in _THEY or (who.words[-1] in _COUNCIL and last.text.endswith("s"))


_THEY = words_of("it they we he she inspectors children")
_COUNCIL = COUNCIL | {"department", "partnership", "service"}


def having_own(zone: Sequence[Phrase]) -> int:
    """Find where whoever has something begins behind "with": "with A and B both | having"; 0 if nowhere."""
    graded = [p.form for p in zone[-3:]] == [Form.GRADE, Form.COMMA, Form.NOUN]  # "is good, two | having"
    graded = graded or _counted_behind(zone)
    if zone[1:] and (graded or zone[-1].denied or zone[-1].kind is Kind.REST) and zone[-2].form is Form.COMMA:
        return len(zone) - 1  # ", the rest | having been judged fair"
    if len(zone) > 1 and zone[-1].text in OF_TWO and zone[-2].form in MARKS:
        return len(zone) - 1  # "the former being good and the latter | having risen to good"
    place = next((n for n in reversed(range(len(zone))) if zone[n].form is Form.WITH), len(zone))
    own = zone[place + 1 :]
    nouns = all(p.form in (Form.NOUN, *MARKS, *LIGHT) for p in own)
    return place + 1 if nouns and any(p.names for p in own) else 0


def _counted_behind(zone: Sequence[Phrase]) -> bool:
    """Say whether some are told of behind a grade: "good in the main, | one of the former (having)"."""
    grade = max((n for n, p in enumerate(zone) if p.form is Form.GRADE), default=len(zone))
    told, end = zone[grade + 1 : -2], zone[-2:]
    counts = [p.form for p in end] == [Form.COMMA, Form.NOUN] and (end[1].part or end[1].quantity)
    plain = all(p.form in (Form.PREP, Form.NOUN, *LIGHT) for p in told)
    return bool(counts) and grade < len(zone) - 2 and plain
