"""Who led the inspection.

In: the text around "Lead inspector:" or "Reporting inspector". Out: the names as printed,
without role ("Her Majesty's Inspector", "HMI"), each with its span.
"""

from __future__ import annotations

import re
import unicodedata

from ofsted_kg.model import Document, Person
from ofsted_kg.text.person_names import honorific_of, ordinary_case

# "Lead inspector: ", "Lead inspectors:", "Reporting inspector ". What may stand before it is asked
# afterwards, and the first words are spelt out: led by their letters the search is five times as fast.
_INSPECTOR = r"[ ]?".join("inspector")
_LEAD = re.compile(
    r"(?P<role>(?:Lead|lead|LEAD|Reporting|reporting|REPORTING)[ \t]*\n?[ \t]*"
    rf"(?i:{_INSPECTOR}s?|\bHMIs?)(?:\([sS]\))?)[ \t]*(?P<mark>[:;.=–-])?\s*"
)
# The role behind the name: "Mary Example (lead inspector)", "Mary Example HMI, lead inspector".
_LED = re.compile(r"[,(–-][ \t]*[Ll]ead[ \t]+inspector\b")
_LONGEST_NAME = 60
_OPENS = re.compile(r"[ \t]*(?:(?:joint|co-?)[ \t]?)?", re.IGNORECASE)
# Glued to what stands before it: "Inspection dates: 3 to 7 June 2024Lead inspector: ".
_GLUED = re.compile(r"[\s\w](?<!eputy )\Z")
# A name: two to five capitalised words ("Mary Example-Other", "Tom O’Other", "Ann de la Tour",
# "Ann d’Other").
_WORD = r"(?:[dl][’'‘])?[^\W\d_a-z][^\W\d_]*+(?:(?:[’'‘´`.‐]|-(?:[ \t]*\n[ \t]*(?=[A-Z]))?)[^\W\d_]*+)*"
_NAME = re.compile(rf"(?:{_WORD})(?:[ \t]+(?:(?:de|la|le|van|von|der|den|du|di|al)[ \t]+)*{_WORD}){{1,4}}")
# What follows a name: a role, a comma, the end of the line.
_ROLE = re.compile(
    r"[ \t]*[,(–-]?\s*\(?(?P<role>"
    r"(?:senior[ \t]+)?(?:his|her)\s+majesty[’']?s[’']?\s+inspectors?(?:[ \t]*\(HMIs?\))?"
    r"|(?:S|R)?HMIs?\b|social\s+care\s+(?:regulatory\s+)?inspectors?|SCRIs?\b|ofsted\s+inspectors?|OIs?\b"
    r"|senior\s+inspectors?|additional\s+inspectors?|AIs?\b|inspectors?\b)\)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ \t]*(?:[,;]\s*(?:and\s+)?|\band\s+|&\s*|/[ \t]*)", re.IGNORECASE)
# Several leads, a line each: the next line is a name with a role behind it.
_LINE_EACH = re.compile(
    rf"[ \t]*,?[ \t]*\n[ \t]*(?={_WORD}[ \t]+{_WORD}[^\n]*?"
    r"(?i:majesty[’']?s[ \t]+inspector|HMI|social[ \t]+care[ \t]+(?:regulatory[ \t]+)?inspector))"
)
# A name broken at the line's end: "Mary Example and Tom⏎Other, His Majesty's Inspectors", "Mary⏎Example".
_BROKEN = re.compile(rf"{_WORD}[ \t]*\n[ \t]*{_WORD}(?=[ \t]*(?:,|\n|\())")
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(?=(?:and|&)\b)", re.IGNORECASE)
# Words of roles: a name ends before the first of them, comma or none; the second may be a surname.
_ROLE_WORDS = frozenset(
    {"HMI", "SHMI", "RHMI", "HMIS", "AI", "OI", "SCRI", "HM", "HER", "HIS", "SENIOR", "OFSTED"}
    | {"REGULATORY", "SOCIAL", "INSPECTION", "INSPECTOR", "INSPECTORS", "MANAGER", "DIRECTOR", "REGIONAL"}
    | {"NATIONAL", "ASSISTANT", "ASSOCIATE", "PRINCIPAL", "OFFICER", "ADVISER", "ADVISOR", "QUALITY"}
    | {"ADDITIONAL", "SPECIALIST", "LEAD", "DEPUTY", "TEAM", "CHIEF", "SEND", "EDUCATION", "JUDGEMENT"}
)
# "Senior" and "Lead" may be somebody's name, these are nobody's.
_NO_SURNAME = re.compile(r"[SR]?HMI|(?:H(?:er|is))?Majest|(?:[MOC]BE|BA|MA|DL|QPM)\Z")
# A role without a blank before it: "Mary ExampleHMI", "Mary ExampleHer Majesty’s Inspector".
_GLUED_ROLE = re.compile(r"(?<=[a-z])(?:[SR]?HMI\w*|H(?:er|is))\Z")
# The end of a name that the PDF has torn off: "Mary Exam ple, His Majesty’s Inspector".
_TORN_END = re.compile(
    r"[ ](?P<rest>[a-z]{1,12})(?=(?P<comma>[ \t]*[,(–-])?[ \t]*(?P<next>[^\W\d_]\S*|,|\n|\Z))"
)
_LONGEST_END = 3
_SHORTEST_START = 2
# What stands in small letters behind a whole name, and what may be either ("Mary Nels on").
_EVERYDAY = frozenset(
    {"and", "for", "from", "had", "has", "of", "she", "they", "this", "was", "were", "who", "with"}
    | {"led", "via", "also", "then", "tel", "ext", "fax", "mob", "email", "phone", "met", "saw"}
    | {"accompanied", "assisted", "joined", "supported", "visited", "acting", "interim", "former", "joint"}
    | {"cbe", "mbe", "obe", "qpm"}
)
_EITHER = frozenset({"a", "as", "at", "by", "ed", "he", "her", "his", "in", "is", "on", "or", "the", "to"})
_SHORTEST_NAME = 2
_INITIAL = 2
_HYPHEN_BREAK = re.compile(r"(?<=-)\s+")


