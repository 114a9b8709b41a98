"""What else of Ofsted's a text is, so that it is passed over by name.

In: what stands above the dates of a text. Out: the name of another kind of document, or None.
Ofsted's letters on visits and its inspections of homes and agencies share words with our titles;
they give no grade of a council's services, and are told by theirs.
"""

from __future__ import annotations

import re

# What stands above the dates in other documents of Ofsted's: at a line's beginning, or beside the
# word inspection on one.
_OTHERS = {
    "a letter on a focused visit": r"^[ \t]*focused\s+visit\b",
    "a letter on a monitoring visit": r"^[ \t]*(?:\w+[ \t]+){0,2}?monitoring\s+visit\b",
    "a joint inspection or review of an area": r"^[ \t]*joint\s+(?:targeted\s+)?(?:area|inspection)\b",
    "an inspection of special educational needs": r"^[ \t]*(?:local[ \t]+)?area\s+SEND\b",
    "an inspection of Cafcass": r"^[ \t]*inspection\s+of\s+cafcass\b",
    "an inspection of a children's home": (
        r"^(?=[^\n]*\binspection)[^\n]*\bchildren[’'‘]s\s+homes?\b|^[ \t]*children[’'‘]s\s+homes?[ \t]*$"
        r"|\bthis\s+children[’'‘]s\s+home\b"
    ),
    "an inspection of an agency": (
        r"^(?=[^\n]*\binspection)[^\n]*\b(?:fostering|adoption)\s+(?:service|agency|agencies)\b"
        r"|^[ \t]*(?:[\w-]+[ \t]+){0,4}(?:fostering|adoption)\s+(?:service|agency|agencies)[ \t]*$"
    ),
    "an inspection of safeguarding and looked after children services": (
        r"^[ \t]*inspection\s+of\s+safeguarding\s+and\s+looked[ -]after\s+children\b"
    ),
    "an inspection of the arrangements for the protection of children": (
        r"^[ \t]*inspection\s+of\s+(?:local\s+authority\s+)?arrangements\s+for\s+the\s+protection\b"
    ),
}
_SERVICES = frozenset(
    [
        "an inspection of a children's home",
        "an inspection of an agency",
        "an inspection of special educational needs",
    ]
)
_OTHER = {name: re.compile(pattern, re.IGNORECASE | re.MULTILINE) for name, pattern in _OTHERS.items()}

_DEAR = re.compile(r"^[ \t]*Dear[ \t]", re.MULTILINE)


def is_letter(opening: str) -> bool:
    """Tell whether somebody is greeted above the dates."""
    return bool(_DEAR.search(opening))


def other_document(opening: str, title: str) -> str | None:
    """Return what else of Ofsted's a text is, or None.

    Args:
        opening: the words above its dates.
        title: those of them that may name a service: its title, if that is understood.
    """
    return next(
        (name for name, pattern in _OTHER.items() if pattern.search(title if name in _SERVICES else opening)),
        None,
    )
