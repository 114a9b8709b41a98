# ruff: noqa: E501 - tables read best on one line
"""Sentences with graded statements alone: their slots, what bears what, and how they are written.

In: a row of slot values. Out: the sentence with its facts.
"""

from __future__ import annotations

from compose import exceptions, follows, joins, judgements
from compose.cover import Row, Rule
from compose.facts import Composed
from compose.grades import GRADES, LOW, PLAIN
from compose.judgements import PREDICATES, Clause, quantity_slug
from compose.noise import ADVERBS, ASIDES, CARELESS, CLAUSES, LEADS, TAILS, sentence
from compose.nouns import COUNT, MASS, SECOND, SERVICES, SUBJECTS
from compose.quantities import PLACES, QUANTITIES, TRAILING

SLOTS = {
    "subject": tuple(SUBJECTS),
    "quantity": tuple(QUANTITIES),
    "where": tuple(TRAILING),
    "predicate": tuple(PREDICATES),
    "grade": tuple(GRADES),
    "exception": tuple(exceptions.EXCEPTIONS),
    "join": tuple(joins.JOINS),
    "second": ("-", *SECOND),
    "second quantity": joins.SECOND_QUANTITIES,
    "second grade": ("-", *PLAIN),
    "follow": tuple(follows.FOLLOWS),
    "tail": TAILS,
    "lead": LEADS,
    "aside": ASIDES,
    "adverb": ADVERBS,
    "careless": CARELESS,
}
MIDDLING = ("satisfactory", "adequate", *LOW)


def _short(tail: str) -> bool:
    return not tail.startswith(CLAUSES)


def _tail_joins(tail: str, join: str) -> bool:
    made = joins.JOINS[join]
    if not tail or join == "none":
        return True
    return made.needs in ("second", "rest", "place") and not made.gapped and tail in (" overall", " this year", " when last inspected")  # fmt: skip


def _aside_fits(aside: str, subject: str) -> bool:
    noun = SUBJECTS[subject]
    if aside == " inspected this year":
        return (
            noun.kind in (COUNT, MASS)
            and "settings inspected" not in noun.bare
            and "inspected" not in noun.bare
        )
    return aside != " in the borough" or noun.kind in (COUNT, MASS, SERVICES)


def _lead_fits(lead: str, predicate: str) -> bool:
    return PREDICATES[predicate].leads or not lead.rstrip().endswith("that")


