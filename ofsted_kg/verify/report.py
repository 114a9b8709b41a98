"""What a verification found.

In: faults, as they are found. Out: lines, and counts of what was looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ofsted_kg.counts import counted

# Beyond this many lines of one kind they are only counted.
MOST_LINES = 50
# What is to be done about faults of some kinds, whatever is verified.
_REMEDIES = {
    "kept": "The next build puts away what is damaged of the builds that are kept",
    "no document": "Name the documents that it was made of with --letters",
    "document": "`ofsted-kg add` puts the documents as they are now into the graph",
}


@dataclass(slots=True)
class Verified:
    """What was looked at and what was found.

    Attributes:
        looked: how many of what: files, letters, quotes, documents.
        faults: kind and line of each fault, in the order found.
        remedy: what is to be done about faults of the thing itself.
    """

    remedy: str = ""

    looked: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether all is as it was written."""
        return not self.faults

    def fault(self, kind: str, line: str) -> None:
        """Note a fault."""
        self.faults.append((kind, line))

    def lines(self) -> Iterator[str]:
        """Yield the faults, what to do about them and, last, what was looked at."""
        shown: Counter[str] = Counter()
        for kind, line in self.faults:
            shown[kind] += 1
            if shown[kind] <= MOST_LINES:
                yield line
        for kind, count in shown.items():
            if count > MOST_LINES:
                yield f"and {count - MOST_LINES:,} more of the kind: {kind}"
        yield from dict.fromkeys(filter(None, (_REMEDIES.get(kind, self.remedy) for kind in shown)))
        looked = ", ".join(counted(count, what) for what, count in self.looked.items())
        said = "all as it was written" if self.sound else counted(len(self.faults), "faults")
        yield f"{looked}: {said}"
