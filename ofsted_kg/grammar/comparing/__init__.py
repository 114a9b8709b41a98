"""Read comparisons: a subject or a measure set against national figures or similar areas.

In: the parts of a sentence (`part`) and its units. Out: `Draft` comparisons. The steps:

- `figures` finds the numbers printed and pairs them;
- `comparators` finds the other places, and which words that could name them do not;
- `relations` reads the word that leads to them (`directions`, `equatives`), or two figures (`ratios`,
  `figure_lookup`);
- `comparees` finds what is compared, also where it is only pointed to, and whether less of it is better;
- `fronting` reads parts in marked order, `coordination` and `ellipsis` what is shared or left out,
  `juxtaposition` figures without a comparing word;
- `last_compared` is what the passage compared last, `resegmentation` mends parts that were parted wrongly,
  `second_frames` those that a second "compared with" opens;
- `reader` puts them together; what comes of it is a `draft`.
"""
