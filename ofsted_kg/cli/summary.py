"""The end of a change in words: what a person reads.

In: a ``BuildResult``. Out: text: letters by framework, facts by kind, warnings, and
every file that was passed over with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ofsted_kg.counts import counted
from ofsted_kg.pipeline import Build, BuildResult, Entry
from ofsted_kg.pipeline.account import Account
from ofsted_kg.pipeline.ledger import Remark, Status
from ofsted_kg.record import is_recorded
from ofsted_kg.vocabulary.lexicon import load

# Beyond this many, a list is cut and the ledger named.
MOST_LINES = 20
# Of files that were passed over for the same reason, or have the same warning, so many are named.
MOST_ALIKE = 10
# Warnings to look at file by file: something is lacking, contradicts itself, or had to be guessed.
WORTH_A_LOOK = (
    "no-rating",
    "missing-ratings",
    "missing-area",
    "unexpected-area",
    "ratings-differ",
    "grades-disagree",
    "grade-and-score-differ",
    "misspelt-grade",
    "grade-from-place",
    "grade-from-prose",
    "row-by-elimination",
    "differs-from-record",
    "no-signatory",
    "no-lead-inspector",
    "one-lead-inspector",
    "no-council",
    "unknown-council",
    "other-council-named",
    "council-had-ended",
    "council-from-file-name",
    "council-differs-from-file-name",
    "body-for-council",
    "no-date",
    "no-publication-date",
    "day-in-file-name",
    "published-differs-from-file-name",
    "no-inspection-dates",
    "implausible-dates",
    "dates-disagree",
    "title-not-understood",
    "framework-unsure",
    "page-without-text",
    "cut-off",
    "lost-characters",
    "too-deep",
    "draft",
    "pack-of-papers",
    "answers",
    "embedded-unread",
    "correction-quote-gone",
    "correction-stale",
    "correction-collides",
    "correction-refused",
    "correction-superfluous",
)
# And those of which the number is enough.
COUNTED = (
    "addressee-from-greeting",
    "area-from-date",
    "broken-encoding",
    "council-among-words",
    "date-from-file-name",
    "dates-from-header",
    "dates-without-label",
    "encoding",
    "folded-text",
    "footnotes-unread",
    "grade-from-heading",
    "grades-outside-summary",
    "hidden-text",
    "letters-apart",
    "misspelt-month",
    "no-addressee",
    "not-of-this-inspection",
    "page-recognised",
    "page-without-rectangles",
    "published-from-file-name",
    "published-from-metadata",
    "revisions",
    "several-addressees",
    "statement-left-out",
    "table-by-columns",
    "unmarked-list",
    "unread-comparison",
    "unread-grade",
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
    with Account(result.folder) as account:
        yield from _of_the_whole(result, account) if result.files is None else _of_some(result, account)
        for remark in account.remarks():
            yield f"{remark.severity}: {remark.message} {remark.quote}".rstrip()
    yield from result.idle
    yield f"Graph: {kg}    Ledger: {result.folder / 'ledger.json'}"


def of_no_letter(build: Path) -> list[str]:
    """Return the warnings of a build that stand in no letter's graph, as `validate` prints them."""
    with Account(build) as account:
        return [f"dataset: {r.severity}: {line(r)}" for r in account.remarks() if r.severity == "Warning"]


def _of_the_whole(result: BuildResult, account: Account) -> Iterator[str]:
    unchanged = f" ({result.reused} unchanged since the build before)" if result.reused else ""
    recorded = account.of_the_record()
    files = account.files() - sum(recorded.values())
    converted = account.count(Status.CONVERTED) - recorded.get(Status.CONVERTED, 0)
    yield f"{converted} of {files} files converted{unchanged}"
    if recorded:
        yield _of_the_record(recorded)
    yield ""
    yield from _table("Letters by framework", _labelled(account.frameworks()))
    yield from _table("Facts by kind", list(account.facts().items()))
    notices = account.notices()
    if notices:
        yield from _table(
            "Warnings (`validate --warnings` quotes each; `query warnings` all but those of the shapes)",
            sorted(notices.items()),
        )
    refusals = account.refusals()
    if refusals:
        yield from _table("Grades and comparators that make no fact, by rule", sorted(refusals.items()))
    yield from _worth_a_look(account.entries(Status.CONVERTED, Status.NOT_CONFORMING))
    yield from _listed(
        "Kept out: letters that do not conform",
        account.count(Status.NOT_CONFORMING),
        account.entries(Status.NOT_CONFORMING),
    )
    passed_over = sum(account.count(status) for status in _PASSED_OVER) - recorded.get(Status.DUPLICATE, 0)
    over = (entry for entry in account.entries(*_PASSED_OVER) if not _gave_way(entry))
    yield from _listed("Passed over", passed_over, over)
    yield from _sources("Dropped from the graph", result.gone)


