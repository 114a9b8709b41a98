"""Read when a letter was written and to whom.

In: the lines above the letter's body, its greeting, and those below. Out: the date and
the addressee with honorific, name in ordinary case and role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ofsted_kg.letters.letterhead import Line
from ofsted_kg.letters.signatures import is_name
from ofsted_kg.model import Document, Evidence, Notice, Person
from ofsted_kg.register import Register
from ofsted_kg.text.dates import Day, find_days
from ofsted_kg.text.person_names import honorific_of, read_name, straight

# A date that something happened on, not the letter's own.
_OTHER_DATE = re.compile(
    r"""(?:\b(?:held|meeting|on|since|from|until|between|dated|received|of|and|by|before|after|inspection|to)\s*+:?
      |\d\s*+(?:st|nd|rd|th)?\s*+[-–—]             # 3–7 June
      |\b(?:inspect\w*|visit\w*|meeting|fieldwork|on[- ]site|ref(?:erence)?|tel(?:ephone)?|fax)\b[^|\t]{0,40}
    )\s*+$""",
    re.IGNORECASE | re.VERBOSE,
)
# A stamp of whom it came to, the day on the line below it.
_STAMPED = re.compile(r"\breceived[ \t:*_|]*\n\s*\Z", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|updated|issued", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\W*(?:date(?:\s+of\s+(?:letter|issue|publication))?|published|issued)?\W*$", re.IGNORECASE
)

ROLE = re.compile(
    r"\b(?:directors?|director-general|chief|head|officer|executive|manager|commissioner|leader|lead|deputy|chair(?:man|woman)?"
    r"|inspector|secretary|mayor|member|superintendent|treasurer|principal|DCS|DCYPS|HMI)\b",
    re.IGNORECASE,
)
_ROLE_OPENS = re.compile(
    r"\b(?:interim|acting|joint|corporate|strategic|executive|deputy|group|assistant|managing|chief|director|head"
    r"|lead|leader|commissioner|principal|chair|officer|statutory|divisional|cabinet|service|town|county|borough)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\d|\b(?:house|hall|road|street|lane|avenue|square|building|buildings|floor|court|centre|center|park|way|place|terrace"
    r"|offices?|po\s+box|p\.?o\.?\s+box|close|drive|gate|row|hill|green|quay|wharf|council|borough|campus)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\W*(?:to|for\s+the\s+attention\s+of|f\.?a\.?o\.?|attn|addressee|private\s+and\s+confidential|confidential|by\s+(?:e-?mail|post))\b[\s:.,–-]*",
    re.IGNORECASE,
)
_GREETING = re.compile(r"(?<!\W)\W*+Dear\b\s*+", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:sirs?|madam|colleagues?|directors?|chief|councillors?$|all|head|officers?|members?|parents?)\b",
    re.IGNORECASE,
)
_NOBODY_ALONE = re.compile(r"(?:sirs?|madam)\b(?:\W+(?:(?:or|and)\s+)?(?:sirs?|madam))?\W*$", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s++(?:and|&)\s++", re.IGNORECASE)
_COUNCIL_ROLE = re.compile(r"\b(?:children|education|learning|famil|young|social|council|DCS)", re.IGNORECASE)
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.?|[^\W\d_][\w'’‘.‐‑–-]*)$")
_CONTINUES = re.compile(
    r"(?:\b(?:of|and|for|the|to)|&|,|'s|’s)$|^(?:of|and|for|&|services?\b|young\b|families\b)", re.IGNORECASE
)
_MAILED = re.compile(r"[>|*_\s]*(?:date|sent)[*_]*\s*:", re.IGNORECASE)
_MAIL_HEAD = re.compile(r"^[>|*_ \t]*(?:from|to|subject)[*_]*:", re.IGNORECASE | re.MULTILINE)
_NEAR = 250
_OWN_LINE, _OWN_CELL = 5, 3
_WRAPPED = 50
_COMMA = 3
_LETTERS = re.compile(r"^\(?(?:[A-Z]{2,5}|Ph\.?D|[BM]Sc|Hons|Oxon|Cantab)\)?(?:[\s,;]+|$)")


def find_dates(document: Document, head: tuple[int, int], foot: tuple[int, int]) -> list[Day]:
    """Find what can be the letter's date, best first: a line of its own above or below the body.

    Args:
        document: the letter.
        head: the stretch above the body (greeting and title included).
        foot: the stretch from the closing on.
    """
    text = document.text
    found: list[tuple[int, int, Day]] = []
    for zone, (start, end) in enumerate((head, foot)):
        for day in find_days(text, start, end):
            weight = _weight(text, day, start, end)
            if weight >= (1 if zone == 0 else _OWN_CELL):
                found.append((-weight, zone, day))
    found.sort(key=lambda entry: (*entry[:2], entry[2].start))
    # Beside a date on its own, what stands in running words is none.
    return [day for weight, _, day in found if -weight >= _OWN_CELL or -found[0][0] < _OWN_CELL]


def _weight(text: str, day: Day, start: int, end: int) -> int:
    first = text.rfind("\n", start, day.start) + 1 or start
    last = text.find("\n", day.end, end)
    before = text[max(first, start) : day.start]
    after = text[day.end : last if last >= 0 else end]
    cell = re.split(r"\t|\s{2,}|\|", before)[-1]
    if _OTHER_DATE.search(cell) or _STAMPED.search(text, start, first):
        return 0
    if _MAILED.match(before) and _MAIL_HEAD.search(
        text, max(start, first - _NEAR), min(end, day.end + _NEAR)
    ):
        return 1  # when the mail went off that the letter came with
    left = _DATE_LABEL.match(before) is not None
    right = not after.strip(" \t\u00a0*_#|.,;<>/pbr")
    if left and right:
        # A web page says when it was published; the letter itself when it was written.
        return _OWN_LINE - bool(_PUBLISHED.search(before))
    if right and _DATE_LABEL.match(cell):
        return _OWN_CELL
    return 2 if left or right else 1


def find_addressee(
    document: Document, lines: Sequence[Line], greeting: str, register: Register
) -> tuple[Person | None, list[Notice]]:
    """Find to whom the letter goes.

    Args:
        document: the letter.
        lines: the lines above the body.
        greeting: the words of the greeting, "Dear Ms X"; empty if there is none.
        register: the councils, which end a role.
    """
    called = _GREETING.sub("", greeting).strip(" ,:;.*_") if _GREETING.match(greeting) else ""
    if _NOBODY_ALONE.match(called) or (_NOBODY.search(called) and not honorific_of(called)[0]):
        called = ""
    several = bool(_AND.search(called))
    called = _AND.split(called)[0]
    surname = called[honorific_of(called)[1] :].strip()
    more = [Notice("several-addressees", "The letter has more than one addressee; the first is kept")]
    for number, line in enumerate(lines):
        span = None if _GREETING.match(line.text) else _name_in(line.text, surname)
        if span is None and not surname and _leads_council(lines, number, register):
            span = _bare_name(line.text)
        if span is None:
            continue
        name = read_name(line.text[span[0] : span[1]], document.text)
        if not name.name:
            continue
        honorific = name.honorific or honorific_of(called)[0]
        role = _role(lines, number, span[1], register)
        evidence = document.evidence(*line.folded.span(*span))
        several = several or _AND.match(line.text, span[1]) is not None
        return Person(name.name, honorific, role, evidence), more if several else []
    if called and surname:
        at = document.text.find(called)
        name = read_name(called, document.text)
        greeted: Evidence | None = document.evidence(at, at + len(called)) if at >= 0 else None
        notice = Notice(
            "addressee-from-greeting",
            "The letter has no line with its addressee; the greeting names them",
            greeted,
        )
        return Person(name.name, name.honorific, "", greeted), [notice, *(more if several else [])]
    return None, [Notice("no-addressee", "The letter names no addressee")]


def _name_in(words: str, surname: str) -> tuple[int, int] | None:
    """Return where in a line the addressee's name stands, with its honorific."""
    opened = _TO.match(words)
    at = opened.end() if opened else 0
    titled = re.match(r"[^:]{3,70}:\s*(?=\S)", words)
    if titled and ROLE.search(titled[0]) and honorific_of(words[titled.end() :])[0]:
        at = titled.end()  # "Director of Children's Services: Ms X"
    if days := list(find_days(words)):
        at = max([at, *(day.end for day in days if not words[: day.start].strip(" ,"))])
    while at < len(words) and words[at] in " ,;:":
        at += 1
    honorific, after = honorific_of(words[at:])
    rest = words[at + after :]
    if not rest:
        return None
    stop = _name_end(rest, surname)
    if stop == 0:
        return None
    name = rest[:stop]
    count = len(name.split())
    known = bool(surname) and _has_word(name, surname)
    if honorific and (known or count <= 5) and _is_name(name):
        return at, at + after + stop
    if known and count >= 2 and _is_name(name) and "@" not in words:
        return at, at + stop
    if opened and 2 <= count <= 4 and _is_name(name) and (known or not surname):
        return at, at + stop
    return None


