"""Join what stands before a subject to it where an aside parts them: "In the other, which is small, care is".

In: the clauses of a sentence. Out: the same, where the clause behind such an aside opens with what stands
before the aside. What takes something out stays also where it stands, as the aside is about that: "For being
healthy, except in X, where it is poor, they are good". So does what is taken out before "so" go to that.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

_BARE = frozenset({Form.NOUN, Form.COMMA, Form.ADVERB, Form.NOT, Form.PREP})
_WHEN = frozenset({"before", "after", "when", "as", "because", "until", "while", "once", "although"})
_OPENS_MAIN = frozenset({Kind.COMMA})


def discontinuous_fronting(clauses: Sequence[Clause]) -> list[Clause]:
    """Return clauses with each front at the subject that it is of."""
    made = list(clauses)
    _with_exception(made)
    for place in range(len(made) - 1):
        if not _is_front(made[place], made[place + 1]):
            continue
        made[place + 1 : place + 2] = _parted(made[place + 1])
        main = place + 2
        if main < len(made) and made[place + 1].verb is None and made[main].lead_text in _WHEN:
            main += 1  # "from which many leave | before they finish, | care is"
        if main < len(made) and _is_main(made[main]) and not _both_name(made[place], made[main]):
            front = made[place]
            made[main] = replace(made[main], lead=front.lead, before=(*_closed(front), *made[main].before))
            if not any(p.form is Form.EXCEPT for p in front.before):
                del made[place]
                return [*made[: place + 1], *discontinuous_fronting(made[place + 1 :])]
    return made


def _with_exception(made: list[Clause]) -> None:
    """Put what is taken out before "so" to the clause that it is of: "and, except in X, | so are those"."""
    for place, clause in enumerate(made[1:], 1):
        zone = made[place - 1].after
        opens = max((n for n, p in enumerate(zone) if p.form is Form.EXCEPT), default=0)
        set_off = [p.form for p in zone[opens - 2 : opens]] == [Form.AND, Form.COMMA] if opens > 1 else False
        bare = clause.lead_text == "so" and not clause.before and clause.verb is not None
        if bare and set_off and zone[-1].form is Form.COMMA:
            made[place - 1] = replace(made[place - 1], after=zone[: opens - 2])
            made[place] = replace(clause, before=zone[opens - 1 :])


def _is_front(first: Clause, second: Clause) -> bool:
    """Say whether a clause is only what stands before a subject, and the one behind it an aside on it."""
    opens = first.before[0].form if first.before and first.verb is None else None
    inside = bool(second.antecedent) and any(p is second.antecedent[-1] for p in first.before)
    plain = all(p.form not in (Form.GRADE, Form.PLACES) for p in first.before[1:])
    return opens in (Form.PREP, Form.CUE) and inside and second.lead_kind is Kind.RELATIVE and plain


def _parted(aside: Clause) -> list[Clause]:
    """Part an aside whose verb is not known from what follows: "from which many leave, | care is"."""
    zone = aside.before
    comma = max((n for n, p in enumerate(zone) if p.form is Form.COMMA), default=0)
    told = all(p.form in _BARE for p in zone) and any(_is_verb_unknown(p) for p in zone[:comma])
    if not told or comma + 1 == len(zone) or aside.verb is None:
        return [aside]
    main = replace(aside, lead=zone[comma].units[0], before=zone[comma + 1 :], antecedent=(), reduced=False)
    return [Clause(aside.lead, zone[:comma], antecedent=aside.antecedent, reduced=aside.reduced), main]


def _is_verb_unknown(phrase: Phrase) -> bool:
    """Say whether a noun phrase may end in, or be, a verb: "many students withdraw", "merged", "number"."""
    last = phrase.units[-1]
    bare = last.kind is Kind.WORD or last.text == "number"
    return phrase.form is Form.NOUN and bare and not phrase.names


def _is_main(clause: Clause) -> bool:
    opens = clause.lead is None or clause.lead.kind in _OPENS_MAIN
    return opens and clause.verb is not None and bool(clause.before) and not clause.antecedent


def _both_name(front: Clause, main: Clause) -> bool:
    """Say whether a subject has settings of its own: "In the early years, where there are few, childcare"."""
    zones = (front.before, main.before)
    return all(any(_is_setting(unit) for p in zone for unit in p.units) for zone in zones)


def _is_setting(unit: Unit) -> bool:
    return unit.scheme == "setting" and unit.slugs != (ALL_SETTINGS,)


def _closed(front: Clause) -> tuple[Phrase, ...]:
    """Return a front without what leads in the aside: "in the other five, (from) | which"."""
    zone = list(front.before)
    if zone[-1].form in (Form.PREP, Form.OTHER):
        zone.pop()
    if zone[-1].form is not Form.COMMA and front.units:
        comma = next((p for p in front.before if p.form is Form.COMMA), None)
        zone += [comma] if comma is not None else []
    return tuple(zone)


__all__ = ["discontinuous_fronting"]
