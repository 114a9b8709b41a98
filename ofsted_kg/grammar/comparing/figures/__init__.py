"""Find the figures of a sentence, and pair those that are compared.

In: the units of a sentence. Out: numbers with their units of measure, and pairs of them.

- `appositive_figures`: read figures that are set off behind the places: "(74%, as against 69%)", "at 38%
  compared with 47%"
- `dates`: leave out the numbers that are no figures of a comparison: those of dates, and those of a year
  before
- `figure_pairs`: pair the figures of a comparison: "66%, compared with 61% in similar authorities"
- `numbers`: find the figures of a sentence: which numbers measure something, and in what unit
- `ranges`: find the numbers that are the ends of a span: "ranges from 88% to 97%", "between 70% and 75%",
  "8-10%"
- `reversed_pairs`: read two figures of which that of other places comes first: "Nationally it is 61%; here
  it is 55%"
"""
