"""Settle what each clause is about, also where it only points back (anaphora).

In: the clauses of a passage. Out: for each a `Reading`, its subject settled. Constructions see no anaphor.

- `accessibility`: say how far a subject may reach back: to its own sentence, to the one before, or nowhere
- `anaphora`: what a clause says of its subject's reference, for `reference` to settle it
- `cataphora`: what a list behind a colon is told of: "The following are good: A and B", "Provision that is
  good: A"
- `dated_asides`: say of whom it goes on behind an aside that tells when: "the other, poor when it was seen,
  is"
- `discourse_model`: what a passage has spoken of, and a clause with its subject settled
- `discourse_update`: keep in memory what a clause speaks of: what later words may point back to
- `domain_restriction`: read a general noun as of the kind just spoken of: "settings", "providers",
  "schools"
- `embedded_subjects`: tell what the subject beside a grade adds: "are all good", "its management of them
  adequate"
- `fronted_exceptives`: read what a sentence takes out before it says what is so: "Apart from one judged
  poor, the homes are good"
- `nearest_antecedent`: settle whom a service is for, or which of two is meant, by the nearest name that
  fits
- `plural_anaphora`: find which of those just named a word means: "these", "both", "the first two", "one of
  these"
- `resolution`: settle what each clause is about, also where it only points back
- `respective_asides`: read an aside that grades a list anew: "A and B are good and poor
  (in 2008: poor and good)"
- `unnamed_referents`: tell what is outside the vocabulary: things that are counted, some of all children
- `verbless_subjects`: find the subject of a clause without a verb: "(72%, | four points above similar
  areas)"
"""
