# Past 300 lines: a rule for each group of tokens that means one thing.
"""Turn the words of a sentence into units: what is named, and what the small words do.

In: the tokens of a sentence and the lexicon. Out: a list of `Unit`. A unit is a label of
the vocabulary ("children's homes"), a group that means one thing ("good or better",
"three of the five", "primary, secondary and special schools") or a word of a closed class.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.averages import shared_averages
from ofsted_kg.grammar.lex.clausal_coordination import clausal_coordination
from ofsted_kg.grammar.lex.closed_classes import MINUS, NOT_ADVERBS, PHRASES, Kind
from ofsted_kg.grammar.lex.comparatives import Cue, compares_not
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES
from ofsted_kg.grammar.lex.disambiguation import mixed
from ofsted_kg.grammar.lex.elided_units import with_percent
from ofsted_kg.grammar.lex.fixed_expressions import (
    at_least,
    beside_average,
    by_first_word,
    is_number,
    set_phrase,
    sizes,
)
from ofsted_kg.grammar.lex.numerals import approximate, count_at, may_count
from ofsted_kg.grammar.lex.proper_names import NAMED_PLACES, with_names
from ofsted_kg.grammar.lex.restrictive_relatives import parted_names
from ofsted_kg.grammar.lex.topic_labels import topics
from ofsted_kg.grammar.lex.units import INDICATORS, Unit
from ofsted_kg.vocabulary.lexicon import Hit, Lexicon, Token, fold
from ofsted_kg.vocabulary.spelling import Speller

SCHEMES = ("setting", "outcome", "grade/prose", "comparator", "quantity")
# Nouns that may stand at the end of a list whose members share them: "primary and special schools".
SHARED_HEADS = ("schools", "provision", "services", "settings")
# After a grade, these make it "that or better".
OR_BETTER = frozenset({"better", "above", "higher", "outstanding", "excellent"})


class Chunker:
    """Makes units of sentences; holds the lexicon's order of grades and what it has looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.rank = {grade.slug: grade.rank for grade in lexicon.scale("prose")}
        self._alone: dict[str, tuple[str, ...]] = {}
        self._phrases = by_first_word(lexicon)
        words = {fold(word) for word in lexicon.words()} | {word for said in PHRASES for word in said}
        self._speller = Speller(words)

    def units(self, sentence: Sequence[Token]) -> list[Unit]:
        """Return the units of a sentence, in order, without gaps between words."""
        sentence = self._speller.corrected(sentence)
        units = self._label(sentence)
        capitals = [token for token in sentence if token.capital]
        if any(token.owner or token.word in NAMED_PLACES for token in capitals):
            units = with_names(units, sentence)
        units = with_percent(approximate(self._counts(units)))
        kinds = {unit.kind for unit in units}
        if Kind.GRADE in kinds:
            units = self._grades(clausal_coordination(units) if Kind.AND in kinds else units)
        if Kind.SUBJECT in kinds and Kind.AND in kinds:
            units = self._lists(units)
        return shared_averages(units)

    # -- one word or phrase at a time ------------------------------------------------

    def _label(self, sentence: Sequence[Token]) -> list[Unit]:
        hits: dict[int, list[Hit]] = {}
        for hit in self.lexicon.match(sentence, *SCHEMES):
            hits.setdefault(hit.start, []).append(hit)
        for hit in parted_names(self.lexicon, sentence):
            hits[hit.start] = [hit]
        self._uncover(sentence, hits)
        self._owners(sentence, hits)
        self._part(sentence, hits)
        # A topic may hold a setting ("school attendance"), but never a word of the grammar.
        fixed = [hit[0] for hit in hits.values()]
        for hit in topics(self.lexicon, sentence, fixed):
            other = hits.get(hit.start)
            if other is None or other[0].end < hit.end:
                hits[hit.start] = [hit]
        words = [token.word for token in sentence]
        units: list[Unit] = []
        place = 0
        while place < len(sentence):
            unit, place = self._next(sentence, words, place, hits)
            units.append(unit)
        return units

    def _next(
        self, sentence: Sequence[Token], words: list[str], place: int, hits: dict[int, list[Hit]]
    ) -> tuple[Unit, int]:
        token = sentence[place]
        hit = hits[token.start][0] if token.start in hits else None
        known = self._phrases.get(words[place])
        if hit is None and known is None:
            return _plain(token, opens=place == 0), place + 1
        reach = place + 1
        if hit is not None:
            while reach < len(sentence) and sentence[reach].end <= hit.end:
                reach += 1
        size, meaning = 0, None
        if known is not None:
            size, meaning = set_phrase(known, sentence, words, place, hits)
        verb = hit is not None and hit.scheme == "topic" and meaning in _VERBS and size == reach - place
        if (
            hit is not None
            and not verb
            and not (size > reach - place or self._spurious(words, place, reach, hit))
        ):
            return self._named(sentence, words, place, reach, hit, hits)
        meaning = None if size == 1 and compares_not(words, place) else meaning
        if meaning is None:
            return _plain(token, opens=place == 0), place + 1
        end = sentence[place + size - 1].end
        said = tuple(words[place : place + size])
        if isinstance(meaning, Cue):
            return Unit(Kind.CUE, token.start, end, said, cue=meaning), place + size
        return Unit(meaning, token.start, end, said), place + size

    def _spurious(self, words: list[str], place: int, reach: int, hit: Hit) -> bool:
        """Say whether a label stands where it does not mean what it names."""
        if hit.scheme == "comparator":
            before = words[place - 1] if place else ""
            if words[place] in ("average", "averages") and reach == place + 1:
                # "on average", and "the regional average" or "the London averages": not that of the nation
                known = before in self._phrases or before.endswith(("ly", "enough")) or not before.isalpha()
                if before == "an" and place > 1 and beside_average(words, place - 2):
                    return False  # "against an average of 84%", but "with an average of 27 weeks"
                if before == "an" and words[reach : reach + 1] and words[reach] in _COUNTS:
                    return False  # "an average number of"
                if sizes(self._phrases, before) or (before == "and" and is_number(words, reach)):
                    return True  # "the largest average family size", "caseloads fell and average 16"
                return before in ("on", "an") or not (
                    known or before in ("similar", "neighbour", "neighbours")
                )
            return words[reach - 1] == "and"
        return False

    def _uncover(self, sentence: Sequence[Token], hits: dict[int, list[Hit]]) -> None:
        """Let "outcomes for children with disabilities" name the children, not all outcomes."""
        for start, found in sorted(hits.items()):
            hit = found[0]
            if hit.scheme == "outcome" and hit.slug == ALL_OUTCOMES:
                for other in self.lexicon.match(sentence, "setting"):
                    if start < other.start < hit.end < other.end:
                        del hits[start]
                        hits[other.start] = [other]
                        break

    def _owners(self, sentence: Sequence[Token], hits: dict[int, list[Hit]]) -> None:
        """Name a group by whose service it is: "the looked after children's service"."""
        for place in range(1, len(sentence) - 1):
            owner = sentence[place]
            if not owner.owner or owner.word not in _OWNERS:
                continue
            owned = [token.word for token in sentence[place + 1 : place + 8]]
            listed = owned[0] == "and" and not _SERVICES.isdisjoint(owned)
            if not (listed or owned[0] in _SERVICES):
                continue
            group = [*sentence[max(0, place - 8) : place], owner._replace(word=owner.word[:-1])]
            for hit in self.lexicon.match(group, "setting"):
                if hit.end == owner.end and hit.start < owner.start:
                    for start in [n for n in hits if hit.start <= n < hit.end]:
                        del hits[start]
                    hits[hit.start] = [hit]

    def _part(self, sentence: Sequence[Token], hits: dict[int, list[Hit]]) -> None:
        """Part "childcare and nursery education" where it ends a list: "childminding, childcare and ..."."""
        for place in range(1, len(sentence) - 3):
            if sentence[place].word != "," or sentence[place + 1].start not in hits:
                continue
            hit = hits[sentence[place + 1].start][0]
            last = next((h[0] for h in hits.values() if h[0].end == sentence[place - 1].end), None)
            inside = [token for token in sentence[place + 1 :] if token.end <= hit.end]
            joint = next((n for n, token in enumerate(inside) if token.word == "and"), 0)
            if hit.scheme != "setting" or not joint or last is None or last.scheme != "setting":
                continue
            halves = (inside[:joint], inside[joint + 1 :])
            parts = [found for half in halves for found in self.lexicon.match(half, "setting")]
            whole = [(half[0].start, half[-1].end) for half in halves if half]
            if [(part.start, part.end) for part in parts] == whole:
                for part in parts:
                    hits[part.start] = [part]

    def _named(
        self,
        sentence: Sequence[Token],
        words: list[str],
        place: int,
        reach: int,
        hit: Hit,
        hits: dict[int, list[Hit]],
    ) -> tuple[Unit, int]:
        said = tuple(words[place:reach])
        # Some labels begin with a word of grammar ("than average", "all settings"): give that back.
        if reach - place > 1 and said[0] in ("than", "all"):
            kind = Kind.THAN if said[0] == "than" else Kind.QUANTITY
            if kind is Kind.THAN or hit.scheme == "setting":
                first = sentence[place]
                slugs = ("all",) if kind is Kind.QUANTITY else ()
                hits[sentence[place + 1].start] = [replace(hit, start=sentence[place + 1].start)]
                return Unit(kind, first.start, first.end, (first.word,), slugs), place + 1
        kind = _KIND_OF_SCHEME.get(hit.scheme, Kind.GRADE)
        if kind is Kind.QUANTITY and hit.slug == "rest":
            kind = Kind.REST
        if hit.scheme == "outcome" and said == ("outcomes",):
            kind = Kind.ASPECT
        return Unit(kind, hit.start, hit.end, said, (hit.slug,), hit.scheme), reach

    # -- numbers ---------------------------------------------------------------------

    def _counts(self, units: list[Unit]) -> list[Unit]:
        made: list[Unit] = []
        place = 0
        while place < len(units):
            if not may_count(units[place]):
                made.append(units[place])
                place += 1
                continue
            value, after = count_at(units, place)
            if value is None:
                if units[place].words[0] != MINUS:  # a dash that is no sign parts nothing here
                    made.append(units[place])
                place += 1
                continue
            named = next(
                (u for u in units[place:after] if u.scheme == "setting" or INDICATORS in u.slugs), None
            )
            if named is not None:  # "one childminder in twenty": one in twenty | childminders
                made += [replace(value, end=units[place].end), replace(named, end=value.end)]
            else:
                made.append(value)
            place = after
        return made

    # -- grades ----------------------------------------------------------------------

    def _grades(self, units: list[Unit]) -> list[Unit]:
        made: list[Unit] = []
        place = 0
        while place < len(units):
            unit = units[place]
            place += 1
            if unit.kind is not Kind.GRADE:
                made.append(unit)
                continue
            if at_least(units, place - 1):
                unit = replace(unit, at_least=True)
            apart = (
                len(made) > 0 and made[-1].text == "respectively"
            )  # "are respectively good and outstanding"
            while not apart:
                grown, after = self._grow(unit, units, place)
                if grown is None:
                    break
                unit, place = grown, after
            made.append(unit)
        return made

    def _grow(self, grade: Unit, units: list[Unit], place: int) -> tuple[Unit | None, int]:
        """Join "or better", "or outstanding", "and outstanding" to a grade."""
        look = place
        while look < len(units) and units[look].words[0] in (",", "(", "either"):
            look += 1
        if look >= len(units) or units[look].words[0] not in ("or", "and", "/"):
            return None, place
        joint = units[look].words[0]
        look += 1
        while look < len(units) and units[look].words in (("even",), ("at", "least")):
            look += 1
        if look >= len(units):
            return None, place
        other = units[look]
        after = look + 1
        if after < len(units) and units[after].words[0] == ")" and units[place].words[0] == "(":
            after += 1
        words = grade.words + tuple(word for unit in units[place:after] for word in unit.words)
        # "good or above the national average", "good and above performance elsewhere"
        ends = after >= len(units) or not (
            units[after].kind in _COMPARED_WITH or units[after].text in ("both", "either")
        )
        relation = other.words == ("above",) and not ends
        if joint == "or" and not relation and other.kind is not Kind.GRADE and other.words[0] in OR_BETTER:
            return replace(grade, end=units[after - 1].end, words=words, at_least=True), after
        if joint == "and" and ends and other.words in (("above",), ("better",)) and look == place + 1:
            return replace(grade, end=units[after - 1].end, words=words, at_least=True), after
        if other.kind is Kind.GRADE:
            low = min((grade, other), key=lambda unit: self.rank.get(unit.slugs[0], 0))
            best = max(self.rank.get(grade.slugs[0], 0), self.rank.get(other.slugs[0], 0))
            both = low.slugs[0] == "good" and best == max(self.rank.values()) and look == place + 1
            both = both and "outstanding" in (grade.slugs[0], other.slugs[0]) and not mixed(units, place - 1)
            if after < len(units) and units[after].kind in (Kind.PREPOSITION, Kind.ADVERB):
                both = False
            if both or (
                joint != "and" and self.rank.get(low.slugs[0], 0) >= self.rank.get("satisfactory", 0)
            ):
                return replace(
                    grade, end=units[after - 1].end, words=words, slugs=low.slugs, at_least=True
                ), after
        return None, place

    # -- lists that share a noun -------------------------------------------------------

    def _lists(self, units: list[Unit]) -> list[Unit]:
        """Make one unit of "primary, secondary and special schools"."""
        made: list[Unit] = []
        for unit in units:
            made.append(unit)
            if unit.kind is not Kind.SUBJECT or len(unit.words) < 2:
                continue
            first = len(made) - 1
            slugs: list[str] = list(unit.slugs)
            listed = first >= 2 and made[first - 1].kind is Kind.AND
            while listed and first >= 2 and made[first - 1].kind in (Kind.AND, Kind.COMMA):
                back = first - 2
                if made[back].kind is Kind.COMMA and made[first - 1].kind is Kind.AND:
                    back -= 1
                    if back < 1 or made[back - 1].kind is not Kind.COMMA:
                        break  # "as is childcare, and nursery schools are": no list of two has a comma
                shared = self._shared(made[back], unit)
                if not shared:
                    break
                slugs[:0] = [slug for slug in shared if slug not in slugs]
                first = back
            if first < len(made) - 1:
                parts = made[first:]
                del made[first:]
                words = tuple(word for part in parts for word in part.words)
                made.append(
                    replace(unit, start=parts[0].start, words=words, slugs=tuple(dict.fromkeys(slugs)))
                )
        return made

    def _shared(self, unit: Unit, last: Unit) -> tuple[str, ...]:
        head = last.words[-1]
        if unit.text == "inspected":
            return ()  # "when they were last inspected, and sixth forms are"
        if unit.kind not in (Kind.WORD, Kind.SUBJECT, Kind.SHELL_NOUN, Kind.CUE) or len(unit.words) > 2:
            return ()
        if unit.kind is Kind.SUBJECT and unit.words[-1] in (*SHARED_HEADS, head):
            return ()
        for noun in dict.fromkeys((" ".join(last.words[1:]), head, *SHARED_HEADS)):
            found = self._setting(f"{unit.text} {noun}")
            if found:
                return found
        return unit.slugs if unit.scheme == "setting" and len(unit.words) == 1 else ()

    def _setting(self, label: str) -> tuple[str, ...]:
        found = self._alone.get(label)
        if found is None:
            hits = self.lexicon.find(label, "setting")
            found = tuple(hit.slug for hit in hits if hit.start == 0 and hit.end == len(label))
            self._alone[label] = found
        return found


_COMPARED_WITH = frozenset({Kind.DETERMINER, Kind.COMPARATOR, Kind.THAN, Kind.THAT, Kind.ASPECT})
_KIND_OF_SCHEME = {
    "setting": Kind.SUBJECT,
    "outcome": Kind.SUBJECT,
    "comparator": Kind.COMPARATOR,
    "quantity": Kind.QUANTITY,
    "topic": Kind.TOPIC,
}


def _plain(token: Token, *, opens: bool = False) -> Unit:
    """Return a word that means nothing by itself; what begins with a capital is a name ("Scilly")."""
    if token.word.endswith("ly") and token.word not in NOT_ADVERBS and (opens or not token.capital):
        return Unit(Kind.ADVERB, token.start, token.end, (token.word,))
    return Unit(Kind.WORD, token.start, token.end, (token.word,), capital=token.capital)


_VERBS = frozenset({Kind.JUDGE})
_COUNTS = frozenset({"number", "proportion", "percentage", "share", "level", "levels"})
# Who a service may be named after, and what it is then called.
_OWNERS = frozenset({"childrens", "peoples"})
_SERVICES = frozenset({"service", "services", "team", "teams", "provision", "health"})
