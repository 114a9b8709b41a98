r"""Find the answers that stand between the lines of a letter that a mail quotes.

In: a text as it came, with the marks of quotation ("> ") before its quoted lines (RFC 3676, 4.5). Out:
the stretches of the lines that are quoted less deep than the letter is: they are not its author's.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]*\n?")
_MARKS = re.compile(r"[ \t]?(?:>[ \t]?)+")
_BAR = re.compile(r"\|[ \t]?")
GREETING = re.compile(r"\W*Dear\b(?!(?:\s+\S+){6})", re.IGNORECASE)
_TITLE = re.compile(
    r"\bannual\s+(?:performance\s+assessment|rating|children)|\bchildren['’‘]?s?\s+services\s+(?:annual\s+)?(?:rating|assessment)\b",
    re.IGNORECASE,
)
_FEWEST = 10
# Some programs break a quoted line that is too long, and put no mark before its rest.
_LONG, _FEW_WORDS = 50, 5
_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)\]]*$")


def answers(text: str) -> list[Span]:
    r"""Return the stretches of a text that answer a quoted letter; none where no letter is quoted.

    >>> letter = "> Dear Ms Orr\n> Annual rating\n" + "> All is good.\n" * 10
    >>> found = answers(letter + "We think so, too.\n> So it is.\n")
    >>> [(letter + "We think so, too.\n")[start:end] for start, end in found]
    ['We think so, too.\n']
    """
    marks = _marks_of(text)
    if marks is None:
        return []
    lines = [line.span() for line in _LINE.finditer(text) if line[0]]
    found = [marks.match(text, *line) for line in lines]
    depths = [len(re.findall("[>|]", mark[0])) if mark else 0 for mark in found]
    words = [
        text[mark.end() if mark else start : end].strip()
        for mark, (start, end) in zip(found, lines, strict=True)
    ]
    depth, greeting = _of_letter(depths, words)
    if not depth:
        return []
    outside = [
        number
        for number, its in enumerate(depths)
        if its < depth and words[number] and not _goes_on(depths, words, number)
    ]
    if not outside or outside[-1] < greeting:
        return []  # what stands above a letter is known from its head
    return [_span(lines, words, *run) for run in _runs(outside, words)]


def _marks_of(text: str) -> re.Pattern[str] | None:
    """Return the marks that a text quotes with: ">", or bars, where they are no table's."""
    if text.count("\n>") + text.count("\n >") >= _FEWEST:
        return _MARKS
    barred = (
        [line for line in text.split("\n") if line.startswith("|")] if text.count("\n|") >= _FEWEST else []
    )
    return _BAR if barred and all("|" not in line[1:] for line in barred) else None


def _runs(outside: list[int], words: list[str]) -> list[Span]:
    """Return the first and last lines of what stands together, blank lines between."""
    runs: list[Span] = []
    for number in outside:
        if runs and not any(words[runs[-1][1] + 1 : number]):
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _span(lines: list[Span], words: list[str], first: int, last: int) -> Span:
    """Return the stretch of an answer, with the blank lines around it where it broke into a sentence."""
    above = next((number for number in range(first - 1, -1, -1) if words[number]), None)
    below = next((number for number in range(last + 1, len(words)) if words[number]), None)
    if above is None or below is None:
        return lines[first][0], lines[last][1]
    if words[below][0].islower() and not _SENTENCE_END.search(words[above]):
        first, last = above + 1, below - 1
    return lines[first][0], lines[last][1]


def marked(text: str, opens: str, closes: str) -> str:
    r"""Return a text with marks before the lines of what it quotes.

    Args:
        text: the text.
        opens: the line above what is quoted.
        closes: the line below it.

    >>> marked("We say:\n[\nAll is good.\n]\nThanks.", "[", "]")
    'We say:\n> All is good.\nThanks.'
    """
    depth = 0
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() in (opens, closes):
            depth = max(0, depth + (1 if line.strip() == opens else -1))
        else:
            lines.append("> " * depth + line)
    return "\n".join(lines)


def _of_letter(depths: list[int], words: list[str]) -> tuple[int, int]:
    """Return the least depth of quotation that has a greeting and a title, and the greeting's line."""
    titled = {its for its, line in zip(depths, words, strict=True) if _TITLE.search(line)}
    greetings = (number for number, line in enumerate(words) if GREETING.match(line))
    return min(((depths[number], number) for number in greetings if depths[number] in titled), default=(0, 0))


def _goes_on(depths: list[int], words: list[str], number: int) -> bool:
    """Tell whether a line without a mark is the rest of the quoted line above."""
    if not 0 < number < len(depths) - 1 or depths[number - 1] != depths[number + 1]:
        return False
    above = words[number - 1]
    return (
        depths[number - 1] > depths[number]
        and len(above) >= _LONG
        and len(words[number].split()) <= _FEW_WORDS
        and not _SENTENCE_END.search(above)
    )
