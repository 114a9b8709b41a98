"""Tell whether what is said is certain, or known at all: "there is no doubt", "too early to say".

In: the clause before what it is said of. Out: yes or no.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of

SCANT = words_of("little limited insufficient scant")


def undoubted(first: Clause) -> bool:
    """Say whether what follows is certain: "There is no doubt that", "There can be little question that"."""
    said = first.units
    doubted = bool(said) and said[-1].words[-1] in ("doubt", "question")
    return doubted and any(u.kind is Kind.NOT or u.words[0] in SCANT for u in said[:-1])


def cannot_be_said(first: Clause) -> bool:
    """Say whether what follows is not known, or said by nobody: "It is too early to say", "Few would say"."""
    said = first.units
    if len(said) < 2 or said[-1].words[-1] not in _SAY | _SAYS:
        return False
    if not _NOBODY.isdisjoint(said[0].words) and (said[-2].kind is Kind.MODAL or said[-1].words[-1] in _SAYS):
        return True
    says = said[-2].kind is Kind.TO and said[-1].words[-1] in _SAY
    return says and any(u.kind is Kind.NOT or u.words[0] in SCANT or _UNABLE & set(u.words) for u in said)


_SAYS = words_of("suggests claims argues pretends maintains says")
_NOBODY = words_of("nobody few")
_SAY = words_of(
    "say conclude know tell judge confirm claim state establish suppose argue suggest pretend maintain"
)
_UNABLE = words_of("too unable impossible difficult hard premature never hardly few")
