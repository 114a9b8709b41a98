"""Read comparisons whose parts stand in marked order: places first, or as the subject.

In: the parts of a sentence. Out: what is compared, or where the comparing word belongs.

- `comparator_subjects`: read other places as what a clause is about: "Homes in similar areas fare better"
- `fronted_comparators`: read other places that open a clause: "In similar areas homes are better", "Among
  them it is last"
- `relative_heads`: read a comparing word that stands before a relative clause: "more mothers | who smoke
  than nationally"
- `topic_lists`: read what a council is better and worse at: "is ahead of X on attainment and behind them on
  attendance"
"""
