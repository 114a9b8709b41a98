"""Small classes of words that several steps know: people, councils, figures, verdicts, inspections.

In: nothing. Out: sets of words, which a step may widen by what it alone knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ofsted_kg.grammar.lex.closed_classes import DO, FINITE_BE, words_of

T = TypeVar("T")

PERSONS = words_of(
    """
    people children child pupils students learners boys girls families parents carers leavers adopters mothers
    youngsters
    """
)
COUNTERPARTS = words_of("peers counterparts")
# Those of other places: "their peers in England".
PEERS = PERSONS | COUNTERPARTS
COUNCIL = words_of("council authority borough county city town district area")
FIGURES = words_of(
    """
    figure figures rate rates level levels proportion proportions percentage percentages share shares number
    numbers
    """
)
# A rate is one of something that happens, never of how many are good.
RATES = words_of("rate rates")
OF_FIGURES = FIGURES | {"average"}
# What a figure of other places is beside one's own, and what a grade is of.
CORRESPONDING = words_of("corresponding equivalent comparable")
QUALITIES = words_of("quality standard standards")
# Pronouns that stand for what was measured or said before.
ANAPHORA = words_of("it they this these")
# Pronouns that stand for a noun: "that of", "those in".
STANDS_FOR_NOUN = words_of("that those")
MORE_OR_FEWER = words_of("more fewer less")
LIKELY = frozenset({"more likely", "less likely"})
HIGH_OR_LOW = words_of("high low")
SIZES = words_of("large larger largest small smaller smallest big bigger biggest")
LARGEST = words_of("largest biggest smallest")
# Grades that are low on every scale.
INADEQUATE = words_of("inadequate poor unsatisfactory")
# "in some cases": how many of what was inspected.
CASES = words_of("cases instances inspections")
# "if satisfactory", "though improving".
CONCEDING = words_of("though although albeit if")
# What is done with a judgement.
REACHED = words_of("made given awarded reached")
HARDLY = words_of("hardly scarcely")
# What leads in of whom a figure is: "at sixteen", "in special schools".
OF_WHOM = words_of("in at for by among")
# What says the same of another.
ALSO = frozenset({"too", "also", "likewise", "similarly"})
# "with one exception": what is taken out, and no more of it.
EXCEPTIONS = words_of("exception exceptions")
JUDGEMENTS = words_of("judgement judgements judgment judgments grade grades rating ratings verdict verdicts")
INSPECTIONS = words_of("inspection inspections report reports review reviews visit visits")
# Parts of a council's area: how many of them are meant says nothing of how many settings are.
DISTRICTS = words_of("districts wards towns localities neighbourhoods")
ATTEND = words_of("attend attends attended attending")
# What a service may be said to give, so that the grade is the service's own.
GIVEN = words_of("quality provision care education service services standard standards teaching")
# Grades below good.
LOW_GRADES = words_of("inadequate poor unsatisfactory adequate satisfactory")
# Who serves people, so that the grade is of the service for them.
SERVING = words_of("team service agency")
# What tells of another time, or of a change.
PAST = words_of("year years month months previously before earlier getting becoming growing last")
# Where something is: "sits above", "behind it lie".
LIE = words_of("sit sits sat lie lies lay stand stands stood rest rests rested fall falls fell land lands")
# How a figure lies to another.
RELATIONS = frozenset({"above", "below", "behind", "in line"})
# Verbs that stand for what was said before: "and so are", "as did".
STANDS_FOR_VERB = FINITE_BE | DO
# What others have done where they lie ahead: "by 16 they have been overtaken".
PASSED = words_of(
    """
    exceeded surpassed bettered overtaken outstripped outperformed outdone eclipsed outclassed outshone
    overshadowed topped beaten dwarfed outpaced outscored outranked outnumbered trumped
    """
)
# Which of two just named is meant.
OF_TWO = {"the former": 0, "the latter": 1}
FIRST_OR_SECOND = OF_TWO | {"the first": 0, "the second": 1}


# What is told of several goes by their order.
IN_ORDER = frozenset({"respectively", "in that order", "in turn"})
# Which of two just named is meant where they stand side by side: "the one good, the other poor".
ONE_OR_OTHER = {"the one": 0, "the other": 1}


def of_two(text: str, named: Sequence[T]) -> Sequence[T]:
    """Return, of those named last, the one that "the former", "the latter", "the one", "the other" means."""
    return named[-1:] if (OF_TWO | ONE_OR_OTHER)[text] else named[:1]


# What leads in why something is so, and names nothing that is judged.
CAUSES = frozenset({"due to", "because of", "as a result of", "thanks to", "despite", "in spite of"})
