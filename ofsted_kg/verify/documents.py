"""The documents that a graph says it was made from, where they are at hand.

In: folders and files. Out: by the digest that a letter's graph states, the document, and its text
as it is read today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ofsted_kg.errors import OfstedKGError, UnreadableFile
from ofsted_kg.pipeline.collect import collect
from ofsted_kg.read import Ocr, Reading, read_bytes, read_document
from ofsted_kg.rows import Row
from ofsted_kg.verify.quotes import Span, faults
from ofsted_kg.verify.report import Verified
from ofsted_kg.vocabulary.namespaces import DEF

_SHA256 = DEF + "sha256"


class Documents:
    """Documents by their SHA-256."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Find the documents below some paths.

        Raises:
            OfstedKGError: a path does not exist, or there is no file below any.
        """
        self._by_digest: dict[str, Path] = {}
        for found in collect(paths).files:
            try:
                digest = hashlib.sha256(read_bytes(found.path)).hexdigest()
            except (OSError, UnreadableFile):
                continue
            self._by_digest.setdefault(digest, found.path)

    def check(self, source: str, rows: Sequence[Row], spans: Sequence[Span], report: Verified) -> None:
        """Hold a letter's graph against its document."""
        digest = next((row.text for row in rows if row.predicate == _SHA256), "")
        path = self._by_digest.get(digest)
        if path is None:
            report.fault(
                "no document", f"{source}: none of the documents has its SHA-256 ({digest or 'none stated'})"
            )
            return
        report.looked["documents"] += 1
        try:
            found = list(faults(spans, read_document(path).text))
            if found:  # the graph may have been built without text recognition
                unrecognised = read_document(path, Reading(Ocr.NEVER)).text
                found = found if any(faults(spans, unrecognised)) else []
        except (OfstedKGError, OSError) as error:
            report.fault("document", f"{source}: its document cannot be read: {error}")
            return
        for fault in found:
            report.fault("quote", f"{source}: {path}: {fault}")
