# Past 300 lines: one damage after the other, and one way back through all of them.
r"""Repair what happened to a text on its way, so that it can be read; what is kept is the text as it came.

In: a document. Out: the same where its text is sound, as nearly all are; else one whose text has the
damage undone, and which leads from each place in it back to the document as it came: evidence, quotes
and offsets are always that one's. Undone are: an encoding read as another ("childrenâ€™s"), line ends,
blanks, hyphens and apostrophes of other kinds, invisible marks of direction, ligatures, letters with
their accents apart or of full width, letterspacing ("S t r e n g t h s"), the numbers of lines, blank
lines between all lines, two blanks between all words. Of a gap that no page has the middle is left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ofsted_kg.model import Document, Notice, Page
from ofsted_kg.read.quoting import answers
from ofsted_kg.text.encodings import broken_encodings

# A stretch of a text, and what stands for it.
Edit = tuple[int, int, str]

# What is usual in sound texts (curly quotes, dashes, no-break blanks, soft hyphens) is read as it is.
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_BLANK = "\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHEN = "\u2010\u2011\u2212\ufe58\ufe63"
_APOSTROPHE = "´`\u02b9\u02bb\u02bc\u02c8\u2032\u2035"
_LETTERS = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
_ACCENT = "\u0300-\u036f"
# Two marks of lists that no others read; a dot that was lost is a question mark or U+FFFD.
_LOST_DOTS = "\u2043\u2219?\ufffd"
_LEADS = "ÂÃâÅÄËÎïð√‚Ô"
_ODD = re.compile(
    f"[\x0b\x85\u2028\u2029{_INVISIBLE}{_BLANK}{_HYPHEN}{_APOSTROPHE}{_LETTERS}{_ACCENT}{_LEADS}\u2043\u2219\ufffd]"
)


def _all(characters: str) -> frozenset[str]:
    """Return the characters of a class of a regular expression."""
    found: set[str] = set()
    for first, last in re.findall(r"(.)(?:-(.))?", characters, re.DOTALL):
        found.update(map(chr, range(ord(first), ord(last or first) + 1)))
    return frozenset(found)


def _plain(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


# One after the other: the characters that call for it, what is looked for, what stands for it.
_FOLDS: tuple[tuple[frozenset[str], re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_all("\u2029"), re.compile("[ \t]*\u2029[ \t]*"), "\n\n"),
    (_all("\x0b\x85\u2028"), re.compile("[\x0b\x85\u2028]"), "\n"),
    (_all(_INVISIBLE), re.compile(f"[{_INVISIBLE}]+"), ""),
    (_all(_BLANK), re.compile(f"[{_BLANK}]"), " "),
    (_all(_LETTERS), re.compile(f"[{_LETTERS}]"), _plain),
    (_all(_ACCENT), re.compile(f"[A-Za-z][{_ACCENT}]{{1,8}}"), _plain),
    (_all(_HYPHEN), re.compile(f"[{_HYPHEN}]"), "-"),
    (_all(_APOSTROPHE), re.compile(f"(?<=\\w)[{_APOSTROPHE}]"), "'"),
    # An apostrophe that was lost: "children?s services". The mark is asked first, as texts hold few.
    (
        _all("?\ufffd"),
        re.compile("[?\ufffd](?<=[A-Za-z].)(?:(?<=[?])|(?<=\ufffd)\ufffd{0,2})(?=(?:s|t|re|ll|ve|d)\\b)"),
        "'",
    ),
)
_LOST_MARK = re.compile("[?](?:s|t|re|ll|ve|d)\\b|[?][ \t]")
_LOST_DOT = re.compile("^[ \t]*(?:[?\u2043\u2219]|\ufffd{1,3})[ \t]+(?=\\w)", re.MULTILINE)
_FEWEST_DOTS = 2

# No page has wider gaps; expressions that pass over blanks would take long for them.
WIDEST_GAP = 200
_GAP_TOO_WIDE = re.compile(rf"\s{{{WIDEST_GAP}}}\s+")

# "G o o d": four letters or more, each by itself; a wider gap stands between words.
_SPACED = re.compile(r"(?<!\S)[A-Za-z](?:[ ][A-Za-z]){3,}(?!\S)")
_SPACED_LINE = re.compile(r"^[ \t]*\S(?:[ ]{1,4}\S){4,}[ \t]*$", re.MULTILINE)
_MAYBE_SPACED = re.compile(r"[ ][A-Za-z][ ][A-Za-z][ ][A-Za-z](?![^\s])")
_SINGLE = re.compile(r"(?<=\S)[ ](?=\S)")
_TWO = re.compile(r"(?<=\S)[ ]{2}(?=\S)")
_NUMBER = re.compile(r"[ \t]*(\d{1,4})(?:[ \t.:)|]+|$)")
_FEWEST_LINES = 12
_SHORT = 20
_GAP = re.compile(r"\n(?:[^\S\n\f]*\n)+")
_SENTENCE_END = re.compile(r"[.!?:;][\"'’”)\]]*$")
_ITEM = re.compile(r"\s*(?:[•‣▪●◦■□·*o\uf0b7\uf0a7–-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[#|>])")
_CUT = 5
# A letter's parts where it came as one line, as copying it out of some programs makes it.
_LONG_LINE = 1000
_GREETING_WITHIN = re.compile(
    r"(?<= )Dear (?:Ms|Mr|Mrs|Miss|Dr|Professor|Councillor|Cllr|Sir|Dame|Lady)\.? [A-Z][\w’'-]+,?(?= )"
)
_CLOSING_WITHIN = re.compile(r"(?<= )Yours (?:sincerely|faithfully),?(?= |$)")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY_WITHIN = re.compile(rf"(?<!\S)\d{{1,2}} {_MONTH} 20\d\d(?= )")
_POST_WITHIN = re.compile(
    r"""(?<=[ ])(?:(?:Divisional|Business[ ]Relationship)[ ]Manager|(?:Regional[ ])?Director
    |(?:Lead[ ]|Senior[ ])?Inspector)\b.*""",
    re.VERBOSE,
)
# The marks of Markdown (https://spec.commonmark.org/0.31.2/).
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*\n", re.MULTILINE)
_HEADING_MARK = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_ROW_EDGE = re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.MULTILINE)
# Of GitHub's kind, and of the tags that may stand in it: what is struck, the marks of notes, and notes.
_STRUCK = re.compile(
    r"(?<![~\\])~~(?=[^\s~])[^~]{1,2000}(?<!\s)~~(?!~)|<(?P<tag>del|strike|s)\b[^<>]{0,200}>[^<]{1,2000}</(?P=tag)>",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"(?<=\S)\[\^[\w-]{1,20}\](?!:)")
_NOTE = re.compile(r"^ {0,3}\[\^[\w-]{1,20}\]:.*(?:\n[ \t]{2,}\S.*)*", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\w)|(?<=[\w.!?])\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and, for each of its characters, where what it stands for begins and ends in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def edited(self, edits: Iterable[Edit]) -> _Text:
        """Return the text with stretches of it written otherwise; they do not overlap and are in order."""
        edits = list(edits)
        if all(len(words) == stop - begin for begin, stop, words in edits):
            return _Text(_written(self.text, edits), self.starts, self.ends) if edits else self
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for begin, stop, words in edits:
            starts += self.starts[at:begin]
            ends += self.ends[at:begin]
            if len(words) == stop - begin:
                starts += self.starts[begin:stop]
                ends += self.ends[begin:stop]
            elif words:
                starts += [self.starts[begin]] * len(words)
                ends += [self.ends[stop - 1]] * len(words)
            at = stop
        starts += self.starts[at:]
        ends += self.ends[at:]
        return _Text(_written(self.text, edits), starts, ends)


def _written(text: str, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for begin, stop, words in edits:
        parts += (text[at:begin], words)
        at = stop
    return "".join((*parts, text[at:]))


def repaired(document: Document) -> Document:
    """Return a document that can be read; the same where nothing is damaged."""
    text = _as_it_came(document)
    notices: list[Notice] = []
    if document.media_type in ("text/plain", "text/markdown"):
        text = _seen(text, notices)
    if _is_odd(document.text):
        text = _of_characters(text, notices)
    for edits in (_one_line, _wide_gaps, _numbers_of_lines, _two_blanks, _letterspacing, _blank_lines):
        text = text.edited(edits(text.text))
    return _leading_back(document, text, notices)


def without_answers(document: Document) -> Document:
    """Return a document without what answers the letter that it quotes; the same where nothing does."""
    found = answers(document.text)
    if not found:
        return document
    text = _as_it_came(document).edited((*span, "") for span in found)
    message = "This stands outside the quoted lines of the letter: it is not Ofsted's, and was passed over"
    return _leading_back(
        document, text, [Notice("answers", message, document.evidence(*span)) for span in found]
    )


def without_markdown(document: Document) -> Document:
    """Return a document of Markdown as plain text, which leads back to the one it came from."""
    text = _as_it_came(document)
    for form in (_RULE, _HEADING_MARK, _ROW_EDGE, _EMPHASIS):
        text = text.edited(_by(form, text.text, ""))
    return _leading_back(document, text)


def _as_it_came(document: Document) -> _Text:
    return _Text(document.text, range(len(document.text)), range(1, len(document.text) + 1))


def _leading_back(document: Document, text: _Text, notices: Sequence[Notice] = ()) -> Document:
    """Return a document with another text that leads back to its own; the same where nothing is other."""
    if text.text == document.text and not notices:
        return document
    return replace(
        document,
        text=text.text,
        pages=_pages(document, text),
        notices=(*document.notices, *notices),
        original=(document, text.place),
    )


def _is_odd(text: str) -> bool:
    """Tell whether a text has characters that sound ones have not."""
    if text.isascii():
        return "`" in text or "\x0b" in text or _LOST_MARK.search(text) is not None
    return _ODD.search(text) is not None or _LOST_MARK.search(text) is not None


def _pages(document: Document, text: _Text) -> tuple[Page, ...]:
    """Return the pages with their places in the repaired text."""
    if not document.pages:
        return ()
    return tuple(
        replace(page, start=bisect_left(text.starts, page.start), end=bisect_left(text.starts, page.end))
        for page in document.pages
    )


def _by(form: re.Pattern[str], text: str, words: str | Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    for found in form.finditer(text):
        yield *found.span(), words if isinstance(words, str) else words(found)


def _of_characters(text: _Text, notices: list[Notice]) -> _Text:
    for _ in range(3):  # some were broken twice
        edits = broken_encodings(text.text)
        if not edits:
            break
        if not notices:
            message = "The file's encoding was broken on its way (UTF-8 taken for another)"
            notices.append(Notice("broken-encoding", f"{message}; it was mended in {len(edits)} places"))
        text = text.edited(edits)
    lost = text.text.count("\ufffd")
    if lost:
        message = f"{lost} characters of the file were lost before it was read (they are U+FFFD)"
        notices.append(Notice("lost-characters", message))
    there = set(text.text)
    for characters, form, words in _FOLDS:
        if not there.isdisjoint(characters):
            text = text.edited(_by(form, text.text, words))
    dots = list(_by(_LOST_DOT, text.text, "• ")) if not there.isdisjoint(_LOST_DOTS) else []
    return text.edited(dots) if len(dots) >= _FEWEST_DOTS else text


def _seen(text: _Text, notices: list[Notice]) -> _Text:
    """Leave out what is struck in Markdown, and its notes with their marks."""
    if "~~" in text.text or "</" in text.text:
        struck = list(_by(_STRUCK, text.text, ""))
        if struck:
            notices.append(Notice("hidden-text", "The file holds struck text, which was left out"))
            text = text.edited(struck)
    if "[^" in text.text:
        notes = list(_by(_NOTE, text.text, ""))
        if notes:
            notices.append(Notice("footnotes-unread", f"Footnotes were not read: there are {len(notes)}"))
            text = text.edited(notes)
        text = text.edited(_by(_NOTE_MARK, text.text, ""))
    return text


def _one_line(text: str) -> Iterator[Edit]:
    """Set the date, the greeting and the closing apart in a letter that came as one line."""
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if len(line) < _LONG_LINE:
            continue
        greeting = _GREETING_WITHIN.search(text, start, end)
        closing = _CLOSING_WITHIN.search(text, greeting.end(), end) if greeting else None
        if greeting is None or closing is None:
            continue
        days = list(_DAY_WITHIN.finditer(text, start, greeting.start()))
        post = _POST_WITHIN.search(text, closing.end(), end)
        parts = [*(days if len(days) == 1 else ()), greeting, closing, *([post] if post else ())]
        blanks = {at for part in parts for at in (part.start() - 1, part.end()) if text[at : at + 1] == " "}
        yield from ((at, at + 1, "\n\n") for at in sorted(blanks))


def _wide_gaps(text: str) -> Iterator[Edit]:
    """Leave out the middle of gaps wider than any page's, but for the ends of its lines and pages."""
    half = WIDEST_GAP // 2
    if not any(text[at : at + half].isspace() for at in range(0, len(text), half)):
        return  # half a gap is wherever one looks for it at such a distance, and no text has one
    for found in _GAP_TOO_WIDE.finditer(text):
        start, end = found.start() + WIDEST_GAP // 2, found.end() - WIDEST_GAP // 2
        middle = text[start:end]
        yield start, end, "\n\n" * ("\n" in middle) + "\f" * ("\f" in middle)


