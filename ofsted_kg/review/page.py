"""The page of a letter under review: its text with marks, and a form for each fact.

In: a ``ReviewSession``. Out: HTML without any script; everything from the letter is escaped.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from ofsted_kg.corrections import Action, choices, properties
from ofsted_kg.review.session import FIELD, ReviewSession
from ofsted_kg.web import design
from ofsted_kg.web.policy import content_security_policy

_HERE = Path(__file__).resolve().parent / "templates"
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\ufffd")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: what it is marked as, and the fact that it leads to."""

    text: str
    anchor: str = ""
    reason: str = ""


@functools.cache
def style() -> str:
    """Return the page's style sheet."""
    return (_HERE / "review.css").read_text(encoding="utf-8")


@functools.cache
def policy() -> str:
    """Return the Content Security Policy: nothing from outside, no script, this one style sheet."""
    digest = base64.b64encode(hashlib.sha256(style().encode("utf-8")).digest()).decode()
    return content_security_policy(style_src=f"'sha256-{digest}'", img_src="data:")


@functools.cache
def _template() -> jinja2.Template:
    return design.environment(_HERE).get_template("review.html")


def page(
    session: ReviewSession, secret: str, problem: str = "", typed: Mapping[str, str] | None = None
) -> bytes:
    """Return the page.

    Args:
        session: the letter.
        secret: what each form sends back, to show that it came from this page.
        problem: what was wrong with the form sent.
        typed: what that form said.
    """
    typed = typed or {}
    decisions = session.decisions()
    cards = []
    for number, item in enumerate(session.items, start=1):
        rows = decisions.get(item.fact, [])
        given = {row.name: row.value for row in rows if row.action is Action.CORRECT}
        mine = typed if typed.get("fact") == item.fact else {}
        cards.append(
            {
                "anchor": f"fact-{number}",
                "fact": item.fact,
                "kind": item.kind,
                "quote": session.quote(item),
                "corrected": item.corrected,
                "decided": ", ".join(sorted({row.action.value for row in rows})),
                "why": mine.get("why") or next((row.why for row in rows), ""),
                "open": bool(mine),
                "properties": [
                    {
                        "field": FIELD + name,
                        "name": name.replace("_", " "),
                        "read": item.values[name],
                        "value": mine.get(FIELD + name, given.get(name, item.values[name])),
                        "choices": choices(item.kind, name, session.lexicon),
                    }
                    for name in properties(item.kind)
                ],
            }
        )
    everyone = [row for rows in decisions.values() for row in rows]
    shown = {
        "who": typed.get("who") or next((row.who for row in everyone), ""),
        "source": typed.get("source") or next((row.source for row in everyone), ""),
        "cards": cards,
        "pieces": list(_pieces(session)),
        "problem": problem,
        "secret": secret,
        "style": style(),
        "title": session.source,
        "path": session.path,
    }
    return _template().render(**shown).encode("utf-8", "replace")


def _pieces(session: ReviewSession) -> Iterator[Piece]:
    """Yield the text in stretches; where facts overlap, the shortest is led to."""
    text = session.text
    spans = [
        (item.start, item.end, f"fact-{number}")
        for number, item in enumerate(session.items, start=1)
        if item.start is not None and item.end is not None
    ]
    spans.sort(key=lambda span: (span[1] - span[0], span[2]))
    edges = {0, len(text)}
    edges.update(edge for span in spans for edge in span[:2])
    edges.update(edge for one in session.refused for edge in (one.start, one.end))
    ordered = sorted(edge for edge in edges if edge <= len(text))
    for start, end in itertools.pairwise(ordered):
        anchor = next((name for first, last, name in spans if first <= start and end <= last), "")
        reason = next((one.reason for one in session.refused if one.start <= start and end <= one.end), "")
        yield Piece(text[start:end].translate(_CONTROLS), anchor, reason)
