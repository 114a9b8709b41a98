# ruff: noqa: E501 - tables read best on one line
"""Sentences with comparisons alone: their slots, what bears what, and how they are written.

In: a row of slot values. Out: the sentence with its facts.
"""

from __future__ import annotations

from decimal import Decimal

from compose.comparators import COMPARATORS, NOUNS, PLACES
from compose.cover import Row, Rule
from compose.directions import AVERAGE, COMPARATIVE, DIRECTIONS, PART, PREPOSITION, VERB, Direction
from compose.facts import Compared, Composed, Fact, Judged
from compose.figures import FIGURES, figure, pair, printed
from compose.measures import (
    FRACTION,
    GAP,
    MEASURES,
    NUMBER,
    PERFORM,
    PERFORMANCE,
    RATE,
    SECOND_MEASURES,
    SHARE,
    Measure,
)
from compose.noise import CARELESS, LEADS, OPTIONAL, sentence, verb

FRAMES = ("bare", "that of", "that found", "than", "than is found", "than is the case", "the figure for", "the average for", "the performance of", "compared", "none")  # fmt: skip
MODES = ("is", "remains", "continues to be", "was", "does", "perform", "fraction", "which is", "is high compared with", "in comparison with", "is the highest of")  # fmt: skip
JOINS = {
    "none": "",
    "but": " but {d} {c}",
    "and": " and {d} {c}",
    "comma although": ", although {d} {c}",
    "and its own": " and {m} is {d} {c}",
    "but its own": ", but {m} is {d} {c}",
    "while its own": " while {m} is {d} {c}",
    "semicolon its own": "; {m} is {d} {c}",
    "splice its own": ", {m} is {d} {c}",
    "and is also": " and {m} is also {w}",
    "semicolon is also": "; {m} is also {w}",
    "as is": ", as is {m}",
}
SAME = ("but", "and", "comma although")  # a second predicate of the same measure
OWN = tuple(name for name in JOINS if "own" in name)
ELIDED = ("and is also", "semicolon is also")
SECOND_DIRECTIONS = {"above": "above", "below": "below", "in line with": "in-line", "well below": "below"}
SECOND_COMPARATORS = (
    "the national average",
    "the national figure",
    "similar areas",
    "statistical neighbours",
)
FOLLOWS = {"none": "", "it is also": " It is also {d} {c}.", "this is also": " This is also {d} {c}."}
TAILS = ("", " overall", " this year", " and has risen since 2008", f"{OPTIONAL} having improved since last year", ", and this is a priority for the partnership", " for the third year running")  # fmt: skip
ASIDES = (
    "",
    f"{OPTIONAL} however{OPTIONAL}",
    ", although improving,",
    " in 2008/09",
    f"{OPTIONAL} despite a fall last year{OPTIONAL}",
    " (a priority last year)",
)
ADVERBS = ("", "now ", "still ", "also ")

SLOTS = {
    "measure": tuple(MEASURES),
    "direction": tuple(DIRECTIONS),
    "frame": FRAMES,
    "comparator": ("-", *COMPARATORS),
    "mode": MODES,
    "figures": FIGURES,
    "join": tuple(JOINS),
    "second measure": ("-", *SECOND_MEASURES),
    "second direction": ("-", *SECOND_DIRECTIONS),
    "second comparator": ("-", *SECOND_COMPARATORS),
    "follow": tuple(FOLLOWS),
    "tail": TAILS,
    "lead": LEADS,
    "aside": ASIDES,
    "adverb": ADVERBS,
    "careless": CARELESS,
}
ASIDE_MODES = ("is", "remains", "continues to be", "was", "does")
PLAIN_DIRECTIONS = ("above", "below")
AVERAGES = ("above", "below", "well above", "well below", "just above", "slightly below", "higher than", "lower than", "better than", "worse than", "greater than", "smaller than", "larger than", "wider than", "narrower than", "longer than", "shorter than")  # fmt: skip