def _leads_council(lines: Sequence[Line], number: int, register: Register) -> bool:
    """Whether a name here has a role at a council: behind it or on the line below."""
    words = lines[number].text
    rest = words.partition(",")[2] or (lines[number + 1].text if number + 1 < len(lines) else "")
    rest, _ = _before_council(rest, register)
    return bool(_ROLE_OPENS.search(rest) and ROLE.search(rest) and _COUNCIL_ROLE.search(rest))


def _bare_name(words: str) -> tuple[int, int] | None:
    """Return where a name without honorific stands, if the line opens with nothing else."""
    opened = _TO.match(words)
    at = opened.end() if opened else 0
    stop = at + _name_end(words[at:], "")
    return (at, stop) if is_name(words[at:stop]) else None


def _has_word(words: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(straight(word))}(?!\w)", straight(words), re.IGNORECASE) is not None


def _name_end(words: str, surname: str) -> int:
    cut = re.search(r"[,;:(\t|]|\s[-–—]\s|\s{2,}|\s(?:and|&)\s", words, re.IGNORECASE)
    stop = cut.start() if cut else len(words)
    if surname:
        found = re.search(
            rf"(?<!\w){re.escape(straight(surname))}(?!\w)", straight(words[:stop]), re.IGNORECASE
        )
        if found and found.start():
            return found.end()
    for match in _ROLE_OPENS.finditer(words[:stop]):
        if len(words[: match.start()].split()) >= 2:
            return len(words[: match.start()].rstrip())
        if match.start() == 0:
            return 0
    return stop


