"""What there is some of: "there is some inadequate provision" is of what was spoken of last.

In: the noun phrase with a grade, where it stands, the reading of its clause. Out: the subject, if it is one.
"""

from __future__ import annotations

import itertools

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Zone
from ofsted_kg.grammar.constructions.ditransitives import in_front
from ofsted_kg.grammar.constructions.judgement import tail_of
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.phrases.coordination import amount_in
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import Subject, all_of
from ofsted_kg.grammar.reference.accessibility import gone_on_with
from ofsted_kg.grammar.reference.discourse_model import Reading


def of_front(zone: Zone, place: int, reading: Reading, scene: Scene) -> Subject | None:
    """Read "For childcare there was a good judgement in half of cases": that of what stands in front.

    Nothing may name another between: "In most secondary schools there is a good sixth form".
    """
    phrase, tail = zone[place], zone[place + 1 :]
    front = in_front(reading.clause.before, scene) if reading.exists else None
    if front is None or phrase.names not in ((), (ALL_SETTINGS,)) or phrase.word == "arrangements":
        return None
    if any(p.names for p in zone[:place]):
        return None  # "a good judgement and, for adoption, | an outstanding one"
    if any(p.grades for p in tail):  # "a good judgement and, for adoption, an outstanding one"
        tail = tuple(itertools.takewhile(lambda p: p.form not in (Form.AND, Form.COMMA), tail))
    groups = tail_of(scene.reader, tail)[0]
    if any(g.names() for g in groups):
        return None
    return all_of(front, phrase.quantity or amount_in(g for g in groups[:1] if g.placed))


def existing(zone: Zone, place: int, reading: Reading, scene: Scene) -> Subject | None:
    """Read "there is some inadequate provision": that of what was spoken of last."""
    clause, phrase = reading.clause, zone[place]
    if (
        phrase.word == "arrangements"
        and zone[place + 1 : place + 2]
        and zone[place + 1].text in ("to", "with")
    ):
        return None  # "There are good arrangements to track children"
    leads = any(p.form in (Form.WITH, Form.EXCEPT) for p in zone[:place])
    front = in_front(zone[:place], scene) if clause.verb is None else None
    if front is not None:
        source: Subject | None = front
    elif (there := of_front(zone, place, reading, scene)) is not None:
        return there
    elif reading.subject.names and leads:
        source = reading.subject
    elif reading.exists or clause.verb is None:
        source = gone_on_with(scene.resolver.memory, clause, phrase, exists=reading.exists)
    else:
        return None
    if source is None or not source.names:
        elsewhere = clause.verb is None and any(p.names for p in zone[:place])  # "In A and nurseries,"
        if phrase.word in ("provision", "services", "settings") and phrase.quantity and not elsewhere:
            return Subject(names=((ALL_SETTINGS, phrase.quantity),))
        return None
    quantity = phrase.quantity
    return replace(
        source,
        names=tuple((slug, quantity) for slug in source.slugs),
        quantity=quantity,
        exceptions=(),
        including=(),
    )
