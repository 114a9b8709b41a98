"""Which elements of a web page a selector of a style sheet means.

In: a selector's words (CSS Selectors 4), and an element with those that it lies in. Out: whether the one
means the other, and how much the selector weighs. Read are elements, classes, identifiers, attributes,
``:not(…)`` and what an element lies in: ``p``, ``.draft``, ``#note``, ``[data-state=closed]``,
``.panel:not(.open)``, ``.box > p``. What depends on neighbours or on what somebody does with the
page (``:hover``, ``li + li``) is no selector here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Attributes = Mapping[str, str]

_NAME = r"-?[a-z_\u0080-\uffff][\w\u0080-\uffff-]{0,60}"
_VALUE = r"""(?:"[^"\]]{0,100}"|'[^'\]]{0,100}'|[^\s"'\]=]{1,100})"""
_ATTRIBUTE = rf"\[\s{{0,5}}{_NAME}\s{{0,5}}(?:[~|^$*]?=\s{{0,5}}{_VALUE}\s{{0,5}}(?:[is]\s{{0,5}})?)?\]"
_SIMPLE = rf"[.#]{_NAME}|{_ATTRIBUTE}|:root\b"
_COMPOUND = re.compile(
    rf"(?P<tag>\*|[a-z][\w-]{{0,40}})?(?P<rest>(?:{_SIMPLE}|:not\([^()]{{1,200}}\)){{0,8}})$", re.IGNORECASE
)
_PART = re.compile(
    rf"(?P<name>[.#]{_NAME})|(?P<attribute>{_ATTRIBUTE})|:not\((?P<no>[^()]{{1,200}})\)|:root", re.I
)
_TEST = re.compile(
    rf"\[\s*(?P<name>{_NAME})\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>{_VALUE})\s*(?P<case>[is]?)\s*)?\]$",
    re.IGNORECASE,
)
# Between compounds: a blank or ">", not within brackets.
_WITHIN = re.compile(r"\s{0,20}>\s{0,20}|\s{1,20}(?![^\[]{0,120}\])")
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Element:
    """An element as selectors see it: its tag, its classes and identifier, its attributes."""

    tag: str
    names: frozenset[str]
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class _Test:
    """What an attribute must say."""

    name: str
    how: str
    value: str

    def holds(self, attributes: Attributes) -> bool:
        said = attributes.get(self.name)
        if said is None or not self.how:
            return said is not None
        said, value = said.lower(), self.value.lower()
        if self.how == "~=":
            return value in said.split()
        if self.how == "|=":
            return said == value or said.startswith(f"{value}-")
        if self.how == "=":
            return said == value
        found = {"^=": said.startswith, "$=": said.endswith, "*=": said.__contains__}[self.how]
        return bool(value) and found(value)


@dataclass(frozen=True, slots=True)
class _Compound:
    """What one element must be."""

    tag: str
    names: frozenset[str]
    tests: tuple[_Test, ...]
    without: tuple[_Compound, ...]

    def means(self, element: Element) -> bool:
        return (
            (not self.tag or self.tag == element.tag)
            and self.names <= element.names
            and all(test.holds(element.attributes) for test in self.tests)
            and not any(one.means(element) for one in self.without)
        )

    def weight(self) -> int:
        """Return the specificity: identifiers before classes and attributes, those before elements."""
        own = sum(10_000 if name[0] == "#" else 100 for name in self.names) + 100 * len(self.tests)
        return own + bool(self.tag) + max((one.weight() for one in self.without), default=0)


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector: what the element must be, behind what it must lie in."""

    parts: tuple[_Compound, ...]

    @property
    def key(self) -> str:
        """Return a name or the tag that every element has which it means; "*" if there is none."""
        last = self.parts[-1]
        return min(last.names) if last.names else last.tag or "*"

    @property
    def weight(self) -> int:
        """Return the specificity as a number."""
        return sum(part.weight() for part in self.parts)

    def means(self, element: Element, around: Sequence[Element]) -> bool:
        """Tell whether an element is meant; ``around`` is what it lies in, the outermost first."""
        if not self.parts[-1].means(element):
            return False
        rest = list(self.parts[:-1])
        # Nobody looks further out than so deep.
        for outer in reversed(around[-_DEEPEST:]) if rest else ():
            if rest and rest[-1].means(outer):
                rest.pop()
        return not rest


def element_of(tag: str, attributes: Attributes) -> Element:
    """Return an element as selectors see it."""
    names = {f".{name}" for name in attributes.get("class", "").split()}
    if attributes.get("id"):
        names.add(f"#{attributes['id']}")
    return Element(tag, frozenset(names), attributes)


def read_selector(words: str) -> Selector | None:
    """Read a selector; None where it is none of those that are read.

    >>> selector = read_selector("div.box > [data-state=closed]:not(.open)")
    >>> selector.means(element_of("p", {"data-state": "closed"}), [element_of("div", {"class": "box"})])
    True
    >>> read_selector("a:hover") is None
    True
    """
    parts = [_compound(step) for step in _WITHIN.split(words.strip())]
    read = tuple(part for part in parts if part is not None)
    return Selector(read) if read and len(read) == len(parts) else None


def _compound(words: str) -> _Compound | None:
    found = _COMPOUND.match(words)
    if found is None or not found[0]:
        return None
    names, tests, without = [], [], []
    for part in _PART.finditer(found["rest"]):
        if part["name"]:
            names.append(part["name"])
        elif part["attribute"]:
            test = _TEST.match(part["attribute"])
            if test is not None:
                value = (test["value"] or "").strip("\"'")
                tests.append(_Test(test["name"].lower(), test["how"] or "", value))
        elif part["no"]:
            for said in part["no"].split(","):
                other = _compound(said.strip())
                if other is None:
                    return None
                without.append(other)
        else:
            return None  # the page itself: what it says of that is not read
    tag = (found["tag"] or "").lower().replace("*", "")
    return _Compound(tag, frozenset(names), tuple(tests), tuple(without))
