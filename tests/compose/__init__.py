"""Composed sentences: English with known facts, put together from independent slots.

In: a number and a seed. Out: sentences, each with the facts that the extraction contract gives
it and the values of its slots. Nothing here knows how the reader works: words come from the
public labels of ontology/ and from lists of our own, expectations from the contract alone.

The steps: ``facts`` (the records), ``cover`` (choices of slot values in which all pairs occur),
``nouns``, ``quantities``, ``grades``, ``measures``, ``directions``, ``comparators`` (the slots'
values), ``judgements``, ``comparisons``, ``mixtures``, ``near_misses`` (the families of
sentences), ``reader`` (what the product makes of them) and ``score``.
"""

from __future__ import annotations

from compose.families import FAMILIES, compose

__all__ = ["FAMILIES", "compose"]
