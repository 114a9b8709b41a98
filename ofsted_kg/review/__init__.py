"""A letter on a page of this machine alone, for a person to accept or correct what was read.

In: a letter of a built graph. Out: a file of corrections, which `build --corrections` reads.
"""

from __future__ import annotations

from ofsted_kg.review.server import ReviewServer
from ofsted_kg.review.session import ReviewSession

__all__ = ["ReviewServer", "ReviewSession"]
