"""Say what each step of the grammar made of a sentence: units, phrases, clauses, subjects, facts.

In: a sentence, or a letter's file and an offset in its text. Out: lines of plain text, one
block a step, so that a sentence that is not read shows at which step it went wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.grammar.clauses.clause import Zone
from ofsted_kg.grammar.clauses.predication import said
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import Points, Subject
from ofsted_kg.grammar.read import Sentence, read_text
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Candidate, Judged
from ofsted_kg.letters.sections import read_outline
from ofsted_kg.read import DEFAULT, read_document
from ofsted_kg.read import Reading as How
from ofsted_kg.text.passages import Passage
from ofsted_kg.text.repair import repaired
from ofsted_kg.vocabulary.lexicon import Lexicon


def explain(text: str, lexicon: Lexicon, heading: str | None = None) -> Iterator[str]:
    """Yield lines on every sentence of a text.

    Args:
        text: one sentence or several; later ones may point back to the earlier.
        lexicon: the vocabulary.
        heading: slug of the outcome whose heading it stands under.

    Raises:
        OfstedKGError: there is no such outcome.
    """
    outcomes = [outcome.slug for outcome in lexicon.concepts("outcome")]
    if heading is not None and heading not in outcomes:
        raise OfstedKGError(
            f"there is no outcome {heading!r}", remedy=f"Give --heading one of {', '.join(outcomes)}"
        )
    for sentence in read_text(text, heading, lexicon):
        yield from _sentence(text, sentence)


def explain_at(path: Path, offset: int, lexicon: Lexicon, how: How = DEFAULT) -> Iterator[str]:
    """Yield lines on the sentence of a letter that holds an offset of its text.

    Raises:
        OfstedKGError: no prose stands there.
    """
    document = repaired(read_document(path, how))
    for passage in read_outline(document, lexicon).passages:
        for sentence in read_text(passage.text, passage.outcome, lexicon):
            place = document.evidence(*_stretch(passage, sentence))
            start, end = place.start, place.end
            if start <= offset < end:
                if passage.outcome:
                    yield f"under the heading of {passage.outcome}"
                yield from _sentence(passage.text, sentence)
                return
    raise OfstedKGError(
        f"no sentence of prose at {offset}: it is a heading, a table, an address, or the letter ends before",
        file=path.name,
        remedy="`ofsted-kg query` prints the offsets of facts and warnings as `start`",
    )


def _stretch(passage: Passage, sentence: Sentence) -> tuple[int, int]:
    return passage.span(sentence.start, sentence.units[-1].end)


# -- one sentence ------------------------------------------------------------------------------


def _sentence(text: str, sentence: Sentence) -> Iterator[str]:
    start, end = sentence.start, sentence.units[-1].end
    yield text[start:end]
    yield ""
    yield from _block("1 units", (_unit_line(sentence),))
    yield from _block("2 phrases", map(_phrase, sentence.phrases))
    yield from _block("3 clauses", (line for reading in sentence.readings for line in _clause(reading)))
    yield from _block(
        "4 subjects", (_subject_line(r) for r in sentence.readings if r.clause.verb or r.subject.names)
    )
    yield from _block("5 facts", (_fact(text, fact) for fact in sentence.account.facts))
    yield from _block("6 account", _account(text, sentence))


def _block(title: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    yield title
    empty = True
    for line in lines:
        empty = False
        yield f"    {line}"
    if empty:
        yield "    none"


def _unit_line(sentence: Sentence) -> str:
    return " ".join(
        f"{unit.text}/{unit.kind}" + (f"={','.join(unit.slugs)}" if unit.slugs else "")
        for unit in sentence.units
    )


def _phrase(phrase: Phrase) -> str:
    told = [f"names {', '.join(phrase.names)}"] if phrase.names else []
    if phrase.form is Form.NOUN and not phrase.names:
        told.append(f"head {phrase.word} ({phrase.kind})")
    told += [f"quantity {phrase.quantity}"] if phrase.quantity else []
    told += [f"part {phrase.part}"] if phrase.part else []
    told += [f"total {phrase.total}"] if phrase.total else []
    told += [f"grade {grade.text}" for grade in phrase.grades]
    told += [f"compared by {phrase.cue.text}"] if phrase.cue is not None else []
    told += ["counts"] if phrase.share else []
    told += ["denied"] if phrase.denied else []
    return f"{phrase.form:10} {phrase.text}" + (f"   ({'; '.join(told)})" if told else "")


def _clause(reading: Reading) -> Iterator[str]:
    clause = reading.clause
    lead = f"[{clause.lead_text}] " if clause.lead is not None else ""
    verb = clause.verb.text if clause.verb is not None else "-"
    about = f"   (about {_words(clause.antecedent)})" if clause.antecedent else ""
    yield f"{lead}{_words(clause.before)} | {verb} | {_words(clause.after)}{about}"
    for one in said(clause):
        whom = _words(one.subject) if one.subject is not None else "the clause's subject"
        tail = f", with {_words(one.tail)}" if one.tail else ""
        yield f"    says {one.grade.text} of {whom}{tail}"


def _words(zone: Zone) -> str:
    return " ".join(phrase.text for phrase in zone) or "-"


def _subject_line(reading: Reading) -> str:
    shared = " (as before)" if reading.shared else ""
    return f"{_words(reading.clause.before)}: {_subject(reading.subject)}{shared}"


def _subject(subject: Subject) -> str:
    told = [slug + (f" ({quantity})" if quantity else "") for slug, quantity in subject.names]
    if not told:
        told = [
            f"points back ({subject.points}), to nothing"
            if subject.points is not Points.NONE
            else "no subject of the vocabulary"
        ]
    told += [f"for {subject.outcome}"] if subject.outcome else []
    told += [f"except {', '.join(subject.exceptions)}"] if subject.exceptions else []
    told += ["counted"] if subject.share else []
    told += [f"compared by {subject.cue.text}"] if subject.cue is not None else []
    told += ["denied"] if subject.denied else []
    return "; ".join(told)


def _fact(text: str, found: Candidate) -> str:
    fact = found.fact
    if isinstance(fact, Judged):
        words = f"{fact.subject} is {fact.grade}" + (" or better" if fact.at_least else "")
        words += f"; quantity {fact.quantity}" if fact.quantity else ""
        words += f"; except {fact.exception}" if fact.exception else ""
        words += f"; for {fact.outcome}" if fact.outcome else ""
        words += f"; in {fact.earlier}" if fact.earlier else ""
        words += "; of a time before" if fact.past else ""
    else:
        words = f"{fact.subject} is {fact.direction} {fact.comparator}"
        figures = [str(f.value) if f is not None else "-" for f in (fact.value, fact.comparator_value)]
        words += f"; {figures[0]} to {figures[1]} {fact.unit}" if fact.unit else ""
    return f"{words}   by {found.rule}, from “{text[found.start : found.end]}”"


def _account(text: str, sentence: Sentence) -> Iterator[str]:
    for fact in sentence.account.facts:
        for unit in fact.units:
            yield f"{text[unit.start : unit.end]}: in a fact ({fact.rule})"
    for refusal in sentence.account.refusals:
        for unit in refusal.units:
            yield f"{text[unit.start : unit.end]}: refused, {refusal.rule}"
    for unread in sentence.account.unread:
        kind = "comparator" if unread.unit.kind is Kind.COMPARATOR else "grade"
        yield f"{text[unread.unit.start : unread.unit.end]}: a notice, no rule tells what this {kind} says"
