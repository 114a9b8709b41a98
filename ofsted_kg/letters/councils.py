"""Find which council a letter is about.

In: the letter's title, the sentence that rates the council, the caption of its grades, its
head. Out: the council of the register that bore the name at the letter's date, and where
the letter names it. A place in an address is no council: a name counts where the letter
speaks of the council, or where words such as "Borough Council" stand with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ofsted_kg.model import Council, Document, Notice
from ofsted_kg.register import REMEDY, Mention, Register, at, bare
from ofsted_kg.register.bodies import is_other_body, own_mentions
from ofsted_kg.text.clean import Folded

# "in X 2007", "of X council's education", "in X perform well", "2005: X Council"
_SLOT = re.compile(
    r"""(?:
        \bservices\s++for\s++children(?:\s++and\s++young\s++people)?,?\s++(?:in|at|of|provided\s++by|within|by)\s++(?P<a>.{1,200}?)(?:[\s,:(–-]*(?:20\d\d\b.*)?)$
      | \bassessment\s++of\s++(?P<b>.{1,200}?)(?:['’‘]s|['’])?\s++(?:education|services\s++for)\b
      | \bchildren['’‘]?s?\s++services\s++(?:in|at|of|provided\s++by|within|for)\s++
          (?P<c>.{1,200}?)\s++(?:are\s++|is\s++)?perform
      | \bjudgements?(?:\s*+[,–-]?\s*+20\d\d)?\s*+[:–-]\s*+(?P<d>.+)$
      | \b(?:rating|assessment)(?:\s++20\d\d)?\s*+(?:[:–-]|\bfor\b|\bof\b|\bin\b)\s*+
          (?P<e>(?!services\b|education\b|children).{1,200}?)(?:[\s,:(–-]*(?:20\d\d\b.*)?)$
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A council as a letter names it."""

    council: Council
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Find:
    """A name found: how far it is to be trusted (less is better), who it is, where."""

    rank: int
    councils: tuple[Council, ...]
    printed: str
    start: int
    end: int


def find_council(
    document: Document,
    statements: Iterable[Folded],
    address: Iterable[Folded],
    body: Iterable[Folded],
    register: Register,
    day: date | None,
) -> tuple[Named | None, list[Notice]]:
    """Find the letter's council.

    Args:
        document: the letter.
        statements: its title, the captions and sentences that name the council formally.
        address: the lines of its head.
        body: its paragraphs.
        register: the councils.
        day: the letter's date.
    """
    finds: list[_Find] = []
    unknown: list[tuple[str, int, int]] = []
    for folded in statements:
        found = list(_in_slot(folded, register, unknown))
        finds += found or [_find(folded, m, 1) for m in _mentions(register, folded.text) if m.typed]
    if not finds and any(_names_other(name, register) for name, _, _ in unknown):
        # What the title names resembles a council of ours, which the address may hold: it is not that.
        return None, [_unknown(document, unknown)]
    strong = bool(finds)
    heads = list(address)
    for folded in heads:
        for mention in _mentions(register, folded.text):
            whole = mention.start == 0 and mention.end >= len(folded.text)
            if mention.typed:
                finds.append(_find(folded, mention, 2))
            elif whole and not strong and not unknown:
                finds.append(_find(folded, mention, 5))
    if not finds:
        finds += _in_body(body, register)
    if not finds:
        return None, [_unknown(document, unknown)]
    best = min(finds, key=lambda find: find.rank)
    council = at(best.councils, day, best.printed)
    notices = []
    for other in finds:
        if other.rank <= 2 and not set(other.councils) & set(best.councils) and not _within(other, council):
            evidence = document.evidence(other.start, other.end)
            notices.append(
                Notice(
                    "other-council-named",
                    f"The letter also names {' '.join(evidence.quote.split())}; "
                    f"it is taken to be about {council.name}",
                    evidence,
                )
            )
            break
    if day is not None and council.end is not None and day > council.end:
        notices.append(
            Notice(
                "council-had-ended",
                f"{council.official_name} ended on {council.end}, before the letter",
                document.evidence(best.start, best.end),
            )
        )
    return Named(council, best.start, best.end), notices


def _within(other: _Find, council: Council) -> bool:
    """A wrapped line may break a name: "Somerset Council" is the end of a longer one."""
    return all(bare(entry.name) in bare(council.official_name) for entry in other.councils)


def _find(folded: Folded, mention: Mention, rank: int) -> _Find:
    printed = folded.text[mention.start : mention.end]
    return _Find(rank, mention.councils, printed, *folded.span(mention.start, mention.end))


def _mentions(register: Register, text: str) -> list[Mention]:
    """Find councils; bodies that run a council's services today had no letters of this kind."""
    return [mention for mention in own_mentions(register, text) if not _runs_services(text, mention)]


def _runs_services(text: str, mention: Mention) -> bool:
    return _RUNS_SERVICES.search(text[mention.start : mention.end]) is not None


_RUNS_SERVICES = re.compile(r"\b(?:Trust|Children\s+First|for\s+Children)\b", re.IGNORECASE)


def _names_other(name: str, register: Register) -> bool:
    mentions = register.mentions(name)
    return any(_runs_services(name, one) or is_other_body(name, one, mentions) for one in mentions)


def _in_slot(folded: Folded, register: Register, unknown: list[tuple[str, int, int]]) -> Iterator[_Find]:
    """Read the name where the title or sentence has its place for it."""
    for match in _SLOT.finditer(folded.text):
        for group in "abcde":
            start, end = match.span(group)
            if start < 0:
                continue
            mentions = _mentions(register, folded.text[start:end])
            if mentions:
                first = mentions[0]
                printed = folded.text[start + first.start : start + first.end]
                yield _Find(0, first.councils, printed, *folded.span(start + first.start, start + first.end))
            elif end > start and group in "abc":
                unknown.append((folded.text[start:end], *folded.span(start, end)))


def _in_body(body: Iterable[Folded], register: Register) -> list[_Find]:
    """The council that the prose names most often as such ("Northmoor council")."""
    counts: Counter[tuple[Council, ...]] = Counter()
    firsts: dict[tuple[Council, ...], _Find] = {}
    for folded in body:
        for mention in _mentions(register, folded.text):
            if mention.typed:
                counts[mention.councils] += 1
                firsts.setdefault(mention.councils, _find(folded, mention, 6))
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return []
    return [firsts[ranked[0][0]]]


def _unknown(document: Document, unknown: list[tuple[str, int, int]]) -> Notice:
    if not unknown:
        return Notice("no-council", "The letter names no council that the register has")
    name, start, end = unknown[0]
    return Notice(
        "unknown-council",
        f"The register has no council named {name}. {REMEDY}",
        document.evidence(start, end),
    )
