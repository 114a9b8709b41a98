"""Read what prose says: judgements and comparisons, with an account of every grade and comparator.

In: the text of a passage, the outcome of its heading, the lexicon. Out: sentences, each with
what every step made of it (`read.read_text` gives `Sentence`). The steps, one way:

1. `lex` makes `Unit`: what is named, and what the small words do.
2. `periphrasis` rewrites units into plainer ones, so that one thing is said in one way.
3. `phrases` joins units to `Phrase`: a noun phrase has a head, names, an amount, the grades
   and the comparing word before its noun; and noun phrases with what hangs on them to
   `Subject`. Coordination and exceptions live there and nowhere else.
4. `clauses` parts a sentence into `Clause` (before, verb, after; lead, antecedent) and lists
   each grade that is `Said` with its subject, also where the verb is left out.
5. `reference` settles subjects that point back: `Reading` is a clause with its subject.
6. `modality` tells by which `Rule` a clause states nothing (wished, denied, asked, an
   opinion), and which facts are of a time before.
7. `comparing` finds comparisons; `constructions` yield `Candidate` (fact, offsets, units
   consumed, `By` which construction) and `Refusal` (units, `Rule` of the contract), see `results`.
8. `account` sums up: each grade and each comparator is consumed, refused or unread.

`read` calls them in turn; `statements` turns what comes of it into records with evidence.
A step imports only from those before it, in the order lex, periphrasis, phrases, clauses,
results, reference, modality, comparing, account, constructions, read, statements (a test
checks).

How to write a construction
---------------------------
A module in ``constructions/`` with a function, listed in ``constructions/__init__.py``:

- of judgements, ``read(reading, scene)`` in `JUDGING`: called for each clause in order,
  while the memory of ``scene.resolver`` is as before that clause;
- of comparisons, ``read(scene)`` in `COMPARING`: called once a sentence, with all its
  ``scene.readings``; ``scene.before`` holds those of the sentence before and
  ``scene.found`` the facts of the passage so far (the places compared with last are those
  of the last `Compared`).

``clause.before``, ``.verb`` and ``.after`` are phrases; ``clause.units`` is the same as units.
Other places are phrases of form ``PLACES`` (unit kind ``COMPARATOR``, ``unit.slugs``),
comparing words of form ``CUE`` (``unit.cue`` has direction and form), "than" ``THAN``, "compared
with" ``COMPARED``; a comparing word before its noun is ``phrase.cue`` of the noun phrase and
``subject.cue`` of its subject. ``scene.rule(clause)`` is the rule by which a clause states
nothing. Every ``COMPARATOR`` unit must end in a `Candidate` or a `Refusal`, or it becomes a
notice by itself; a construction never makes notices.
"""
