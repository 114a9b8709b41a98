"""The graph over HTTP, read-only: SPARQL endpoint, pages, API, console (extra ``serve``).

In: a built graph and perhaps a release folder. Out: a server on this machine alone,
unless told otherwise.
"""

from __future__ import annotations

import asyncio
import copy
import socket
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import LOGGING_CONFIG

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.serve.app import create_app
from ofsted_kg.serve.connection import trusting
from ofsted_kg.serve.limits import Limits
from ofsted_kg.serve.service import Service
from ofsted_kg.store import current_build

__all__ = ["LOCAL", "Limits", "create_app", "run"]

# Where a proxy on the same machine stands.
LOCAL = ("127.0.0.1", "::1")


class _Server(uvicorn.Server):
    """uvicorn's server, which first tells who still waits."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer running queries, then stop."""
        self._service.close()
        await asyncio.sleep(0)
        await super().shutdown(sockets)


def run(
    kg: Path,
    release: Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
    proxies: tuple[str, ...] = LOCAL,
) -> None:
    """Serve until interrupted.

    Args:
        kg: the folder of a built graph.
        release: the folder of a release, whose pages and files are served too.
        host: the address to listen on.
        port: the port.
        limits: what queries may use.
        proxies: the addresses of proxies that say truly for whom they ask.

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
    service = Service(kg, release, limits or Limits())
    config = configured(create_app(service), host, port, proxies)
    server = _Server(config, service)
    try:
        server.run()
    except KeyboardInterrupt:
        return
    except SystemExit as error:
        # uvicorn's own exit codes mean other things than ours.
        raise _not_started(host, port) from error
    if not server.started:
        raise _not_started(host, port)


def configured(
    app: ASGIApp, host: str = "127.0.0.1", port: int = 0, proxies: tuple[str, ...] = LOCAL
) -> uvicorn.Config:
    """Return how uvicorn is to serve an application to strangers."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=trusting(frozenset(proxies)),
        ws="none",
        log_config=_logging(),
        access_log=False,
        server_header=False,
        forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=3,
    )


def _not_started(host: str, port: int) -> OfstedKGError:
    return OfstedKGError(f"the server on {host}:{port} could not start", remedy="The lines above say why")


def _logging() -> dict[str, object]:
    """Return uvicorn's setting of logs, with ours in it: a line a request, on standard error."""
    found = copy.deepcopy(LOGGING_CONFIG)
    found["loggers"]["ofsted_kg.serve"] = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return found
