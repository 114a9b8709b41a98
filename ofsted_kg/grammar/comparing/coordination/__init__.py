"""Read several comparisons that share their places.

In: the parts of a sentence, what was compared last. Out: `Draft` comparisons.

- `coordinated_predicates`: read what a clause compares further with the same places: "and more likely to
  stay on", ", B high"
- `coordinated_verbs`: read several verbs that share their places: "A surpass, B equal and C fall below the
  average"
- `gradable_adjectives`: read "high" and "low" of several that share their places: "A is low and B is high
  compared with X"
- `parallelism`: read comparisons that stand side by side before one "than": "fewer smoke, more read and X
  is better than"
- `respective_relations`: share relations out over several: "A, B and C are above, in line with and below X
  respectively"
- `right_node_raising`: read relations that share the places behind them: "A is above, and B in line with,
  similar areas"
"""
