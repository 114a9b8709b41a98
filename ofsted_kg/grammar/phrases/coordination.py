# Past 300 lines: a rule for each way in which noun phrases stand together.
"""Coordination and exceptions: noun phrases that stand together, and what is taken out.

In: a run of phrases. Out: `Group`: noun phrases that are coordinated ("both primary and nursery
provision", "A, B and C"), with the preposition that leads to them; and the names after
"except for". Both are read here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import force_setattr, replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import ALSO, EXCEPTIONS
from ofsted_kg.grammar.phrases.boundaries import exception_named_at
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import ONE

_MARKS = frozenset({Form.AND, Form.COMMA})
_LEADS = frozenset({Form.PREP, Form.WITH, Form.INCLUDING})
_SKIPPED = frozenset({Form.ADVERB, Form.STOP, Form.CONJ, Form.NOT, Form.OTHER})
PLACES = words_of("in at for across within among of throughout by on amongst under to from") | {
    "in respect of",
    "in relation to",
    "in terms of",
    "with regard to",
    "in the case of",
    "as regards",
    "with respect to",
    "with reference to",
    "when it comes to",
    "in the matter of",
    "on the subject of",
    "turning to",
    "as far as",
    "so far as",
    "insofar as",
    "in so far as",
    "regarding",
    "concerning",
    "such as",
    "about",
    "around",
}


_ITS = frozenset({"the", "its", "a", "an"})
_WITHIN = frozenset({"in", "at", "across"})
_POINTERS = frozenset({Kind.PRONOUN, Kind.REST, Kind.QUANTITY, Kind.COUNT})


class Group(msgspec.Struct, frozen=True):
    """Noun phrases that are coordinated, and the preposition that leads to them.

    Attributes:
        prep: the preposition, empty where none leads to them.
        nouns: the noun phrases.
        parted: a comma or another noun phrase stands before them, and nothing joins them to it.
        joined: "and" stands before them.
        named: what `named_entities` returns.
    """

    prep: str
    nouns: tuple[Phrase, ...]
    parted: bool
    joined: bool = False
    named: tuple[tuple[str, str | None], ...] = ()

    def __post_init__(self) -> None:
        """Work out the names, which are asked for again and again."""
        force_setattr(self, "named", self._names())

    @property
    def head(self) -> Phrase:
        """The last of the noun phrases."""
        return self.nouns[-1]

    @property
    def placed(self) -> bool:
        """They tell where: "in half of the schools", "across the settings"."""
        return self.prep in _WITHIN

    def alone(self, noun: Phrase) -> bool:
        """Say whether the amount of those before is none of its own: "half of A, the only B and both Cs".

        What is said of all goes on: "all of the special schools and the referral unit".
        """
        much = self.nouns[0].quantity
        if noun is self.nouns[0]:
            return False
        own = noun.part or any(unit.percent for unit in noun.units)
        if much is not None and own and noun.quantity is None:
            return True  # "half of A and one B", "half of A and 40% of B"
        if much == "all":
            return False
        if noun.cue is not None:
            return True  # "and rather fewer nurseries"
        opens = noun.units[0].text
        return noun.units[0].words[0] == "both" or (opens in _ITS and not noun.word.endswith("s"))

    def names(self) -> tuple[tuple[str, str | None], ...]:
        """The slugs, each with how much of it is meant."""
        return self.named

    def _names(self) -> tuple[tuple[str, str | None], ...]:
        if len(self.nouns) == 1:
            return tuple([(slug, self.nouns[0].quantity or None) for slug in self.nouns[0].names])
        found: dict[str, str | None] = {}
        quantity: str | None = None
        for noun in self.nouns:
            if not noun.names:
                continue
            quantity = noun.quantity or (None if noun.part or self.alone(noun) else quantity)
            for slug in noun.names:
                found.setdefault(slug, quantity)
        return tuple(found.items())


class GroupReader:
    """Reads coordination and exceptions; knows which slugs are outcomes."""

    def __init__(self, outcomes: frozenset[str]) -> None:
        self.outcomes = outcomes

    # -- coordination ------------------------------------------------------------------

    def groups(self, zone: Sequence[Phrase]) -> list[Group]:
        """Return the coordinated noun phrases of a zone, in order."""
        made: list[Group] = []
        prep, marks, place = "", [], 0
        for place, phrase in enumerate(zone):
            form = phrase.form
            if form in _LEADS or phrase.text == "since":
                prep = phrase.text
            elif form in _MARKS:
                marks.append(phrase)
                prep = "" if form is Form.COMMA else prep
            elif form is Form.NOUN:
                last = made[-1] if made else None
                if last is not None and not marks and phrase.units[0].kind is Kind.PRONOUN:
                    if _counted_of(last, phrase):
                        continue
                    prep = "of" if _possesses(last, phrase) else prep
                whole = len(made) == 1 and _opens_frame(zone[0], made[0], phrase, marks)
                joins = last is not None and bool(marks) and not whole
                if last is not None and joins and self._joined(last, prep, phrase, zone[place + 1 :], marks):
                    made[-1] = replace(last, nouns=(*last.nouns, phrase))
                else:
                    forms = [mark.form for mark in marks]
                    parted = Form.COMMA in forms or not (prep or marks)
                    made.append(Group(prep, (phrase,), parted=parted, joined=Form.AND in forms))
                prep, marks = "", []
            elif form is Form.ADVERB and place and zone[place - 1].form is Form.PREP:
                dated = any(letter.isdigit() for letter in phrase.text)
                prep = "" if dated else prep  # "In the review of 2008 | safeguarding"
            elif form not in _SKIPPED:
                prep, marks = "", []
        return made

    def _joined(
        self, group: Group, prep: str, phrase: Phrase, rest: Sequence[Phrase], marks: Sequence[Phrase]
    ) -> bool:
        if prep and prep not in (group.prep, "of", "for", "in", "at"):
            return False
        before = group.nouns[-1]
        if _is_kind(phrase) and not _is_kind(before):
            return False  # "The special schools, one primary and one secondary, are"
        if prep and not group.prep and not any(prep in unit.words for unit in before.units):
            return False  # but "services for A and for B", "two thirds of A and of B"
        general = before.kind is Kind.SHELL_NOUN and phrase.names == (ALL_SETTINGS,)
        if not prep and _of_list(group, phrase, rest, marks):
            return True
        if bool(before.names) != bool(phrase.names) and not general:
            return False
        if phrase.names:
            same = general or (before.names[0] in self.outcomes) == (phrase.names[0] in self.outcomes)
            listed = len(phrase.names) > 1 and any("and" in unit.words for unit in phrase.units)
            ends = listed or any(m.form is Form.AND for m in marks) or _goes_on(rest)
            return same and ends
        if any(mark.form is Form.COMMA for mark in marks) and not any(m.form is Form.AND for m in marks):
            return before.kind is phrase.kind and _goes_on(rest)
        return not (phrase.kind in _POINTERS or before.kind in _POINTERS)

    # -- exceptions --------------------------------------------------------------------

    def exceptions(self, zone: Sequence[Phrase]) -> tuple[list[Phrase], tuple[str, ...], list[Phrase]]:
        """Take "except for X" out of a zone; returns the rest, what is taken out, and its phrases."""
        for place, phrase in enumerate(zone):
            form = phrase.form
            only = form is Form.WITH and _is_exception(zone[place + 1 : place + 3])
            if form is not Form.EXCEPT and not only:
                continue
            end = place + 1
            while end < len(zone) and zone[end].form is not Form.STOP:
                following = zone[end + 1 : end + 2]
                fronted = place > 1 and zone[0].form is Form.PREP and zone[place - 1].form is Form.COMMA
                fronted = fronted and zone[1].form is not Form.COMMA  # "good throughout, save in A, in B"
                ends = not _continues(following) and not _one_more(phrase, zone[place + 1], zone[end + 1 :])
                if zone[end].form is Form.COMMA and (place == 0 or fronted or ends or _adds(zone[end:])):
                    break
                end += 1
            taken = list(zone[place + 1 : end])
            slugs = tuple(slug for group in self.groups(taken) for slug, _ in _apart(group))
            counts = (p for p in taken if p.form is Form.NOUN and not (slugs and p.names))
            if any(is_one(p) for p in counts):
                slugs = (*slugs, ONE)  # "all but one(, private fostering,)"
            return [*zone[:place], *zone[end:]], tuple(dict.fromkeys(slugs)), taken
        if place := exception_named_at(zone):
            taken = list(zone[place + 1 : -1])
            slugs = tuple(slug for group in self.groups(taken) for slug, _ in group.names())
            return [*zone[:place], zone[-1]], tuple(dict.fromkeys(slugs)), taken
        return list(zone), (), []


def _adds(rest: Sequence[Phrase]) -> bool:
    """Say whether it goes on with what is judged, too: "save for one | , and sixth forms likewise"."""
    said = [phrase for phrase in rest if phrase.form not in (Form.COMMA, Form.AND)]
    return len(said) > 1 and said[0].form is Form.NOUN and said[1].text in ALSO


# What leads to that of which a part is told behind a comma: "Of schools, half", "In the early years, 83%".
_FRONTS = frozenset({"of", "in", "at", "within", "across", "among", "amongst"})


def _opens_frame(front: Phrase, group: Group, phrase: Phrase, marks: Sequence[Phrase]) -> bool:
    """Say whether what stands in front is only that of which a part, or some by name, are told."""
    if front.text in _FRONTS and _parts_whole(group, phrase, marks):
        return True
    comma = bool(marks) and all(mark.form is Form.COMMA for mark in marks)
    led = front.form is Form.PREP and group.prep == front.text and len(group.nouns) == 1
    return comma and led and _is_kind_of(phrase.names, group.head)


def _is_kind_of(slugs: Sequence[str], whole: Phrase) -> bool:
    """Say whether names are of what a noun names at large: "As regards schools, | special schools and"."""
    if not slugs or whole.quantity is not None or set(slugs) & set(whole.names):
        return False
    schools = whole.names == ("schools",) and all(slug.endswith("schools") for slug in slugs)
    return schools or whole.names == (ALL_SETTINGS,)


def _parts_whole(group: Group, phrase: Phrase, marks: Sequence[Phrase]) -> bool:
    """Say whether a part is told of what stands in front: "Of schools inspected, | 68% of primary ones"."""
    comma = bool(marks) and all(mark.form is Form.COMMA for mark in marks)
    own = phrase.quantity is not None or any(unit.percent for unit in phrase.units)
    return comma and own and group.nouns[0].quantity is None and len(group.nouns) == 1


def adverbial(groups: Sequence[Group]) -> bool:
    """Say whether a run is no subject at all: "the advice they get | from the council | is"."""
    bare = not any(group.names() or group.head.kind in _POINTERS for group in groups)
    return bare and groups[0].prep in ("from", "by", "to", "on") and all(group.prep for group in groups)


def front_and_core(groups: list[Group], *, closed: bool) -> tuple[list[Group], list[Group]]:
    """Part what is fronted from the subject: "In secondary schools, | behaviour"."""
    opens = [n for n, group in enumerate(groups) if not group.prep and (group.parted or n == 0)]
    if not opens or opens == [0]:
        return [], groups
    if opens[0] == 0 and closed:
        apposed = (n for n in opens[1:] if not groups[n].joined)  # "The agency, one of the largest,"
        return [], groups[: next(apposed, len(groups))]
    last = opens[-1]
    if closed and len(opens) > 1:
        last = opens[-2] if opens[-2] else last
    return groups[:last], groups[last:]


def amount_shared(nouns: Sequence[Phrase]) -> str | None:
    """Return how much of coordinated nouns is meant: "most of A and B", but not "A and most of B"."""
    place = next((n for n, noun in enumerate(nouns) if noun.quantity), None)
    if place is None or any(noun.names for noun in nouns[:place]):
        return None
    return nouns[place].quantity


def with_shares(zone: Sequence[Phrase]) -> list[Phrase]:
    """Return names with the shares right behind them: "Childminders 72% and nurseries half (are good)"."""
    made: list[Phrase] = []
    shares = 0
    for phrase in zone:
        name = made[-1] if made and phrase.form is Form.NOUN and not phrase.names else None
        told = phrase.quantity is not None or any(u.percent for u in phrase.units)
        if name is not None and name.names and name.quantity is None and told and phrase.kind in _SHARES:
            made[-1] = replace(name, quantity=phrase.quantity)
            shares += 1
        else:
            made.append(phrase)
    return made if shares > 1 else list(zone)


_SHARES = frozenset({Kind.COUNT, Kind.QUANTITY})


def amount_of(nouns: Iterable[Phrase]) -> str | None:
    """Return how much noun phrases tell of what they name: the first amount among them."""
    return next((noun.quantity for noun in nouns if noun.quantity), None)


def amount_in(groups: Iterable[Group]) -> str | None:
    """Return how much groups of noun phrases tell: the first amount among them."""
    return amount_of(noun for group in groups for noun in group.nouns)


def is_one(noun: Phrase) -> bool:
    """Say whether an exception is one or a few of what is spoken of: "except one", "two exceptions"."""
    light = (Kind.DETERMINER, Kind.ADVERB, Kind.GRADE)
    words = [u.words[-1] if u.text in _THE_FEW else u.words[0] for u in noun.units if u.kind not in light]
    if noun.word in EXCEPTIONS or not words:
        return bool(words)  # "except either" is of nothing
    of_them = len(words) == 1 or words[-1] in _ONES
    return words[0] in _FEW and of_them


_ONES = words_of("one home school ones homes schools unit units")
_FEW = words_of("one two three four five six")
_THE_FEW = frozenset({"the two", "the three"})


def _counted_of(group: Group, phrase: Phrase) -> bool:
    """Say whether a pronoun only tells of what somebody counts: "five | of them are"."""
    head = group.head.head
    counts = head is not None and head.kind is Kind.COUNT and not group.head.names
    return counts and len(phrase.units) == 1 and phrase.text in ("of them", "of these", "of those")


def _apart(group: Group) -> tuple[tuple[str, str | None], ...]:
    """Return the names that are taken out; "a few satisfactory settings" are of those spoken of."""
    return () if group.head.grades and group.head.names == (ALL_SETTINGS,) else group.names()


def _is_kind(noun: Phrase) -> bool:
    """Say whether a count and a level tell of which kind some are: "one primary"."""
    return len(noun.units) == 2 and noun.part is not None and noun.word in _LEVELS


_LEVELS = words_of("primary secondary special nursery")


def _possesses(group: Group, phrase: Phrase) -> bool:
    """Say whether a pronoun tells whose a name is: "the sixth forms | of these schools", "| of them"."""
    head = group.head.head
    named = head is not None and head.kind is Kind.SUBJECT and bool(group.head.names)
    named = named or (head is not None and head.kind is Kind.REST)  # "the last | of these"
    first = phrase.units[0]
    return named and first.kind is Kind.PRONOUN and first.words[0] == "of"


def _is_exception(zone: Sequence[Phrase]) -> bool:
    return bool(zone) and zone[0].form is Form.NOUN and zone[0].word in EXCEPTIONS


def _continues(following: Sequence[Phrase]) -> bool:
    return bool(following) and following[0].form in (Form.NOUN, Form.AND)


def _one_more(opening: Phrase, first: Phrase, following: Sequence[Phrase]) -> bool:
    """Say whether one more place is taken out: "except in A, | in B and in C"."""
    led = opening.units[-1].words[-1] if len(opening.units[-1].words) > 1 else first.text
    named = len(following) > 1 and bool(following[1].names) and following[1].quantity is None
    return named and following[0].form is Form.PREP and following[0].text == led == "in"


def _of_list(group: Group, phrase: Phrase, rest: Sequence[Phrase], marks: Sequence[Phrase]) -> bool:
    """Say whether a noun stands in a list of names, or goes on behind one: "A, | libraries | and B"."""
    ands = any(mark.form is Form.AND for mark in marks)
    before = group.nouns[-1]
    if before.names and not phrase.names:
        last = rest[:2]
        named = len(last) == 2 and last[0].form is Form.AND and bool(last[1].names) and not last[1].grades
        return not ands and named and _is_item(phrase)
    return bool(phrase.names) and not before.names and len(group.nouns) > 1 and ands and _is_item(before)


def _is_item(noun: Phrase) -> bool:
    """Say whether a noun names several things and no amount: "libraries"."""
    bare = noun.quantity is None and noun.part is None and not noun.grades and noun.cue is None
    return bare and noun.word.endswith("s") and noun.kind not in _POINTERS


def _goes_on(rest: Sequence[Phrase]) -> bool:
    """Say whether a list goes on to an "and"."""
    for phrase in rest:
        if phrase.form is Form.AND:
            return True
        if phrase.form not in (Form.COMMA, Form.NOUN, Form.ADVERB):
            return False
    return False
