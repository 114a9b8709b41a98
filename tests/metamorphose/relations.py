"""The table of relations, by family. In: nothing. Out: ``RELATIONS``, by name.

A relation that is ``whole`` holds for every row that bears it, but for those of ``exceptions``; of the
others a sample is read, and ``shares.json`` has the share of it that may break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from metamorphose import clauses, insertion, lead_ins, pairs, sentences, substitution, wording
from metamorphose.clauses import COMPARED, JUDGED
from metamorphose.rows import Change, Row

Make = Callable[[Sequence[Row]], Iterator[tuple[Row, Row]]]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its name, its family, what may change, and what makes the changed rows of all rows."""

    name: str
    family: str
    says: str
    make: Make
    whole: bool = False


def _each(change: Change, rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    for row in rows:
        made = change(row)
        if made is not None and made.text != row.text:
            yield row, made


def _relations(
    family: str, changes: dict[str, Change], whole: frozenset[str] = frozenset()
) -> list[Relation]:
    return [
        Relation(name, family, (change.__doc__ or name).strip(), partial(_each, change), name in whole)
        for name, change in changes.items()
    ]


def _added(family: str, changes: dict[str, tuple[Callable[[str, str], Change], str, str]]) -> list[Relation]:
    return [
        Relation(name, family, f'"{words}" is added.', partial(_each, make(words, fact)))
        for name, (make, words, fact) in changes.items()
    ]


SUBSTITUTION = _relations(
    "substitution",
    {
        "subject_cycle": substitution.subject_cycle,
        "subject_schools": substitution.subject_schools,
        "fostering_adoption": substitution.fostering_adoption,
        "grade_adequate": substitution.grade_adequate,
        "grade_satisfactory": substitution.grade_satisfactory,
        "grade_up": substitution.grade_up,
        "grade_down": substitution.grade_down,
        "lower": substitution.lower,
        "worse": substitution.worse,
        "areas_neighbours": substitution.areas_neighbours,
        "areas_authorities": substitution.areas_authorities,
        "neighbours_areas": substitution.neighbours_areas,
        "england_average": substitution.england_average,
        "average_national": substitution.average_national,
        "across_country": substitution.across_country,
    },
    frozenset(
        {
            "subject_cycle",
            "fostering_adoption",
            "grade_adequate",
            "grade_satisfactory",
            "grade_up",
            "grade_down",
            "areas_neighbours",
            "areas_authorities",
            "neighbours_areas",
            "england_average",
            "average_national",
        }
    ),
)
LEAD_IN = _relations(
    "lead-in",
    {
        "lead_overall": lead_ins.overall,
        "lead_found": lead_ins.found,
        "lead_evidence": lead_ins.evidence,
        "lead_encouraging": lead_ins.encouraging,
        "lead_area": lead_ins.area,
        "lead_result": lead_ins.result,
        "lead_year": lead_ins.year,
        "lead_city": lead_ins.city,
    },
)
INSERTION = _relations(
    "insertion",
    {
        "adverb_now": insertion.adverb_now,
        "adverb_consistently": insertion.adverb_consistently,
        "judged": insertion.judged,
        "bracketed_clause": insertion.bracketed_clause,
        "bracketed_number": insertion.bracketed_number,
        "in_the_borough": insertion.in_the_borough,
        "the_councils": insertion.the_councils,
    },
    frozenset({"adverb_consistently", "the_councils"}),
)
WORDING = _relations(
    "wording",
    {
        "ampersand": wording.ampersand,
        "curly": wording.curly,
        "first_letter": wording.first_letter,
        "line_end": wording.line_end,
        "no_stop": wording.no_stop,
        "dash": wording.dash,
        "no_comma": wording.no_comma,
        "per_cent": wording.per_cent,
        "percentage": wording.percentage,
        "proportion": wording.proportion,
        "remains": wording.remains,
        "quality": wording.quality,
    },
    frozenset({"ampersand", "curly", "dash", "first_letter", "proportion"}),
)
BEHIND = _added(
    "clause behind",
    {
        "tail_and": (clauses.behind, ", and childminders are satisfactory", JUDGED),
        "tail_semicolon": (clauses.behind, "; childminders are satisfactory", JUDGED),
        "tail_while": (clauses.behind, ", while childminders are satisfactory", JUDGED),
        "tail_whereas": (clauses.behind, ", whereas childminders are only satisfactory", JUDGED),
        "tail_with": (clauses.phrase_behind, ", with childminders satisfactory", JUDGED),
        "tail_and_compared": (clauses.behind, ", and attendance is above the national average", COMPARED),
        "tail_semicolon_compared": (clauses.behind, "; attendance is above the national average", COMPARED),
        "tail_while_compared": (clauses.behind, ", while attendance is above the national average", COMPARED),
        "tail_with_compared": (
            clauses.phrase_behind,
            ", with attendance above the national average",
            COMPARED,
        ),
    },
)
FRONT = _added(
    "clause in front",
    {
        "head_and": (clauses.in_front, "Childminders are satisfactory, and ", JUDGED),
        "head_but": (clauses.in_front, "Childminders are satisfactory but ", JUDGED),
        "head_while": (clauses.in_front, "While childminders are satisfactory, ", JUDGED),
        "head_although": (clauses.in_front, "Although childminders are satisfactory, ", JUDGED),
        "head_and_compared": (clauses.in_front, "Attendance is above the national average, and ", COMPARED),
        "head_while_compared": (
            clauses.in_front,
            "While attendance is above the national average, ",
            COMPARED,
        ),
    },
)
SENTENCE_BEFORE = _added(
    "sentence before",
    {
        "before": (sentences.before, "Childminders are satisfactory.", JUDGED),
        "before_compared": (sentences.before, "Attendance is above the national average.", COMPARED),
    },
)
SENTENCE_BEHIND = _added(
    "sentence behind",
    {
        "after": (sentences.behind, "Childminders are satisfactory.", JUDGED),
        "after_compared": (sentences.behind, "Attendance is above the national average.", COMPARED),
    },
)
PAIRS = [
    Relation(name, "pairs of rows", f'Another row is joined by "{join}".', partial(pairs.joined, join))
    for name, join in {
        "pair_stop": ". ",
        "pair_semicolon": "; ",
        "pair_and": ", and ",
        "pair_while": ", while ",
        "pair_but": " but ",
    }.items()
]
RELATIONS = {
    relation.name: relation
    for family in (
        SUBSTITUTION,
        LEAD_IN,
        INSERTION,
        WORDING,
        BEHIND,
        FRONT,
        SENTENCE_BEFORE,
        SENTENCE_BEHIND,
        PAIRS,
    )
    for relation in family
}
