"""The constructions: patterns over phrases and clauses that yield facts and refusals.

In: a `Reading` (a clause with its subject settled) and the `Scene` around it. Out:
`Candidate` facts and `Refusal`. Each construction is a module with a function ``read`` and
a table of sentences in ``tests/grammar/rows``, most of the same name.

- `attributive`: a grade before its noun: "an inadequate private fostering service", "good provision in X"
- `attributive_refusals`: by which rule a grade before its noun says nothing: "heads of outstanding
  schools", "few good homes"
- `comparisons`: comparisons: a subject or a measure set against other places, as `comparing` reads them
- `ditransitives`: whom a grade was given: "gave the youth service a grade of good", "rated good in its
  fostering inspection"
- `ellipsis`: what was said is left out: "good in most settings and childminding in the majority"
- `exceptives`: what is denied of all others is so of the exception: "No school is inadequate, except X"
- `existentials`: what there is some of: "there is some inadequate provision" is of what was spoken of last
- `judgement`: put a judgement together: one grade, one subject, and what it is confined to
- `negative_fronting`: say what is denied ahead: "Nor is the service, which was poor, good", "which neither
  A nor B can match"
- `non_services`: grades that are said of something and still of no service: of a heading, of an act, of
  help, of a place
- `omissions`: what a judgement leaves out and nothing has read: "and 70% of childcare", "those for X are
  too"
- `partitives`: whose part is judged: "seven of the B are good; the remaining five", "and C variable, with
  four poor"
- `passives`: grades in the passive: "A good service is provided by X", "A judgement of good was recorded
  for X"
- `postposed_objects`: read the object that stands behind its grade: "have judged as outstanding | three of
  the nine schools"
- `predicate_anaphora`: what was said is said again of another: "as is B", "so are most of C", "the same is
  true of D"
- `predicative`: a grade said of a subject: "X is good", "judged X to be good", "with the rest satisfactory"
- `predicative_refusals`: by which rule a grade that is said of something says nothing: wished, denied,
  hedged, elsewhere
- `proportion_verbs`: how many are so is said by a verb: "good or better primary schools make up three
  quarters of the total"
- `respective_readings`: share grades and amounts out over as many subjects: "A and B are good and poor
  respectively"
- `restrictive_grades`: grades that only tell which are meant or used: "services which are good include",
  "placed in good homes"
- `scene`: what a construction may ask about besides its clause
- `scope`: for whom a further grade holds: "good and, for care leavers, very good", "and, in the rest, poor"
- `specificational`: what is good is listed: "Services which are good include adoption", "Those which are
  good are X"
- `transparent_nouns`: nouns behind a grade: which hand it on to what they are of, and which are no service
- `unread_comparisons`: a comparison whose places stand elsewhere, of which nothing was read
- `unread_names`: a setting or an outcome named beside a judgement, of which nothing was read
- `verb_phrase_ellipsis`: what was said is said again of what is fronted: "at secondary level half are",
  "for X it is true of all"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_kg.grammar.constructions import (
    attributive,
    comparisons,
    ellipsis,
    exceptives,
    omissions,
    passives,
    predicate_anaphora,
    predicative,
    proportion_verbs,
    specificational,
    verb_phrase_ellipsis,
)
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Candidate, Refusal, Unread

Construction = Callable[[Reading, Scene], Iterator[Candidate | Refusal | Unread]]

Comparing = Callable[[Scene], Iterator[Candidate | Refusal | Unread]]

# In the order in which a clause is offered to them.
JUDGING: tuple[Construction, ...] = (
    attributive.read_before,
    predicative.read,
    attributive.read_after,
    predicate_anaphora.read,
    verb_phrase_ellipsis.read,
    ellipsis.read,
    exceptives.read,
    passives.read,
    proportion_verbs.read,
    specificational.read,
    omissions.read,
)
# In the order in which a sentence is offered to them.
COMPARING: tuple[Comparing, ...] = (comparisons.read,)
