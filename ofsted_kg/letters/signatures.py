"""Read who signed a letter.

In: the lines from the closing ("Yours sincerely") on. Out: the signatories in order, with
role and organisation. Names may stand side by side, in capitals, with blank lines before
the role; what follows the signatures (a table of grades, copies) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ofsted_kg.letters.frameworks import family_of
from ofsted_kg.letters.letterhead import Line
from ofsted_kg.model import Document, Person
from ofsted_kg.text.dates import find_days
from ofsted_kg.text.person_names import honorific_of, read_name

SIGNED_FOR = re.compile(
    r"""(?: \(?\s*(?:p\.?\s?p\.?|pp|per\s+pro)\b\.?
      | (?:for\s+and\s+)?on\s+behalf\s+of
      | (?:electronically\s+)?signed(?:\s+electronically)?\s+(?:on\s+behalf\s+of\s+[\w\s]{2,30}?\s+)?by\b
      | \(?(?:electronically\s+)?signed(?:\s+electronically)?\)?(?=[\s:])
      | /s/ | (?:signature|name|signatory)\s*:
    )[\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_NAME = re.compile(
    r"\W*(?:\[?\(?\s*(?:(?:electronic(?:ally)?\s+)?(?:signed|signature)(?:\s+electronically)?(?:\s+and\b.*)?|sgd)\s*\)?\]?"
    r"|by\s+e-?mail|page\s+\d+(?:\s+of\s+\d+)?)[\W_]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:role|position|title|job\s+title|designation)\s*:\s*", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s++(?:and|&)\s++")
_STOP = re.compile(
    r"\W*(?:c\.?c\b(?:[:.\s]|$)|cop(?:y|ies|ied)\s+(?:to|of)|enc(?:s|losures?|l)?\b|annex|appendix|final\s+judgements?|areas?\s+for\s+judgement"
    r"|assessment\s+judgement|grades?\b|footnotes?|notes?\b|summary|strengths|scale|\d\s*[:=])",
    re.IGNORECASE,
)
# Who gets a copy signs nothing.
COPIES = re.compile(r"\W*(?:c\.?c\b(?:[:.\s]|$)|cop(?:y|ies|ied)\s+to\b)", re.IGNORECASE)
# "APA final judgements 2005: Northmoor Council" heads the table below; no post is called that.
_CAPTION = re.compile(r"\bjudge?ments?\b", re.IGNORECASE)
# Words of roles and bodies; a line with one of them is nobody's name.
_OFFICE = re.compile(
    r"\b(?:directors?|managers?|officers?|chief|inspectors?|executive|divisional|division|regional|region|office|ofsted|commission\w*"
    r"|departments?|education|children\S*|services?|standards|inspections?|social|quality|performance|methods|majesty\S*|hmi"
    r"|caa|apa|csci|team|deputy|assistant|senior|council|authority|association|advis[eo]rs?|business|corporate|annual|judgements?"
    r"|grades?|assessments?|rating|letter|page|tel|telephone|email|www|skills|improvement|regulation|secretary|government|and|of|for|the|in|to)\b|[@\d:/]",
    re.IGNORECASE,
)
# Words that are surnames as well: with another of them they name an office.
_MAYBE_OFFICE = re.compile(
    r"\b(?:head|lead|north|south|east|west|midlands|london|england|care|area|central|operations|policy)\b",
    re.IGNORECASE,
)
# "Divisional Manager, Children's Services Assessment" is a post, no title of a letter.
_POST = re.compile(
    r"(?:[\w'’]+\s+){0,3}(?:manager|director|inspector|officer|head|lead|advis[eo]r|secretary)\b",
    re.IGNORECASE,
)
POSTS = re.compile(r"\b(?:manager|director|inspector|officer|head|secretary)\b", re.IGNORECASE)
_HOUSES = re.compile(
    r"(?:alexandra|aviation|freshford)\s+house\b|royal\s+exchange\s+buildings", re.IGNORECASE
)
_HOUSE = re.compile(
    r"\b(?:house|buildings?|gate|hall|court|tower|place|square|exchange|point)$", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d{1,4}[a-z]?,?\s+[A-Z]")
_PARTICLES = frozenset(["da", "de", "del", "der", "di", "du", "la", "le", "van", "von", "y"])
_NAME_WORD = re.compile(r"[^\W\d_][\w'’‘.‐‑-]*$")
_LONGEST_LINE = 110
_PAIR = 2


def find_signatories(document: Document, lines: Iterable[Line]) -> tuple[Person, ...]:
    """Find the signatories.

    Args:
        document: the letter.
        lines: what follows the closing's own words.
    """
    people: list[tuple[int, Person]] = []
    for column in _columns(lines):
        people += _read_column(document, column)
    named: dict[str, Person] = {}
    for _, person in sorted(people, key=lambda entry: entry[0]):
        if person.role or person.name not in named:  # a signature, and the name in print below it
            named[person.name] = person
    return tuple(named.values())


def _columns(lines: Iterable[Line]) -> list[list[Line]]:
    """Sort lines into columns where names stand side by side."""
    columns: list[list[Line]] = [[]]
    starts = [0]
    for line in lines:
        if _ends(line):
            break
        if line.alone and len(columns) > 1 and line.column > 2:
            nearest = min(range(len(starts)), key=lambda i: abs(starts[i] - line.column))
            columns[nearest].append(line)
            continue
        while len(columns) <= line.cell:
            columns.append([])
            starts.append(line.column)
        if line.cell:
            starts[line.cell] = line.column
        columns[line.cell].append(line)
    return columns


def _ends(line: Line) -> bool:
    words = line.text
    if _STOP.match(words):
        return True
    if (_CAPTION.search(words) or family_of(words) is not None) and not _POST.match(words):
        return True
    return len(words) > _LONGEST_LINE or (words.endswith(".") and len(words.split()) > 8)


def _read_column(document: Document, column: Sequence[Line]) -> list[tuple[int, Person]]:
    people: list[tuple[int, Person]] = []
    roles: list[list[str]] = []
    above: Line | None = None
    addressed = False  # below the signature stands where Ofsted is, until a blank line
    for number, line in enumerate(column):
        words = line.text
        below = column[number + 1].text if number + 1 < len(column) else ""
        if _NO_NAME.match(words) or not any(map(str.isalpha, words)):
            continue
        addressed = (addressed and not line.gap) or (bool(people) and _opens_address(words, below))
        if addressed:
            continue
        signed = SIGNED_FOR.match(words)
        at = signed.end() if signed else 0
        stop = len(words)
        for mark in (",", " – ", " - ", " — ", ";", " ("):
            cut = words.find(mark, at)
            if at < cut < stop:
                stop = cut
        if signed and not people and not is_name(words[at:stop]):
            continue  # "on behalf of" an office
        fresh = above is None or line.gap or bool(roles and roles[-1]) or not line.alone
        both = _pair(words[at:stop], below) if fresh else []
        if fresh and not both and is_name(words[at:stop]):
            name = read_name(words[at:stop], document.text)
            if name.name:
                evidence = document.evidence(*line.folded.span(at, stop))
                people.append((line.start, Person(name.name, name.honorific, "", evidence)))
                rest = words[stop:].strip(" ,;–—-()")
                roles.append([rest] if rest and _OFFICE.search(rest) else [])
                above = line
                continue
        if both:
            for part in both:
                first = words.index(part, at)
                evidence = document.evidence(*line.folded.span(first, first + len(part)))
                name = read_name(part, document.text)
                people.append((line.start + first, Person(name.name, name.honorific, "", evidence)))
                roles.append([])
            above = line
            continue
        if people and (not line.gap or not roles[-1] or _OFFICE.search(words)):
            if next(find_days(words), None) or re.search(r"[@]|\bwww\.|\btel\b|\d{5}", words, re.IGNORECASE):
                continue
            roles[-1].append(_LABEL.sub("", words))
        above = line
    return [
        (place, Person(person.name, person.honorific, ", ".join(role), person.evidence))
        for (place, person), role in zip(people, roles, strict=True)
    ]


def _opens_address(words: str, below: str) -> bool:
    """Tell whether a line is a house and no name: one of Ofsted's, or one above the number of a street.

    >>> _opens_address("Aviation House", "London"), _opens_address("Piccadilly Gate", "2 Store Street")
    (True, True)
    >>> _opens_address("Joan House", "Regional Director"), _opens_address("Joan Lane", "2 July 2010")
    (False, False)
    """
    numbered = _NUMBERED.match(below) is not None and next(find_days(below), None) is None
    return _HOUSES.match(words) is not None or (numbered and _HOUSE.search(words) is not None)


def _pair(words: str, below: str) -> list[str]:
    """Return two names of one line: "X and Y", or side by side above two posts."""
    both = _AND.split(words)
    parts = words.split()
    if len(both) == 1 and len(parts) == 2 * _PAIR and len(POSTS.findall(below)) == _PAIR:
        both = [" ".join(parts[:_PAIR]), " ".join(parts[_PAIR:])]
    return both if len(both) == _PAIR and all(map(is_name, both)) else []


def is_name(words: str) -> bool:
    """Tell whether some words can be a person's name and nothing else.

    >>> is_name("JONATHAN PHILLIPS"), is_name("Divisional Manager"), is_name("Joan de Souza")
    (True, False, True)
    """
    honorific, at = honorific_of(words)
    name = read_name(words).name
    parts = name.split()
    if not parts or len(parts) > 5 or (len(parts) < 2 and not honorific):
        return False
    if len(parts[-1].strip(".")) < 2 or _OFFICE.search(name) or _OFFICE.match(words[at:]):
        return False
    maybe = _MAYBE_OFFICE.findall(name)
    if len(maybe) > 1 or (maybe and len(parts) == len(maybe)):
        return False
    for part in parts:
        if not _NAME_WORD.match(part):
            return False
        if part[0].islower() and part.lower() not in _PARTICLES:
            return False
    return True
