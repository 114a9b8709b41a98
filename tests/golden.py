"""What a test says of outputs that are kept on file, where they are others now."""

from __future__ import annotations

MEANT = "other than on file: read the difference, and where it is meant, run this file with --update-golden"
