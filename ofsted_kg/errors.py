"""The one family of errors that the library raises.

In: what went wrong, where, and what the reader can do about it. Out: an exception
whose text is a line a person can act on. Only the command line prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def did_you_mean(near: Iterable[str]) -> str:
    """Return the question that offers what may be meant; empty where there is nothing near.

    >>> did_you_mean(["Bury", "Burnley"])
    'Did you mean Bury or Burnley?'
    """
    offered = " or ".join(near)
    return f"Did you mean {offered}?" if offered else ""


def as_word(name: str) -> str:
    """Return a name as it is typed for a command, which takes what begins with - for an option.

    >>> as_word("bury"), as_word("-bury")
    ('bury', '`-- -bury`')
    """
    return f"`-- {name}`" if name.startswith("-") else name


class OfstedKGError(Exception):
    """Base of every error this library raises on purpose.

    Attributes:
        message: what is wrong, in a sentence without a full stop.
        file: the file concerned, where there is one.
        place: where in it (``line 12``, ``page 3``), where known.
        remedy: what the reader can do.
    """

    def __init__(
        self, message: str, *, file: Path | str | None = None, place: str = "", remedy: str = ""
    ) -> None:
        self.message = message
        self.file = None if file is None else str(file)
        self.place = place
        self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file or "", self.place) if part)
        text = f"{where}: {self.message}" if where else self.message
        return f"{text}. {self.remedy}" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (build workers): rebuild them with their data.
        return _rebuild, (type(self), self.message, self.file, self.place, self.remedy)


def _rebuild(
    kind: type[OfstedKGError], message: str, file: str | None, place: str, remedy: str
) -> OfstedKGError:
    return kind(message, file=file, place=place, remedy=remedy)


class UnreadableFile(OfstedKGError):  # noqa: N818 - the name says what the file is
    """The bytes of a file cannot be turned into text (missing, empty, binary, damaged)."""


class NotALetter(OfstedKGError):  # noqa: N818
    """The text is readable but is no letter or report that a framework of ours covers."""


class VocabularyError(OfstedKGError):
    """Something in ontology/ or in a register does not say what the program needs."""


class QueryError(OfstedKGError):
    """A query's name, parameters or text are wrong, or it could not be answered."""


class StoreError(OfstedKGError):
    """The graph's folder is missing, unfinished or damaged."""


class EndpointError(OfstedKGError):
    """A remote SPARQL endpoint did not answer, or not as the protocol says."""


def refused(error: OSError) -> OfstedKGError:
    """Return what to say of a disk that is full, or a file that may not be read or written."""
    what = f"the system refused to read or write ({error.strerror or error})"
    return OfstedKGError(what, file=error.filename, remedy="Check the space on the disk and the permissions")


def unanswered(error: Exception) -> QueryError:
    """Return what to say where the store did not answer a query."""
    remedy = "`ofsted-kg verify` says what of the graph is damaged" if "Corruption" in str(error) else ""
    return QueryError(f"the query could not be answered: {in_a_line(error)}", remedy=remedy)


def in_a_line(error: Exception) -> str:
    r"""Return what another library's error says, as far as its first line; its kind where it says nothing.

    >>> in_a_line(ValueError("no route\nTraceback")), in_a_line(TimeoutError())
    ('no route', 'TimeoutError')
    """
    return str(error).split("\n", 1)[0] or type(error).__name__