def _is_name(words: str) -> bool:
    parts = words.split()
    return (
        bool(parts)
        and parts[0].lower() not in ("and", "&")
        and all(_NAME_WORD.match(part) for part in parts)
        and parts[0][0].isupper() | parts[0].islower()
    )


def _role(lines: Sequence[Line], number: int, at: int, register: Register) -> str:
    """Read the role after the name: on its line, or on the lines below, up to the council."""
    pieces: list[str] = []
    rest = lines[number].text[at:].strip(" ,;:-–—")
    while (letters := _LETTERS.match(rest)) and not ROLE.search(letters[0]):
        rest = rest[letters.end() :]
    candidates = [rest] if rest else []
    below = [line.text for line in lines[number + 1 : number + 6] if not line.gap or not pieces]
    if rest and len(lines[number].text) > _WRAPPED:
        # An address in one line, wrapped: the council may stand on the next.
        opening = lines[number].text[at:].lstrip(" ,;:-–—")
        words, ended = _before_council(" ".join([opening, *below[:2]]), register)
        last = opening.rstrip(" ,").rpartition(",")[2]
        if ended and len(words) > len(rest) - len(last) - _COMMA and ROLE.search(words):
            return words[max(0, words.find(rest[:8])) :].strip(" ,;:-–—")
    candidates += below
    for place, words in enumerate(candidates):
        words, ended = _before_council(words, register)
        if not words:
            if pieces or ended:
                break
            continue
        if not pieces:
            if not ROLE.search(words):
                if place and _ADDRESS.search(words):
                    break
                continue
            pieces.append(_role_alone(words) if not ended else words)
            if pieces[0] != words:
                break
        elif (
            _CONTINUES.search(pieces[-1]) or _CONTINUES.match(words) or ROLE.search(words)
        ) and not _ADDRESS.search(words):
            pieces.append(words)
        else:
            break
        if ended:
            break
    return " ".join(pieces).strip(" ,;:-–—")


def _before_council(words: str, register: Register) -> tuple[str, bool]:
    for mention in register.mentions(words):
        if mention.typed or mention.start == 0 or words[: mention.start].rstrip().endswith(","):
            before = words[: mention.start].rstrip(" ,;:-–—")
            return re.sub(r"(?:^|\s+)(?:of|for|at|in|to|the)$", "", before, flags=re.IGNORECASE), True
    council = re.search(r"[,;]\s*[^,;]*\b(?:council|borough)\b", words, re.IGNORECASE)
    if council:
        return words[: council.start()], True
    return words, False


def _role_alone(words: str) -> str:
    """Cut an address off that stands behind a role on the same line."""
    parts = re.split(r"\s*[,;]\s*", words)
    kept = [parts[0]]
    for part in parts[1:]:
        if _ADDRESS.search(part):
            break
        kept.append(part)
    return ", ".join(kept) if len(kept) < len(parts) else words
