"""Rewrite predicates: verbs and lists that say no more than "is".

In: the units of a sentence. Out: the same with a plain verb, or a mark between the clauses.

- `causatives`: read where an inspection took something: "raised X from poor to good", "left Y (where it
  was,) at good"
- `change_of_state`: read a grade that was reached step by step: "has pulled itself up to satisfactory" as
  "has moved to" it
- `comitatives`: read who joins whom in what is said as both: "A has joined B in being good" as "A and B are
  good"
- `confinement`: read "such poor provision as remains is confined to A and to B" as "poor provision is
  confined to A, B"
- `enough_clauses`: read "make enough progress for results to match the average" as "make enough progress;
  results match it"
- `inspection_results`: read "half of the inspections led to a judgement of good, a third to one of fair" as
  "half are good"
- `labelled_lists`: read a list of labels with their grades: "Fostering – good; adoption – good, private
  fostering – poor"
- `quality_predicates`: read a grade of quality as the grade alone: "is of good quality"
- `ranges`: read both ends of a range that tells where each lies: "varies from good in A to inadequate in B"
- `semi_copulas`: read where a grade is a place: "sits at good", "put safeguarding at adequate", "can show
  good schools"
- `sentential_relatives`: read "A is good, which is more than can be said of B, poor since 2007" as "A is
  good; B, poor since 2007"
"""
