"""What a release takes over of the one before: letters that have not changed, pieces of the dumps.

In: the folder in place, and its versions. Out: ``Earlier``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ofsted_kg.publish.documents import Documents
from ofsted_kg.publish.dumps import DOCUMENTS, DUMPS, Before, by_digest
from ofsted_kg.publish.folder import ReleaseFolder, stated_sums
from ofsted_kg.publish.parts import read_parts
from ofsted_kg.publish.summaries import FILE as SUMMARIES
from ofsted_kg.publish.summaries import Summaries, Summary, read_summaries, summary
from ofsted_kg.publish.versions import Version


@dataclass(frozen=True, slots=True)
class Earlier:
    """The release before: its dumps to copy from, its letters in short and whole."""

    dumps: Before = field(default_factory=Before)
    parts: Sequence[Summary] = ()
    blocks: Mapping[tuple[str, ...], bytes] = field(default_factory=dict)
    documents: Documents = field(default_factory=lambda: Documents(None, {}))


def earlier(out: Path, versions: Sequence[Version], folder: ReleaseFolder) -> Earlier:
    """Return what can be taken over of the release in a folder; nothing of one that is damaged."""
    if not versions:
        return Earlier()
    place = out / "data" / versions[0].name
    sums = stated_sums(out)
    for name in DUMPS:
        try:
            digest = hashlib.sha256((place / name).read_bytes()).hexdigest()
        except OSError:
            return Earlier()
        if sums.get(f"data/{versions[0].name}/{name}") != digest:
            # Damaged: nothing is taken over.
            return Earlier()
    members = folder.noted("members")
    if not isinstance(members, dict):
        members = {}
    kept = read_summaries(folder.before(SUMMARIES))
    if kept is None:
        # An earlier version of the program kept none.
        parts = list(map(summary, read_parts(place / DOCUMENTS)))
        kept = Summaries(parts, by_digest(members.get(DOCUMENTS, {})))
    documents = Documents(place / DOCUMENTS, kept.places)
    return Earlier(Before(place, members), kept.documents, kept.blocks, documents)
