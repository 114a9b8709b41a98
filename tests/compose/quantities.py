# ruff: noqa: E501 - tables read best on one line
"""How much of a subject a statement covers: before the noun, or behind the grade.

In: nothing. Out: ``QUANTITIES`` and ``TRAILING`` by their words. A quantity says which kinds of
noun it may stand before, the verb's number with it, and its slug in the extraction contract.
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.nouns import COUNT, MASS, OUTCOME, SERVICES, Noun


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words before a noun ("three of the five "), with their slug."""

    words: str
    slug: str
    kinds: tuple[str, ...] = (COUNT,)
    partial: bool = False  # leaves a rest
    one: bool = False  # the verb is singular

    def before(self, noun: Noun) -> str:
        """The noun phrase with this quantity."""
        return self.words + noun.bare if self.words else noun.text

    def plural(self, noun: Noun) -> bool:
        """Whether the verb is plural."""
        return noun.plural and not self.one


BOTH = (COUNT, MASS)
ANY = (COUNT, SERVICES)
PARTS = {
    "nearly-all": ("nearly all ", "almost all ", "almost all of the ", "virtually all "),
    "very-large-majority": ("a very large majority of ", "the very large majority of ", "the vast majority of ", "an overwhelming majority of "),
    "large-majority": ("a large majority of ", "the large majority of "),
    "majority": ("the majority of ", "a majority of "),
    "most": ("most ", "most of the "),
    "over-half": ("over half of ", "more than half of the ", "just over half of "),
    "half": ("half of the ", "half of ", "around half of the ", "about half of "),
}  # fmt: skip
COUNTED = {
    "minority": ("fewer than half of the ", "less than half of ", "a minority of ", "a small minority of ", "a few ", "a few of the "),
    "some": ("some ", "some of the ", "several ", "a number of "),
    "two-thirds": ("two thirds of ", "almost two-thirds of "),
    "three-quarters": ("three quarters of the ", "nearly three quarters of ", "over three quarters of "),
    "one-third": ("a third of ", "nearly a third of ", "one third of the "),
    "one-quarter": ("a quarter of ", "one quarter of the "),
    "two-fifths": ("two fifths of ",),
    "four-fifths": ("four fifths of the ",),
    "one-fifth": ("one fifth of ",),
    "three-of-five": ("three of the five ", "three out of five ", "three out of the five "),
    "two-of-three": ("two of the three ", "two out of three "),
    "four-of-ten": ("four in ten ", "four of the ten "),
    "seven-of-nine": ("seven of the nine ", "seven out of nine "),
    "nine-of-eleven": ("nine of the eleven ",),
    "one-of-five": ("one in five ",),
    "five-of-six": ("five of the six ", "five out of the six "),
}  # fmt: skip
WHOLE = (
    Quantity("", "", (COUNT, MASS, SERVICES, "single", OUTCOME, "judged", "outcomes")),
    Quantity("all ", "all", ANY),
    Quantity("all of the ", "all"),
    Quantity("all the ", "all"),
    Quantity("all three ", "all"),
    Quantity("all of the three ", "all"),
    Quantity("each of the ", "all", one=True),
    Quantity("all but one of the ", "nearly-all"),
    Quantity("both ", ""),
    Quantity("the three ", ""),
    Quantity("many ", ""),
    Quantity("too many ", "too-many"),
    Quantity("too many of the ", "too-many"),
    Quantity("too much ", "too-many", (MASS,)),
    Quantity("very little ", "very-little", (MASS,)),
    Quantity("very few ", "very-little"),
    Quantity("hardly any ", "very-little", (MASS, COUNT)),
    Quantity("one of the two ", "one-of-two", partial=True, one=True),
)
QUANTITIES = {
    q.words: q
    for q in (
        *WHOLE,
        *(Quantity(w, slug, BOTH, slug != "nearly-all") for slug, words in PARTS.items() for w in words),
        *(Quantity(w, slug, partial=True) for slug, words in COUNTED.items() for w in words),
    )
}
# "most of the" and the like want a noun that can be counted.
for _words in (
    "most of the ",
    "more than half of the ",
    "half of the ",
    "around half of the ",
    "almost all of the ",
):
    _found = QUANTITIES[_words]
    QUANTITIES[_words] = Quantity(_words, _found.slug, (COUNT,), _found.partial)


# What a grade may be true of, said behind it.
TRAILING = {
    "": "",
    " in all settings": "all",
    " in most cases": "most",
    " in most settings": "most",
    " in the majority": "majority",
    " in the majority of settings": "majority",
    " in a large majority of cases": "large-majority",
    " in the very large majority of settings inspected": "very-large-majority",
    " in all but one case": "nearly-all",
    " in over half": "over-half",
    " in half of those inspected": "half",
    " in nine out of the ten inspected": "nine-of-ten",
    " in three quarters of settings": "three-quarters",
    " in too many cases": "too-many",
    " across the large majority of inspected services and settings": "large-majority",
    " in fewer than half of settings": "minority",
    " in the large majority of schools": "large-majority",
    " in most primary schools": "most",
}
# Where an outcome is graded in a setting, either is its subject.
PLACES = {" in the large majority of schools": ("schools",), " in most primary schools": ("primary-schools",)}
