"""Read comparisons: a subject or a measure set against national figures or similar areas.

In: the parts of a sentence (`part`) and its units. Out: `Draft` comparisons. The steps:

- `mentions` tells which words that could name other places do not, `places` groups the others;
- `directions` reads the word that leads to them, `equals` what is as good as or widened, `ratios` two
  fractions;
- `values` finds the figures printed, `printed` pairs them and lets a number decide, `measures`
  tells where less is better;
- `about` (with `shares`) finds what is compared; `left_out` reads what goes on behind the places,
  `understood` and `carried` what leaves them out, `told_apart` figures in sentences of their own;
- `reader` puts them together.
"""
