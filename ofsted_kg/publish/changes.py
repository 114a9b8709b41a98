"""What changed since the release before, in words.

In: the letters of both as their pages show them. Out: ``Change`` records (a letter came,
went, or says something else, with the words that say it), ``CHANGES.md`` and an Atom feed
(RFC 4287), both made from the versions, newest first. A release of the same graph changes
nothing in either.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax import saxutils

from ofsted_kg.publish.names import Names
from ofsted_kg.publish.pages.cite import words
from ofsted_kg.publish.pages.views import Fact, Letter
from ofsted_kg.publish.versions import Change, Version

# A release that changes more than this names so many, and says how many there are.
MOST_NAMED = 400
_MOST_ENTRIES = 200
# Char of XML 1.0, section 2.2, turned round.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True, slots=True)
class _Said:
    about: str
    says: str
    quote: str


def changes(
    before: Iterable[Letter], now: Iterable[Letter], whole: Callable[[Letter], Fact | None]
) -> list[Change]:
    """Return what is new, gone or different, newest documents first.

    Args:
        before: letters of the release before; those that have not changed may be left out of both.
        now: letters of this one.
        whole: returns the rating of a letter as a whole.
    """
    old = {letter.origin.iri: letter for letter in before}
    new = {letter.origin.iri: letter for letter in now}
    found: list[tuple[str, str, Change]] = []
    for iri, letter in {**old, **new}.items():
        if iri not in old:
            told: Iterable[Change] = [_came(letter, whole(letter))]
        elif iri not in new:
            told = [Change(letter.origin.name, "", "removed")]
        else:
            told = _differences(old[iri], letter)
        found += [(letter.origin.issued, iri, change) for change in told]
    # Newest documents first, those of one day by name; a letter's own in the order of the text.
    found.sort(key=lambda item: item[1])
    found.sort(key=lambda item: item[0], reverse=True)
    return [change for _, _, change in found]


def _came(letter: Letter, whole: Fact | None) -> Change:
    grade = f": {whole.grade.label}" if whole is not None and whole.grade is not None else ""
    return Change(letter.origin.name, letter.origin.path, f"added{grade}")


def _differences(old: Letter, new: Letter) -> Iterator[Change]:
    was, now = Counter(_said(old)), Counter(_said(new))
    gone, came = _by_subject(was - now), _by_subject(now - was)
    origin = new.origin
    for about in sorted(gone.keys() | came.keys()):
        said = " and ".join(sorted({fact.says for fact in gone.get(about, ())} - {""}))
        for fact in came.get(about, ()):
            if about not in gone:
                yield Change(
                    origin.name,
                    origin.path,
                    _sentence(about, fact.says or "given", "not read before"),
                    fact.quote,
                )
            elif fact.says != said:
                yield Change(
                    origin.name,
                    origin.path,
                    _sentence(about, fact.says or "given", f"was {said or 'given'}"),
                    fact.quote,
                )
        if about not in came:
            yield Change(
                origin.name,
                origin.path,
                f"{about}: no longer read, was {said or 'given'}",
                gone[about][0].quote,
            )


def _sentence(about: str, now: str, before: str) -> str:
    return f"{about}: now {now}, {before}"


def _said(letter: Letter) -> Iterator[_Said]:
    for fact in letter.facts:
        if fact.kind == "section":
            continue
        details = " ".join(detail.label for detail in fact.details)
        grade = fact.grade.label if fact.grade is not None else ""
        # A printed score says the same as the grade once more.
        says = grade if fact.kind == "rating" and grade else " ".join(filter(None, (grade, details)))
        about = fact.about.label or words(fact.text)
        yield _Said(about, says, words(fact.quotes[0].text) if fact.quotes else "")


def _by_subject(facts: Counter[_Said]) -> dict[str, list[_Said]]:
    grouped: dict[str, list[_Said]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: (f.about, f.says, f.quote)):
        grouped[fact.about].append(fact)
    return grouped


def summary(found: Sequence[Change]) -> str:
    """Return the changes in one line: `2 documents added, 1 fact changed`."""
    kinds = Counter(
        kind if (kind := c.text.partition(":")[0]) in ("added", "removed") else "changed" for c in found
    )
    parts = []
    for kind, noun in (("added", "document"), ("removed", "document"), ("changed", "fact")):
        if kinds[kind]:
            parts.append(f"{kinds[kind]} {noun}{'s' if kinds[kind] > 1 else ''} {kind}")
    return ", ".join(parts)


def markdown(versions: Iterable[Version]) -> str:
    """Return ``CHANGES.md``."""
    lines = ["# Changes", ""]
    for version in versions:
        lines += [f"## {version.name}", "", f"{version.summary}.", ""]
        for change in version.changes:
            name = f"[{_escaped(change.name)}]({change.path})" if change.path else _escaped(change.name)
            quote = f" (“{_escaped(change.quote)}”)" if change.quote else ""
            lines.append(f"- {name} {_escaped(change.text)}{quote}")
        lines += [""] if version.changes else []
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def feed(versions: Sequence[Version], names: Names, base: str) -> str:
    """Return the Atom feed: an entry a document that came or changed, and one for the first release."""
    entries = [entry for version in versions for entry in _entries(version, names, base)]
    stamp = f"{versions[0].issued}T00:00:00Z" if versions else f"{names.date}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{escape(names.dataset)}</id><title>{escape(names.title)}</title><updated>{stamp}</updated>"
        f'<link rel="self" href={_quoted(base + "feed.atom")}/><link href={_quoted(base)}/>'
        f"<author><name>{escape(names.publisher)}</name></author>\n"
        + "".join(entries[:_MOST_ENTRIES])
        + "</feed>\n"
    )


def _entries(version: Version, names: Names, base: str) -> Iterator[str]:
    iri, stamp = f"{names.dataset}/{version.name}", f"{version.issued}T00:00:00Z"
    if not version.changes:
        yield _entry(iri, f"Release of {version.issued}", stamp, iri, f"{version.summary}.")
    by_letter: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in version.changes:
        by_letter[change.name, change.path].append(change)
    for (name, path), told in by_letter.items():
        title = f"{name} {told[0].text}" if len(told) == 1 else f"{name}: {len(told)} facts read anew"
        text = " ".join(f"{one.text}." + (f" “{one.quote}”" if one.quote else "") for one in told)
        place = base + path.removesuffix(".html") if path else iri
        yield _entry(f"{iri}#{path or name.replace(' ', '-')}", title, stamp, place, text)


def _entry(iri: str, title: str, stamp: str, place: str, text: str) -> str:
    return (
        f"<entry><id>{escape(iri)}</id><title>{escape(title)}</title><updated>{stamp}</updated>"
        f"<link href={_quoted(place)}/><summary>{escape(text)}</summary></entry>\n"
    )


def escape(text: str) -> str:
    r"""Return text for XML; what XML 1.0 cannot hold (a PDF's form feed, say) becomes a space.

    >>> escape("a\x0c<b>")
    'a &lt;b&gt;'
    """
    return saxutils.escape(_NOT_XML.sub(" ", text))


def _quoted(text: str) -> str:
    return '"' + escape(text).replace('"', "&quot;") + '"'