def read_leads(document: Document) -> tuple[Person, ...]:
    """Return the lead inspectors, in the order in which the report prints them."""
    for label in _LEAD.finditer(document.text):
        if not _is_label(document.text, label):
            continue
        leads = _names(document, label.end(), label["role"], joined=bool(label["mark"]))
        if leads:
            return leads
    return _led(document)


def _led(document: Document) -> tuple[Person, ...]:
    """Return whom a list of names calls the lead inspector behind the name."""
    text = document.text
    for role in _LED.finditer(text):
        line = max(text.rfind("\n", 0, role.start()) + 1, role.start() - _LONGEST_NAME)
        for word in re.finditer(_WORD, text[line : role.start()]):
            found = _NAME.match(text, line + word.start(), role.start())
            end = _without_role(text, *found.span()) if found else None
            if found and end and text[end : role.start()].strip() in ("", "HMI"):
                return _names(document, found.start(), role.group().strip(" ,(–-"), joined=True)[:1]
    return ()


def _is_label(text: str, label: re.Match[str]) -> bool:
    """Tell whether the words open a line or are glued to one's end; "Deputy lead inspector" does neither."""
    before = text[text.rfind("\n", 0, label.start()) + 1 : label.start()]
    if _OPENS.fullmatch(before):
        return True
    return label["mark"] == ":" and label["role"][0].isupper() and bool(_GLUED.search(before))


def _names(document: Document, start: int, role: str, *, joined: bool) -> tuple[Person, ...]:
    text = document.text
    people: list[Person] = []
    position = start
    several = "inspectors" in role.lower()
    while (found := _NAME.match(text, position) or _BROKEN.match(text, position)) is not None:
        end = _without_role(text, found.start(), found.end())
        if end is None:
            break
        # Ligatures apart: "Griﬃn".
        words = unicodedata.normalize("NFKC", " ".join(text[found.start() : end].split()))
        words = _HYPHEN_BREAK.sub("", words)
        whole = _torn_end(text, end, words) if joined else end
        if whole is None:
            return ()
        words, end = words + text[end:whole].strip(), whole
        honorific, begin = honorific_of(words)
        people.append(
            Person(
                ordinary_case(words[begin:], text),
                honorific,
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
    roles = [number for number, word in enumerate(words) if _is_role(word.group())]
    if roles and roles != [len(words) - 1]:
        words = words[: roles[0]]
    elif roles and (len(words) > _SHORTEST_NAME or _surely(words[-1].group())):
        words.pop()
    if len(words) < _SHORTEST_NAME:
        return None
    last = words[-1].group()
    if (glued := _GLUED_ROLE.search(last)) is not None:
        return start + words[-1].start() + glued.start()
    # A stop ends the line; that of an initial is the name's.
    return start + words[-1].end() - (last.endswith(".") and len(last) > _INITIAL)


def _torn_end(text: str, end: int, name: str) -> int | None:
    """Return where a name ends with what a PDF has torn off it; None if it may be cut short.

    Only a role behind it tells the end of a name from a word of what follows.
    """
    torn = _TORN_END.match(text, end)
    if torn is None or _ROLE.match(text, end):
        return end
    rest = torn["rest"]
    if rest in _EVERYDAY or (rest.upper() in _ROLE_WORDS and rest not in _EITHER):
        return end
    role = _ROLE.match(text, torn.end())
    role_follows = _is_role(torn["next"]) or (role is not None and "\n" not in role.group())
    short = len(rest) <= _LONGEST_END
    if role_follows and rest not in _EITHER and (short or len(name.split()[-1]) <= _SHORTEST_START):
        return torn.end()
    doubtful = role_follows or (short and (torn["comma"] or not torn["next"].isalpha()))
    return None if doubtful else end


def _is_role(word: str) -> bool:
    return word.strip(".,").upper() in _ROLE_WORDS or bool(_NO_SURNAME.match(word))


def _surely(role: str) -> bool:
    return role.isupper() or bool(_NO_SURNAME.match(role))


def _ends_line(text: str, position: int) -> bool:
    rest = text[position : position + 80].split("\n", 1)[0].strip(" .,;")
    return not rest
