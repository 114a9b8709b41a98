# Past 300 lines: every step from a document to a letter, and what refuses one.
"""Put a letter together from its document: the one entry of parsing.

In: a ``Document``, the vocabulary, the register. Out: a ``Letter``. A yearly letter (2005 to
2011) is read here, step by step; an inspection report goes to `reports`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from ofsted_kg.errors import NotALetter
from ofsted_kg.grammar.statements import read_statements
from ofsted_kg.letters.authorship import (
    OFFICE,
    SOMEBODY_ELSES,
    is_other_paper,
    read_authorship,
    without,
)
from ofsted_kg.letters.councils import find_council
from ofsted_kg.letters.drafts import draft_of
from ofsted_kg.letters.findings import read_findings
from ofsted_kg.letters.frameworks import Title, family_of, find_title, is_adults_assessment, is_titled
from ofsted_kg.letters.grades import RATING_SENTENCE, read_ratings
from ofsted_kg.letters.head import find_addressee, find_dates
from ofsted_kg.letters.letterhead import mail_end, read_lines
from ofsted_kg.letters.published import NAME_THE_DAY, covers, no_date, outside_day
from ofsted_kg.letters.reviews import read_reviews
from ofsted_kg.letters.sections import Outline, read_outline
from ofsted_kg.letters.signatures import COPIES, find_signatories, is_name
from ofsted_kg.model import Document, Letter, Notice
from ofsted_kg.read.quoting import GREETING
from ofsted_kg.register import Register
from ofsted_kg.reports import (
    first_word,
    is_quoted,
    is_signed,
    looks_like_report,
    parse_report,
    report_stretch,
    told_by_opening,
)
from ofsted_kg.text.blocks import CLOSING, Block
from ofsted_kg.text.clean import Folded
from ofsted_kg.text.lines import SENTENCE_END
from ofsted_kg.text.repair import repaired, without_answers, without_markdown
from ofsted_kg.text.rights import read_rights
from ofsted_kg.vocabulary.lexicon import Lexicon

# The caption of the grades: "APA final judgements 2005: Northmoor Council".
_CAPTION = re.compile(
    r"\bjudgements?\b[^:]{0,20}[:–-]|^children['’]?s\s+services\s+(?:rating|assessment)\b", re.I
)

_OPENING = 3000
_POST_LENGTH = 110
_APART = 5
_DRAFT_REACH = 1200
_OFSTED = re.compile(r"\bofsted\b|\boffice\s+for\s+standards\b", re.IGNORECASE)
_REPORT_ITSELF = "Build the report itself, which Ofsted's site has"
_LETTER_ITSELF = "Build the letter itself, which Ofsted's site or the council has"


def parse_letter(document: Document, lexicon: Lexicon, register: Register) -> Letter:
    """Read a letter or an inspection report.

    Args:
        document: the file's text.
        lexicon: the vocabulary of ontology/.
        register: the councils.

    Raises:
        NotALetter: no framework of ours covers the document.
    """
    document = repaired(without_answers(document))
    # Reports come as PDFs, letters rarely: the cheap question first.
    if document.media_type == "application/pdf" and looks_like_report(document.text):
        report = _report(document, lexicon, register)
        if report is not None:
            return report
    author = read_authorship(document.text)
    if author.span is not None:
        document = replace(document, text=without(document.text, author.span))
    if is_adults_assessment(document.text[:_OPENING]):
        raise NotALetter(
            "this is an assessment of a council's services for adults, which no framework of ours covers",
            file=document.file_name,
            remedy="The query `grade-scales` lists the frameworks",
        )
    letter = None if author.reason else _parse(document, lexicon, register, marked=author.marked)
    report = _report(document, lexicon, register) if letter is None else None
    if report is not None:
        return report
    if author.reason and (_OFSTED.search(document.text) or _has_title(document.text)):
        raise NotALetter(author.reason, file=document.file_name, remedy=_LETTER_ITSELF)
    if letter is not None and author.span is not None:
        message = "The letter was found among other papers, which were passed over"
        letter = replace(letter, notices=(Notice("pack-of-papers", message), *letter.notices))
    if letter is not None and author.draft is not None:
        letter = replace(letter, notices=(_draft(document, author.draft), *letter.notices))
    if letter is None and _has_title(document.text):
        raise NotALetter(
            "the text has the title of a yearly letter, but neither title nor date tells the year",
            file=document.file_name,
            remedy=NAME_THE_DAY,
        )
    if letter is None and (other := told_by_opening(document.text)) is not None:
        raise NotALetter(
            f"this is {other}, which no framework of ours covers",
            file=document.file_name,
            remedy="The query `grade-scales` lists the frameworks",
        )
    if letter is None:
        raise NotALetter(
            "no title of a letter or report of ours in it: it names neither an annual performance "
            "assessment, an annual rating or assessment of children's services, nor an inspection",
            file=document.file_name,
            remedy="If it is one, its first page may be missing: build from the whole document",
        )
    return letter


def _parse(document: Document, lexicon: Lexicon, register: Register, *, marked: bool) -> Letter | None:
    outline = read_outline(document, lexicon)
    head, foot = _head_and_foot(document, outline)
    days = find_dates(document, head, foot)
    outside = None if days else outside_day(document)
    title = find_title(document.text, outline.blocks, lexicon, days[0].date if days else outside)
    if title is None:
        return None
    in_passing = title.in_prose and not is_titled(document.text)
    if in_passing and not marked:
        raise NotALetter(SOMEBODY_ELSES, file=document.file_name, remedy=_LETTER_ITSELF)
    framework = title.framework
    day = next((day for day in days if covers(framework, day.date)), days[0] if days else None)
    notices: list[Notice] = list(document.notices)
    if not days:
        outside = outside_day(document, framework)
    if day is None:
        notices.append(no_date(document, outside))
    date = day.date if day else outside
    lines = [line for line in read_lines(document.text, *head) if line.end <= head[1]]
    addressee, more = find_addressee(document, lines, _greeting(outline), register)
    notices += more
    named, more = find_council(
        document,
        _formal(title, outline),
        (line.folded for line in lines),
        (passage.folded for passage in outline.passages if passage.kind == "prose"),
        register,
        date,
    )
    notices += more
    signatories = find_signatories(document, read_lines(document.text, *_below(document, outline)))
    if not signatories:
        notices.append(
            Notice("no-signatory", "No signature was found: the letter may be cut off")
            if outline.body[1] == len(outline.blocks)
            else Notice("no-signatory", "No name was found below the closing")
        )
    ratings, more = read_ratings(document, outline.blocks, framework, lexicon)
    notices += more
    if in_passing and not ratings:
        raise NotALetter(
            "it only speaks of the yearly assessment, and gives no rating: another letter of Ofsted's",
            file=document.file_name,
            remedy=_LETTER_ITSELF,
        )
    statements = read_statements(document, outline.passages, lexicon)
    return Letter(
        source=document.source,
        framework=framework.slug,
        council=named.council if named else None,
        date=date,
        year=framework.year,
        title=title.folded.text,
        addressee=addressee,
        signatories=signatories,
        ratings=ratings,
        sections=outline.sections,
        judgements=statements.judgements,
        comparisons=statements.comparisons,
        findings=read_findings(document, outline.passages),
        reviews=read_reviews(document, outline.passages, lexicon),
        notices=(*notices, *outline.notices, *statements.notices),
        refusals=statements.refusals,
        framework_evidence=document.evidence(title.folded.start, title.folded.end),
        council_evidence=document.evidence(named.start, named.end) if named else None,
        date_evidence=document.evidence(day.start, day.end) if day else None,
        rights=read_rights(document),
    )


def _report(document: Document, lexicon: Lexicon, register: Register) -> Letter | None:
    """Read a report, alone where it lies among other papers; None where there is none."""
    if document.media_type == "text/markdown":
        document = without_markdown(document)
    stretch = report_stretch(document.text, document.pages, is_other_paper)
    notices: list[Notice] = []
    if stretch is not None:
        start, end = stretch
        if not is_signed(document.text, start, end):
            raise _quoted(document)
        pages = tuple(page for page in document.pages if page.start < end and page.end > start)
        document = replace(document, text=without(document.text, stretch), pages=pages)
        message = "The report was found among other papers, which were passed over"
        notices.append(Notice("pack-of-papers", message))
    if not looks_like_report(document.text):
        return None
    if is_quoted(document.text):
        raise _quoted(document)
    report = parse_report(document, lexicon, register)
    draft = draft_of(document.text, first_word(document.text) + _DRAFT_REACH)
    if draft is not None:
        notices.append(_draft(document, draft))
    return replace(report, notices=(*notices, *report.notices))


def _quoted(document: Document) -> NotALetter:
    reason = "it quotes Ofsted's report; it is not from Ofsted (it has neither lead inspector nor imprint)"
    return NotALetter(reason, file=document.file_name, remedy=_REPORT_ITSELF)


def _draft(document: Document, where: tuple[int, int]) -> Notice:
    return Notice("draft", "The document says that it is a draft", document.evidence(*where))


def _has_title(text: str) -> bool:
    return any(family_of(line) for line in text[:_OPENING].split("\n"))


def _head_and_foot(document: Document, outline: Outline) -> tuple[tuple[int, int], tuple[int, int]]:
    """The stretch above the body and that from the closing on."""
    blocks, (first, last) = outline.blocks, outline.body
    length = len(document.text)
    start = mail_end(document.text)
    if not blocks:
        return (start, length), (length, length)
    if not first:
        first = min(12, len(blocks) - 1)
    # Date and title may stand below the greeting.
    while first < last and blocks[first].kind in ("heading", "prose") and _is_short(blocks[first]):
        first += 1
    above = blocks[first].start if first < len(blocks) else length
    below = blocks[last].start if last < len(blocks) else length
    return (start, max(start, min(above, below))), (below, length)


def _is_short(block: Block) -> bool:
    return len(block.text) < 260 and not SENTENCE_END.search(block.text)


def _below(document: Document, outline: Outline) -> tuple[int, int]:
    """The stretch behind the closing's own words."""
    last = outline.body[1]
    if last >= len(outline.blocks):
        start = outline.blocks[outline.body[0]].end if outline.body[0] < len(outline.blocks) else 0
        return _name_and_post(document.text, start), len(document.text)
    block = outline.blocks[last]
    closing = CLOSING.match(block.text)
    end = block.folded.span(0, closing.end())[1] if closing else block.end
    return end, len(document.text)


