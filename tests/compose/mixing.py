# ruff: noqa: E501 - tables read best on one line
"""Sentences that grade a subject and hold it, or another, against others.

In: a row of slot values. Out: the sentence with its facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.comparators import COMPARATORS, Comparator
from compose.cover import Row, Rule
from compose.facts import Compared, Composed
from compose.grades import PLAIN
from compose.judgements import facts
from compose.noise import CARELESS, LEADS, OPTIONAL, sentence, verb
from compose.nouns import COUNT, MASS, PILES, SECOND, SERVICES
from compose.quantities import QUANTITIES

SUBJECTS = {**SECOND, **{p.text: p for p in PILES if p.kind in (COUNT, MASS, SERVICES)}}


@dataclass(frozen=True, slots=True)
class Link:
    """Words between a grade and a comparison. ``about`` says whom the comparison is about."""

    words: str
    about: str = "first"
    direction: str = ""  # where the link itself says it
    fixed: tuple[str, ...] = ()  # where it names the comparator too


LINKS = {
    "and": Link(" and {d} {c}"),
    "comma": Link(", {d} {c}"),
    "and also": Link(f" and is also{OPTIONAL} overall{OPTIONAL} {{d}} {{c}}", "single"),
    "but": Link(" but {d} {c}"),
    "although": Link(", although {d} {c}"),
    "though still": Link(" though still {d} {c}"),
    "although performance is": Link(" although performance is {d} {c}"),
    "which is": Link(", which is {d} {c}"),
    "which are": Link(", which are {d} {c}", "plural"),
    "this is": Link("; this is {d} {c}"),
    "and this is": Link(" and this is {d} {c}"),
    "but this is": Link(" but this is {d} {c}"),
    "sentence this": Link(". This is {d} {c}"),
    "sentence these": Link(". These are {d} {c}", "plural"),
    "sentence both": Link(". Both are {d} {c}", "pair"),
    "sentence it": Link(". It is also {d} {c}", "single"),
    "splice both": Link(", both are {d} {c}", "pair"),
    "and perform": Link(" and perform {d} {c}", "performs"),
    "falling below": Link(", falling below {c}", direction="below"),
    "exceeding": Link(", exceeding {c}", direction="above"),
    "matching": Link(", matching {c}", direction="in-line"),
    "a weaker profile": Link(
        ", a weaker profile than that of similar areas", "several", "below", ("similar-areas",)
    ),
    "a poorer picture": Link(
        ", a poorer picture than in similar areas and nationally",
        "several",
        "below",
        ("similar-areas", "national"),
    ),
    "a better picture": Link(", a better picture than nationally", "several", "above", ("national",)),
    "higher than both": Link(
        ", higher than both similar areas and the national average",
        "share",
        "above",
        ("similar-areas", "national"),
    ),
    "the lowest": Link(", the lowest of the comparator group", "share", "below", ("similar-areas",)),
    "but this is less": Link(" but this is less than the national average", "share", "below", ("national",)),
    "fewer than": Link(", fewer than in similar councils", "share", "below", ("similar-areas",)),
    "a smaller proportion": Link(
        " and a smaller proportion is good or outstanding than is found in similar areas or nationally",
        "several",
        "below",
        ("similar-areas", "national"),
    ),
    "with a smaller proportion": Link(
        " with a smaller proportion good than nationally", "several", "below", ("national",)
    ),
    "a greater proportion": Link(
        " although a greater proportion is only satisfactory than in similar areas",
        "several",
        "above",
        ("similar-areas",),
    ),
    "with second": Link(", with {s} {g} and {d} {c}", "with"),
    "second and": Link(" and {s} {be} {d} {c}", "second"),
    "second while": Link(" while {s} {be} {d} {c}", "second"),
    "second semicolon": Link("; {s} {be} {d} {c}", "second"),
    "elsewhere": Link(" and above performance elsewhere", "nobody"),
}
DIRECTIONS = {
    "above": "above",
    "below": "below",
    "in line with": "in-line",
    "well above": "above",
    "slightly below": "below",
    "better than": "above",
    "worse than": "below",
    "similar to": "in-line",
    "as good as": "in-line",
    "in line with or above": "in-line-or-above",
    "at least as good as": "in-line-or-above",
    "in line with or below": "in-line-or-below",
}
NOUNS = (
    "the national average",
    "similar areas",
    "statistical neighbours",
    "comparable services",
    "the comparator group",
    "national averages",
    "both similar areas and the national average",
    "the national picture",
    "similar areas or the national figure",
)
FOUND = {
    f"{word} {place}": COMPARATORS[place]
    for word, place in (
        ("that found", "in similar areas"),
        ("those found", "nationally"),
        ("performance", "in similar areas"),
        ("those", "in similar councils"),
        ("that found", "nationally and in similar areas"),
    )
}
WITH: dict[str, Comparator] = {
    **{n: COMPARATORS[n] for n in NOUNS},
    "that of similar areas": COMPARATORS["similar areas"],
    **FOUND,
}
QUANTITY_WORDS = (
    "",
    "most ",
    "half of the ",
    "three quarters of the ",
    "all ",
    "the large majority of ",
    "fewer than half of the ",
)
SHARED = QUANTITY_WORDS[1:4] + QUANTITY_WORDS[5:]
PREDICATES = {
    "be": "{be} ",
    "judged": "{be} judged to be ",
    "remain": "{remain} ",
    "were judged": "{was} judged ",
}
LOWER = ("-", "below", "slightly below", "in line with", "in line with or below", "similar to")
TAILS = (
    "",
    " this year",
    ", and this is a priority for the partnership",
    f"{OPTIONAL} having improved since last year",
)

SLOTS = {
    "subject": tuple(SUBJECTS),
    "quantity": QUANTITY_WORDS,
    "predicate": tuple(PREDICATES),
    "grade": tuple(g for g in PLAIN if g != "only satisfactory"),
    "link": tuple(LINKS),
    "second": ("-", *(s for s in SECOND if SECOND[s].kind != COUNT or "schools" in s)),
    "second grade": ("-", "good", "satisfactory", "outstanding"),
    "direction": ("-", *DIRECTIONS),
    "comparator": ("-", *WITH),
    "tail": TAILS,
    "lead": LEADS,
    "careless": CARELESS,
}


def _link_subject(link: str, subject: str) -> bool:
    about, noun = LINKS[link].about, SUBJECTS[subject]
    if about == "pair":
        return len(noun.slugs) == 2
    if about == "single":
        return not noun.plural
    if about in ("plural", "performs"):
        return noun.plural
    if about == "several":
        return noun.kind in (COUNT, MASS)
    return about != "share" or noun.kind == COUNT


RULES: tuple[Rule, ...] = (
    ("subject", "quantity", lambda s, q: q == "" or (SUBJECTS[s].kind in QUANTITIES[q].kinds and not SUBJECTS[s].article and s not in ("private fostering",) and not (SUBJECTS[s].shared and "of the" in q))),
    ("link", "subject", _link_subject),
    ("link", "quantity", lambda x, q: LINKS[x].about != "share" or q in SHARED),
    ("link", "quantity", lambda x, q: q == "" or LINKS[x].about not in ("pair", "plural", "single", "several")),
    ("link", "second", lambda x, s: (LINKS[x].about in ("with", "second")) == (s != "-")),
    ("link", "second grade", lambda x, g: (LINKS[x].about == "with") == (g != "-")),
    ("link", "direction", lambda x, d: (LINKS[x].direction != "" or LINKS[x].about == "nobody") == (d == "-")),
    ("link", "direction", lambda x, d: LINKS[x].about != "performs" or d in ("above", "below", "in line with", "well above", "better than", "worse than")),
    ("link", "comparator", lambda x, c: (bool(LINKS[x].fixed) or LINKS[x].about == "nobody") == (c == "-")),
    ("link", "tail", lambda x, t: not t or (LINKS[x].about in ("first", "with", "second") and not LINKS[x].words.startswith("."))),
    ("link", "lead", lambda x, y: not (y.startswith("While") and x.startswith(("although", "though", "second while", "a greater")))),
    ("second", "subject", lambda s, x: s == "-" or not set(SECOND[s].slugs) & set(SUBJECTS[x].slugs)),
    ("grade", "direction", lambda g, d: g != "inadequate" or d in LOWER),
    ("grade", "link", lambda g, x: g != "inadequate" or (LINKS[x].direction != "above" and x != "elsewhere")),
    ("second grade", "grade", lambda g, h: g != h),
    ("lead", "tail", lambda x, t: not (t == " this year" and "2009" in x)),
    ("lead", "link", lambda x, y: "verall" not in x or y != "and also"),
)  # fmt: skip


def write(row: Row) -> Composed:
    """Return the sentence of a row."""
    noun, grade, link = SUBJECTS[row["subject"]], PLAIN[row["grade"]], LINKS[row["link"]]
    quantity, careless = QUANTITIES[row["quantity"]], row["careless"]
    plural = quantity.plural(noun)
    verbs = PREDICATES[row["predicate"]].format(
        be=verb("be", plural=plural, careless=careless),
        remain=verb("remain", plural=plural, careless=careless),
        was=verb("past", plural=plural, careless=careless),
    )
    judged = facts(noun, quantity.slug, grade)
    subject, words, given = noun, {"s": "", "g": "", "be": ""}, PLAIN.get(row["second grade"])
    if row["second"] != "-":
        subject = SECOND[row["second"]]
        words = {
            "s": subject.text,
            "g": given.words if given else "",
            "be": verb("be", plural=subject.plural),
        }
        if given is not None:
            judged = (*judged, *facts(subject, "", given))
    said = link.words.format(d=row["direction"], c=row["comparator"], **words)
    slugs = link.fixed or (WITH[row["comparator"]].slugs if row["comparator"] != "-" else ())
    direction = link.direction or DIRECTIONS.get(row["direction"], "")
    compared = tuple(Compared(s, direction, c, also=subject.also) for s in subject.slugs for c in slugs)
    text = row["lead"] + quantity.before(noun) + " " + verbs + grade.words + said + row["tail"]
    return Composed(sentence(text, careless), (*judged, *compared), "both", tuple(row.items()))