def _frame_comparator(frame: str, comparator: str) -> bool:
    if (frame == "none") != (comparator == "-"):
        return False
    if comparator == "-":
        return True
    made = COMPARATORS[comparator]
    if frame == "bare":
        return comparator in NOUNS
    if frame in ("that found", "than", "than is found", "than is the case"):
        return comparator in PLACES and (frame == "than" or comparator != "among statistical neighbours")
    if frame == "compared":
        return len(made.slugs) == 1 and (comparator in PLACES or made.group)
    return made.group and (len(made.slugs) == 1 or made.groups)


def _frame_direction(frame: str, direction: str) -> bool:
    form = DIRECTIONS[direction].form
    if frame == "none":
        return form == AVERAGE
    if form == AVERAGE:
        return False
    if frame == "compared":
        return direction in PLAIN_DIRECTIONS
    if frame in ("than", "than is found", "than is the case"):
        return form in (COMPARATIVE, PART) and not direction.startswith(("no ", "consistent", "in line"))
    return form != PART or frame == "bare"


def _frame_measure(frame: str, measure: str) -> bool:
    kind = MEASURES[measure].kind
    if frame == "compared":
        return MEASURES[measure].unit != ""
    if frame == "the figure for":
        return kind in (RATE, NUMBER, SHARE)
    if frame == "the average for":
        return kind in (RATE, NUMBER, SHARE, PERFORMANCE, GAP) and not _is_setting(measure)
    if frame == "the performance of":
        return kind == PERFORMANCE and measure.startswith(("performance", "attainment", "under"))
    if kind in (FRACTION, PERFORM):
        return frame in ("bare", "than", "than is found", "than is the case", "none") or (
            kind == PERFORM and frame == "that of"
        )
    return True


def _is_setting(measure: str) -> bool:
    made = MEASURES[measure]
    return made.kind == PERFORMANCE and made.slugs[0] not in ("other", "national-indicators")


def _direction_comparator(direction: str, comparator: str) -> bool:
    if comparator == "average":
        return direction in AVERAGES
    # a lone national picture has no proportion of its own
    return not (DIRECTIONS[direction].form == PART and comparator in NOUNS and comparator not in ("the national average", "similar areas", "statistical neighbours", "the average", "similar areas and the national average", "the England average"))  # fmt: skip


def _mode_direction(mode: str, direction: str) -> bool:
    form = DIRECTIONS[direction].form
    if mode == "does":
        return form == VERB
    if mode == "fraction":
        return form in (PART, AVERAGE)
    if mode in ("is high compared with", "is the highest of"):
        return direction in PLAIN_DIRECTIONS
    if mode == "in comparison with":
        return direction in ("higher than", "lower than", "better than", "worse than", "smaller than", "greater than", "wider than", "narrower than")  # fmt: skip
    return form in (COMPARATIVE, PREPOSITION)


def _mode_measure(mode: str, measure: str) -> bool:
    kind = MEASURES[measure].kind
    if kind in (FRACTION, PERFORM):
        return mode == kind
    if mode in ("is high compared with", "is the highest of"):
        return kind in (RATE, NUMBER, SHARE)
    if mode == "which is":
        return "under " not in measure and not measure.endswith(",")
    return mode not in (FRACTION, PERFORM)


def _mode_frame(mode: str, frame: str) -> bool:
    if frame == "compared":
        return mode == "is"
    if mode in ("is high compared with", "in comparison with", "is the highest of"):
        return frame == "bare"
    return True


def _figures_comparator(figures: str, comparator: str) -> bool:
    if figures in ("", "at"):
        return True
    if comparator == "-":
        return False
    single = len(COMPARATORS[comparator].slugs) == 1
    if figures == "of":
        return (
            single
            and comparator.endswith(("average", "figure", "for England", "similar councils"))
            and comparator.startswith("the ")
        )
    if figures == "respectively":
        return comparator in ("statistical neighbours and England", "similar areas and the national average")
    return single and comparator not in (
        "average",
        "the average",
        "national figures",
        "national averages",
        "the national picture",
    )


