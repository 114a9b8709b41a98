"""What a query of pairs, one day's grades beside another's, leaves out: grades that nothing stands beside.

In: `then-and-now` as it was asked, and the graph. Out: a sentence that counts them: a framework without an
overall grade must not look like councils that have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ofsted_kg.counts import counted, some_of
from ofsted_kg.query.bind import Value
from ofsted_kg.query.header import StoredQuery, load_queries
from ofsted_kg.query.table import Table

if TYPE_CHECKING:
    Ask = Callable[[StoredQuery, Mapping[str, Value]], Table | None]

# So many councils are named.
_MOST = 5


def unpaired(query: StoredQuery, values: Mapping[str, Value], ask: Ask) -> str:
    """Say how many grades of the day then have nothing beside them on the day now, and on which councils.

    Args:
        query: `then-and-now`.
        values: what it was asked with.
        ask: asks a stored query; None where it cannot be asked.
    """
    # By the list that a server read before it forked: its workers cannot open files.
    state = next(other for other in load_queries() if other.name == query.leaves)
    known = {parameter.name for parameter in state.parameters}
    shared = {name: value for name, value in values.items() if name in known}
    now = {"on": values["now"]} if values.get("now") else {}
    before = ask(state, {**shared, "on": values["then"], "grade": values.get("grade_then", "")})
    after = ask(state, {name: value for name, value in shared.items() if name != "area"} | now)
    # Which grade they have now is asked of pairs; what has no pair has none.
    paired = ask(query, {**values, "grade_now": ""})
    if before is None or after is None or paired is None:
        return ""
    newest = {row["council"]: row["source"] for row in after.dicts()}
    there = set(paired.column("rating_then"))
    left: dict[str, int] = {}
    older: set[str] = set()
    for row in before.dicts():
        if not row["rating"] or row["council"] not in newest or row["rating"] in there:
            continue
        if newest[row["council"]] == row["source"]:
            older.add(str(row["council_name"]))
        else:
            left[str(row["council_name"])] = left.get(str(row["council_name"]), 0) + 1
    said = []
    if left:
        grades = counted(sum(left.values()), "grades")
        said.append(
            f"{grades} of {values['then']} on {counted(len(left), 'councils')} left out: the later document "
            "gives no grade of the same area, as a framework without an overall one "
            f"({some_of(sorted(left), _MOST)})"
        )
    if older:
        said.append(
            f"{counted(len(older), 'councils')} left out without a later document "
            f"({some_of(sorted(older), _MOST)})"
        )
    return "; ".join(said)