def _letterspacing(text: str) -> Iterator[Edit]:
    """Put letters together that were written apart for the look of it."""
    if not _MAYBE_SPACED.search(text):
        return
    at = 0
    for found in _SPACED.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        begin, stop = line[0], line[1] if line[1] >= 0 else len(text)
        if begin < at:
            continue
        whole = _SPACED_LINE.match(text, begin, stop)
        first, last = (begin, stop) if whole else found.span()
        for gap in re.finditer(r"(?<=\S)[ ]+(?=\S)", text[first:last]):
            start, end = first + gap.start(), first + gap.end()
            yield start, end, "" if end - start == 1 else " "
        at = last


def _two_blanks(text: str) -> Iterator[Edit]:
    """Put one blank where the text has two between nearly all words."""
    if text.count("  ") * 4 < text.count(" "):
        return
    wide = sum(1 for _ in _TWO.finditer(text))
    if wide > sum(1 for _ in _SINGLE.finditer(text)):
        yield from _by(_TWO, text, " ")


def _numbers_of_lines(text: str) -> list[Edit]:
    """Leave out the numbers that stand before all lines, one after the other."""
    if not _NUMBER.match(text.lstrip()[:_SHORT]):
        return []
    lines = list(re.finditer(r"[^\n]+", text))
    if len(lines) < _FEWEST_LINES:
        return []
    edits: list[Edit] = []
    last: int | None = None
    for line in lines:
        found = _NUMBER.match(line[0])
        if found is None:
            if line[0].strip():
                return []
            continue
        number = int(found[1])
        if last is not None and number != last + 1:
            return []
        last = number
        edits.append((line.start(), line.start() + found.end(), ""))
    return edits


