"""What is remembered of files that were fetched, so that a second run fetches only what changed.

In: the lock file of a folder, JSON. Out: ``Locked`` records by file, and back: sorted, the same
bytes for the same content, replaced in one step.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ofsted_kg.errors import OfstedKGError


@dataclass(frozen=True, slots=True)
class Locked:
    """A file that came.

    Attributes:
        url: from where.
        sha256: digest of its bytes.
        size: how many.
        etag: what the server calls this state of it (RFC 9110, 8.8.3).
        modified: when the server says it was changed (8.8.2).
        own: it was put there by hand, and stays.
    """

    url: str
    sha256: str = ""
    size: int = 0
    etag: str = ""
    modified: str = ""
    own: bool = False


def read_lock(path: Path) -> dict[str, Locked]:
    """Read a lock file; one that is not there holds nothing.

    Raises:
        OfstedKGError: it is damaged.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): Locked(**fields) for name, fields in data["files"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OfstedKGError(
            f"the lock file cannot be read ({error})",
            file=path,
            remedy="Delete it: the files that are there stay",
        ) from error


def write_lock(path: Path, files: dict[str, Locked]) -> None:
    """Write a lock file in one step."""
    data = {"files": {name: asdict(files[name]) for name in sorted(files)}}
    new = path.with_name(f".{path.name}.new")
    new.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    new.replace(path)
