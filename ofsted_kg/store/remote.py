"""A graph on a SPARQL 1.1 server, asked as the embedded store is.

In: the address of an endpoint and a query. Out: the same answers that ``KnowledgeGraph``
gives, or an ``EndpointError`` that says what is wrong with the server. By the SPARQL 1.1
Protocol through SPARQLWrapper: POST, a time-out, an agent that names itself.
"""

from __future__ import annotations

import math
import os
import warnings
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pyoxigraph as ox

from ofsted_kg import __version__
from ofsted_kg.errors import EndpointError, QueryError
from ofsted_kg.store import virtuoso
from ofsted_kg.vocabulary.namespaces import DEF

if TYPE_CHECKING:  # SPARQLWrapper brings rdflib: 200 ms that only --endpoint should pay
    from SPARQLWrapper import SPARQLWrapper

TIMEOUT = 60
PASSWORD_VARIABLE = "OFSTED_KG_PASSWORD"  # noqa: S105 - the variable's name, not a password
USER_VARIABLE = "OFSTED_KG_USER"

_LETTER = f"<{DEF}Letter>"
_IN_DEFAULT = f"ASK {{ ?letter a {_LETTER} }}"
_IN_NAMED = f"ASK {{ GRAPH ?graph {{ ?letter a {_LETTER} }} }}"
_ELSEWHERE = (
    "Ask the folder's graph (--kg), or a server such as Oxigraph; docs/howto/push.md says what runs where"
)
# Oxigraph's own parameter of the protocol; a server that does not know it passes over it.
_UNION = "union-default-graph"