RULES: tuple[Rule, ...] = (
    ("subject", "quantity", judgements.subject_takes),
    ("subject", "where", judgements.subject_takes_where),
    ("subject", "predicate", judgements.subject_takes_predicate),
    ("predicate", "quantity", judgements.predicate_takes),
    ("predicate", "grade", judgements.predicate_takes_grade),
    ("predicate", "where", lambda p, w: not w or PREDICATES[p].where),
    ("predicate", "aside", lambda p, a: not a or PREDICATES[p].aside),
    ("predicate", "adverb", lambda p, a: not a or PREDICATES[p].adverb),
    ("quantity", "where", lambda q, w: not q or not w),
    ("exception", "subject", exceptions.exception_fits),
    ("exception", "quantity", exceptions.exception_quantity),
    ("exception", "predicate", lambda e, p: not e or p in exceptions.EXCEPTABLE),
    ("exception", "grade", lambda e, g: exceptions.EXCEPTIONS[e].grade != GRADES[g].slug),
    ("exception", "where", lambda e, w: not e or w in ("", " in all settings", " across the large majority of inspected services and settings")),
    ("exception", "join", lambda e, j: not e or j == "none"),
    ("exception", "follow", lambda e, f: not e or f == "none"),
    ("exception", "tail", lambda e, t: not e or not t),
    ("exception", "aside", lambda e, a: not e or not a),
    ("join", "predicate", joins.joins_predicate),
    ("join", "quantity", joins.joins_quantity),
    ("join", "subject", joins.joins_subject),
    ("join", "second", joins.joins_second),
    ("join", "second quantity", joins.second_quantity_fits),
    ("join", "second grade", joins.grade_follows),
    ("join", "grade", lambda j, g: GRADES[g].attributive or joins.JOINS[j].needs not in ("same", "including", "respectively")),
    ("join", "follow", lambda j, f: j == "none" or f == "none"),
    ("join", "where", lambda j, w: not w or joins.JOINS[j].needs in ("", "second", "place")),
    ("join", "aside", lambda j, a: not a or joins.JOINS[j].needs not in ("including", "respectively", "same")),
    ("join", "lead", lambda j, x: not (x.startswith("While") and j in ("while", "whereas", "although", "though"))),
    ("second", "second quantity", joins.second_takes),
    ("subject", "second", joins.apart),
    ("grade", "second grade", joins.grades_differ),
    ("follow", "subject", follows.follow_subject),
    ("follow", "quantity", follows.follow_quantity),
    ("follow", "where", lambda f, w: f == "none" or not w),
    ("follow", "grade", lambda f, g: follows.FOLLOWS[f].grade != GRADES[g].slug),
    ("follow", "predicate", lambda f, p: f == "none" or p in joins.COPULAR or p == "have been judged"),
    ("tail", "join", _tail_joins),
    ("tail", "follow", lambda t, f: f == "none" or _short(t)),
    ("tail", "predicate", lambda t, p: not t or p not in ("relative", "contribution to", "inverted")),
    ("aside", "subject", _aside_fits),
    ("aside", "lead", lambda a, x: not (a.endswith("OPTIONAL") or "however" in a or "other hand" in a) or x in ("", "Ofsted found that ", "It is positive that ")),
    ("aside", "careless", lambda a, c: c in ("", "wrong number") or ", " not in a),
    ("lead", "predicate", _lead_fits),
    ("lead", "grade", lambda x, g: "positive" not in x or GRADES[g].slug not in LOW),
    ("lead", "tail", lambda x, t: not (t == " overall" and "verall" in x) and not (t == " this year" and "2009" in x)),
    ("aside", "tail", lambda a, t: not (a == " inspected this year" and t in (" this year", " when last inspected"))),
    ("quantity", "grade", lambda q, g: not q.startswith(("too ", "hardly")) or GRADES[g].slug in MIDDLING),
    ("where", "grade", lambda w, g: "too many" not in w or GRADES[g].slug in MIDDLING),
    ("second quantity", "second grade", lambda q, g: q != "too many " or g in ("satisfactory", "adequate", "inadequate", "only satisfactory")),
    ("join", "quantity", lambda j, q: j != "including" or q in ("", "all ", "most ", "the majority of ", "nearly all ")),
    ("adverb", "grade", lambda a, g: not a or GRADES[g].attributive),
)  # fmt: skip


def write(row: Row) -> Composed:
    """Return the sentence of a row."""
    noun, grade = SUBJECTS[row["subject"]], GRADES[row["grade"]]
    join, words = row["join"], row["quantity"]
    aside = row["aside"]
    if join == "including":
        aside = f", including {QUANTITIES[''].before(SECOND[row['second']])},"
    clause = Clause(noun, QUANTITIES[words], grade, row["where"], aside, row["adverb"], row["careless"])
    predicate = PREDICATES[row["predicate"]]
    slug = quantity_slug(row["predicate"], words, row["where"])
    taken_out, graded = exceptions.excepted(row["exception"], noun)
    if exceptions.EXCEPTIONS[row["exception"]].one:
        slug = "nearly-all"
    first = judgements.facts(
        joins.respectively(join, noun), slug, grade, exception=taken_out, also=PLACES.get(row["where"], ())
    )
    added, second = joins.joined(
        join, noun, words, grade, row["second"], row["second quantity"], row["second grade"]
    )
    later, third = follows.followed(row["follow"], noun)
    text = row["lead"] + predicate.say(clause) + row["exception"] + row["tail"] + added
    text = sentence(text, row["careless"]) + later
    return Composed(text, (*first, *graded, *second, *third), "judgement", tuple(row.items()))
