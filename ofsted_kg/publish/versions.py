"""The releases so far, each with its own folder of data.

In: the release that is in place (``releases.json``). Out: ``Version`` records, newest
first; the files of earlier ones are carried over, so that what was cited stays. Of those that
were moved away to save room there still is what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

FILE = "releases.json"
_NAME = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-z]+")
_PATH = re.compile(r"data/[\w.-]+/[\w.-]+")


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file of data to download.

    Attributes:
        path: below the release.
        title: what it holds, in words.
        media: its media type; that of what is packed, where it is.
        form: the EU's name of the file type.
        packed: media type of the packing; empty for none.
        size: in bytes.
        sha256: of the file as it is.
        kept: whether it is still here.
    """

    path: str
    title: str
    media: str
    form: str
    packed: str
    size: int
    sha256: str
    kept: bool = True

    @property
    def name(self) -> str:
        """Its name without its folder, as part of an IRI."""
        return self.path.rsplit("/", 1)[-1].replace(".", "-")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change: in which document (its name and its page), what, and the words that say it."""

    name: str
    path: str
    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A release.

    Attributes:
        name: a day and a digest.
        issued: the day of its publishing, ISO 8601.
        digest: of the graph.
        summary: what changed, in a line.
        documents: how many it holds.
        files: its data.
        changes: what changed, one by one; none for the first.
    """

    name: str
    issued: str
    digest: str
    summary: str
    documents: int
    files: tuple[Distribution, ...]
    changes: tuple[Change, ...] = ()


def read_versions(out: Path) -> tuple[Version, ...]:
    """Return the versions that the release in a folder tells of, newest first."""
    try:
        found = msgspec.json.decode((out / FILE).read_bytes(), type=dict[str, tuple[Version, ...]])
        versions = found["versions"]
    except (OSError, KeyError, msgspec.MsgspecError):
        # No release before, or a damaged one: the history then begins anew.
        return ()
    return tuple(version for version in versions if _well_named(version))


def _well_named(version: Version) -> bool:
    return bool(_NAME.fullmatch(version.name)) and all(_PATH.fullmatch(file.path) for file in version.files)


def written(versions: Iterable[Version]) -> str:
    """Return the versions as the text of ``releases.json``."""
    return msgspec.json.format(msgspec.json.encode({"versions": list(versions)}), indent=1).decode() + "\n"
