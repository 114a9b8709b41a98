"""Find where a subject begins that no conjunction leads, or no mark: "good in most | a few are".

In: the phrases between two verbs. Out: where what is said ends and where the next subject begins, or None.
(Asyndetic coordination and comma splices: Huddleston and Pullum 2002, 15.1 and 20.3.)
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import OF_FIGURES
from ofsted_kg.grammar.phrases.boundaries import ENDS, MARKS
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.temporal_adverbials import closes_cases


def both_of_two(zone: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find where two begin of which both are told: "is a strength, | A and B both | being"."""
    pair = [Form.COMMA, Form.NOUN, Form.AND, Form.NOUN, Form.NOUN]
    two = [p.form for p in zone[-5:]] == pair and zone[-1].text == "both"
    named = two and bool(zone[-4].names) and bool(zone[-2].names)
    return (len(zone) - 5, len(zone) - 4) if named else None


def without_mark(zone: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find where a subject begins that no joint leads: "as good as in similar areas | they are".

    Also ", | the national figure is": behind a comma, other places right before a verb are its subject.
    """
    last = len(zone) - 1
    if last < 1:
        return None
    told, before = zone[last], zone[last - 1]
    said = next((p.form for p in reversed(zone[:last]) if p.form is not Form.ADVERB), None)
    if told.text == "there" and said is Form.GRADE:
        return last, last  # "Although most are good or better (now) | there are"
    if told.form is Form.NOUN and told.text in ("they", "it") and before.form in ENDS:
        led = next((p.form for p in reversed(zone[: last - 1]) if p.form is not Form.PREP), told.form)
        return (last, last) if led not in MARKS else None  # but "and in similar areas it is better"
    if last > 2 and closes_cases(zone[last - 3 : last]) and (told.quantity or told.part):
        return last, last  # "Whilst A are good in most cases | a third are"
    figure = told.form is Form.PLACES and told.units[-1].words[-1] in OF_FIGURES
    return (last - 1, last) if figure and before.form is Form.COMMA and last > 1 else None


def run_on(zone: Sequence[Phrase], verb: Phrase) -> tuple[int, int] | None:
    """Find where a sentence begins whose stop was left out: "is good in most homes | the college (is)".

    Args:
        zone: what stands behind a verb.
        verb: that verb: what was judged may stand behind its grade, "has judged good the two that".
    """
    if not any(unit.kind in _STATES for unit in verb.units):
        return None
    for place in range(1, len(zone)):
        opens = zone[place].form is Form.NOUN and zone[place].units[0].words[0] in _DEFINITE
        if zone[place].form in MARKS:
            return None
        ahead = [p for p in zone[:place] if p.form is not Form.ADVERB]
        placed = [p.form for p in ahead[-2:]] == [Form.PREP, Form.NOUN] and ahead[0].form in ENDS
        told = bool(ahead) and (ahead[-1].form in ENDS or placed)
        if opens and told and all(p.form in _SUBJECT for p in zone[place + 1 :]):
            return place, place
    return None


_STATES = frozenset({Kind.BE, Kind.COPULA})
_DEFINITE = words_of("the this these its their")
_SUBJECT = frozenset({Form.NOUN, Form.PREP, Form.ADVERB})


__all__ = ["both_of_two", "run_on", "without_mark"]
