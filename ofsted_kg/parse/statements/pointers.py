"""Small questions about a clause that points back to what was said before.

In: a clause or its units. Out: whether its subject stands after its verb, whether it tells
how many there are, which noun an exception leaves, and the like.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind
from ofsted_kg.parse.statements.clause import Clause
from ofsted_kg.parse.statements.subject import Subject


def offers(clause: Clause) -> bool:
    """Say whether a clause tells what somebody gives: "childminders offer care"."""
    gives = any(unit.kind is Kind.PROVIDE for unit in clause.verb)
    given = [unit for unit in clause.after if unit.kind not in (Kind.DETERMINER, Kind.ADVERB)]
    return gives and len(given) == 1 and given[0].text in _GIVEN


ORDINALS = frozenset({"the first", "the second", "the third", "the last"})
DOINGS = frozenset({"activities", "activity", "programmes", "plans", "courses", "opportunities", "links"})
_GIVEN = frozenset({"care", "provision", "education", "teaching", "service", "services"})


def inverted(clause: Clause) -> bool:
    """Say whether the subject stands after the verb: "so are X", "as is X"."""
    opens = [unit.words[0] for unit in (*((clause.lead,) if clause.lead else ()), *clause.before)]
    return bool(set(opens) & {"so", "as"}) and set(opens) <= {"so", "as", "and", ",", "too", "also"}


def some_home(before: Sequence[Unit]) -> bool:
    """Say whether a phrase is about homes, not about being at home."""
    return any(
        unit.words == ("homes",) or (unit.words == ("home",) and before[place - 1].kind in ARTICLES)
        for place, unit in enumerate(before)
        if place or unit.words == ("homes",)
    )


ARTICLES = frozenset({Kind.DETERMINER, Kind.COUNT, Kind.REST, Kind.QUANTITY})


def says_no(units: Sequence[Unit]) -> bool:
    """Say whether a phrase denies: "there is no"."""
    return any(unit.kind is Kind.NOT for unit in units)


def excepted(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the noun of an exception that is no name: "save for one home"."""
    place = next((n for n, unit in enumerate(units) if unit.kind is Kind.EXCEPT), len(units))
    rest = units[place:]
    if any(unit.kind is Kind.SUBJECT for unit in rest):
        return ()
    return tuple(unit.words[-1] for unit in rest if unit.kind is Kind.GENERIC)


def opened(units: Sequence[Unit]) -> bool:
    """Say whether only articles and the like stand before a name, so that it is the subject."""
    return all(u.kind in (*ARTICLES, Kind.ADVERB) for u in units)


def until_unknown_verb(before: list[Unit]) -> list[Unit]:
    """Leave out a verb that is not known: "The fostering service (recruits well and) is"."""
    name = next((n for n, unit in enumerate(before) if unit.kind is Kind.SUBJECT), None)
    if name is None or before[-1].words != ("and",) or not opened(before[:name]):
        return before
    following = before[name + 1]
    return before[: name + 1] if following.kind is Kind.WORD and following is not before[-1] else before


def resumes(clause: Clause) -> bool:
    """Say whether the subject before goes on: "which was judged good and (inspected again,) is"."""
    before = clause.before
    participle = before[0].kind is Kind.WORD and before[0].text.endswith("ed")
    return participle and clause.lead_kind is Kind.AND and before[-1].kind is Kind.COMMA


def of_one(before: Sequence[Unit]) -> bool:
    """Say whether a phrase ends in "a (name) that", after words that are not known."""
    named = len(before) > 3 and before[-2].kind is Kind.SUBJECT and before[-3].words in (("a",), ("an",))
    return named and not opened(before[:-3])


def placed_in(clause: Clause) -> bool:
    """Say whether a clause ends in places without a name: "children are placed in homes"."""
    said = [unit for unit in clause.after if unit.kind is not Kind.COMMA]
    return len(said) > 1 and said[-1].kind is Kind.GENERIC and said[-2].text == "in"


def measures(clause: Clause) -> bool:
    """Say whether a clause without verb measures the one before: ", a larger proportion than in"."""
    kinds = {unit.kind for unit in clause.after}
    return clause.lead_kind in (Kind.COMMA, Kind.STOP) and Kind.COMPARATOR in kinds and not kinds & _OWN


_OWN = frozenset({Kind.SUBJECT, Kind.TOPIC, Kind.GRADE, Kind.WORD})


def excepts_other(units: Sequence[Unit]) -> bool:
    """Say whether something outside the vocabulary is taken out: "except for recording"."""
    place = next((n for n, unit in enumerate(units) if unit.kind is Kind.EXCEPT), None)
    rest = units[place + 1 :] if place is not None else ()
    named = any(unit.kind in (Kind.SUBJECT, Kind.COUNT, Kind.GENERIC) for unit in rest)
    return not named and any(
        unit.kind is Kind.TOPIC or (unit.kind is Kind.WORD and not unit.capital) for unit in rest
    )


def pointed(clause: Clause) -> bool:
    """Say whether a subject is one of those spoken of: "these schools", "their homes"."""
    return any(unit.words[0] in ("this", "these", "those", "such", "their", "its") for unit in clause.before)


def last_joint(units: Sequence[Unit]) -> int:
    """Return the place after the last ", and"."""
    return max(
        (
            n + 1
            for n in range(1, len(units) - 1)
            if units[n].kind is Kind.AND and units[n - 1].kind is Kind.COMMA and units[n].words == ("and",)
        ),
        default=0,
    )


def counts(clause: Clause) -> bool:
    """Say whether a clause tells how many there are: "five homes were inspected"."""
    return not any(unit.kind is Kind.BE for unit in clause.verb) or any(
        unit.words[0].endswith("ed") for unit in clause.after[:1]
    )


def set_apart(clause: Clause, subject: Subject) -> tuple[str, ...]:
    """Return what "Except in X, where they are poor, ..." takes out of the clause that follows."""
    before = clause.before
    if not before or before[0].kind is not Kind.EXCEPT:
        return ()
    return subject.slugs if any(unit.kind is Kind.RELATIVE for unit in before) else ()


def told_first(clause: Clause) -> list[Unit]:
    """Return what stands first in "Of the nine schools, inspectors judged two good"."""
    comma = next((n for n, unit in enumerate(clause.before) if unit.kind is Kind.COMMA), 0)
    return clause.before[1:comma] if comma and clause.before[0].text == "of" else []


def outside(clause: Clause) -> bool:
    """Say whether the only name is one that is left aside: "Outside X there is much (that is good)"."""
    aside = bool(clause.before) and (
        clause.before[0].kind is Kind.EXCEPT or clause.before[0].text in ("outside", "beyond", "besides")
    )
    return aside and not any(unit.kind is Kind.SUBJECT for unit in clause.after)
