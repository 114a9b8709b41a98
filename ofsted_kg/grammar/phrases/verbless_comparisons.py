"""Find where a comparison without a verb ends: "but below the national average, and | attainment is".

In: what stands before a verb. Out: where the subject of that verb begins, or 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.phrases.phrase import Form, Phrase


def compared_end(zone: Sequence[Phrase]) -> int:
    """Return where a comparing word and its places end before "and" and a subject, or 0."""
    return _word_ends(zone) or _clause_ends(zone)


def _clause_ends(zone: Sequence[Phrase]) -> int:
    """Return where a comparison without a known verb ends: "boys read more than in X, and | the gap is"."""
    places = [n for n, phrase in enumerate(zone) if phrase.form is Form.PLACES]
    joint = places[-1] + 1 if places else len(zone)
    joined = [p.form for p in zone[joint : joint + 2]] == [Form.COMMA, Form.AND]
    tail = zone[joint + 2 :]
    if not joined or not tail or zone[0].form is Form.CUE or any(p.form not in _WHOSE for p in tail):
        return 0
    than = next((n for n, phrase in enumerate(zone) if phrase.form is Form.THAN), 0)
    cue = next((n for n in range(than - 1, max(0, than - 3), -1) if zone[n].form is Form.CUE), 0)
    does = cue > 0 and zone[cue - 1].form is Form.NOUN and not zone[cue - 1].names
    opens = tail[0].form is Form.NOUN and (tail[0].units[0].kind in _OPENS or bool(tail[0].names))
    return joint + 2 if does and opens and than < places[0] else 0


def _word_ends(zone: Sequence[Phrase]) -> int:
    """Return where a comparing word that opens a clause and its places end, or 0."""
    opens = next((n for n, phrase in enumerate(zone) if phrase.form is not Form.ADVERB), 0)
    places = next((n for n, phrase in enumerate(zone) if phrase.form is Form.PLACES), 0)
    joint = places + 1
    joint += joint < len(zone) and zone[joint].form is Form.COMMA
    led = places > opens and zone[opens].form is Form.CUE
    inside = all(phrase.form in _LEADS or phrase.text in _POINTS for phrase in zone[opens + 1 : places])
    tail = zone[joint + 1 :]
    joined = led and inside and bool(tail) and zone[joint].text == "and"
    return joint + 1 if joined and (_is_subject(tail) or _is_fronted(tail)) else 0


def _is_subject(tail: Sequence[Phrase]) -> bool:
    """Say whether all of it is one noun phrase: "there", "the proportion not in education,"."""
    if tail[-1].form is Form.COMMA:
        tail = tail[:-1]
    opens = bool(tail) and (tail[0].form is Form.NOUN or tail[0].text == "there")
    return opens and all(p.form in _SUBJECT for p in tail)


def _is_fronted(tail: Sequence[Phrase]) -> bool:
    """Say whether what a clause is about stands before its subject: "for A and B | it"."""
    pronoun = tail[-1].kind is Kind.PRONOUN and len(tail) > 2 and tail[-2].form is Form.NOUN
    inside = all(p.form in (Form.NOUN, Form.AND, Form.PREP) for p in tail)
    return tail[0].form is Form.PREP and pronoun and inside


_LEADS = frozenset({Form.ADVERB, Form.THAN, Form.PREP})
# "below that found nationally", "similar to those of comparable areas"
_POINTS = words_of("that those found seen")
_SUBJECT = frozenset({Form.NOUN, Form.PREP, Form.ADVERB, Form.NOT})
_WHOSE = frozenset({Form.NOUN, Form.PREP, Form.ADVERB, Form.AND})  # "the gap between boys and girls"
_OPENS = frozenset({Kind.DETERMINER, Kind.TOPIC, Kind.SHARE})


__all__ = ["compared_end"]
