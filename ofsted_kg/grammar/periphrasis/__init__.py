"""Rewrite units into plainer ones: say in plain words what a sentence says in a roundabout way.

In: the units of a sentence. Out: the same with fewer ways of saying one thing, so that the steps behind
need to know only the plainest. No offset changes.

- `adjuncts/`: rewrite adjuncts: when, apart from what, with regard to what, whatever one thinks
- `anaphora/`: rewrite words that stand for other words of their sentence
- `comparison/`: rewrite roundabout comparisons as plain ones
- `predicates/`: rewrite predicates: verbs and lists that say no more than "is"
- `quantifiers/`: rewrite quantifiers that stand away from their noun, or are no words of amount
- `word_order/`: undo marked word order: inversion, fronting, converse relations, gapping
- `inversion`: undo inversion and gapping in comparisons, a construction a module
- `paraphrase`: undo periphrasis: say in plain words what a sentence says in a roundabout way
"""
