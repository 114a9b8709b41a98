"""A table in the formats of SPARQL 1.1 Query Results: CSV, TSV, JSON and XML.

In: a ``Table``. Out: text, as the W3C's recommendations have it. In CSV and TSV a text that a
spreadsheet would run is guarded, unless the table is asked for raw.
"""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox

from ofsted_kg.query.guard import guarded
from ofsted_kg.query.table import Table
from ofsted_kg.query.typed import Term, is_number
from ofsted_kg.vocabulary.namespaces import XSD

_STRING = XSD + "string"
# What XML 1.0 cannot hold, not even as a reference; a few PDFs do.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_csv(table: Table, *, raw: bool = False) -> str:
    """Return a table as SPARQL 1.1 CSV (RFC 4180): values bare, the unknown an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_bare(term, raw=raw) for term in row] for row in table.rows)
    return out.getvalue()


def to_tsv(table: Table, *, raw: bool = False) -> str:
    """Return a table as SPARQL 1.1 TSV: terms as in Turtle."""
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += ("\t".join(_turtle(term, raw=raw) for term in row) for row in table.rows)
    return "".join(f"{line}\n" for line in lines)


def _bare(term: Term | None, *, raw: bool) -> str:
    if term is None:
        return ""
    return term.value if raw else guarded(term.value, number=is_number(term))


def _turtle(term: Term | None, *, raw: bool) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and not raw:
        safe = _bare(term, raw=False)
        if safe != term.value:
            term = ox.Literal(safe, language=term.language) if term.language else ox.Literal(safe)
    return str(term).replace("\t", "\\t")


def to_json(table: Table) -> str:
    """Return a table as SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _json_term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    data = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_xml(table: Table) -> str:
    """Return a table as SPARQL Query Results XML; what XML cannot hold becomes U+FFFD."""
    from xml.sax.saxutils import quoteattr  # brings http and ssl, and few ask for XML

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">',
    ]
    lines.append(f"<head>{''.join(f'<variable name={quoteattr(name)}/>' for name in table.columns)}</head>")
    lines.append("<results>")
    for row in table.rows:
        cells = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(table.columns, row, strict=True)
            if term is not None
        )
        lines.append(f"<result>{''.join(cells)}</result>")
    lines.append("</results>\n</sparql>\n")
    return "\n".join(lines)


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _xml_term(term: Term) -> str:
    from xml.sax.saxutils import escape, quoteattr

    # A carriage return must be a reference, or the reader makes it a line feed.
    text = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, ox.NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{text}</bnode>"
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{text}</literal>"
