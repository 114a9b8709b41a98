"""Find where a comparison without a verb ends: "but below the national average, and | attainment is".

In: what stands before a verb. Out: where the subject of that verb begins, or 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.phrases.phrase import Form, Phrase


def compared_end(zone: Sequence[Phrase]) -> int:
    """Return where a comparing word and its places end before "and" and a subject, or 0."""
    opens = next((n for n, phrase in enumerate(zone) if phrase.form is not Form.ADVERB), 0)
    places = next((n for n, phrase in enumerate(zone) if phrase.form is Form.PLACES), 0)
    joint = places + 1
    joint += joint < len(zone) and zone[joint].form is Form.COMMA
    led = places > opens and zone[opens].form is Form.CUE
    inside = all(phrase.form in _LEADS for phrase in zone[opens + 1 : places])
    tail = zone[joint + 1 :]
    joined = bool(tail) and zone[joint].text == "and" and tail[0].form is Form.NOUN
    return joint + 1 if led and inside and joined and all(p.form in _SUBJECT for p in tail) else 0


_LEADS = frozenset({Form.ADVERB, Form.THAN, Form.PREP})
_SUBJECT = frozenset({Form.NOUN, Form.PREP, Form.ADVERB})


__all__ = ["compared_end"]
