"""Let the members of an enumeration be named at the price of an attribute.

In: an enumeration, as a decorator. Out: its members under the same names.

Before Python 3.12 the class of enumerations has a ``__getattr__``, and so Python looks for
``Kind.WORD`` on its slow way: thirteen times as long as it takes for a slot of an object, where it
remembers the place. The grammar names members a thousand times a sentence, a seventh of its time.
Since 3.12 there is nothing to mend.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import TypeVar, cast

Enumeration = TypeVar("Enumeration", bound=type[Enum])


def direct(enumeration: Enumeration) -> Enumeration:
    """Return an object that has the members of an enumeration in slots of their names.

    A member's own class is still the enumeration. What is decorated can be neither called nor
    iterated nor pickled: nobody asks that of the grammar's classes of words.
    """
    if sys.version_info >= (3, 12):
        return enumeration
    names = {"__doc__": enumeration.__doc__, "__module__": enumeration.__module__}
    slots = {"__slots__": tuple(enumeration.__members__)}
    named = type(enumeration.__name__, (), {**names, **slots})()
    for name, member in enumeration.__members__.items():
        setattr(named, name, member)
    return cast(Enumeration, named)
