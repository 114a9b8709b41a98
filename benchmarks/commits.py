"""The files of a commit before, so that it can be measured beside this one.

In: a commit, a folder. Out: the commit's files in it.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def unpack(commit: str, folder: Path) -> Path:
    """Write the files of a commit into a folder; return the folder."""
    data = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(folder, filter="data")
    return folder
