"""The names in a query that nothing in the graph bears.

In: SPARQL that has found nothing, and the graph. Out: a sentence. A misspelt property is no error of
syntax: the query runs and finds nothing, which must not be taken for "there is no such thing".
"""

from __future__ import annotations

import difflib
import re

from ofsted_kg.errors import did_you_mean
from ofsted_kg.query.prefixes import BUILT_IN
from ofsted_kg.query.table import Answering, select
from ofsted_kg.vocabulary.namespaces import DEF

# What is no name: a comment up to its line's end, a text in quotation marks. `<http://a.example/#x>` is kept.
_ASIDE = re.compile(r"""<[^<>\s"{}|^`\\]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*""")
# `PREFIX ex: <http://a.example/>`
_DECLARED = re.compile(r"\bPREFIX\s+(?P<name>[\w.-]*):\s*<(?P<iri>[^<>\s]*)>", re.IGNORECASE)
# `ok:grade` or `<https://w3id.org/ofsted-kg/def/grade>`
_NAMED = re.compile(
    r"<(?P<iri>[^<>\s]+)>|(?<![\w:/.-])(?P<prefix>[A-Za-z][\w-]*):(?P<local>\w(?:[\w.-]*\w)?)"
)
# So many names are looked up and told.
_MOST = 12


def unused(sparql: str, target: Answering) -> str:
    """Say which names of a query stand nowhere in the graph, and what may be meant; empty where all do.

    Args:
        sparql: the query as it was typed.
        target: the graph that was asked.
    """
    text = _ASIDE.sub(lambda match: match[0] if match[0].startswith("<") else " ", sparql)
    prefixes = BUILT_IN | {match["name"]: match["iri"] for match in _DECLARED.finditer(text)}
    named: dict[str, str] = {}
    for match in _NAMED.finditer(_DECLARED.sub(" ", text)):
        iri = match["iri"] or prefixes.get(match["prefix"], "") + match["local"]
        if ":" in iri and "://" in iri:
            named.setdefault(iri, match[0])
    sentences = [
        f"nothing in the graph uses {typed}{_meant(iri, typed, target)}"
        for iri, typed in list(named.items())[:_MOST]
        if not _stands(iri, target)
    ]
    return ". ".join(sentences)


def _stands(iri: str, target: Answering) -> bool:
    parts = (f"<{iri}> ?a ?b", f"?a <{iri}> ?b", f"?a ?b <{iri}>")
    return any(select(target, f"SELECT ?a WHERE {{ {part} }} LIMIT 1").rows for part in parts)


def _meant(iri: str, typed: str, target: Answering) -> str:
    """Return the names of the same namespace that are spelt alike, as they were typed."""
    start = max(iri.rfind("/"), iri.rfind("#")) + 1
    space, local = iri[:start], iri[start:]
    text = "SELECT DISTINCT ?p WHERE { { ?s ?p ?o } UNION { ?s a ?p } }"
    if space.startswith(DEF):
        text = "SELECT DISTINCT ?p WHERE { { ?p a ?kind } UNION { ?s ?p ?o } UNION { ?s a ?p } }"
    known = {found[len(space) :] for found in select(target, text).column("p") if found.startswith(space)}
    folded = {name.casefold(): name for name in sorted(known) if name and "/" not in name}
    near = [folded[key] for key in difflib.get_close_matches(local.casefold(), folded, n=3, cutoff=0.6)]
    before = typed.rstrip(">")[: -len(local)] if local else typed
    after = ">" if typed.endswith(">") else ""
    offered = did_you_mean(f"{before}{name}{after}" for name in near)
    return f". {offered}" if offered else ""
