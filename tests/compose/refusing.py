# ruff: noqa: E501 - tables read best on one line
"""Near misses: sentences with a grade word or a comparator that say no fact, each with its rule.

In: a row of slot values. Out: the sentence, no facts, and why there are none.
"""

from __future__ import annotations

from compose.cover import Row, Rule
from compose.facts import Composed
from compose.grades import LOW
from compose.noise import LEADS, OPTIONAL, sentence, verb
from compose.nouns import COUNT, MASS, SECOND

SUBJECTS = SECOND
GRADES = ("good", "outstanding", "satisfactory", "inadequate", "good or better", "adequate", "poor")
MEASURES = (
    "the rate of permanent exclusions",
    "attainment at Key Stage 4",
    "the proportion of good primary schools",
    "the percentage of young people not in education, employment or training",
    "performance in children's homes",
    "the number of first-time offenders",
    "the stability of placements",
)
DIRECTIONS = ("above", "below", "higher than", "lower than", "better than", "in line with", "slightly below")
COMPARATORS = ("the national average", "similar areas", "statistical neighbours", "that of similar councils")
# template: refusal
GRADED = {
    "{s} {be} not yet {g}": "denied",
    "{s} {be} no longer {g}": "denied",
    "{s} {be} not {g}": "denied",
    "{s} {have} never been {g}": "denied",
    "none of the {bare} is {g}": "denied",
    "no {bare} are {g}": "denied",
    "not all {bare} are {g}": "denied",
    "{s} {be} not consistently {g}": "denied",
    "{s} should be {g}": "wished",
    "{s} must become {g}": "wished",
    "the council aims for {s} to be {g}": "wished",
    "the council wants {s} to be {g}": "wished",
    "the council needs to ensure that {s} {be} {g}": "wished",
    "work continues so that {s} become {g}": "wished",
    "plans are in place to make {s} {g}": "wished",
    "{s} {be} expected to be {g} by next year": "wished",
    "if {s} {be} {g}{o} fewer children will have to travel": "conditional",
    "{s} could be {g} with more support": "conditional",
    "{s} would be {g} if staffing were stable": "conditional",
    "it is not known whether {s} {be} {g}": "conditional",
    "children make {g} progress in {s}": "other-noun",
    "there is {g} access to {s}": "other-noun",
    "staff in {s} build {g} relationships with families": "other-noun",
    "the oversight of {s} is {g}": "other-noun",
    "assessments made by staff in {s} are of {g} quality": "other-noun",
    "the plans for {s} are {g}": "other-noun",
    "the range of training for staff in {s} is {g}": "other-noun",
    "attendance in {s} is {g}": "other-noun",
    "managers of {s} have {g} relationships with health partners": "other-noun",
    "{s} in neighbouring authorities {be} {g}": "other-place",
    "in other councils{o} {s} {be} {g}": "other-place",
    "a rating of '{g}' does not mean that all {bare} are perfect": "scale-explained",
    "{s} {be} graded outstanding, good, satisfactory or inadequate": "scale-explained",
    "the grades for {s} range from outstanding to inadequate on a four point scale": "scale-explained",
    "the area has high levels of deprivation and {g} health outcomes near {s}": "area-life",
}
COMPARED = {
    "{m} is {d} the target": "target",
    "{m} is {d} the council's own target of 60%": "target",
    "{m} is {d} the government's threshold": "target",
    "{m} is {d} the regional average": "region",
    "{m} is {d} the London average": "region",
    "{m} is {d} that of other authorities in the region": "region",
    "{m} is {d} that of neighbouring authorities": "neighbours",
    "{m} is {d} that of the best performing councils": "best",
    "{m} is {d} last year": "own-past",
    "{m} is {d} that of 2007": "own-past",
    "{m} is {d} the level reported at the last assessment": "own-past",
    "{m} is not significantly {d} {c}": "denied",
    "{m} should be {d} {c}": "wished",
    "the council aims to bring {m} {d} {c}": "wished",
    "{m} is expected to be {d} {c} by next year": "wished",
    "if {m} were {d} {c}{o} more children would benefit": "conditional",
    "it is not known whether {m} is {d} {c}": "conditional",
    "the work on {m} is nationally recognised": "recognised",
    "the scheme for {m} has won a national award": "recognised",
    "{m} is part of the national indicator set": "recognised",
    "looked after children do {d} their peers in local schools": "peers",
}
TEMPLATES = {**GRADED, **COMPARED}
TAILS = (
    "",
    " and staff know this",
    f"{OPTIONAL} as the council is aware",
    ", and further training is planned",
)
NEEDS_GROUP = ("bare}",)