def _name_and_post(text: str, start: int) -> int:
    """Return where a letter without a closing ends: in a name, and below it a post of Ofsted's.

    Two may have signed, one below the other or side by side.
    """
    found = len(text)
    place = None
    lines = list(takewhile(lambda line: not COPIES.match(line.text), read_lines(text, start, len(text))))
    posts = [*(line.text for line in lines[1:]), ""]
    for number, (name, post) in reversed(list(enumerate(zip(lines, posts, strict=False)))):
        if place is not None and place - number > _APART:
            break
        own = name.text.partition(",")
        below = is_name(name.text) and OFFICE.search(post) and len(post) < _POST_LENGTH
        beside = is_name(own[0]) and OFFICE.search(own[2]) and len(name.text) < _POST_LENGTH
        if below or beside:
            first = number
            while lines[first].cell and is_name(lines[first - 1].text):
                first -= 1
            found, place = lines[first].start, number
    return found


def _greeting(outline: Outline) -> str:
    for block in outline.blocks[: outline.body[0]]:
        if GREETING.match(block.text):
            return block.text
    return ""


def _formal(title: Title, outline: Outline) -> list[Folded]:
    """The places where a letter names its council formally."""
    found = [title.folded]
    for block in outline.blocks:
        sentence = RATING_SENTENCE.search(block.text)
        if sentence:
            found.append(block.folded.cut(sentence.start(), sentence.end("word")))
        elif block.kind != "row" and len(block.text) < 160 and _CAPTION.search(block.text):
            found.append(block.folded)
    return found
