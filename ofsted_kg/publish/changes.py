"""What changed since the release before, in words.

In: two datasets as N-Quads. Out: ``Change`` records (a letter came, went, or says
something else, with the words that say it), ``CHANGES.md`` and an Atom feed (RFC 4287).
A release of the same graph changes nothing in either.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax import saxutils

from ofsted_kg.namespaces import DCTERMS, DEF, OA, SKOS
from ofsted_kg.publish.names import Names
from ofsted_kg.rows import TYPE, Row

_HEADING = "# Changes"
# Char of XML 1.0, section 2.2, turned round.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# How each kind of fact is told: what it is about, and what it says of it.
_ABOUT = {
    "Rating": (DEF + "area",),
    "Judgement": (DEF + "subject", DEF + "quantity", DEF + "outcome"),
    "Comparison": (DEF + "subject", DEF + "comparator"),
    "Finding": (DEF + "polarity", DEF + "text"),
    "SeriousCaseReviewStatement": (),
}
_SAYS = {
    "Rating": (DEF + "grade",),
    "Judgement": (DEF + "grade", DEF + "atLeast"),
    "Comparison": (DEF + "direction",),
    "Finding": (),
    "SeriousCaseReviewStatement": (DEF + "count", DEF + "since", DEF + "grade"),
}
_KIND_NAMES = {"SeriousCaseReviewStatement": "serious case reviews", "Finding": "finding"}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change: in which letter, what, and the words that say it."""

    letter: str
    name: str
    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class _Fact:
    about: str
    says: str
    quote: str


def changes(before: Iterable[Row], now: Iterable[Row]) -> list[Change]:
    """Return what is new, gone or different, in the order of the letters."""
    old, new = _Letters(before), _Letters(now)
    found = [
        Change(letter, new.name(letter), "added") for letter in sorted(new.facts.keys() - old.facts.keys())
    ]
    found += [
        Change(letter, old.name(letter), "removed") for letter in sorted(old.facts.keys() - new.facts.keys())
    ]
    for letter in sorted(old.facts.keys() & new.facts.keys()):
        found.extend(_differences(letter, new.name(letter), old.facts[letter], new.facts[letter]))
    return found


def _differences(letter: str, name: str, old: Counter[_Fact], new: Counter[_Fact]) -> Iterator[Change]:
    gone, came = _by_subject(old - new), _by_subject(new - old)
    for about in sorted(gone.keys() | came.keys()):
        was = " and ".join(sorted({fact.says for fact in gone.get(about, ())} - {""})) or "missing"
        for fact in came.get(about, ()):
            before = was if about in gone else "missing"
            now = f"now {fact.says}" if fact.says else "now given"
            if before != fact.says:
                yield Change(letter, name, f"{about} {now}, was {before}", fact.quote)
        if about not in came:
            quote = gone[about][0].quote
            yield Change(
                letter, name, f"{about} now missing, was {was if was != 'missing' else 'given'}", quote
            )


