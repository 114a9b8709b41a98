"""The server of a review: this machine alone, one page, a secret in its address.

In: a ``ReviewSession``. Out: HTTP on 127.0.0.1. Who does not know the address gets nothing; a page of another
site can neither read it (its ``Host`` and the secret) nor send its forms (``Origin`` and a second
secret, which stands in the page only).
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qsl

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.review.page import page, policy
from ofsted_kg.review.session import ReviewSession

HOST = "127.0.0.1"
_MOST_BYTES = 64 * 1024
_MOST_FIELDS = 50
_FORM = "application/x-www-form-urlencoded"


class ReviewServer(ThreadingHTTPServer):
    """Serves the page of a session.

    Raises:
        OfstedKGError: the port is taken.
    """

    daemon_threads = True

    def __init__(self, session: ReviewSession, port: int = 0) -> None:
        self.session = session
        self.token = secrets.token_urlsafe(24)
        self.secret = secrets.token_urlsafe(24)
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise OfstedKGError(
                f"the port {port} cannot be used ({error.strerror})", remedy="Choose another with --port"
            ) from error

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://{HOST}:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"{self.origin}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version = "ofsted-kg"
    sys_version = ""
    # Seconds that a client may keep a thread waiting.
    timeout: ClassVar[float] = 20.0

    def do_GET(self) -> None:
        if self._admitted():
            self._send(HTTPStatus.OK, page(self.server.session, self.server.secret))

    def do_POST(self) -> None:
        if not self._admitted():
            return
        form = self._form()
        if form is None:
            return
        try:
            self.server.session.decide(form, dt.datetime.now(dt.UTC).date())
        except OfstedKGError as error:
            body = page(self.server.session, self.server.secret, str(error), form)
            self._send(HTTPStatus.UNPROCESSABLE_ENTITY, body)
            return
        facts = [item.fact for item in self.server.session.items]
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", f"/{self.server.token}/#fact-{facts.index(form['fact']) + 1}")
        self._end(b"")

    def _admitted(self) -> bool:
        """Tell whether the request came by the address that was given out; answer it if not."""
        host = self.headers.get_all("Host") or []
        if host != [self.server.origin.removeprefix("http://")]:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        if not hmac.compare_digest(self.path.encode(), f"/{self.server.token}/".encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
            return False
        return True

    def _form(self) -> dict[str, str] | None:
        """Return what a form of the page sent; None where it is none, which is answered."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not (length.isascii() and length.isdigit()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
            return None
        if len(length) > 7 or int(length) > _MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        body = self.rfile.read(int(length))
        if self.headers.get("Origin") != self.server.origin:
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        if self.headers.get_content_type() != _FORM:
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
            return None
        try:
            pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return None
        form = dict(pairs)
        if not hmac.compare_digest(form.pop("secret", "").encode(), self.server.secret.encode()):
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        return form

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(status, f"{status.phrase}\n".encode(), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self._end(body)

    def _end(self, body: bytes) -> None:
        for name, value in (
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", policy()),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            # The address is a secret: no other site is told. Forms of the page still send their origin.
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing: the address holds the secret."""
