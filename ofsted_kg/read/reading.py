"""How files are to be read, where there is a choice.

In: nothing. Out: ``Reading``, which goes with every file to the workers.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

# Debian: tesseract-ocr.
RECOGNISER = "tesseract"


class Ocr(StrEnum):
    """When pages that are only pictures are read by text recognition.

    ``AUTO``: where tesseract is installed; ``ALWAYS``: it must be; ``NEVER``: not at all.
    """

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read what may be read in several ways."""

    ocr: Ocr = Ocr.AUTO

    def state(self) -> str:
        """Return what the outcome of reading hangs on beside the files: another one is read anew."""
        program = shutil.which(RECOGNISER) if self.ocr is not Ocr.NEVER else None
        if program is None:
            return self.ocr
        found = Path(program).resolve().stat()
        return f"{self.ocr} {found.st_size} {found.st_mtime_ns}"

    @classmethod
    def of(cls, state: str) -> Reading:
        """Return the one that has, or had, such a state."""
        return cls(Ocr(state.partition(" ")[0]))


DEFAULT = Reading()
