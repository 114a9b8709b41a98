"""Read which way a comparison points: above, below, in line with.

In: the units of a clause and its mentions of other places. Out: the direction, by a word or by two figures.

- `bare_comparatives`: find what says that something lies above or below, beside places that it leaves out
- `directions`: read which way a comparison points
- `equatives`: read equality and what widens it: "as good as", "in line with or above", "and sometimes
  better"
- `figure_lookup`: ask a sentence for the figures of one comparison, and let a number decide the direction
- `fractions_of_theirs`: read a figure told as a part of others': "half the national rate", "less than half
  that of England"
- `modifiers`: add to a comparing word what is said beside it: "no", "at least", "above or in line with"
- `prior_values`: find where a measure lay before it moved: "has risen from well below to above the average"
- `ratios`: compare two figures: "two in five are good, which compares with three in five nationally"
"""
