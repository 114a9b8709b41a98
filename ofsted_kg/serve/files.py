"""Files of a release, and the server's own, over HTTP.

In: a folder and the path of a request. Out: the file with its media type, validators,
ranges (RFC 9110) and gzip; never a file outside the folder.
"""

from __future__ import annotations

import asyncio
import functools
import gzip
from email.utils import formatdate
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ofsted_kg.serve.headers import compressible, not_modified, reply, takes_gzip
from ofsted_kg.serve.negotiation import content_type
from ofsted_kg.web.media import MEDIA_TYPES

# Files of a release whose names have no ending.
_PLAIN = MEDIA_TYPES[".txt"]
_NAMED = {"void": MEDIA_TYPES[".ttl"], "SHA256SUMS": _PLAIN, "LICENSE": _PLAIN, "CURRENT": _PLAIN}
# Larger files are sent as they are, unless a .gz stands beside them.
_COMPRESS_TO = 4 * 1024 * 1024
_COMPRESS_FROM = 1024


def find(folder: Path, path: str) -> Path | None:
    """Return the file for the path of a request: itself, with ``.html``, or a folder's index.

    Nothing outside the folder and nothing hidden is found (``.well-known`` is not hidden).
    """
    parts = [part for part in path.split("/") if part]
    if "\0" in path or "\\" in path or any(part.startswith(".") and part != ".well-known" for part in parts):
        return None
    root = folder.resolve()
    place = root.joinpath(*parts)
    candidates = [place / "index.html"]
    if parts and not path.endswith("/"):
        candidates = [place, place.with_name(f"{place.name}.html"), *candidates]
    for candidate in candidates:
        try:
            if candidate.is_file() and candidate.resolve().is_relative_to(root):
                return candidate
        except OSError:  # a name longer than the file system has
            return None
    return None


def media_type(path: Path) -> str:
    """Return the media type of a file by its name."""
    return _NAMED.get(path.name) or MEDIA_TYPES.get(path.suffix, "application/octet-stream")


async def send(
    request: Request, path: Path, *, headers: dict[str, str] | None = None, vary: str = "Accept-Encoding"
) -> Response:
    """Return a file, or a 304 when the client has it; a folder's index at the folder's address."""
    asked = request.url.path
    if path.name == "index.html" and not asked.endswith(("/", "/index", "/index.html")):
        # Without the slash at the end the links of the page would lead elsewhere.
        return Response(status_code=308, headers={"Location": f"{quote(asked.rpartition('/')[2])}/"})
    stat = path.stat()
    media = media_type(path)
    fields = {
        "Last-Modified": formatdate(stat.st_mtime, usegmt=True),
        "Cache-Control": "no-cache",
        "Vary": vary,
        **(headers or {}),
    }
    etag = f"{stat.st_mtime_ns:x}-{stat.st_size:x}"
    if takes_gzip(request.headers) and compressible(media) and "range" not in request.headers:
        beside = path.with_name(f"{path.name}.gz")
        if beside.is_file():
            tag = f'"{etag}-gz"'
            if not_modified(request, tag, fields["Last-Modified"]):
                return Response(status_code=304, headers={**fields, "ETag": tag})
            fields |= {"ETag": tag, "Content-Encoding": "gzip", "Content-Type": content_type(media)}
            return FileResponse(beside, headers=fields)
        if _COMPRESS_FROM <= stat.st_size <= _COMPRESS_TO:
            body = await asyncio.to_thread(_compressed, path, stat.st_mtime_ns)
            return reply(
                request, body, media, etag=f'"{etag}-gzip"', encoding="gzip", headers=fields, vary=vary
            )
    tag = f'"{etag}"'
    if not_modified(request, tag, fields["Last-Modified"]):
        return Response(status_code=304, headers={**fields, "ETag": tag})
    return FileResponse(path, headers={**fields, "ETag": tag, "Content-Type": content_type(media)})


@functools.lru_cache(maxsize=64)
def _compressed(path: Path, changed: int) -> bytes:
    """The file in gzip; `changed` makes a changed file another entry of the cache."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)
