"""The graph's triples as plain rows, and rows as text.

In: N-Quads that we wrote. Out: ``Row`` records (this graph has neither blank nodes nor
quoted triples, so subjects are IRIs and values are IRIs or literals), and RDF in the
formats of the W3C: sorted, each row once, the same bytes every time.
"""

from __future__ import annotations

from ofsted_kg.rows.jsonld import CONTEXT, context, read_context
from ofsted_kg.rows.row import TYPE, Row, read_rows
from ofsted_kg.rows.write import write_parts, write_relative, write_rows

__all__ = [
    "CONTEXT",
    "TYPE",
    "Row",
    "context",
    "read_context",
    "read_rows",
    "write_parts",
    "write_relative",
    "write_rows",
]
