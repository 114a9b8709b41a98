"""Rewrite words that stand for other words of their sentence.

In: the units of a sentence. Out: the same with such words as pronouns, adverbs or what they stand for.

- `clipped_names`: read a name that is clipped to its noun: "childcare and homes", "the home for disabled
  children"
- `correlatives`: read "the one" and "the other" of two that are named together as "the former" and "the
  latter"
- `identity_anaphora`: read "was given the same grade", "fall into this category" as "was too", "are too"
- `one_anaphora`: read "including two outstanding ones" as "including two outstanding"
- `pro_forms`: tell words that only hang on a grade, or only point, from nouns: "satisfactory elsewhere",
  "the former"
- `so_anaphora`: read "so" of now as the grade told before: "half were good in 2008 and two thirds are so
  today"
- `such_anaphora`: read "such schools" behind a share of good ones as good schools: "76% of A are good; of
  such B two thirds"
"""
