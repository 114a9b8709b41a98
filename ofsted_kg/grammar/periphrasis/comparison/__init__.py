"""Rewrite roundabout comparisons as plain ones.

In: the units of a sentence. Out: the same, with one comparing word before the places compared with.

- `beneficiaries`: tell the outcomes of some children from those of all: "outcomes for children with special
  needs"
- `circumlocutions`: say plainly what compares in a roundabout way: "are neither of them", "falls short both
  of"
- `colon_appositions`: read what is compared behind a colon as in apposition: "half are good: a poorer return
  than in England"
- `comparative_clauses`: read what others have by the others alone: "than similar areas can boast", "than
  one finds in England"
- `comparative_nouns`: read nouns that compare as the word for it: "has a lead of two points over X" as "is
  above X"
- `differentials`: tell by how much something lies above or below from which way it lies: "lower by twice as
  much"
- `disjunction`: read two relations that are offered as one: "exceed, or at any rate equal, those"
- `end_states`: read "from below the average to matching it" as "from below the average to level with it"
- `figure_brackets`: read a bracket of figures plainly: "78% are good (72% last year; England: 74%)" as
  "(England 74%)"
- `framed_figures`: leave out of whom a figure is that "this" takes up: "For good homes this compares with
  66%"
- `framed_lists`: read a list that one "compared with" frames: "Set against X they differ: A is behind by a
  point, B level"
- `placement_verbs`: read "places the council above similar areas" as "is above similar areas"
- `positive_degree`: read what compares in the positive degree: "a high proportion of X is good compared
  with Y"
- `pseudo_clefts`: read a figure that is what others have as set against one's own: ", and 70% is what similar
  areas manage"
- `resemblance`: read "those councils which most resemble it" as similar areas
- `respect_adjuncts`: join what is said of a council on each matter: "is ahead on attainment; behind on
  attendance"
- `unreached_standards`: read what is still to be reached as not reached: "has still to match X", "with X it
  has yet to catch up"
- `usual_values`: read what is usual elsewhere by its figure or its places: "the 59% that is usual in X",
  "where 12 is usual"
"""
