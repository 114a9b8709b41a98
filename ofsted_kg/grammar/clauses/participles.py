"""Tell a participle inside a subject from the verb of a clause: "the homes (judged good) are".

In: what stands before a verb, the verb, and the phrases of its sentence. Out: whether the verb of its noun
is still to come.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.clauses.subordination import is_aside
from ofsted_kg.grammar.lex.closed_classes import PARTS, SOME_OF_THEM, Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.agents import FINDERS
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS, boundary
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

# What always ends a clause.
HARD = frozenset({Form.STOP, Form.CONJ})
_TIMES = frozenset({Form.PREP, Form.NOUN, Form.ADVERB})
_FAR = 24  # how far behind a participle the verb of its noun may stand


def is_reduced(before: Sequence[Phrase], verb: Phrase, phrases: Sequence[Phrase], place: int) -> bool:
    """Say whether a participle stands inside a subject: "the homes (judged good) are"."""
    ahead = range(place + 1, min(len(phrases), place + _FAR))
    later = next((n for n in ahead if phrases[n].form is Form.VERB), None)
    if later is None:
        return False
    if verb.units[0].words[0] == "having" and before and before[-1].form is Form.COMMA:
        return any(p.form is Form.COMMA for p in phrases[place + 1 : later])
    made = verb.text == "made" and phrases[place + 1].form is Form.PREP  # "The progress made by X | is"
    plain = all(u.kind in (Kind.JUDGE, Kind.ADVERB, Kind.PROVIDE, Kind.NOT) for u in verb.units)
    ends = verb.units[-1].words[0].endswith(("ed", "en", "found", "given", "run", "made"))
    told = any(p.form is not Form.ADVERB for p in before)
    if not told or not ends or not (made or plain):
        return False
    between = phrases[place + 1 : later]
    if between and between[0].form is Form.NOUN and any(p.text == "to be" for p in between):
        return False  # "An inspection found private fostering to be poor, as visits are"
    if _is_active(before, between):
        return False
    if any(p.form in (*HARD, Form.REL, Form.THAT) for p in between):
        return False
    cut = boundary(between, waiting=True)
    return cut is None or (cut[1] == len(between) and between[cut[1] - 1].form is Form.COMMA)


def is_set_off(lead: Unit | None, before: Sequence[Phrase]) -> bool:
    """Say whether a participle tells more: "adoption, (judged good,) is", ", with 58% (judged good,) is"."""
    said = [p for p in before if p.form is not Form.ADVERB]
    amount = said[-1].form is Form.NOUN and said[-1].kind in PARTS and not said[-1].names
    led = [p.form for p in said[-3:-1]] == [Form.COMMA, Form.WITH]
    led = led or (len(said) == 1 and lead is not None and lead.kind is Kind.WITH)
    return said[-1].form is Form.COMMA or (amount and led)


def _is_active(before: Sequence[Phrase], behind: Sequence[Phrase]) -> bool:
    """Say whether an inspection itself judges: "The review of X judged | A poor, | and called B good"."""
    finder = next((p for p in before if p.form is Form.NOUN), None)
    noun = behind[0] if len(behind) > 1 and behind[0].form is Form.NOUN else None
    if finder is None or finder.word not in FINDERS or noun is None or behind[-1].form not in MARKS:
        return False
    object_ = bool(noun.names) or noun.kind in SOME_OF_THEM or noun.kind is Kind.SHELL_NOUN
    return object_ and any(p.form is Form.GRADE for p in behind)


def goes_on(said: Phrase, verb: Phrase, after: Sequence[Phrase]) -> bool:
    """Say whether a verb goes on with another over words of time: "have | this year | been found"."""
    bare = bool(after) and all(p.form in LIGHT or p.kind is Kind.PRONOUN for p in after)
    bare = bare or is_aside(after)  # "were, by the same review, judged"
    if said.units[-1].kind is Kind.HAVE and verb.units[0].words[0] == "been":
        return bare or _is_time(after)
    passive = said.units[-1].kind is Kind.BE
    return bare and passive and all(u.kind in (Kind.JUDGE, Kind.ADVERB) for u in verb.units)


def _is_time(zone: Sequence[Phrase]) -> bool:
    """Say whether a run may only tell for how long: "have | for many years | been"."""
    opens = bool(zone) and zone[0].form is Form.PREP
    return opens and all(p.form in _TIMES and not p.names for p in zone)


def graded_again(after: Sequence[Phrase], following: Sequence[Phrase]) -> bool:
    """Say whether what has no verb gets another grade: "A is good, B no longer poor but | only fair"."""
    light = (Form.ADVERB, Form.NOT)
    place = len(after) - 1
    if place < 1 or after[place].form is not Form.GRADE or after[place - 1].form not in light:
        return False
    while place and after[place - 1].form in light:
        place -= 1
    gapped = place > 1 and bool(after[place - 1].names) and after[place - 2].form in (Form.COMMA, Form.AND)
    behind = next((p.form for p in following if p.form is not Form.ADVERB), None)
    return gapped and behind is Form.GRADE
