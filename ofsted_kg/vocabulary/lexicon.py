# Past 300 lines: one index of labels and what is asked of it.
"""The vocabulary of ontology/ as matchers.

In: the SKOS concept schemes in ontology/*.ttl (``skos:prefLabel``, ``altLabel``,
``hiddenLabel``; https://www.w3.org/TR/skos-reference/). Out: the concepts, grades and
frameworks by slug, and `Lexicon.find`, which finds their labels in a text.

A label is matched word by word, whatever the case and the white space between the
words (a line end, a no-break space), whatever the kind of apostrophe, dash or emphasis
mark. Labels only find candidates; what a text says about them is for the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec
import pyoxigraph as ox

from ofsted_kg.errors import VocabularyError
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DEF, SKOS, term
from ofsted_kg.vocabulary.variants import Variant, read_variants

# The files of words beside the schemes.
VARIANTS = ".tsv"
# Schemes whose concepts a statement can be about, in the order in which a slug is looked up.
SUBJECT_SCHEMES = ("setting", "outcome", "topic")
# Forms of words that say something of others and name no concept: how well, how welcome.
_NO_NAMES = frozenset({"how", "welcome", "less", "time"})
GRADE_PREFIX = f"{DEF}grade/"

# A word with its inner apostrophes and full stops left out ("children's", "e.g"), or one mark.
# Dashes, asterisks and underscores (Markdown) count as white space.
TOKEN = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*|[^\w\s*‐‑–—-]")


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a scheme; ``labels`` are the preferred, public and hidden ones, ``broader`` slugs."""

    iri: str
    scheme: str
    slug: str
    label: str
    labels: tuple[str, ...]
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of a scale; higher ``rank`` is better, ``score`` is the number letters print."""

    iri: str
    slug: str
    label: str
    rank: int
    score: int | None
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A way of inspecting, with the years it was in force, its scale and the areas it grades."""

    iri: str
    slug: str
    label: str
    year: int | None
    first: date | None
    last: date | None
    scale: str
    areas: tuple[str, ...]
    labels: tuple[str, ...]


class Hit(msgspec.Struct, frozen=True):
    """A label found: ``text[start:end]`` names the concept ``slug`` of ``scheme``."""

    start: int
    end: int
    scheme: str
    slug: str


class Token(NamedTuple):
    """A word or mark of a text; ``word`` is folded (lower case, no apostrophe).

    ``capital`` is whether it is printed with one, ``owner`` whether it ends in an
    apostrophe and s.
    """

    start: int
    end: int
    word: str
    capital: bool = False
    owner: bool = False


