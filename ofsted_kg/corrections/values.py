"""Which properties of a fact can be corrected, and what their values may be.

In: a kind of fact, the name of a property, a text as the tables print it. Out: the value as the
records have it, and back. What stands in no list of the ontology is refused, with those that do.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from ofsted_kg.grammar.lex.quantifiers import counted
from ofsted_kg.graph.paths import Fact
from ofsted_kg.model import Figure, Letter, Person
from ofsted_kg.vocabulary.lexicon import SUBJECT_SCHEMES, Lexicon

# Properties by kind; a star marks those that a fact cannot be without.
KINDS: dict[str, tuple[str, ...]] = {
    "letter": ("council*", "date*", "title"),
    "addressee": ("name*", "honorific", "role"),
    "signatory": ("name*", "honorific", "role"),
    "rating": ("grade", "score"),
    "judgement": ("subject*", "grade*", "at_least*", "quantity", "exception", "outcome", "earlier", "past*"),
    "comparison": ("subject*", "direction*", "comparator*", "value", "comparator_value", "unit"),
    "finding": ("outcome", "polarity*"),
    "review": ("count", "since", "grade"),
}
_SCHEMES = {
    "subject": SUBJECT_SCHEMES,
    "exception": SUBJECT_SCHEMES,
    "quantity": ("quantity",),
    "outcome": ("outcome",),
    "direction": ("direction",),
    "comparator": ("comparator",),
    "unit": ("unit",),
    "polarity": ("polarity",),
}
_BOOLEANS = {"true": True, "false": False}
_FLAGS = frozenset({"at_least", "past"})
# "2008", "2008-04" or "2008-04-30".
_TIME = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_NUMBER = re.compile(r"\d{1,6}")
_MOST_DIGITS = 12

Value = str | bool | int | Decimal | dt.date | None


def kind_of(fact: str) -> str:
    """Return the kind of fact that a path names; empty for none.

    >>> kind_of("judgement/3-9/schools/good"), kind_of("letter"), kind_of("span/3-9")
    ('judgement', 'letter', '')
    """
    kind, _, rest = fact.partition("/")
    return kind if kind in KINDS and (bool(rest) or kind in ("letter", "addressee")) else ""


def properties(kind: str) -> tuple[str, ...]:
    """Return the names of the properties that can be corrected in a fact of a kind."""
    return tuple(name.rstrip("*") for name in KINDS[kind])


def choices(kind: str, name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what a property may be, where that is a list; empty where it is free."""
    if name in _FLAGS:
        return tuple(_BOOLEANS)
    if name == "score":
        return tuple(sorted({str(score) for score in _scores(lexicon)}))
    if name == "grade":
        scales = lexicon.scales if kind == "rating" else ("prose",)
        return tuple(dict.fromkeys(grade.slug for scale in scales for grade in lexicon.scale(scale)))
    return tuple(entry.slug for scheme in _SCHEMES.get(name, ()) for entry in lexicon.concepts(scheme))


def needed(kind: str, name: str) -> bool:
    """Tell whether a fact cannot be without a property."""
    return f"{name}*" in KINDS[kind]


def parse(kind: str, name: str, text: str, lexicon: Lexicon) -> Value:
    """Return a value from its text.

    Raises:
        ValueError: the text says why it cannot be one.
    """
    if not text:
        if needed(kind, name):
            raise ValueError(f"a {kind} cannot be without {name}")
        return None
    if name in _FLAGS:
        if text.lower() not in _BOOLEANS:
            raise ValueError(f"{name} is true or false, and not {text!r}")
        return _BOOLEANS[text.lower()]
    listed = choices(kind, name, lexicon)
    if listed:
        if text not in listed and not (name == "quantity" and counted(text)):
            near = difflib.get_close_matches(text, listed, 3)
            raise ValueError(
                f"{name} cannot be {text!r}; it may be {', '.join(near or listed[:8])}"
                + ("" if near or len(listed) <= 8 else " …")
            )
        return int(text) if name == "score" else text
    return _FREE.get(name, _text)(name, text)


def mismatch(grade: str, score: str, lexicon: Lexicon, framework: str = "") -> str:
    """Say why a grade and a score cannot stand side by side in a rating; empty where they can.

    Args:
        grade: slug of the grade; empty for none.
        score: the number; empty for none.
        lexicon: the vocabulary.
        framework: slug of the letter's framework; where it is not known, any scale will do.
    """
    known = lexicon.framework(framework)
    scales = lexicon.scales if known is None else (known.scale,)
    named = [entry for scale in scales for entry in lexicon.scale(scale) if entry.slug == grade]
    if grade and not named:
        offered = ", ".join(entry.slug for scale in scales for entry in lexicon.scale(scale))
        return f"{grade!r} is no grade of {framework}, whose grades are {offered}"
    numbers = {str(entry.score) for entry in named if entry.score is not None}
    if score and numbers and score not in numbers:
        return (
            f"the grade {grade!r} has the score {' or '.join(sorted(numbers))}, and not {score}: correct both"
        )
    return ""


def _scores(lexicon: Lexicon) -> Iterator[int]:
    for scale in lexicon.scales:
        yield from (entry.score for entry in lexicon.scale(scale) if entry.score is not None)


def _text(_name: str, text: str) -> str:
    return text


def _whole(name: str, text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{name} is a whole number, and not {text!r}")
    return int(text)


def _number(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(text) > _MOST_DIGITS:
        raise ValueError(f"{name} is a number, and not {text!r}")
    return number


def _time(name: str, text: str) -> str:
    if not _TIME.fullmatch(text):
        raise ValueError(f"{name} is a year, a month or a day (2008, 2008-04, 2008-04-30), and not {text!r}")
    if len(text) == 10:
        _day(name, text)
    return text


def _day(name: str, text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name} is a day such as 2009-12-09, and not {text!r}") from None


_FREE: dict[str, Callable[[str, str], Value]] = {
    "count": _whole,
    "value": _number,
    "comparator_value": _number,
    "since": _time,
    "earlier": _time,
    "date": _day,
}


def told(fact: Fact | Person | Letter, name: str) -> str:
    """Return what a record says of a property, as the tables print it."""
    if isinstance(fact, Letter):
        if name == "council":
            return fact.council.gss_code if fact.council is not None else ""
        return (
            fact.date.isoformat() if name == "date" and fact.date else fact.title if name == "title" else ""
        )
    value: object = getattr(fact, name)
    if value is None:
        return ""
    if isinstance(value, Figure):
        return f"{value.value:f}"
    return str(value).lower() if isinstance(value, bool) else str(value)