class RemoteGraph:
    """An endpoint that holds the graph.

    Attributes:
        endpoint: its address.
        timeout: seconds to wait for an answer.
    """

    def __init__(self, endpoint: str, timeout: float = TIMEOUT) -> None:
        """Name an endpoint; nothing is sent before the first query.

        Raises:
            EndpointError: the address is no http or https address.
        """
        parts = urlsplit(endpoint)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EndpointError(
                f"{endpoint!r} is no address of an endpoint",
                remedy="Give one such as http://localhost:7878/query",
            )
        self.endpoint = endpoint
        self.timeout = timeout
        self._union: bool | None = None
        self._server = ""

    def check_stored(self, name: str) -> None:
        """Stop where the server is known to answer a stored query with wrong rows.

        Raises:
            EndpointError: it is, or as `select`.
        """
        self._find_letters()
        if virtuoso.answers_wrong(self._server, name):
            raise self._error(
                f"this server ({self._server.split()[0]}) answers {name} with other rows than are right",
                _ELSEWHERE,
            )

    def query(self, sparql: str) -> ox.QuerySolutions | bool | list[ox.Triple]:
        """Run any SPARQL 1.1 query.

        Raises:
            EndpointError: as `select`.
            QueryError: as `select`.
        """
        kind = _kind(sparql)
        if kind == "SELECT":
            return self.select(sparql)
        return self.ask(sparql) if kind == "ASK" else self.construct(sparql)

    def select(self, sparql: str) -> ox.QuerySolutions:
        """Run a SELECT query.

        Raises:
            EndpointError: the server is down, slow, or answers against the protocol.
            QueryError: the server says that the query is wrong.
        """
        self._find_letters()
        answer = self._results(sparql, union=bool(self._union))
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("this is no SELECT query")
        return answer

    def ask(self, sparql: str) -> bool:
        """Run an ASK query.

        Raises:
            EndpointError: as `select`.
            QueryError: as `select`.
        """
        self._find_letters()
        return self._ask(sparql, union=bool(self._union))

    def construct(self, sparql: str) -> list[ox.Triple]:
        """Run a CONSTRUCT or DESCRIBE query; the triples come sorted, each once.

        Raises:
            EndpointError: as `select`.
            QueryError: as `select`.
        """
        self._find_letters()
        data = self._send(sparql, "CONSTRUCT", union=bool(self._union))
        try:
            triples = [quad.triple for quad in ox.parse(data, ox.RdfFormat.TURTLE)]
        except (SyntaxError, ValueError) as error:
            raise self._error(f"its answer is no Turtle: {error}") from error
        return sorted(set(triples), key=str)

    def _find_letters(self) -> None:
        """Find out, once, whether the default graph shows the letters' graphs.

        The stored queries name no graph: each letter is a graph of its own, and they ask
        about all. A server that keeps named graphs apart would answer "nothing", which
        is worse than an error.
        """
        if self._union is not None:
            return
        if self._ask(_IN_DEFAULT, union=False) or not self._ask(_IN_NAMED, union=False):
            self._union = False
        elif self._ask(_IN_DEFAULT, union=True):
            self._union = True
        else:
            raise self._error(
                "its default graph does not show what its named graphs hold",
                "Let it answer from the union of all graphs (Oxigraph: --union-default-graph; "
                "Jena Fuseki: tdb2:unionDefaultGraph; Virtuoso does so of itself)",
            )

    def _ask(self, sparql: str, *, union: bool) -> bool:
        answer = self._results(sparql, union=union)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("this is no ASK query")
        return bool(answer)

    def _results(self, sparql: str, *, union: bool) -> ox.QuerySolutions | ox.QueryBoolean:
        data = self._send(sparql, "SELECT", union=union)
        try:
            data = virtuoso.standard(data) if virtuoso.version(self._server) else data
            answer = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QueryBoolean):
                return answer
            # Read to the end before anything is shown: a server that gives up half-way
            # has said 200 already, and its answer is cut off.
            for _ in answer:
                pass
            return ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._error(
                f"its answer is cut off or no SPARQL result ({error})",
                "The server may have run out of time: ask for less, or raise its limit",
            ) from error

    def _send(self, sparql: str, kind: str, *, union: bool) -> bytes:
        form = "turtle" if kind == "CONSTRUCT" else "json"
        wrapper = self._wrapper(form)
        wrapper.setQuery(sparql)
        # SPARQLWrapper finds the kind of a query by its words, and takes those of comments for it.
        wrapper.queryType = kind
        if union:
            wrapper.addParameter(_UNION, "true")
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        try:
            # SPARQLWrapper warns of an unexpected type and goes on; for us it is an error below.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                response = wrapper.query().response
            with response:
                media_type = response.headers.get("Content-Type", "")
                self._server = response.headers.get("Server", "")
                data: bytes = response.read()
        except SPARQLWrapperException as error:
            cause = error.__context__
            if isinstance(cause, HTTPError):
                cause.close()
            if virtuoso.limit(_said(error)) and (other := virtuoso.eased(sparql)) != sparql:
                return self._send(other, kind, union=union)
            raise self._refused(error) from error
        except HTTPError as error:
            with error:
                raise self._error(f"it answers {error.code} {error.reason}") from error
        except (OSError, HTTPException) as error:
            raise self._broken(error) from error
        if form not in media_type:
            raise self._error(f"it answers with {media_type or 'no media type'}, not with a SPARQL result")
        return data

    def _refused(self, error: Exception) -> EndpointError | QueryError:
        from SPARQLWrapper import SPARQLExceptions

        if stopped := virtuoso.limit(_said(error)):
            return self._error(
                f"the server cannot take this query ({stopped}); there is nothing wrong with it", _ELSEWHERE
            )
        if isinstance(error, SPARQLExceptions.QueryBadFormed):
            return QueryError(f"the endpoint refuses the query: {_said(error)}")
        if isinstance(error, SPARQLExceptions.Unauthorized):
            remedy = f"Set {USER_VARIABLE} and {PASSWORD_VARIABLE} in the environment"
            return self._error("it asks for a name and a password", remedy)
        if isinstance(error, SPARQLExceptions.EndPointNotFound):
            return self._error("there is no endpoint at this address", "Check the path")
        return self._error(f"it failed: {_said(error)}")

    def _broken(self, error: OSError | HTTPException) -> EndpointError:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            return self._error(f"no answer within {self.timeout:g} seconds", "Ask for less, or wait longer")
        if isinstance(error, URLError):
            remedy = "Is the server running, and the address right?"
            return self._error(f"it cannot be reached ({reason})", remedy)
        return self._error(f"the connection broke ({reason})")

    def _wrapper(self, form: str) -> SPARQLWrapper:
        from SPARQLWrapper import POST, SPARQLWrapper

        wrapper = SPARQLWrapper(self.endpoint, agent=f"ofsted-kg/{__version__}")
        wrapper.setMethod(POST)
        wrapper.setTimeout(math.ceil(self.timeout))
        wrapper.setReturnFormat(form)
        wrapper.setOnlyConneg(True)  # not format=, output= and results= beside the Accept header
        user = os.environ.get(USER_VARIABLE)
        if user:
            wrapper.setCredentials(user, os.environ.get(PASSWORD_VARIABLE, ""))
        return wrapper

    def _error(self, message: str, remedy: str = "") -> EndpointError:
        return EndpointError(message, file=self.endpoint, remedy=remedy)


def _kind(sparql: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: the text is no SPARQL 1.1 query.
    """
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return str(parseQuery(sparql)[1].name).removesuffix("Query").upper()
    except Exception as error:  # the parser raises what its parts raise
        raise QueryError(f"this is no SPARQL 1.1 query: {error}") from error


def _said(error: Exception) -> str:
    """Return what the server said, in one line."""
    text = str(error).split("Response:", 1)[-1].strip()
    if text[:2] in {"b'", 'b"'}:
        text = text[2:-1].replace("\\n", " ")
    return " ".join(text.split())[:500]