def _join_comparator(join: str, comparator: str) -> bool:
    if join in SAME:
        return comparator != "-" and len(COMPARATORS[comparator].slugs) == 1
    return join not in (*ELIDED, "as is") or comparator not in ("-", "average")


def _others(comparator: str, second: str) -> bool:
    return comparator == "-" or second == "-" or NOUNS[second].slugs[0] not in COMPARATORS[comparator].slugs


RULES: tuple[Rule, ...] = (
    ("measure", "direction", lambda m, d: MEASURES[m].kind in DIRECTIONS[d].kinds),
    ("measure", "join", lambda m, j: j not in (*ELIDED, "as is") or MEASURES[m].kind in (RATE, NUMBER, SHARE, PERFORMANCE)),
    ("join", "direction", lambda j, d: j != "as is" or d in ("above", "below", "well above", "well below", "higher than", "lower than")),
    ("frame", "measure", _frame_measure),
    ("mode", "measure", _mode_measure),
    ("measure", "figures", lambda m, f: not f or MEASURES[m].unit != ""),
    ("measure", "aside", lambda m, a: not a or (not m.startswith("under ") and not m.endswith(","))),
    ("frame", "comparator", _frame_comparator),
    ("frame", "direction", _frame_direction),
    ("frame", "mode", lambda f, m: _mode_frame(m, f)),
    ("frame", "figures", lambda f, g: (f == "compared") == (g == "compared") and (g != "of" or f == "bare") and (g != "brackets" or f in ("bare", "that of", "than", "that found", "the figure for", "the average for"))),
    ("direction", "comparator", _direction_comparator),
    ("direction", "figures", lambda d, f: not f or f == "at" or "-or-" not in DIRECTIONS[d].slug),
    ("mode", "direction", _mode_direction),
    ("mode", "comparator", lambda m, c: m != "is the highest of" or c in ("the comparator group", "similar areas", "statistical neighbours", "similar authorities", "its comparators")),
    ("mode", "comparator", lambda m, c: c not in ("average", "the average") or m not in ("is high compared with", "in comparison with")),
    ("mode", "figures", lambda m, f: not f or m == "is" or (m in ("remains", "was", "does") and f not in ("this", "compared"))),
    ("mode", "aside", lambda m, a: not a or m in ASIDE_MODES),
    ("mode", "adverb", lambda m, a: not a or (m in ("is", "which is", "remains") and not (m == "remains" and a != "also "))),
    ("mode", "join", lambda m, j: j == "none" or (m in ("is", "remains", "was", "fraction") and not (m == "fraction" and j in (*SAME, *ELIDED, "as is")))),
    ("mode", "follow", lambda m, f: f == "none" or m in ("is", "remains", "does")),
    ("figures", "comparator", _figures_comparator),
    ("figures", "aside", lambda f, a: not f or not a),
    ("figures", "join", lambda f, j: not f or j in ("none", *OWN)),
    ("figures", "follow", lambda f, g: not f or g == "none"),
    ("figures", "lead", lambda f, x: f != "this" or not x.startswith("While")),
    ("figures", "adverb", lambda f, a: f not in ("compared",) or not a),
    ("join", "comparator", _join_comparator),
    ("join", "second measure", lambda j, m: (j in (*OWN, *ELIDED, "as is")) == (m != "-")),
    ("join", "second direction", lambda j, d: (j in OWN and d != "-") or (j in SAME and d != "-") or j not in (*OWN, *SAME)),
    ("join", "tail", lambda j, t: not t or (j in ("none", *OWN) and (j == "none" or t in (" overall", " this year")))),
    ("join", "direction", lambda j, d: j not in (*ELIDED, "as is") or DIRECTIONS[d].slug in ("above", "below")),
    ("join", "direction", lambda j, d: j not in SAME or DIRECTIONS[d].form in (PREPOSITION, COMPARATIVE)),
    ("second direction", "second comparator", lambda d, c: (d == "-") == (c == "-")),
    ("join", "second comparator", lambda j, c: j not in (*ELIDED, "as is") or c == "-"),
    ("join", "follow", lambda j, f: f == "none" or j == "none"),
    ("follow", "comparator", lambda f, c: f == "none" or (c != "-" and len(COMPARATORS[c].slugs) == 1)),
    ("follow", "second measure", lambda f, m: f == "none" or m == "-"),
    ("follow", "second direction", lambda f, d: f == "none" or d != "-"),
    ("follow", "tail", lambda f, t: f == "none" or t in ("", " overall", " this year")),
    ("comparator", "second comparator", _others),
    ("measure", "second measure", lambda m, s: s == "-" or (not set(MEASURES[m].slugs) & set(SECOND_MEASURES[s].slugs) - {"other"} and s[:14] != m[:14])),
    ("measure", "follow", lambda m, f: f == "none" or (not MEASURES[m].plural and MEASURES[m].kind != FRACTION)),
    ("aside", "lead", lambda a, x: "however" not in a or x in ("", "Ofsted found that ")),
    ("aside", "careless", lambda a, c: c in ("", "wrong number") or a != ", although improving,"),
    ("lead", "tail", lambda x, t: not (t == " overall" and "verall" in x) and not (t == " this year" and "2009" in x)),
    ("lead", "aside", lambda x, a: not ("2009" in x and "2008" in a)),
    ("adverb", "direction", lambda a, d: not a or not d.startswith(("not ", "at least", "broadly", "generally"))),
    ("lead", "join", lambda x, j: not (x.startswith("While") and j.startswith(("while", "comma although")))),
    ("measure", "careless", lambda m, c: c == "" or not m.endswith(",")),
    ("tail", "measure", lambda t, m: t != " and has risen since 2008" or MEASURES[m].kind in (RATE, NUMBER)),
    ("tail", "figures", lambda t, f: not t.startswith((" overall", " this")) or f in ("", "at")),
    ("tail", "mode", lambda t, m: not t or m not in ("which is",)),
)  # fmt: skip


