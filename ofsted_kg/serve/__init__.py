"""The graph over HTTP, read-only: SPARQL endpoint, pages, API, console (extra ``serve``).

In: a built graph and perhaps a release folder. Out: a server on this machine alone,
unless told otherwise.
"""

from __future__ import annotations

from pathlib import Path

import uvicorn

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.serve.app import create_app
from ofsted_kg.serve.limits import Limits
from ofsted_kg.store import current_build

__all__ = ["Limits", "create_app", "run"]

_MOST_CONNECTIONS = 512


def run(
    kg: Path,
    release: Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
) -> None:
    """Serve until interrupted.

    Args:
        kg: the folder of a built graph.
        release: the folder of a release, whose pages and files are served too.
        host: the address to listen on.
        port: the port.
        limits: what queries may use.

    Raises:
        StoreError: there is no graph in the folder.
        OfstedKGError: there is no such release, or the server cannot start (its log says why).
    """
    current_build(kg)  # said before anything is started
    if release is not None and not release.is_dir():
        raise OfstedKGError(
            "there is no such folder",
            file=release,
            remedy="Make a release with `ofsted-kg publish --out DIR`",
        )
    try:
        uvicorn.run(
            create_app(kg, release, limits),
            host=host,
            port=port,
            log_level="info",
            access_log=False,
            server_header=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=3,
        )
    except SystemExit as error:
        # uvicorn's own exit codes mean other things than ours.
        raise OfstedKGError(
            f"the server on {host}:{port} could not start", remedy="The lines above say why"
        ) from error
