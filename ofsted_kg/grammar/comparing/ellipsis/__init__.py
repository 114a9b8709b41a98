"""Read comparisons that leave out their places, their verb or their subject.

In: the parts of a sentence, what was compared last. Out: `Draft` comparisons.

- `additive_so`: tell whether a part repeats a comparison for another: "so too is X", "as it is at 16"
- `comparative_ellipsis`: read what leaves its places out behind "than": "boys less well than boys", "and B
  than in all but one"
- `continuations`: read what goes on with the places of the part before: "but not nationally, where it is
  lower"
- `gapping`: read what a list leaves out, verb and places: "..., first offending lower", ", at 16 slightly
  below"
- `implicit_comparators`: read comparisons that leave the other places out: "fewer are inadequate", "as is
  absence"
- `inherited_comparators`: read a sentence that compares with the places of the one before it: "At Key Stage
  4 it is lower"
- `stripping`: read what a clause compares behind its places: "in line with the average at 7 and above at
  16"
"""
