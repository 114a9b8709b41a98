"""One thing for another of its kind: places, grades, comparators, directions.

In: a row. Out: the row with the other word, in its facts as in its text (or the facts as they were, where
both words mean the same).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from metamorphose.guards import says
from metamorphose.rows import Row

DIRECTIONS = {
    "above": "below",
    "below": "above",
    "in-line-or-above": "in-line-or-below",
    "in-line-or-below": "in-line-or-above",
}
# Words of a direction that have no opposite which could be put for them, or whose opposite is read otherwise.
OTHER_DIRECTIONS = (
    r"\d|improv|strong|weak|poor|well|high\b|low\b|more|fewer|less|match|best|worst|level|behind"
)

# A phase of its own, or a measure of one: pupils sit GCSEs in secondary schools only.
PHASED = r"key stage|GCSE|A level|exam|16|results|attain|primary|secondary|special|residential|infant|junior"


def swapped(text: str, words: Mapping[str, str]) -> str:
    """Return the text with each of these words replaced at once, capitals and "a" or "an" made to fit."""
    one = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def other(match: re.Match[str]) -> str:
        article, old = match["article"] or "", match["word"]
        new = words[old.lower()]
        if article:
            article = article[0] + ("n " if new[0] in "aeiou" else " ")
        return article + (new[0].upper() + new[1:] if old[0].isupper() else new)

    return re.sub(rf"(?<![\w-])(?P<article>[Aa]n? )?(?P<word>{one})(?![\w-])", other, text, flags=re.I)


def both(row: Row, words: Mapping[str, str]) -> Row:
    """Return the row with the words replaced in its text, and their slugs in its facts."""
    slugs = {one.replace(" ", "-"): other.replace(" ", "-") for one, other in words.items()}
    return row.but(swapped(row.text, words), [swapped(fact, slugs) for fact in row.facts])


def subject_cycle(row: Row) -> Row | None:
    """Primary, secondary and special schools change places, in the text and in the facts."""
    names = {
        "primary schools": "secondary schools",
        "secondary schools": "special schools",
        "special schools": "primary schools",
    }
    left = re.sub("|".join(names), "", row.text, flags=re.I)
    if re.search(PHASED, left, re.I):
        return None
    return both(row, names)


def subject_schools(row: Row) -> Row | None:
    """Primary and special schools become pupil referral units and colleges, in the text and in the facts."""
    names = {"primary schools": "pupil referral units", "special schools": "colleges"}
    left = re.sub("|".join(names), "", row.text, flags=re.I)
    # "these schools", "one academy" no longer are of their kind; a phase has its own measures.
    if re.search(rf"school|academ|pupil|phase|college|\bage|{PHASED}", left, re.I):
        return None
    return both(row, names)


def fostering_adoption(row: Row) -> Row | None:
    """Fostering and adoption change places, in the text and in the facts."""
    if says(row, r"adopter|foster ?care|private.fost|foster (famil|home|pl)|foster(s|ed)\b|adoptive|adopted"):
        return None
    return both(row, {"fostering": "adoption", "adoption": "fostering"})


def grade_adequate(row: Row) -> Row | None:
    """What is satisfactory is adequate."""
    return None if says(row, "adequate") else both(row, {"satisfactory": "adequate"})


def grade_satisfactory(row: Row) -> Row | None:
    """What is adequate is satisfactory."""
    return None if says(row, r"satisf") else both(row, {"adequate": "satisfactory"})


def grade_up(row: Row) -> Row | None:
    """What is good is outstanding; a grade of which nothing is better."""
    if says(
        row,
        r"outstanding|better|above|higher|improve|very.good|good.quality|as good|good (deal|many|practice"
        r"|start|use|at|for|to|that|and|enough|level|pass|GCSE|grade|number|progress)|a good|is good (in|on)",
    ):
        return None
    return both(row, {"good": "outstanding"})


def grade_down(row: Row) -> Row | None:
    """What is outstanding is good; not where there is talk of good, or of something better."""
    return None if says(row, r"good|or (better|above|higher)") else both(row, {"outstanding": "good"})


def lower(row: Row) -> Row | None:
    """Above is below and higher is lower, in the text and in the facts; no other word of a direction."""
    if says(
        row,
        OTHER_DIRECTIONS + r"|better|worse|exceed|grades|greater|reduce|one in |twice|short|so is|nowhere",
    ):
        return None
    words = {"above": "below", "below": "above", "higher": "lower", "lower": "higher"}
    return row.but(swapped(row.text, words), [swapped(fact, DIRECTIONS) for fact in row.facts])


def worse(row: Row) -> Row | None:
    """Better is worse, in the text and in the facts; not "good or better", nor "better than satisfactory"."""
    grades = r"(?:good|satisfactory|adequate|outstanding)"
    if says(
        row,
        rf"{OTHER_DIRECTIONS}|(?:above|below) [a-z]|{grades} and better|better than {grades}|or better",
    ):
        return None
    changed = swapped(row.text, {"better": "worse", "worse": "better"})
    return row.but(changed, [swapped(fact, DIRECTIONS) for fact in row.facts])


def areas_neighbours(row: Row) -> Row | None:
    """Similar areas are statistical neighbours."""
    return None if says(row, "neighbour") else _same(row, {"similar areas": "statistical neighbours"})


def areas_authorities(row: Row) -> Row | None:
    """Similar areas are comparable authorities."""
    return None if says(row, "authorit") else _same(row, {"similar areas": "comparable authorities"})


def neighbours_areas(row: Row) -> Row | None:
    """Statistical neighbours are similar areas."""
    found = re.search("similar|compar", row.text, re.I)
    return None if found else _same(row, {"statistical neighbours": "similar areas"})


def england_average(row: Row) -> Row | None:
    """The national average is the England average."""
    return _same(row, {"national average": "England average"})


def average_national(row: Row) -> Row | None:
    """The England average is the national average."""
    return None if says(row, "national average") else _same(row, {"england average": "national average"})


def across_country(row: Row) -> Row | None:
    """Nationally is across England; not "similar groups nationally", which are two comparators."""
    return None if says(row, r"similar \w+ nationally") else _same(row, {"nationally": "across England"})


def _same(row: Row, words: Mapping[str, str]) -> Row:
    return row.but(swapped(row.text, words))
