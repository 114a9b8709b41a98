"""Who led the inspection.

In: the text around "Lead inspector:" or "Reporting inspector". Out: the names as printed,
without role ("Her Majesty's Inspector", "HMI"), each with its span.
"""

from __future__ import annotations

import re

from ofsted_kg.model import Document, Person

# "Lead inspector: ", "Lead inspectors:", "Reporting inspector ", but not "Deputy lead inspector".
_LEAD = re.compile(
    r"(?:^[ \t]*|(?<=\s)(?<!eputy )(?=(?-i:[LR])[^\n:]{5,25}:))"
    r"(?:(?:joint|co-?)[ \t]?)?(?P<role>(?:lead|reporting)[ \t]+(?:inspectors?|HMIs?)(?:\(s\))?)"
    r"[ \t]*(?P<mark>[:–-])?\s*",
    re.IGNORECASE | re.MULTILINE,
)
# A name: two to five capitalised words ("Paula Thomson-Jones", "Dick O’Brien", "Rob de la Tour").
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:[’'.‐-][^\W\d_]*)*"
_NAME = re.compile(rf"(?:{_WORD})(?:[ \t]+(?:(?:de|la|le|van|von|der|den|du|di|al)[ \t]+)*{_WORD}){{1,4}}")
# What follows a name: a role, a comma, the end of the line.
_ROLE = re.compile(
    r"[ \t]*[,(–-]?\s*\(?(?P<role>"
    r"(?:senior[ \t]+)?(?:his|her)\s+majesty[’']?s[’']?\s+inspectors?(?:[ \t]*\(HMIs?\))?"
    r"|(?:S|R)?HMIs?\b|social\s+care\s+(?:regulatory\s+)?inspectors?|SCRIs?\b|ofsted\s+inspectors?|OIs?\b"
    r"|senior\s+inspectors?|additional\s+inspectors?|AIs?\b|inspectors?\b)\)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ \t]*(?:,\s*(?:and\s+)?|;\s*|\band\s+|&\s*|/[ \t]*)", re.IGNORECASE)
# Several leads, a line each: the next line is a name with a role behind it.
_LINE_EACH = re.compile(
    rf"[ \t]*,?[ \t]*\n[ \t]*(?={_WORD}[ \t]+{_WORD}[^\n]*?"
    r"(?i:majesty[’']?s[ \t]+inspector|HMI|social[ \t]+care[ \t]+(?:regulatory[ \t]+)?inspector))"
)
# A name broken at the line's end: "Anna Bell and Brian⏎Cole, His Majesty's Inspectors".
_BROKEN = re.compile(rf"{_WORD}[ \t]*\n[ \t]*{_WORD}(?=[ \t]*(?:,|\n|\())")
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(?=(?:and|&)\b)", re.IGNORECASE)
# Roles that are printed in capitals behind a name without a comma.
_ROLE_WORDS = frozenset({"HMI", "SHMI", "RHMI", "HMIS", "AI", "OI", "SCRI", "HER", "HIS", "SENIOR", "OFSTED"})


def read_leads(document: Document) -> tuple[Person, ...]:
    """Return the lead inspectors, in the order in which the report prints them."""
    for label in _LEAD.finditer(document.text):
        leads = _names(document, label.end(), label["role"], joined=bool(label["mark"]))
        if leads:
            return leads
    return ()


def _names(document: Document, start: int, role: str, *, joined: bool) -> tuple[Person, ...]:
    text = document.text
    people: list[Person] = []
    position = start
    several = "inspectors" in role.lower()
    while (
        found := _NAME.match(text, position) or (_BROKEN.match(text, position) if people else None)
    ) is not None:
        end = _without_role(text, found.start(), found.end())
        if end is None:
            break
        people.append(
            Person(
                " ".join(text[found.start() : end].split()),
                role=" ".join(role.split()),
                evidence=document.evidence(found.start(), end),
            )
        )
        position = end
        if (printed := _ROLE.match(text, position)) is not None:
            position = printed.end()
        if (turn := _NEXT_LINE.match(text, position)) is not None:
            position = turn.end()
        between = _BETWEEN.match(text, position) or (_LINE_EACH.match(text, position) if several else None)
        if between is None:
            break
        position = between.end()
    # Without its colon "Lead inspector" may open a sentence; then more than names follow.
    if not joined and people and not _ends_line(text, position):
        return ()
    return tuple(people)


def _without_role(text: str, start: int, end: int) -> int | None:
    """Cut "HMI" or "Her Majesty's Inspector" off the end of a run of capitalised words."""
    words = list(re.finditer(r"\S+", text[start:end]))
    kept = [word for word in words if word.group().strip(".,").upper() not in _ROLE_WORDS]
    if len(kept) < len(words):
        first_role = next(
            i for i, word in enumerate(words) if word.group().strip(".,").upper() in _ROLE_WORDS
        )
        words = words[:first_role]
    return start + words[-1].end() if len(words) > 1 else None


def _ends_line(text: str, position: int) -> bool:
    rest = text[position : position + 80].split("\n", 1)[0].strip(" .,;")
    return not rest
