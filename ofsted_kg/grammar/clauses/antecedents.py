"""Find what a relative clause is about: its antecedent, the nearest noun that agrees with its verb.

In: the phrases before the relative pronoun, and those behind it. Out: the noun phrases that it is about.
(Number agreement in relative clauses: Huddleston and Pullum 2002, 12.3.)
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.clauses.clause import Zone
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS
from ofsted_kg.grammar.phrases.phrase import Form, Phrase


def _confines(zone: Sequence[Phrase]) -> bool:
    """Say whether what a mark ends only confines what was said: "good in most settings, | B which is"."""
    noun, mark = zone[-2:]
    placed = len(zone) > 2 and zone[-3].text == "in"
    return placed and (mark.form is Form.COMMA or not noun.names) and noun.quantity is not None


def _is_front(zone: Sequence[Phrase], mark: Phrase) -> bool:
    """Say whether a comma ends what stands before a subject: "As regards services, | adoption, which"."""
    return len(zone) == 2 and zone[0].form is Form.PREP and mark.form is Form.COMMA


def last_noun(zone: Sequence[Phrase]) -> Zone:
    """Return the noun phrase nearest the end of a zone, with those it is coordinated with."""
    last = next((n for n in range(len(zone) - 1, -1, -1) if zone[n].form is Form.NOUN), None)
    if last is None:
        return ()
    first = last
    while (
        zone[last].names
        and first >= 2
        and not _is_front(zone[: first - 1], zone[first - 1])
        and zone[first - 1].form in MARKS
        and zone[first - 2].form is Form.NOUN
        and (zone[first - 2].names or zone[first - 2].kind is not Kind.WORD)
        and not _confines(zone[:first])
    ):
        first -= 2
    return tuple(p for p in zone[first : last + 1] if p.form is Form.NOUN)


def antecedent_of(zone: Sequence[Phrase], rest: Sequence[Phrase]) -> Zone:
    """Return what a relative clause is about: the nearest noun that agrees with its verb in number.

    "the absence in secondary schools which is", "visits to the home which are".
    """
    if apposed := _apposed_one(zone):
        return apposed
    nearest = last_noun(zone)
    if owned := _of_them(zone, nearest):
        return owned
    verb = next((p.units[0].words[0] for p in rest[:3] if p.form is Form.VERB), "")
    if len(nearest) > 1 and verb in _SINGULAR and nearest[-1].units[0].text in _ONE:
        return nearest[-1:]  # "three homes and a youth service | which is"
    if len(nearest) != 1 or verb not in _NUMBERED:
        return nearest
    if _NUMBERED[verb] and _is_single(nearest[0]) and zone[-1].form is Form.COMMA:
        opens = max((n for n in range(len(zone) - 1) if zone[n].form is Form.COMMA), default=0)
        if opens and zone[opens - 1].form is Form.NOUN and (zone[opens - 1].part or 0) > 1:
            return (zone[opens - 1],)  # "leaving two, one of them an academy, | which are"
    last = next(n for n in range(len(zone) - 1, -1, -1) if zone[n] is nearest[0])
    measure = _measure(zone, last, plural=_NUMBERED[verb]) if _compares(rest) else last
    if measure != last:
        return tuple(zone[measure : last + 1])
    place = last
    while place >= 2 and zone[place - 1].form is Form.PREP and zone[place - 2].form is Form.NOUN:
        local = zone[place].kind is Kind.WORD and all(unit.capital for unit in zone[place].units)
        if _is_plural(zone[place]) == _NUMBERED[verb] and not (local and _is_single(zone[place - 2])):
            break  # but "a home in Oldbury | that is"
        place -= 2
    if _is_plural(zone[place]) != _NUMBERED[verb] or place == last:
        return nearest
    return tuple(zone[place : last + 1])


def _of_them(zone: Sequence[Phrase], nearest: Zone) -> Zone:
    """Return so many with what they are of, where that is fronted: "of the two units one, | which was"."""
    if len(nearest) != 1 or nearest[0].names or nearest[0].part is None:
        return ()
    place = next(n for n, p in enumerate(zone) if p is nearest[0])
    whole = place - 2 if place > 1 and zone[place - 1].form is Form.COMMA else place - 1
    fronted = whole > 0 and zone[whole - 1].text == "of" and zone[whole].form is Form.NOUN
    return (*zone[whole - 1 : whole + 1], nearest[0]) if fronted else ()


def _apposed_one(zone: Sequence[Phrase]) -> Zone:
    """Return the one that is taken out, where only an apposition follows: "but for one, a school in X, |"."""
    place = max((n for n, p in enumerate(zone) if p.form is Form.EXCEPT), default=len(zone))
    one, behind = zone[place + 1 : place + 2], zone[place + 2 :]
    if not one or one[0].names or one[0].part != 1 or [p.form for p in behind[:2]] != _APPOSED:
        return ()
    plain = all(p.form in _ASIDE for p in behind[1:-1]) and behind[-1].form in (Form.NOUN, Form.COMMA)
    return tuple(one) if plain and behind[1].units[0].text in ("a", "an") else ()


_APPOSED = [Form.COMMA, Form.NOUN]
_ASIDE = frozenset({Form.NOUN, Form.PREP, Form.WITH, Form.AND})


def _is_single(noun: Phrase) -> bool:
    return any("a" in unit.words or "an" in unit.words for unit in noun.units)


def several(before: Sequence[Phrase], nearest: Zone) -> Zone:
    """Return what "all of which" is about: those counted before an aside about one of them.

    "runs two homes, including one that provides short breaks, all of which": the homes. "In A (...) and in B,
    both of which": A and B.
    """
    if before and before[-1].text == "both of" and len(nearest) == 1 and nearest[0].names:
        ahead = [p for p in before if p.end <= nearest[0].start and p.form is not Form.PREP][-2:]
        joined = len(ahead) > 1 and ahead[1].form is Form.AND and ahead[0].form is Form.NOUN
        return (ahead[0], nearest[0]) if joined and ahead[0].names else nearest
    if not nearest or (nearest[-1].names and (len(nearest) > 1 or _is_plural(nearest[-1]))):
        return nearest
    named = (n for n, p in enumerate(before) if p.names or p.kind is Kind.SHELL_NOUN)
    counted = [n for n in named if (before[n].part or 0) > 1]
    if not counted:
        return nearest
    aside = [p for p in before[counted[-1] + 1 :] if p.form is Form.NOUN]
    one = bool(aside) and aside[0].part == 1
    return (before[counted[-1]],) if one else nearest


_CONFINING = frozenset({"in", "at", "of", "for", "from", "among", "within"})


def _compares(rest: Sequence[Phrase]) -> bool:
    """Say whether a relative clause sets what it is about against other places."""
    for place, phrase in enumerate(rest):
        goes_on = phrase.form is Form.AND and _verb_next(rest[place + 1 :])
        if phrase.form in (Form.COMMA, Form.GRADE) or (phrase.form is Form.AND and not goes_on):
            return False
        if phrase.form is Form.PLACES:
            return True
    return False


def _verb_next(rest: Sequence[Phrase]) -> bool:
    """Say whether a second predicate follows: "which have risen and | now exceed"."""
    following = next((p.form for p in rest if p.form not in LIGHT), None)
    return following in (Form.VERB, Form.CUE)


def _measure(zone: Sequence[Phrase], last: int, *, plural: bool) -> int:
    """Return where the measure stands that a noun only confines: "attainment in the Foundation Stage".

    It agrees with the verb, or no noun does: "exclusions from schools which has risen".
    """
    agrees = _is_plural(zone[last]) == plural
    place = found = last
    while place >= 2 and zone[place - 1].text in _CONFINING and zone[place - 2].form is Form.NOUN:
        place -= 2
        fits = _is_plural(zone[place]) == plural or not agrees
        if any(u.kind is Kind.TOPIC for u in zone[place].units) and fits:
            found = place
    return found


# Whether a verb is plural.
_STATES = words_of("remain stay become exceed equal match outstrip surpass trail lag lie stand compare")
_SINGULAR = words_of("is was has continues beats matches surpasses") | {f"{verb}s" for verb in _STATES}
_NUMBERED = dict.fromkeys(_SINGULAR, False) | dict.fromkeys(_STATES | words_of("are were have"), True)
_ONE = frozenset({"a", "an", "one", "another"})


def _is_plural(noun: Phrase) -> bool:
    if noun.share:
        return False  # "the proportion of schools which is"
    return noun.word.endswith("s") and not noun.word.endswith("ss")


__all__ = ["antecedent_of", "last_noun", "several"]
