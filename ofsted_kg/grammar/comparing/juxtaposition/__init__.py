"""Read figures that are only set side by side, without a comparing word.

In: the parts of a sentence and its figures. Out: `Draft` comparisons.

- `adjacent_sentences`: read figures of other places in a sentence of their own, beside the one told before
  or after it
- `bracketed_figures`: read a figure of other places in brackets of its own: "88% of A (77% nationally) and
  84% of B (75%)"
- `distributive_shares`: read shares side by side of which each lies its own way: "a higher share of A and a
  lower one of B are"
- `figure_lists`: read figures side by side with those of other places: "smoking 19% (England 15%),
  breastfeeding 61% (70%)"
- `respective_figures`: read figures that stand in the order of those before: "for B the equivalent figures
  are 69%, 80% and 81%"
- `respective_lists`: read lists of figures in one order: "A is 61% and B 70%, against 58% and 72%
  nationally"
- `separate_clauses`: make a comparison of two figures that are told apart: "Nationally it is 61%; in the
  county it is 55%"
"""
