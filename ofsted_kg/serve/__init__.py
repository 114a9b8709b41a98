"""The graph over HTTP, read-only: SPARQL endpoint, pages, API, console (extra ``serve``).

In: a built graph and perhaps a release folder. Out: a server on this machine alone,
unless told otherwise.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.serve.app import create_app
from ofsted_kg.serve.connections import Places, protocol
from ofsted_kg.serve.limits import Limits
from ofsted_kg.store import current_build

__all__ = ["Limits", "create_app", "run"]


class _Server(uvicorn.Server):
    """uvicorn's server; told to stop, it answers what still runs with 503."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        service = getattr(self._app.state, "service", None)
        if service is not None:
            service.begin_stop()
        await super().shutdown(sockets)


def run(
    kg: Path,
    release: Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
    trusted_proxies: Sequence[str] = (),
    access_log: bool = True,
) -> None:
    """Serve until interrupted.

    Args:
        kg: the folder of a built graph.
        release: the folder of a release, whose pages and files are served too.
        host: the address to listen on.
        port: the port.
        limits: what queries may use.
        trusted_proxies: addresses whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed.
        access_log: write a line a request.

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
    limits = limits or Limits()
    app = create_app(kg, release, limits)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=protocol(Places(limits, frozenset(trusted_proxies))),
        ws="none",
        log_level="info",
        access_log=access_log,
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        h11_max_incomplete_event_size=limits.head_bytes,
        timeout_graceful_shutdown=3,
    )
    try:
        _Server(config, app).run()
    except SystemExit as error:
        # uvicorn's own exit codes mean other things than ours.
        raise OfstedKGError(
            f"the server on {host}:{port} could not start", remedy="The lines above say why"
        ) from error