def _blank_lines(text: str) -> Iterator[Edit]:
    """Put lines together again between all of which a blank one stands."""
    if text.count("\n") > 3 * text.count("\n\n") + _CUT and "\n \n" not in text:
        return
    gaps = list(_GAP.finditer(text.rstrip()))
    if len(gaps) < _FEWEST_LINES:
        return
    single = text.rstrip().count("\n") - sum(gap[0].count("\n") for gap in gaps)
    if single * 10 > len(gaps):
        return
    ends = [0, *(gap.end() for gap in gaps)]
    lines = [text[a : gap.start()].rpartition("\n")[2] for a, gap in zip(ends, gaps, strict=False)]
    after = [text[gap.end() :].partition("\n")[0][:200] for gap in gaps]
    cut = [
        bool(line) and not _SENTENCE_END.search(line) and follows[:1].islower() and not _ITEM.match(follows)
        for line, follows in zip(lines, after, strict=True)
    ]
    if sum(cut) < _CUT:
        return
    sizes = Counter(gap[0].count("\n") for gap in gaps)
    least = min(sizes)
    # Where paragraphs stand further apart than lines, that tells; else the length of the line does.
    apart = any(size > least for size in sizes) and all(
        gap[0].count("\n") == least for gap, is_cut in zip(gaps, cut, strict=True) if is_cut
    )
    widths = sorted(len(line) for line, is_cut in zip(lines, cut, strict=True) if is_cut)
    full = widths[len(widths) // 2] * 0.8
    for gap, line, is_cut, follows in zip(gaps, lines, cut, after, strict=True):
        if apart:
            yield *gap.span(), "\n" if gap[0].count("\n") == least else "\n\n"
        elif is_cut or (
            len(line) >= full
            and not _SENTENCE_END.search(line)
            and "\t" not in line
            and not _ITEM.match(follows)
        ):
            yield *gap.span(), "\n"