@dataclass(slots=True)
class _Node:
    """A place in the tree of labels: what may follow, and what ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Fold a word as labels are matched: lower case, no apostrophes, ``&`` as ``and``.

    >>> fold("Children’s")
    'childrens'
    """
    folded = word.lower()
    if not folded.isalnum():
        folded = folded.replace("’", "").replace("'", "").replace("‘", "") or "'"
    return "and" if folded == "&" else folded


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[str, bool, bool]:
    """Return what a token tells of its word, the same wherever it stands."""
    return fold(word), word[0].isupper(), word.endswith(("'s", "’s"))


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Split a text into words and marks, in order."""
    # Made as the tuples they are: twice as fast as by their names, and every word comes this way.
    new = tuple.__new__
    return tuple([new(Token, match.span() + _of_word(match[0])) for match in TOKEN.finditer(text)])


@cache
def _words(label: str) -> tuple[str, ...]:
    """Return the folded words of a label, which stands in several trees."""
    return tuple(map(fold, TOKEN.findall(label)))


class Lexicon:
    """Concepts, grades and frameworks, and the finder of their labels.

    A scheme is named by its slug (``setting``, ``outcome``, ``comparator`` ...); the grades
    of a scale are the scheme ``grade/<scale>`` (``grade/prose``).
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        scales: dict[str, tuple[Grade, ...]],
        frameworks: Iterable[Framework],
        variants: Mapping[str, tuple[Variant, ...]] = MappingProxyType({}),
    ) -> None:
        self._concepts: dict[str, dict[str, Concept]] = {}
        for entry in concepts:
            self._concepts.setdefault(entry.scheme, {})[entry.slug] = entry
        self._scales = scales
        self._frameworks = {entry.slug: entry for entry in frameworks}
        self._variants = variants
        self._trees: dict[tuple[str, ...], _Node] = {}

    def variants(self, scheme: str) -> tuple[Variant, ...]:
        """Return the words of a scheme that are matched but never shown."""
        return self._variants.get(scheme, ())

    def concepts(self, scheme: str) -> tuple[Concept, ...]:
        """Return the concepts of a scheme, by slug."""
        return tuple(self._concepts.get(scheme, {}).values())

    def concept(self, scheme: str, slug: str) -> Concept | None:
        """Return one concept, or None."""
        return self._concepts.get(scheme, {}).get(slug)

    def within(self, scheme: str, slug: str) -> tuple[str, ...]:
        """Return the slugs of a concept and of all that are narrower, sorted."""
        found, todo = {slug}, [slug]
        while todo:
            above = todo.pop()
            below = {entry.slug for entry in self.concepts(scheme) if above in entry.broader} - found
            found |= below
            todo += below
        return tuple(sorted(found))

    def subject_iri(self, slug: str) -> str:
        """Return the IRI of what a statement is about: a setting, an outcome or a topic.

        Raises:
            VocabularyError: none of the three schemes has that slug.
        """
        for scheme in SUBJECT_SCHEMES:
            entry = self.concept(scheme, slug)
            if entry is not None:
                return entry.iri
        raise VocabularyError(f"the ontology has no setting, outcome or topic {slug!r}")

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """All frameworks, by slug."""
        return tuple(self._frameworks.values())

    def framework(self, slug: str) -> Framework | None:
        """Return one framework, or None."""
        return self._frameworks.get(slug)

    @property
    def scales(self) -> tuple[str, ...]:
        """The slugs of all scales."""
        return tuple(self._scales)

    def scale(self, slug: str) -> tuple[Grade, ...]:
        """Return the grades of a scale, best first; empty if there is no such scale."""
        return self._scales.get(slug, ())

    def words(self, *, alone: bool = False) -> frozenset[str]:
        """Return the words of all labels, or of those of one word alone: small letters, hyphens kept."""
        schemes = (*self._concepts, *(f"grade/{scale}" for scale in self._scales), "framework")
        labels = (label for scheme in schemes for _, names in self._labelled(scheme) for label in names)
        parts = [label.lower().split() for label in labels]
        kept = [words for words in parts if not alone or len(words) == 1]
        return frozenset(word.strip(".,()'’\"") for words in kept for word in words)

    def find(self, text: str, *schemes: str) -> list[Hit]:
        """Find labels of the schemes in a text.

        The longest label wins and hits do not overlap; a label of several schemes makes a
        hit for each, in the order in which the schemes are named.
        """
        return list(self.match(tokens(text), *schemes))

    def holds(self, text: str, *schemes: str) -> bool:
        """Tell whether a text has a label of the schemes: `find` without telling where."""
        root = self._tree(schemes).next
        words = [*map(fold, TOKEN.findall(text)), ""]  # which goes on with no label
        for first in [place for place, word in enumerate(words) if word in root]:
            node: _Node | None = root[words[first]]
            reach = first
            while node is not None:
                if node.ends:
                    return True
                reach += 1
                node = node.next.get(words[reach])
        return False

    def match(self, words: Sequence[Token], *schemes: str) -> Iterator[Hit]:
        """Find labels in words already split (see `tokens`)."""
        root = self._tree(schemes).next
        said = [token.word for token in words]
        if root.keys().isdisjoint(said):
            return
        free = 0
        places = [place for place, word in enumerate(said) if word in root]
        said.append("")  # which begins no label, and goes on with none
        for first in places:
            if first < free:
                continue  # inside the label before
            node: _Node | None = root[said[first]]
            reach, best = first + 1, None
            while node is not None:
                if node.ends:
                    free, best = reach, node
                node = node.next.get(said[reach])
                reach += 1
            if best is not None:
                for scheme, slug in best.ends:
                    yield Hit(words[first].start, words[free - 1].end, scheme, slug)

    def names(self, scheme: str) -> list[str]:
        """Return all words by which the concepts of a scheme are matched."""
        return [label for _, labels in self._labelled(scheme) for label in labels]

    def _tree(self, schemes: tuple[str, ...]) -> _Node:
        tree = self._trees.get(schemes)
        if tree is None:
            tree = self._trees[schemes] = _Node()
            for scheme in schemes:
                for slug, labels in self._labelled(scheme):
                    for label in labels:
                        node = tree
                        for word in _words(label):
                            if word not in node.next:
                                node.next[word] = _Node()
                            node = node.next[word]
                        if node is not tree and (scheme, slug) not in node.ends:
                            node.ends.append((scheme, slug))
        return tree

    def _labelled(self, scheme: str) -> list[tuple[str, tuple[str, ...]]]:
        if scheme.startswith("grade/"):
            return [(grade.slug, grade.labels) for grade in self.scale(scheme.removeprefix("grade/"))]
        if scheme == "framework":
            return [(entry.slug, entry.labels) for entry in self.frameworks]
        named = [(entry.slug, entry.labels) for entry in self.concepts(scheme)]
        return named + [(v.slug, (v.words,)) for v in self.variants(scheme) if v.form not in _NO_NAMES]