SLOTS = {
    "template": tuple(TEMPLATES),
    "subject": ("-", *SUBJECTS),
    "grade": ("-", *GRADES),
    "measure": ("-", *MEASURES),
    "direction": ("-", *DIRECTIONS),
    "comparator": ("-", *COMPARATORS),
    "tail": TAILS,
    "lead": LEADS,
}


def _uses(slot: str) -> Rule:
    field = {"subject": ("{s}", "{bare}"), "grade": ("{g}",), "measure": ("{m}",), "direction": ("{d}",), "comparator": ("{c}",)}[slot]  # fmt: skip
    return ("template", slot, lambda t, v: any(f in t for f in field) == (v != "-"))


def _template_subject(template: str, subject: str) -> bool:
    if subject == "-":
        return True
    noun = SUBJECTS[subject]
    if "{bare}" in template:
        return noun.kind == COUNT
    if template.startswith(
        ("staff in", "assessments", "children make", "attendance", "managers", "the range", "the area")
    ):
        return noun.kind == COUNT and noun.bare != "childminders"
    return not ("in neighbouring" in template and noun.kind not in (COUNT, MASS))


def _template_grade(template: str, grade: str) -> bool:
    if grade == "-":
        return True
    if TEMPLATES[template] == "wished" or "could be" in template or "would be" in template:
        return grade not in LOW
    if "not consistently" in template or "not yet" in template:
        return grade in ("good", "outstanding", "satisfactory")
    if "quality" in template or "a rating" in template:
        return grade in ("good", "outstanding", "adequate", "poor", "inadequate")
    if "health outcomes" in template:
        return grade in LOW
    if template.startswith("if "):
        return grade not in LOW
    return grade != "good or better" or TEMPLATES[template] != "other-noun"


def _template_direction(template: str, direction: str) -> bool:
    if direction == "-":
        return True
    if "significantly" in template:
        return direction in ("above", "below", "higher than", "lower than", "better than")
    if "to bring" in template:
        return direction in ("above", "below", "in line with")
    if template.startswith("looked after"):
        return direction == "better than"
    if "last year" in template:
        return direction.endswith("than") or direction == "in line with"
    return "level reported" not in template or direction != "slightly below"


RULES: tuple[Rule, ...] = (
    *(_uses(slot) for slot in ("subject", "grade", "measure", "direction", "comparator")),
    ("template", "subject", _template_subject),
    ("template", "grade", _template_grade),
    ("template", "direction", _template_direction),
    ("template", "lead", lambda t, x: not x.startswith("In 2009") or not t.startswith(("if ", "in other"))),
    ("template", "lead", lambda t, x: not x.startswith("While") or not t.startswith("if ")),
    ("template", "tail", lambda t, x: not x or not t.startswith(("if ", "it is not known", "a rating", "{s} {be} graded"))),
    ("measure", "direction", lambda m, d: d != "better than" or m.startswith(("attainment", "performance", "the stab"))),
    ("measure", "direction", lambda m, d: m == "-" or d not in ("higher than", "lower than") or (m.startswith("the ") and "stability" not in m)),
)  # fmt: skip


def write(row: Row) -> Composed:
    """Return the sentence of a row."""
    noun = SUBJECTS.get(row["subject"])
    words = {"s": "", "bare": "", "be": "", "have": ""}
    if noun is not None:
        be, have = verb("be", plural=noun.plural), verb("have", plural=noun.plural)
        words = {"s": noun.text, "bare": noun.bare, "be": be, "have": have}
    template = row["template"]
    text = template.format(
        g=row["grade"], m=row["measure"], d=row["direction"], c=row["comparator"], o=OPTIONAL, **words
    )
    refusal = TEMPLATES[template]
    return Composed(
        sentence(row["lead"] + text + row["tail"], ""), (), "near miss", tuple(row.items()), refusal
    )
