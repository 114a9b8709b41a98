"""The names under which the graph's folder keeps the files of a letter.

In: a letter's source name, which may be a path with anything in it. Out: a name that every
file system takes, and that no other source has, not even where capitals count for nothing.
"""

from __future__ import annotations

import hashlib
import re

# What stands as it is in the name of a file, on every system.
_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*")
_UNSAFE = re.compile(r"[^a-z0-9_-]+")
# Names that Windows keeps for devices, whatever ending they have.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_LONGEST = 100
_DIGEST = 12


def stored_name(source: str) -> str:
    """Return the name, without ending, of the files that hold a letter.

    >>> stored_name("annual-rating-2009-bury")
    'annual-rating-2009-bury'
    >>> stored_name("80418_norfolk/children's services inspection - 13 january 2023")
    '80418_norfolk-children-s-services-inspection-13-january-2023~cd11fb6c8e24'
    """
    if len(source) <= _LONGEST and _SAFE.fullmatch(source) and not _DEVICES.match(source):
        return source
    plain = _UNSAFE.sub("-", source.lower()).replace("---", "-").strip("-")[:_LONGEST]
    return f"{plain}~{hashlib.sha256(source.encode('utf-8', 'replace')).hexdigest()[:_DIGEST]}"