def comparison(measure: Measure, direction: Direction, frame: str, comparator: str, plural: bool) -> str:
    """Return a direction with its comparator, in a frame."""
    words = direction.words
    if direction.form == VERB and plural:
        words = direction.plural
    that = "those" if plural and measure.kind != PERFORM else "that"
    if direction.form == PART:
        words = "than"
    between = {
        "bare": "",
        "that of": f"{that} of ",
        "that found": f"{that} found ",
        "than": "",
        "than is found": "is found ",
        "than is the case": "is the case ",
        "the figure for": "the figure for ",
        "the average for": "the average for ",
        "the performance of": "the performance of ",
    }[frame]
    return f"{words} {between}{comparator}"


def held(
    measure: Measure,
    direction: str,
    slugs: tuple[str, ...],
    value: Decimal | None = None,
    others: tuple[Decimal | None, ...] = (),
    unit: str = "",
) -> tuple[Compared, ...]:
    """Return the comparison of each subject with each comparator."""
    others = others or (None,) * len(slugs)
    return tuple(
        Compared(subject, direction, slug, value, other, unit, measure.also)
        for subject in measure.slugs
        for slug, other in zip(slugs, others, strict=True)
    )


def write(row: Row) -> Composed:
    """Return the sentence of a row."""
    measure, direction = MEASURES[row["measure"]], DIRECTIONS[row["direction"]]
    mode, frame, figures, careless = row["mode"], row["frame"], row["figures"], row["careless"]
    wrong = careless in ("wrong number", "both")
    plural = measure.plural != wrong if mode != "does" else measure.plural
    slugs = COMPARATORS[row["comparator"]].slugs if row["comparator"] != "-" else ("national",)
    numbers = pair(measure, direction.slug, len(slugs)) if figures else None
    said = ""
    if frame not in ("none", "compared"):
        said = comparison(
            measure, direction, frame, row["comparator"], plural if mode == "does" else measure.plural
        )
    text, facts = "", held(measure, direction.slug, slugs)
    be = verb("be", plural=plural)
    name = measure.text.strip() + row["aside"]
    low = direction.slug == "below"
    if numbers is not None:
        shown = figure(figures, measure, numbers, row["comparator"], row["comparator"] in PLACES)
        facts = held(measure, direction.slug, slugs, shown.value, shown.others, measure.unit)
        name = name + shown.behind_measure
        said = said + shown.behind_comparator
        if shown.whole:
            said = shown.whole
    if mode == "fraction":
        text = f"{direction.words} {measure.text} {measure.rest} {said}".rstrip()
    elif mode == "perform":
        text = f"{name} perform {said}"
    elif mode == "does":
        text = f"{name} {said}"
    elif mode == "is high compared with":
        text = f"{name} {be} {'low' if low else 'high'} compared with {row['comparator']}"
    elif mode == "in comparison with":
        text = f"{name} {be} {direction.words.removesuffix(' than')} in comparison with {row['comparator']}"
    elif mode == "is the highest of":
        text = f"{name} {be} the {'lowest' if low else 'highest'} of {row['comparator']}"
    elif mode == "which is":
        text = f"{name}, which {be} {row['adverb']}{said}, {verb('have', plural=measure.plural)} been a focus of work this year"
    elif figures == "this":
        own = printed(measure, numbers[0]) if numbers else ""
        text = f"{measure.text} {be} {own}. This is {row['adverb']}{said}"
    else:
        verbs = {
            "is": be,
            "remains": verb("remain", plural=plural),
            "continues to be": f"{verb('continue', plural=plural)} to be",
            "was": verb("past", plural=plural),
        }
        text = f"{name} {verbs[mode]} {row['adverb']}{said}"
    added, more = _joined(row, measure, direction, slugs)
    follow = FOLLOWS[row["follow"]]
    later = ""
    if follow:
        second = NOUNS[row["second comparator"]]
        later = follow.format(d=row["second direction"], c=second.words)
        more = held(measure, SECOND_DIRECTIONS[row["second direction"]], second.slugs)
    optional: tuple[Fact, ...] = ()
    if measure.kind == SHARE and figures in ("this", "compared"):
        # "the proportion that is good or better is 41%" grades them, or only counts them
        optional = tuple(Judged(slug, "good", at_least=True, also=measure.also) for slug in measure.slugs)
    if "including those for staying safe" in measure.text:
        optional = tuple(Compared("staying-safe", f.direction, f.comparator) for f in (*facts, *more))
    text = sentence(row["lead"] + text + row["tail"] + added, careless) + later
    return Composed(text, (*facts, *more), "comparison", tuple(row.items()), optional=optional)


def _joined(
    row: Row, measure: Measure, direction: Direction, slugs: tuple[str, ...]
) -> tuple[str, tuple[Compared, ...]]:
    join = row["join"]
    if join == "none":
        return "", ()
    if join in SAME:
        second = NOUNS[row["second comparator"]]
        words = JOINS[join].format(d=row["second direction"], c=second.words)
        return words, held(measure, SECOND_DIRECTIONS[row["second direction"]], second.slugs)
    other = SECOND_MEASURES[row["second measure"]]
    if join in OWN:
        second = NOUNS[row["second comparator"]]
        words = JOINS[join].format(m=other.text, d=row["second direction"], c=second.words)
        return words, held(other, SECOND_DIRECTIONS[row["second direction"]], second.slugs)
    better = (
        {"above": "better", "below": "weaker"}
        if other.kind == PERFORMANCE
        else {"above": "higher", "below": "lower"}
    )
    words = JOINS[join].format(m=other.text, w=better.get(direction.slug, ""))
    return words, held(other, direction.slug, slugs)
