"""Open what a word behind it takes out or takes in: "private fostering excepted", "childminders included".

In: the units of a sentence. Out: the same, where such a word stands at the end of what it is said of: an
"except", or an "including", of no width stands before that. "Leaving X out of account" and "with X left out
of account" are "except X", "inadequate no longer" is "no longer inadequate", and "fostering proper" is
fostering. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
POSTPOSED = words_of(
    "excepted apart aside excluded included out account reckoning discounted longer more proper"
)
_ENDS = BOUNDARIES | {Kind.WITH}
_TAKEN: tuple[tuple[str, ...], ...] = (
    ("left", "out", "of", "account"),
    ("left", "out", "of", "the", "account"),
    ("left", "out", "of", "the", "reckoning"),
    ("left", "out"),
    ("left", "aside"),
    ("set", "aside"),
    ("put", "aside"),
    ("excepted",),
    ("apart",),
    ("aside",),
    ("excluded",),
    ("discounted",),
)
_LEFT: tuple[tuple[str, ...], ...] = (("out", "of", "account"), ("aside",))
_LEAVING = frozenset({"leaving", "setting", "putting"})
# Words that tell also what is done to people: "pupils excluded, at 4%, are".
_PARTED_OFF = words_of("excluded included discounted")
_SAYS = frozenset({Kind.BE, Kind.HAVE, Kind.VERB, Kind.GRADE, Kind.JUDGE, Kind.COPULA, Kind.RELATIVE})


def postpositions(units: Sequence[Unit]) -> list[Unit]:
    """Return units with such a word at the opening of what it is said of."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        end = _denies(units, place)
        if end:
            grade = made.pop()
            made += [Unit(Kind.NOT, grade.start, grade.start, ("no", "longer")), grade]
            made[-1] = replace(grade, end=units[end - 1].end)
            place = end
            continue
        if made and made[-1].kind is Kind.SUBJECT and units[place].text == "proper":
            made[-1] = replace(made[-1], end=units[place].end)
            place += 1
            continue
        end, kind, word = _closes(units, place)
        if end and _open(made, kind, word, parted=units[place].text in _PARTED_OFF):
            place = end
            continue
        made.append(units[place])
        place += 1
    return made


def _denies(units: Sequence[Unit], place: int) -> int:
    """Return where a denial behind its grade ends: "inadequate | no longer", "poor | no more"; or 0."""
    if not place or units[place - 1].kind is not Kind.GRADE:
        return 0
    end = next((n for words in _NO_MORE if (n := spells(units, place, words))), 0)
    return end if end and (end >= len(units) or units[end].kind in _ENDS) else 0


_NO_MORE = (("no", "longer"), ("no", "more"), ("any", "longer"))


def _closes(units: Sequence[Unit], place: int) -> tuple[int, Kind, str]:
    """Return where words that take out or in what is before them end, and how they open it; or 0."""
    for words in _TAKEN:
        end = spells(units, place, words)
        if end and (end >= len(units) or units[end].kind in _ENDS):
            return end, Kind.EXCEPT, "except"
    if units[place].text == "included" and (place + 1 >= len(units) or units[place + 1].kind in _ENDS):
        return place + 1, Kind.PREPOSITION, "including"
    opens = next((u for u in units[max(0, place - 8) : place] if u.text in _LEAVING), None)
    if opens is not None:  # "leaving X out of account"
        for words in _LEFT:
            if end := spells(units, place, words):
                return end, Kind.EXCEPT, "except"
    return 0, Kind.WORD, ""


def spells(units: Sequence[Unit], place: int, words: Sequence[str]) -> int:
    """Return where the units end that are these words, or 0."""
    told = [word for unit in units[place : place + len(words)] for word in unit.words][: len(words)]
    if tuple(told) != tuple(words):
        return 0
    end, count = place, 0
    while count < len(words):
        count += len(units[end].words)
        end += 1
    return end if count == len(words) else 0


def _open(made: list[Unit], kind: Kind, word: str, *, parted: bool) -> bool:
    """Put the opening word before what was named last, up to a comma or where the sentence begins."""
    start = next((n for n in range(len(made) - 1, -1, -1) if made[n].kind in (Kind.COMMA, Kind.STOP)), -1)
    inner = made[start + 1 :]
    named = any(unit.kind in (Kind.SUBJECT, Kind.SHELL_NOUN) for unit in inner)
    if not named or any(unit.kind in _SAYS for unit in inner) or (parted and start < 0):
        return False
    if inner[0].text in _LEAVING or inner[0].kind is Kind.WITH:
        made[start + 1] = replace(inner[0], kind=kind, words=(word,))
    else:
        made.insert(start + 1, Unit(kind, inner[0].start, inner[0].start, (word,)))
    return True


__all__ = ["POSTPOSED", "postpositions", "spells"]
