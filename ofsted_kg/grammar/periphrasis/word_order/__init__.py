"""Undo marked word order: inversion, fronting, converse relations, gapping.

In: the units of a sentence. Out: the same with what is spoken of in front of what is said of it.

- `age_gapping`: complete what pupils do at one age after another: "at 11 they do as well, and at 16 not as
  well"
- `as_clauses`: read ", as the colleges have always been" as ", as have been the colleges": of them it is said
  again
- `auxiliary_gapping`: put in an auxiliary that is left out: "A has overtaken X, B fallen behind it"
- `converse_relatives`: read what leaves other places behind, and "a record that they cannot match", as what
  lies above them
- `converse_shares`: read "Good provision accounts for 68% of homes" as "68% of homes are good"
- `converses`: read what other places are beside it as what it is beside them: "X trails it" as "it is above
  X"
- `existentials`: read "of inadequate provision there is little" as "there is little inadequate provision"
- `gapping`: complete a comparison told of one matter after another: "in A it is above X, in B (it is) below
  it"
- `genitive_relatives`: read what is told of other places by "whose": "X, with whose figure theirs is level"
  as a clause
- `naming_verbs`: read "X, which was poor, they now call good" as "X, which was poor, is now good"
- `passive_standards`: read "the national average is exceeded in mathematics" as "mathematics exceeds the
  national average"
- `pied_piping`: read "X, the arrangements for which are poor" as "X, whose arrangements are poor"
- `preposed_standards`: put a comparing word that ends a clause before its "compared with": "but, beside
  England, higher"
"""
