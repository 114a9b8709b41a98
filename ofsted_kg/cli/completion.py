"""What the shell offers at the press of a tab: names of queries, parameters, councils and documents.

In: what has been typed so far. Out: words that can stand there. Whatever goes wrong, a shell's
completion stays silent: it has no place for an error.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ofsted_kg.query import Parameter

_MOST = 200


def query_names(incomplete: str) -> list[tuple[str, str]]:
    """Return the stored queries that begin so, with what they answer."""
    from ofsted_kg.query import load_queries

    return [(query.name, query.summary) for query in load_queries() if query.name.startswith(incomplete)]


def parameters(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return ``name=`` for each parameter of the query, and behind it the values it may have."""
    from ofsted_kg.errors import OfstedKGError
    from ofsted_kg.query import stored_query

    with suppress(OfstedKGError):
        # While a shell completes, what has been typed stands among the arguments, not yet by name.
        query = stored_query(str(ctx.params.get("name") or next(iter(ctx.args), "")))
        name, equals, begun = incomplete.partition("=")
        if not equals:
            return [f"{p.name}=" for p in query.parameters if p.name.startswith(name)]
        found = (value for value in _values(ctx, query.parameter(name)) if _begins(value, begun))
        return sorted({f"{name}={value}" for value in found})[:_MOST]
    return []


def documents(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the documents of the graph whose source name begins so."""
    return sorted(name for name in _known(ctx, "source") if _begins(name, incomplete))[:_MOST]


def council_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the councils of the graph whose name begins so."""
    return [name for name in _known(ctx, "council") if _begins(name, incomplete)][:_MOST]


def _begins(value: str, begun: str) -> bool:
    return value.casefold().startswith(begun.casefold())


def _values(ctx: typer.Context, parameter: Parameter) -> Iterable[str]:
    from ofsted_kg.query import choices

    known = _known(ctx, parameter.kind)
    return known if parameter.kind in ("council", "source") else choices(parameter)


def _known(ctx: typer.Context, kind: str) -> tuple[str, ...]:
    """Return what the graph in the folder knows of a kind; nothing where there is no graph."""
    from ofsted_kg import query
    from ofsted_kg.errors import OfstedKGError
    from ofsted_kg.store import KnowledgeGraph

    folder = Path(ctx.params.get("kg") or os.environ.get("OFSTED_KG") or "kg")
    ask = {"council": query.councils, "source": query.sources}.get(kind)
    with suppress(OfstedKGError, OSError):
        return ask(KnowledgeGraph.open(folder)) if ask else ()
    return ()
