"""Rewrite quantifiers that stand away from their noun, or are no words of amount.

In: the units of a sentence. Out: the same with an amount, or an adverb, where such words stand.

- `double_negatives`: read two denials as none: "no school is anything but good" as "all schools are good"
- `floating_quantifiers`: read of how many a grade is, told between it and its verb: "are, to the last one,
  good"
- `indefinite_quantifiers`: read "a number", "a rather larger number" right before a grade as some: "with
  one poor and a number fair"
- `prevalence_verbs`: read "Among primary schools good provision predominates" as "Primary schools, good for
  the most part"
- `remainders`: name what is left by the rest: "fair in what is left", "what is not good is poor", "the
  exception is poor"
"""
