"""The end of a build in words: what a person reads.

In: a ``BuildResult``. Out: text: letters by framework, facts by kind, warnings, and
every file that was passed over with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ofsted_kg.build import BuildResult, Entry
from ofsted_kg.build.ledger import Ledger, Remark, Status
from ofsted_kg.lexicon import load

# Beyond this many, a list is cut and the ledger named.
MOST_LINES = 20
# Warnings that a person should look at file by file.
_WORTH_A_LOOK = (
    "no-rating",
    "no-signatory",
    "no-council",
    "unknown-council",
    "no-date",
    "no-publication-date",
    "no-inspection-dates",
    "missing-area",
    "draft",
    "pack-of-papers",
)
_PASSED_OVER = {
    Status.NOT_A_LETTER: "not a letter",
    Status.UNREADABLE: "unreadable",
    Status.DUPLICATE: "duplicate",
}


def summary(result: BuildResult, kg: Path) -> str:
    """Return the summary of a build as text that ends without a line end."""
    return "\n".join(_lines(result, kg))


def _lines(result: BuildResult, kg: Path) -> Iterator[str]:
    ledger = result.ledger
    converted = ledger.with_status(Status.CONVERTED)
    unchanged = f" ({result.reused} unchanged since the build before)" if result.reused else ""
    yield f"{len(converted)} of {len(ledger.entries)} files converted{unchanged}"
    yield ""
    yield from _table("Letters by framework", _labelled(ledger.frameworks()))
    yield from _table("Facts by kind", list(ledger.facts().items()))
    notices = Counter(remark.rule for entry in converted for remark in (*entry.notices, *entry.results))
    if notices:
        yield from _table(
            "Warnings (`query warnings` and `validate --warnings` quote them)", sorted(notices.items())
        )
    yield from _worth_a_look(ledger)
    yield from _listed("Kept out: letters that do not conform", ledger.with_status(Status.NOT_CONFORMING), kg)
    yield from _listed("Passed over", ledger.with_status(*_PASSED_OVER), kg)
    if result.gone:
        yield f"No longer in the graph, as a build replaces the one before ({len(result.gone)})"
        yield from (f"  {source}" for source in result.gone[:MOST_LINES])
        if len(result.gone) > MOST_LINES:
            yield f"  and {len(result.gone) - MOST_LINES} more"
        yield ""
    for remark in ledger.dataset:
        yield f"{remark.severity}: {remark.message} {remark.quote}".rstrip()
    yield f"Graph: {kg}    Ledger: {result.folder / 'ledger.json'}"


def _worth_a_look(ledger: Ledger) -> Iterator[str]:
    """Name the files behind the warnings that matter, those kept out included."""
    kept = ledger.with_status(Status.CONVERTED, Status.NOT_CONFORMING)
    found = [
        f"  {entry.place}: {line(remark)}"
        for code in _WORTH_A_LOOK
        for entry in kept
        for remark in entry.notices
        if remark.rule == code
    ]
    if found:
        yield f"Worth a look ({len(found)})"
        yield from found[:MOST_LINES]
        if len(found) > MOST_LINES:
            yield f"  and {len(found) - MOST_LINES} more: see the ledger"
        yield ""


def _labelled(counts: dict[str, int]) -> list[tuple[str, int]]:
    lexicon = load()
    labels = {framework.slug: framework.label for framework in lexicon.frameworks}
    order = {framework.slug: number for number, framework in enumerate(lexicon.frameworks)}
    ordered = sorted(counts.items(), key=lambda item: order.get(item[0], len(order)))
    return [(f"{slug}  {labels.get(slug, '')}".rstrip(), count) for slug, count in ordered]


def _table(title: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    yield title
    for name, count in rows:
        yield f"{count:>7,}  {name}"
    yield ""


def _listed(title: str, entries: tuple[Entry, ...], kg: Path) -> Iterator[str]:
    if not entries:
        return
    yield f"{title} ({len(entries)})"
    for entry in entries[:MOST_LINES]:
        label = _PASSED_OVER.get(entry.status)
        yield f"  {entry.place}: {f'{label}: ' if label else ''}{entry.reason}"
        if entry.status is Status.NOT_CONFORMING:
            yield from (f"      {line(remark)}" for remark in entry.results if remark.severity == "Violation")
    if len(entries) > MOST_LINES:
        yield f"  and {len(entries) - MOST_LINES} more: see the ledger"
    yield ""


def line(remark: Remark) -> str:
    """Return a broken rule or notice as one line: rule, message, place, quote."""
    place = f" (page {remark.page})" if remark.page is not None else ""
    quote = f" «{' '.join(remark.quote.split())}»" if remark.quote else ""
    return f"{remark.rule}: {remark.message}{place}{quote}"
