"""Metamorphic relations: a row with a known change of its words, and the known change of its facts.

In: the rows of tests/grammar/rows. Out: for each relation the rows that bear it, changed, with the facts
that are then to be read. Nobody wrote the changed sentences, and nobody needs to judge them: what is right
follows from the row (Chen, Cheung and Yiu 1998, "Metamorphic testing: a new approach for generating next
test cases"; Segura, Fraser, Sanchez and Ruiz-Cortés 2016, "A survey on metamorphic testing").

The steps: ``rows`` (the record, what is read), ``guards`` (which rows bear a change), ``substitution``,
``lead_ins``, ``insertion``, ``wording``, ``clauses``, ``sentences`` and ``pairs`` (the changes, a family
each), ``relations`` (the table of them) and ``score`` (how many break, and the sample that is recorded).
"""

from __future__ import annotations

from metamorphose.relations import RELATIONS

__all__ = ["RELATIONS"]
