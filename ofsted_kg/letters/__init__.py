"""Turn a document into a letter: who, when, which framework, what was judged.

The steps: ``clean`` and ``layout`` (mark-up off, lines into blocks), ``frameworks``, ``head``,
``published``, ``councils`` and ``signatures`` (whose letter it is), ``grades`` (the formal ratings),
``sections`` and ``findings`` (what stands under which outcome), ``statements`` and
``reviews`` (what the prose says), ``reports`` (inspection reports), and ``letter``, which
calls them.
"""

from ofsted_kg.letters.letter import parse_letter

__all__ = ["parse_letter"]
