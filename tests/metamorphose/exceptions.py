"""Rows for which a relation that holds for all rows does not hold, each with the reason.

By relation, then by the row's own text. What never makes sense with a change belongs to ``guards``; here
stand single rows: those that don't bear the change, and those that are not read yet when it is made.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMED = "a name of a place begins it, which written small is none"
PREPOSED = '"the England average" without "than" or "of" is not read behind a fraction yet'
OF_THOSE = '"those in" is read of areas, and not yet of authorities'

EXCEPTIONS: Mapping[str, Mapping[str, str]] = {
    "areas_neighbours": {"Childminders are mostly good. Those in similar areas do better.": OF_THOSE},
    "areas_authorities": {"Childminders are mostly good. Those in similar areas do better.": OF_THOSE},
    "england_average": {"The rate is half the national average.": PREPOSED},
    "first_letter": {
        "Quayhaven’s fostering service is satisfactory.": NAMED,
        "Marwick and East Holme children's services are good.": NAMED,
        "East Harling children’s services are good.": NAMED,
        "Norburn was rated good in its safeguarding and looked after children inspection in 2012.": NAMED,
    },
}
