"""Grade words as a letter prints them.

In: nothing. Out: ``GRADES`` by their words, ``PLAIN`` for a second statement.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade's words, its slug, whether better ones are meant too."""

    words: str
    slug: str
    at_least: bool = False
    attributive: bool = True  # may stand before a noun

    def article(self) -> str:
        """The grade with its article."""
        return ("an " if self.words[0] in "aeiou" else "a ") + self.words


GRADES = {
    g.words: g
    for g in (
        Grade("outstanding", "outstanding"),
        Grade("excellent", "excellent"),
        Grade("very good", "very-good"),
        Grade("good", "good"),
        Grade("satisfactory", "satisfactory"),
        Grade("adequate", "adequate"),
        Grade("unsatisfactory", "unsatisfactory"),
        Grade("inadequate", "inadequate"),
        Grade("poor", "poor"),
        Grade("good or better", "good", at_least=True),
        Grade("good or outstanding", "good", at_least=True),
        Grade("satisfactory or better", "satisfactory", at_least=True),
        Grade("adequate or better", "adequate", at_least=True),
        Grade("at least good", "good", at_least=True, attributive=False),
        Grade("at least satisfactory", "satisfactory", at_least=True, attributive=False),
        Grade("either good or outstanding", "good", at_least=True, attributive=False),
        Grade("consistently good", "good", attributive=False),
        Grade("only satisfactory", "satisfactory", attributive=False),
        Grade("just adequate", "adequate", attributive=False),
    )
}
PLAIN = {
    words: GRADES[words]
    for words in (
        "outstanding",
        "good",
        "satisfactory",
        "adequate",
        "inadequate",
        "good or better",
        "only satisfactory",
    )
}
LOW = ("unsatisfactory", "inadequate", "poor")
