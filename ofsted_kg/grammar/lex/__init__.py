"""Turn the text of a passage into units: what is named, and what the small words do.

In: the clean text of a passage, the lexicon. Out: its sentences, each a list of `Unit`.

- `ambiguous_comparatives`: settle words that compare only right before other places: "meets the average",
  "about the national figure"
- `approximators`: read what makes an amount a rough one: "pretty well all", "the best part of half", "just
  about everywhere"
- `averages`: let places share what stands beside them: "national and statistical neighbour averages"
- `chunker`: turn the words of a sentence into units: what is named, and what the small words do
- `clausal_coordination`: part two clauses whose grades only seem to stand together: "X is good and | good
  progress has been made"
- `closed_classes`: the closed classes of English that the grammar leans on, as tables
- `comparatives`: the comparing words of English, and which way each points
- `compound_sentences`: divide a compound sentence into clauses that depend on nothing in each other
- `concepts`: the concepts of the vocabulary that a rule of the language singles out, by slug
- `contractions`: draw words apart that are printed as one: "don't", "they're", "fostering's good"
- `counting`: tell words that count from those that share: "the nurseries number four", "three good and a
  fourth poor"
- `disambiguation`: settle words whose class hangs on what stands beside them
- `distributive_cases`: divide what is said of one after another of a list: "A, B are in the first case good,
  in the second poor"
- `elided_units`: give a figure the unit that is left out because one before has it: "60 per cent, against 70
  in England"
- `fast_enum`: let the members of an enumeration be named at the price of an attribute
- `fixed_expressions`: the phrases that mean one thing wherever they stand, ready to be looked up
- `grade_predicates`: find the grade that a verb says: "is (now) good", "has been judged to be good"
- `misspellings`: read a typing error that sounds alike: "lower then the average"
- `numerals`: read numbers: how many, how many of how many, how many in a hundred
- `proper_names`: join the proper name of a place to what the place is
- `quantifiers`: tell how much of a noun phrase is meant: "three of the five", "62%", "most", "the rest"
- `restrictive_relatives`: find names that a relative clause of "be" parts: "provision for children who are
  under five"
- `runs`: read runs of units or phrases as one
- `semantic_fields`: small classes of words that several steps know: people, councils, figures, verdicts,
  inspections
- `sentences`: split a passage into sentences of words
- `times`: words of time: spans, months, years
- `topic_labels`: find the labels of topics in a sentence, beside the names that it holds
- `units`: a unit: the piece of a sentence that the grammar works with
- `verbs_of_naming`: tell whether somebody calls something so: "called safeguarding adequate", "praised the
  homes as good"
"""
