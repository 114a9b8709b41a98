"""Where a fact stands in its letter's graph: the path that its IRI ends in.

In: a fact. Out: ``judgement/120-180/primary-schools/good``. The path follows from the fact's
place in the text and from what tells it apart from others there.
"""

from __future__ import annotations

from ofsted_kg.model import Comparison, Evidence, Finding, Judgement, Rating, Review

Fact = Rating | Judgement | Comparison | Finding | Review


def path_of(fact: Fact) -> str:
    """Return the path of a fact below its letter's IRI.

    >>> path_of(Judgement("schools", "good", False, Evidence(3, 9, "a quote")))
    'judgement/3-9/schools/good'
    """
    if isinstance(fact, Rating):
        return f"rating/{fact.area}"
    where = place(fact.evidence)
    if isinstance(fact, Judgement):
        return f"judgement/{where}/{fact.subject}/{fact.grade}"
    if isinstance(fact, Comparison):
        return f"comparison/{where}/{fact.subject}/{fact.direction}/{fact.comparator}"
    if isinstance(fact, Finding):
        return f"finding/{where}"
    return f"review/{where}/{fact.grade}" if fact.grade else f"review/{where}"


def place(evidence: Evidence) -> str:
    """Return the offsets of a quote as a part of a path."""
    return f"{evidence.start}-{evidence.end}"
