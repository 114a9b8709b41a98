"""The pages of a release."""

from __future__ import annotations

from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import Names
from ofsted_kg.query import StoredQuery, Table


def write_pages(
    content: Content,
    answers: list[tuple[StoredQuery, Table]],
    called: Names,
    folder: ReleaseFolder,
    *,
    full_text: bool,
) -> None:
    """Write the pages."""