def _of_the_record(recorded: dict[Status, int]) -> str:
    """Say what is known from a record, and what of it a document at hand has taken the place of."""
    known, given_way = recorded.get(Status.CONVERTED, 0), recorded.get(Status.DUPLICATE, 0)
    gave_way = f"; {given_way:,} gave way to the document itself" if given_way else ""
    return f"From the record of grades: {known:,} more{gave_way}"


def _gave_way(entry: Entry) -> bool:
    """Tell whether a document took the place of what the record knew: that is told as a number."""
    return entry.status is Status.DUPLICATE and is_recorded(Path(entry.file_name))


def _of_some(result: BuildResult, account: Account) -> Iterator[str]:
    if not (result.added or result.updated or result.gone):
        yield "Nothing changed in the graph"
        yield ""
    yield from _sources("Added to the graph", result.added)
    updated = [source for source in result.updated if source not in result.instead]
    yield from _sources("Updated in the graph", updated)
    yield from _sources(
        "Still in the graph: another file holds the same letter; remove it too", result.instead
    )
    yield from _sources("Taken out of the graph", result.gone)
    entries = account.of_files(result.files or ())
    yield from _worth_a_look(e for e in entries if e.status in (Status.CONVERTED, Status.NOT_CONFORMING))
    out = [entry for entry in entries if entry.status is Status.NOT_CONFORMING]
    yield from _listed("Kept out: letters that do not conform", len(out), out)
    over = [entry for entry in entries if entry.status in _PASSED_OVER]
    yield from _listed("Passed over", len(over), over)
    yield f"{account.count(Status.CONVERTED)} of {account.files()} files are in the graph"
    yield ""


def _sources(title: str, sources: Sequence[str]) -> Iterator[str]:
    if not sources:
        return
    yield f"{title} ({len(sources)})"
    yield from (f"  {source}" for source in sources[:MOST_LINES])
    if len(sources) > MOST_LINES:
        yield f"  and {len(sources) - MOST_LINES} more"
    yield ""


def build_line(build: Build) -> str:
    """Return a build as one line: its name, when and by which command it was made, what it holds."""
    facts = build.facts
    made = facts.made[:19].replace("T", " ")
    return f"{build.name}  {made} UTC  {facts.by}  {counted(facts.letters, 'letters')}"


def _worth_a_look(kept: Iterable[Entry]) -> Iterator[str]:
    """Name the files behind the warnings that matter, those kept out included."""
    by_code: dict[str, list[str]] = {code: [] for code in WORTH_A_LOOK}
    for entry in kept:
        for remark in entry.notices:
            if remark.rule in by_code:
                by_code[remark.rule].append(f"  {entry.place}: {line(remark)}")
    found = sum(map(len, by_code.values()))
    if found:
        yield f"Worth a look ({found})"
        # Of each kind the first, so that none hides another.
        shown = [said for lines in by_code.values() for said in lines[:MOST_ALIKE]]
        yield from shown
        if found > len(shown):
            yield f"  and {found - len(shown)} more: see the ledger"
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


def _listed(title: str, count: int, entries: Iterable[Entry]) -> Iterator[str]:
    if not count:
        return
    yield f"{title} ({count:,})"
    shown = 0
    alike: Counter[str] = Counter()
    for entry in entries:
        alike[entry.reason] += 1
        if alike[entry.reason] > MOST_ALIKE:
            continue  # the same again, so that what has another reason is seen
        label = _PASSED_OVER.get(entry.status)
        yield f"  {entry.place}: {f'{label}: ' if label else ''}{entry.reason}"
        if entry.status is Status.NOT_CONFORMING:
            yield from (f"      {line(remark)}" for remark in entry.results if remark.severity == "Violation")
        shown += 1
        if shown == MOST_LINES:
            break
    if count > shown:
        yield f"  and {count - shown:,} more: see the ledger"
    yield ""


def line(remark: Remark) -> str:
    """Return a broken rule or notice as one line: rule, message, place, quote."""
    place = f" (page {remark.page})" if remark.page is not None else ""
    quote = f" «{' '.join(remark.quote.split())}»" if remark.quote else ""
    return f"{remark.rule}: {remark.message}{place}{quote}"