def _by_subject(facts: Counter[_Fact]) -> dict[str, list[_Fact]]:
    grouped: dict[str, list[_Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: (f.about, f.says, f.quote)):
        grouped[fact.about].append(fact)
    return grouped


class _Letters:
    """The facts of each letter of a dataset, in words."""

    def __init__(self, rows: Iterable[Row]) -> None:
        about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            about[row.subject][row.predicate].append(row.text)
        self._about = about
        self.facts: dict[str, Counter[_Fact]] = {
            subject: Counter() for subject, own in about.items() if DEF + "Assessment" in own.get(TYPE, ())
        }
        for own in list(about.values()):
            kind = next(
                (t.removeprefix(DEF) for t in own.get(TYPE, ()) if t.removeprefix(DEF) in _ABOUT), None
            )
            if kind is not None:
                for letter in own.get(DEF + "inLetter", ()):
                    if letter in self.facts:
                        self.facts[letter][self._fact(kind, own)] += 1

    def name(self, letter: str) -> str:
        """Return the letter's name in words: council, year or date, framework."""
        own = self._about[letter]
        council = " ".join(self._label(iri) for iri in own.get(DEF + "council", ())) or "unknown council"
        year = " ".join(own.get(DEF + "year", ()) or own.get(DCTERMS + "issued", ()))
        return f"{council} {year}".strip()

    def _fact(self, kind: str, own: dict[str, list[str]]) -> _Fact:
        about = " ".join([_KIND_NAMES.get(kind, ""), *self._words(own, _ABOUT[kind])]).strip()
        says = " ".join(self._words(own, _SAYS[kind]))
        return _Fact(about, says, self._quote(own))

    def _words(self, own: dict[str, list[str]], predicates: Iterable[str]) -> Iterator[str]:
        for predicate in predicates:
            for value in sorted(own.get(predicate, ())):
                if predicate == DEF + "atLeast":
                    if value == "true":
                        yield "or better"
                else:
                    yield self._label(value)

    def _label(self, value: str) -> str:
        labels = self._about[value].get(SKOS + "prefLabel") if value in self._about else None
        if labels:
            return sorted(labels)[0]
        return value.rsplit("/", 1)[-1] if value.startswith("http") else value

    def _quote(self, own: dict[str, list[str]]) -> str:
        for span in sorted(own.get(DEF + "evidence", ())):
            for selector in sorted(self._about[span].get(OA + "hasSelector", ())):
                for quote in self._about[selector].get(OA + "exact", ()):
                    return " ".join(quote.split())
        return ""


def summary(found: list[Change]) -> str:
    """Return the changes in one line: `2 letters added, 1 fact changed`."""
    kinds = Counter(c.text if c.text in ("added", "removed") else "changed" for c in found)
    parts = []
    for kind, noun in (("added", "letter"), ("removed", "letter"), ("changed", "fact")):
        if kinds[kind]:
            parts.append(f"{kinds[kind]} {noun}{'s' if kinds[kind] > 1 else ''} {kind}")
    return ", ".join(parts)


def markdown(found: list[Change], names: Names, before: str) -> str:
    """Return ``CHANGES.md`` with this release on top of what the file said before."""
    earlier = before.removeprefix(_HEADING).strip()
    lines = [_HEADING, "", f"## {names.version}", ""]
    if not earlier:
        lines += ["First release.", ""]
    lines += [f"{summary(found)}.", ""] if found else []
    lines += [
        f"- {change.name}: {change.text}" + (f" (“{change.quote}”)" if change.quote else "")
        for change in found
    ]
    return "\n".join(lines).rstrip() + "\n" + (f"\n{earlier}\n" if earlier else "")


def feed(found: list[Change], names: Names, base: str, before: str) -> str:
    """Return the Atom feed with an entry for this release before the earlier ones."""
    stamp = f"{names.date}T00:00:00Z"
    items = "".join(
        f"&lt;li&gt;{escape(escape(f'{change.name}: {change.text}'))}"
        + (f" &lt;q&gt;{escape(escape(change.quote))}&lt;/q&gt;" if change.quote else "")
        + "&lt;/li&gt;"
        for change in found
    )
    entry = (
        f"<entry><id>{escape(names.version_iri)}</id><title>{escape(summary(found) or 'Release')}</title>"
        f"<updated>{stamp}</updated><link href={_quoted(base + 'CHANGES.md')}/>"
        f'<content type="html">&lt;ul&gt;{items}&lt;/ul&gt;</content></entry>\n'
    )
    earlier = before[before.find("<entry>") : before.rfind("</feed>")] if "<entry>" in before else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{escape(names.dataset)}</id><title>{escape(names.title)}</title><updated>{stamp}</updated>"
        f'<link rel="self" href={_quoted(base + "feed.atom")}/><link href={_quoted(base)}/>'
        f"<author><name>{escape(names.publisher)}</name></author>\n{entry}{earlier}</feed>\n"
    )


def escape(text: str) -> str:
    r"""Return text for XML; what XML 1.0 cannot hold (a PDF's form feed, say) becomes a space.

    >>> escape("a\x0c<b>")
    'a &lt;b&gt;'
    """
    return saxutils.escape(_NOT_XML.sub(" ", text))


def _quoted(text: str) -> str:
    return '"' + escape(text).replace('"', "&quot;") + '"'
