# Past 300 lines: a rule for each form of paper that is not Ofsted's.
"""Whether a document is from Ofsted or only speaks of it, and where in a pack of papers the letter is.

In: a document's text. Out: ``Authorship``: the stretch that is the letter, or why there is
none. A letter is known by its form, not by its title: a letterhead, somebody greeted who is not at
Ofsted, a signatory who is, the sentences that only Ofsted writes. Councils' reports to members, news
releases, agendas, replies and guides have the title too, and marks of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ofsted_kg.letters.appended import end_of_grades, has_grades
from ofsted_kg.letters.bodies import AT_OFSTED, LETTERHEAD, is_of_another
from ofsted_kg.letters.drafts import marked, said_in_head
from ofsted_kg.letters.plain_lines import MARKS, Line, plain_lines
from ofsted_kg.letters.signatures import POSTS, SIGNED_FOR, is_name
from ofsted_kg.read.quoting import GREETING
from ofsted_kg.text.blocks import CLOSING
from ofsted_kg.text.papers import asks_for_information, paper_of

_SHORT = 160

_PART = re.compile(r"(?:appendix|annex(?:e|ure)?|attachment|enclosure|item)\b.{0,60}$", re.IGNORECASE)
_MAIL = re.compile(
    r"\W*(?:(?:from|sent|to|cc|bcc|subject|date|attachments?)\s*:|original\s+message|forwarded\s+message|begin\s+forwarded)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|\bwww\.|\d{3}|\b(?:tel|t|fax|f|direct|email)\b[\s:]", re.IGNORECASE)
OFFICE = re.compile(
    r"""\b(?:divisional\s+manager|regional\s+director|(?:her|his)\s+majesty[’'‘]?s|HMCI?\b|chief\s+inspector
      |(?:lead|senior|managing|reporting|principal)\s+inspector|business\s+relationship\s+manager|local\s+services\s+inspection
      |(?:director|head)\W+(?:of\s+|for\s+)?(?:quality|inspections?|regulation|development|education\b|social\s+care\s+inspection|learning\s+and\s+skills)
      |commission\s+for\s+social\s+care|office\s+for\s+standards
      |ofsted$)""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNCIL_POST = re.compile(
    r"""\b(?:(?:director|head|executive|lead|deputy)\b.{0,60}\b(?:children|young\s+people|famil|learning|education|council|borough|county|communications|schools)
      |(?:manager|officer)\b.{0,60}\b(?:council|borough|county|communications)\b
      |director\s+of\s+(?:children|education|social)|(?:strategic|corporate|executive|assistant|service)\s+director|chief\s+executive|leader\s+of|leader,|lead\s+member|cabinet\s+member|portfolio\s+holder|councillor
      |mayor\b|town\s+clerk|democratic\s+services|chair\s+of|head\s*teacher|MP$)""",
    re.IGNORECASE | re.VERBOSE,
)
_GROUP = re.compile(
    r"\W*dear\s+(?:all|both|colleagues?|parents?|carers?|residents?|members?|councillors|governors?|editor|friends?|staff|team|partners?"
    r"|head\s*teachers?|principals?|everyone|families)\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:response|reply|regard|reference|further)\s+to\s+your\b|\bthank(?:s|\s+you)\s+for\s+your\s+(?:\w+\s+)?(?:letter|request|e-?mail|enquiry)"
    r"|\bin\s+your\s+letter\b|\byour\s+(?:\w+\s+)?letter\s+(?:of|dated)\b|\bI\s+(?:write|am\s+writing|am\s+pleased|am\s+delighted)\s+to\b"
    r"|\bwe\s+(?:do\s+not|cannot|don[’']t)\s+(?:accept|agree|recogni[sz]e)\b|\bplease\s+find\s+(?:attached|enclosed)\b"
    r"|\byou(?:r\s+inspectors?)?\s+(?:wrote|write|say|said|state|told|conclude|criticis\w+)\b|\bI\s+(?:must|wish|would\s+like)\b"
    r"|\bour\s+(?:own\s+)?(?:response|view|schools|services?|(?:children[’']?s\s+)?homes|children|staff|council|fostering|adoption"
    r"|residents|social\s+workers|members|area|borough|county|city)\b",
    re.IGNORECASE,
)
_SPEAKS_OF = re.compile(
    r"\bofsted\s+(?:(?:has|have|had)\s+)?(?:says?|said|judged|told|rated|found|confirm(?:s|ed)|awarded|gave|given|wrote|written)\b"
    r"|\baccording\s+to\s+ofsted\b|\bofsted[’']s\s+(?:letter|judge?ment|rating|report|grade|verdict)\b|\bfrom\s+ofsted\b",
    re.IGNORECASE,
)
# What only Ofsted writes in these letters.
_FORMULA = re.compile(
    r"\bsection\s+138\s+of\s+the\s+education\s+and\s+inspections|\bthis\s+letter\s+(?:summarises|sets\s+out)\s+the\s+(?:findings|results|outcome)"
    r"|\b(?:derives|is\s+derived)\s+from\s+(?:a|this)\s+four|\bhas\s+taken\s+account\s+of\s+inspection|\baccount\s+has\s+been\s+taken\s+of\s+inspection"
    r"|\bofsted\s+guidance\s+published\s+in\b|\bperformance\s+profile\b|\bassessment\s+\(APA\)\s+(?:for|of)\s+your\b|\byour\s+(?:council|local\s+authority|authority|area)\b"
    r"|\bwe\s+are\s+grateful\s+for\s+the\s+information\b|\bchildren[’'‘]?s\s+services\s+grade\s+is\s+the\s+performance\s+rating\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\"'’”)]?$")
_TITLE_LINES = 4
_HEAD_LINES, _FOOT_LINES, _REACH = 30, 14, 1800
_COUNCILS = 2
_FEW_WORDS = 3
# "Northmoor | Performs well", "Northmoor, 3"; the areas of one council's table are no councils.
_ROWS = re.compile(
    r"""^[|>*•\ \t-]{0,4}(?P<name>
      (?!being|staying|enjoying|making|achieving|capacity|overall|service|the\b|children)
      [A-Z](?:[\w.,’'&-]|\ (?!\ )){2,50}?)(?:\s*+\|\s*+|\s?[:–-]\s++|\s?,\s*+|\t\s*+|\s{2,}+)
      (?:performs\s+\w+|(?:grade\s+)?[1-4](?=\s*(?:[|,\t]|$))
        |(?:outstanding|good|adequate|inadequate)\s*(?:[|,\t(]|$))""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who speaks in a text.

    Attributes:
        reason: why it is no letter of Ofsted's; empty if it is one.
        span: the stretch that is the letter, where other papers lie around it.
        draft: where the document says that it is a draft.
        marked: letterhead, signatory's office or a formula of Ofsted's stand in it.
    """

    reason: str = ""
    span: tuple[int, int] | None = None
    draft: tuple[int, int] | None = None
    marked: bool = True


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter in a text: the numbers of its first line, of its greeting and of the line after it."""

    first: int
    greeting: int
    last: int


def read_authorship(text: str) -> Authorship:
    """Tell whether a text is a letter of Ofsted's, and where it stands."""
    lines = plain_lines(text)
    letters = _letters(lines)
    ours = [letter for letter in letters if _from_ofsted(lines, letter)]
    signed = [letter for letter in ours if _signature(lines, letter)]
    if len(signed) > 1:
        return Authorship(f"it is a pack with {len(signed)} letters in it; split it into a file for each")
    if not letters:
        paper = _paper(lines)
        head = lines[:_HEAD_LINES]
        foot = lines[-_FOOT_LINES:]
        if len({row["name"].lower() for row in _ROWS.finditer(text)}) > _COUNCILS:
            return Authorship(_why("a table of many councils"))
        formal = any(LETTERHEAD.search(line.text) for line in head) or any(
            _names_office(line.text) for line in foot
        )
        formulas = {found[0].split()[0].lower() for found in _FORMULA.finditer(text)}
        if paper or not (formal or len(formulas) > 1):
            return Authorship(
                _why(paper or "it has neither letterhead nor greeting nor signature of Ofsted's", head)
            )
        return Authorship(draft=said_in_head(head))
    if not ours:
        head = lines[letters[0].first : letters[0].greeting]
        above = [] if _to_ofsted(head) else lines[: letters[0].greeting]
        return Authorship(_why(_paper(lines[: letters[0].first]) or _other_letter(lines, letters[0]), above))
    letter = (signed or ours)[0]
    span = _apart(text, lines, letters, letter)
    # A letter that lies alone begins where the text does; a title below the greeting may say so, too,
    # and a mark at the foot of a page or of the whole.
    first = letter.first if span is not None and span[0] else 0
    head = lines[max(first, letter.greeting - _HEAD_LINES) : letter.greeting]
    title = lines[letter.greeting : letter.greeting + _TITLE_LINES]
    head = [*head, *(line for line in title if not _SENTENCE.search(line.text))]
    said = said_in_head(head) or marked(lines[letter.greeting : letter.last])
    return Authorship(span=span, draft=said, marked=_is_marked(lines, letter))


def is_other_paper(words: str) -> bool:
    """Tell whether a line begins another paper than a report of Ofsted's: a council's, an appendix."""
    words = " ".join(words.strip(MARKS).split())
    return len(words) < _SHORT and bool(_PART.match(words) or paper_of([words]))


def without(text: str, span: tuple[int, int]) -> str:
    """Return the text with blanks for all around a stretch, so that places in it stay the same."""
    start, end = span
    return _blank(text[:start]) + text[start:end] + _blank(text[end:])


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _letters(lines: Sequence[Line]) -> list[_Letter]:
    greetings = [number for number, line in enumerate(lines) if GREETING.match(line.text)]
    firsts: list[int] = []
    above = 0
    for greeting in greetings:
        first = greeting
        above = _below_signature(lines, above, greeting)
        while first > above and greeting - first < _HEAD_LINES and not _closes(lines[first - 1]):
            first -= 1
        firsts.append(first)
        above = greeting + 1
    ends = [*firsts[1:], len(lines)][: len(firsts)]
    return [_Letter(*parts) for parts in zip(firsts, greetings, ends, strict=True)]


def _below_signature(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the number of the line below the last closing in a stretch, its name and its posts."""
    closings = [number for number in range(start, end) if CLOSING.match(lines[number].text)]
    if not closings:
        return start
    place = closings[-1] + 2
    theirs = False  # whose post is not at Ofsted does not sign for it: what follows is a letterhead
    while place < end and (OFFICE.search(lines[place].text) or _COUNCIL_POST.search(lines[place].text)):
        if _CONTACT.search(lines[place].text) or (theirs and LETTERHEAD.search(lines[place].text)):
            break
        theirs = theirs or not OFFICE.search(lines[place].text)
        place += 1
    return min(place, end)


def _closes(line: Line) -> bool:
    """Tell whether a line belongs to what stands above a letter."""
    words = line.text
    if _CONTACT.search(words) and not _SENTENCE.search(words):
        return _MAIL.match(words) is not None
    running = _SENTENCE.search(words) is not None and len(words.split()) > _FEW_WORDS
    return bool(running or _PART.match(words) or _MAIL.match(words) or _paper([line]))


def _words(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _paper(lines: Sequence[Line]) -> str:
    return paper_of(_words(lines))


def _from_ofsted(lines: Sequence[Line], letter: _Letter) -> bool:
    head, body, signature = _parts(lines, letter)
    by_ofsted = any(OFFICE.search(line.text) for line in signature)
    by_council = any(_COUNCIL_POST.search(line.text) for line in signature)
    opening = body[:_REACH]
    if asks_for_information(opening) or "[" in lines[letter.greeting].text:  # "Dear [name]": a pattern
        return False
    if is_of_another(_words(head), _words(signature), body):
        return False
    if by_ofsted:
        return True
    if by_council or _to_ofsted(head) or _GROUP.match(lines[letter.greeting].text):
        return False
    if _REPLY.search(opening) and not _FORMULA.search(body):
        return False
    # Who writes for another body speaks of Ofsted as of somebody else.
    return _is_marked(lines, letter) or not _SPEAKS_OF.search(opening)


def _parts(lines: Sequence[Line], letter: _Letter) -> tuple[Sequence[Line], str, Sequence[Line]]:
    """Return what stands above the greeting, all below it as one text, and the signature."""
    body = " ".join(_words(lines[letter.greeting + 1 : letter.last]))
    return lines[letter.first : letter.greeting], body, _signature(lines, letter)


def _is_marked(lines: Sequence[Line], letter: _Letter) -> bool:
    """Tell whether a letter has a mark of Ofsted's own: letterhead, office, formula."""
    head, body, signature = _parts(lines, letter)
    by_ofsted = any(OFFICE.search(line.text) for line in signature)
    return by_ofsted or _FORMULA.search(body) is not None or any(LETTERHEAD.search(x.text) for x in head)


def _to_ofsted(head: Sequence[Line]) -> bool:
    """Tell whether the address above a greeting is Ofsted's own."""
    return any(
        AT_OFSTED.search(line.text) and not _CONTACT.search(line.text) and len(line.text) < _SHORT
        for line in head[-8:]
    )


def _signature(lines: Sequence[Line], letter: _Letter) -> Sequence[Line]:
    """Return the lines below the closing or, without one, those last ones that may be a signature."""
    closing = _closing(lines, letter)
    if closing:
        below = lines[closing + 1 : min(closing + 1 + _FOOT_LINES, letter.last)]
        return list(takewhile(lambda line: not (_MAIL.match(line.text) or _PART.match(line.text)), below))
    if signed := _name_and_post(lines, letter):
        return signed
    foot = lines[max(letter.greeting + 1, letter.last - 4) : letter.last]
    found = [line for line in foot if len(line.text) < _SHORT and not _SENTENCE.search(line.text)]
    return found if any(_names_office(line.text) or _COUNCIL_POST.search(line.text) for line in found) else []


def _closing(lines: Sequence[Line], letter: _Letter) -> int | None:
    """Return the number of the line "Yours sincerely", if there is one."""
    inside = range(letter.greeting + 1, letter.last)
    return next((number for number in inside if CLOSING.match(lines[number].text)), None)


def _name_and_post(lines: Sequence[Line], letter: _Letter) -> Sequence[Line]:
    """Return the last name with a post at Ofsted below it, and what else belongs to that signature."""
    for number in range(letter.last - 2, letter.greeting, -1):
        name, post = lines[number].text, lines[number + 1].text
        signed = SIGNED_FOR.match(name)
        if _names_office(post) and is_name(name[signed.end() if signed else 0 :]):
            below = lines[number + 2 : number + 2 + _FOOT_LINES]
            return [*lines[number : number + 2], *takewhile(_signs, below)]
    return []


def _names_office(words: str) -> bool:
    """Tell whether a line gives a post at Ofsted, and does not speak of who has it: "The director wrote".

    >>> _names_office("Divisional Manager"), _names_office("Jo Lane, Ofsted's regional director, wrote")
    (True, False)
    """
    rest = OFFICE.sub("", words)
    plain = [word for word in _WORD.findall(rest) if word.islower() and word not in _SMALL]
    shown = len(words) < _SHORT and rest != words and len(plain) <= 1 and not _SPOKE.intersection(plain)
    return shown and not _SENTENCE.search(words)


def _signs(line: Line) -> bool:
    """Tell whether a line below a signatory's post is more of the signature: another's name, a house."""
    if len(line.text) > _SHORT or _SENTENCE.search(line.text):
        return False
    post = POSTS.search(line.text) is not None and len(line.text.split()) <= _LONGEST_POST
    return _names_office(line.text) or post or is_name(line.text) or bool(LETTERHEAD.search(line.text))


_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_POST = 8
_SPOKE = frozenset({"wrote", "writes", "said", "says", "told", "tells", "added", "is", "was", "has", "could"})
_SMALL = frozenset({"of", "for", "and", "the", "to", "in", "at", "on", "behalf", "s"})


def _apart(
    text: str, lines: Sequence[Line], letters: Sequence[_Letter], letter: _Letter
) -> tuple[int, int] | None:
    """Return the stretch of a letter that lies among other papers; None where it is alone."""
    cover = lines[: letter.first]
    others = [other for other in letters if other is not letter]
    covered = bool(_paper(cover)) or any(other.greeting < letter.first for other in others)
    end = lines[letter.last].start if letter.last < len(lines) else len(text)
    signature = _signature(lines, letter)
    if signature:
        below = [line for line in lines if signature[-1].start <= line.start < end]
        for line in (*signature, *below):
            labelled = _PART.match(line.text) and (covered or not _graded_below(lines, letter, line))
            if labelled or (len(line.text) < _SHORT and _paper([line])):
                end = line.start
                break
    if _closing(lines, letter) is None and (signed := _name_and_post(lines, letter)):
        after = [line for line in lines[: letter.last] if line.start > signed[-1].start]
        graded = bool(after) and _graded_below(lines, letter, after[0])
        papers = after[end_of_grades([line.text for line in after]) if graded else 0 :]
        if papers:
            end = min(end, papers[0].start)
    if not covered and end == len(text):
        return None
    return (lines[letter.first].start if covered else 0), end


def _graded_below(lines: Sequence[Line], letter: _Letter, part: Line) -> bool:
    """Tell whether a letter's own grades stand in what is appended to it: only where it has none itself."""
    body = lines[letter.greeting : letter.last]
    below = [line.text for line in body if line.start >= part.start]
    above = [line.text for line in body if line.start < part.start]
    return has_grades(below) and not has_grades(above, fewest=2)


def _other_letter(lines: Sequence[Line], letter: _Letter) -> str:
    if _to_ofsted(lines[letter.first : letter.greeting]):
        return "a letter to Ofsted"
    return _ELSE


def _why(paper: str, head: Sequence[Line] = ()) -> str:
    """Return why a paper is passed over; of one that Ofsted has headed it is not said whose it is."""
    if any(LETTERHEAD.search(line.text) for line in head[:_TITLE_LINES]):
        other = "a letter on something else" if paper == _ELSE else paper
        return f"it speaks of Ofsted's assessment; it is not the letter itself ({other})"
    return f"it quotes Ofsted's assessment; it is not from Ofsted ({paper})"


_ELSE = "a letter of somebody else's"
SOMEBODY_ELSES = _why(_ELSE)
