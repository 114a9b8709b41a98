"""The same said or written another way. In: a row. Out: the row so written, its facts as they were."""

from __future__ import annotations

import re

from compose.nouns import labels

from metamorphose.guards import says
from metamorphose.insertion import NO_PREDICATE, SAID_OF
from metamorphose.rows import Row
from metamorphose.substitution import swapped

GRADES = re.compile(r"\b(?:outstanding|good|satisfactory|adequate|inadequate|poor|better)\b")
SERVICES = frozenset(slug for slug, _ in labels("setting"))


def ampersand(row: Row) -> Row | None:
    """And is written "&"."""
    return row.but(row.text.replace(" and ", " & "))


def per_cent(row: Row) -> Row | None:
    """The sign of percent is written out."""
    return row.but(row.text.replace("%", " per cent"))


def percentage(row: Row) -> Row | None:
    """A proportion is a percentage."""
    return row.but(swapped(row.text, {"proportion": "percentage"}))


def proportion(row: Row) -> Row | None:
    """A percentage is a proportion."""
    return row.but(swapped(row.text, {"percentage of": "proportion of"}))


def first_letter(row: Row) -> Row | None:
    """The first letter is written small, as in an item of a list."""
    return row.but(row.text[:1].lower() + row.text[1:])


def curly(row: Row) -> Row | None:
    """Apostrophes are curly."""
    return row.but(row.text.replace("'", "’"))


def line_end(row: Row) -> Row | None:
    """The line ends in the middle of the text."""
    words = row.text.split(" ")
    half = len(words) // 2
    return row.but("\n".join([" ".join(words[:half]), " ".join(words[half:])])) if half else None


def no_stop(row: Row) -> Row | None:
    """There is no full stop at the end."""
    return row.but(row.text.removesuffix("."))


def dash(row: Row) -> Row | None:
    """The one semicolon is a dash; not in a list, where dashes part a label from what is said of it."""
    return (
        row.but(row.text.replace("; ", " - ")) if row.text.count("; ") == 1 and ":" not in row.text else None
    )


def no_comma(row: Row) -> Row | None:
    """The one comma, before a conjunction of clauses, is left out."""
    if row.text.count(",") != 1 or re.search(r"\d,\d", row.text):
        return None
    return row.but(re.sub(r", (?=(?:and|but|while|whereas|although|though) )", " ", row.text))


def remains(row: Row) -> Row | None:
    """What is good remains good."""
    if says(row, NO_PREDICATE + r"|\bnow\b|still|little|; before"):
        return None
    return row.but(
        SAID_OF.sub(lambda m: ("remains" if m["be"] == "is" else "remain") + f" {m['grade']}", row.text)
    )


def quality(row: Row) -> Row | None:
    """A service that is good is of good quality, where this is the one grade: others would hang on it."""
    if says(row, NO_PREDICATE) or not row.facts or len(GRADES.findall(row.text)) != 1:
        return None
    if not all(fact.split()[0] == "=" and fact.split()[1] in SERVICES for fact in row.facts):
        return None
    return row.but(SAID_OF.sub(r"\g<be> of \g<grade> quality", row.text))
