"""With whom a measure is compared: every public label of the scheme, as a noun or a place, one or two.

In: ontology/comparator.ttl. Out: ``NOUNS`` and ``PLACES`` by their words. A noun stands behind "above"
("the national average"), a place behind "than" ("nationally", "in similar areas").
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.nouns import labels

NATIONAL, SIMILAR = ("national",), ("similar-areas",)
BOTH = ("national", "similar-areas")
TURNED = ("similar-areas", "national")


@dataclass(frozen=True, slots=True)
class Comparator:
    """Words for one comparator or two, in the order in which they stand."""

    words: str
    slugs: tuple[str, ...]
    group: bool = False  # others like it: has figures, averages and performance of its own
    groups: bool = False  # both halves are groups


def _labelled() -> list[Comparator]:
    found = []
    for slug, label in labels("comparator"):
        words = label[0].lower() + label[1:]
        if words == "nationally":
            continue  # a place
        if words in ("england average", "national average", "national figure"):
            words = "the " + ("England average" if words.startswith("england") else words)
        if words == "comparator group":
            words = "the comparator group"
        if words.startswith("england"):
            words = "England" + words[7:]
        found.append(Comparator(words, (slug,), group=slug == "similar-areas"))
    return found


NOUNS = {
    c.words: c
    for c in (
        *_labelled(),
        Comparator("average", NATIONAL),
        Comparator("the average", NATIONAL),
        Comparator("national performance", NATIONAL),
        Comparator("comparable authorities", SIMILAR, group=True),
        Comparator("the average for similar councils", SIMILAR),
        Comparator("the statistical neighbour average", SIMILAR),
        Comparator("England", NATIONAL, group=True),
        Comparator("similar areas and the national average", TURNED),
        Comparator("both similar areas and the national average", TURNED),
        Comparator("both the national average and that of similar areas", BOTH),
        Comparator("statistical neighbours and England", TURNED, group=True, groups=True),
        Comparator("the averages for England and statistical neighbours", BOTH),
        Comparator("similar areas or the national figure", TURNED),
    )
}
PLACES = {
    c.words: c
    for c in (
        Comparator("nationally", NATIONAL),
        Comparator("in England", NATIONAL),
        Comparator("across the country", NATIONAL),
        Comparator("in similar areas", SIMILAR),
        Comparator("in similar councils", SIMILAR),
        Comparator("in comparable authorities", SIMILAR),
        Comparator("among statistical neighbours", SIMILAR),
        Comparator("nationally and in similar areas", BOTH),
        Comparator("in similar areas and nationally", TURNED),
        Comparator("in similar areas or nationally", TURNED),
        Comparator("both nationally and in similar authorities", BOTH),
    )
}
COMPARATORS = {**NOUNS, **PLACES}