def read(paths: Iterable[Path]) -> Lexicon:
    """Read a lexicon from Turtle files, and the words beside them (``direction.tsv``).

    Raises:
        VocabularyError: a file is not Turtle, or words are of a concept that there is not.
    """
    facts: dict[str, dict[str, list[str]]] = {}
    variants: dict[str, tuple[Variant, ...]] = {}
    for path in paths:
        if path.suffix == VARIANTS:
            variants[path.stem] = read_variants(path)
            continue
        try:
            for triple in resources.triples(path):
                subject, value = triple.subject, triple.object
                if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                    facts.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(
                        value.value
                    )
        except (SyntaxError, ValueError) as error:
            raise VocabularyError(f"not Turtle: {error}", file=path) from error
    concepts: list[Concept] = []
    grades: dict[str, list[Grade]] = {}
    frameworks: list[Framework] = []
    for iri in sorted(facts):
        entry = facts[iri]
        labels = _labels(entry)
        if not iri.startswith(DEF) or not labels or SKOS + "inScheme" not in entry:
            continue
        scheme, _, slug = iri.removeprefix(DEF).rpartition("/")
        if iri.startswith(GRADE_PREFIX):
            grades.setdefault(scheme.removeprefix("grade/"), []).append(_grade(iri, slug, labels, entry))
            continue
        broader = tuple(sorted(map(_last_part, entry.get(SKOS + "broader", ()))))
        concepts.append(Concept(iri, scheme, slug, labels[0], labels, broader))
        if scheme == "framework":
            frameworks.append(_framework(iri, slug, labels, entry))
    scales = {
        scale: tuple(sorted(found, key=lambda g: (-g.rank, g.slug)))
        for scale, found in sorted(grades.items())
    }
    known = {(entry.scheme, entry.slug) for entry in concepts}
    for scheme, words in variants.items():
        strange = next((entry.slug for entry in words if (scheme, entry.slug) not in known), None)
        if strange is not None:
            raise VocabularyError(f"{scheme}{VARIANTS} has words for {strange!r}, which is no {scheme}")
    return Lexicon(concepts, scales, frameworks, variants)


@cache
def load() -> Lexicon:
    """Return the lexicon of the ontology that ships with the package, read once a process."""
    vocabulary = [*resources.files("ontology", ".ttl"), *resources.files("ontology", VARIANTS)]
    return read(path for path in vocabulary if path.name != resources.COUNCILS_FILE)


def _labels(entry: dict[str, list[str]]) -> tuple[str, ...]:
    labels: list[str] = []
    for name in ("prefLabel", "altLabel", "hiddenLabel"):
        labels += sorted(entry.get(SKOS + name, ()))
    return tuple(dict.fromkeys(labels))


def _grade(iri: str, slug: str, labels: tuple[str, ...], entry: dict[str, list[str]]) -> Grade:
    rank = _number(entry, "rank")
    # A concept such as "not judged" stands in a scale without a place in its order.
    return Grade(iri, slug, labels[0], -1 if rank is None else rank, _number(entry, "score"), labels)


def _framework(iri: str, slug: str, labels: tuple[str, ...], entry: dict[str, list[str]]) -> Framework:
    return Framework(
        iri,
        slug,
        labels[0],
        _number(entry, "year"),
        _day(entry, "dateFrom"),
        _day(entry, "dateTo"),
        _last_part(entry.get(term("scale"), [""])[0]),
        tuple(sorted(_last_part(area) for area in entry.get(term("judgesArea"), ()))),
        labels,
    )


def _number(entry: dict[str, list[str]], name: str) -> int | None:
    values = entry.get(term(name))
    return int(values[0]) if values else None


def _day(entry: dict[str, list[str]], name: str) -> date | None:
    values = entry.get(term(name))
    return date.fromisoformat(values[0]) if values else None


def _last_part(iri: str) -> str:
    return iri.rpartition("/")[2]
