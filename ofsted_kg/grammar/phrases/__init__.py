"""Join units to phrases, and phrases to subjects.

In: the units of a sentence. Out: a list of `Phrase`; of a run of them, a `Subject`. Coordination and
exceptions are read here, once.

- `agents`: leave out who found something: "which the 2008 review judged good", "described by inspectors as
  good"
- `appositions`: name a part by the names beside it: "two services, those for A and for B, are good; one, C,
  is poor"
- `asyndeton`: find where a subject begins that no conjunction leads: "good in most | a few are"
- `boundaries`: find where what is said ends and a new subject begins
- `contributions`: read what the work of services is for: "The contribution of services to the health of
  children"
- `coordination`: coordination and exceptions: noun phrases that stand together, and what is taken out
- `fronting`: read what stands before a subject: "In staying safe, X", "Of the five homes, one", "In the
  latter it"
- `heads`: say what the head of a noun phrase leaves to what follows it
- `named_entities`: find the names in a noun phrase: settings and outcomes, and how they are joined
- `noun_phrases`: read noun phrases: head, names, amount, grades and comparing word before the noun
- `ordinals`: tell which of several is meant by their order: "the first two being good and the last
  satisfactory"
- `out_of_vocabulary`: say whether things outside the vocabulary are parted or counted: "of the three
  libraries, one"
- `periphrasis`: undo periphrasis that shows in phrases: "A, like B, is", "those who are childminders"
- `phrase`: a phrase: the piece of a sentence that clauses are made of
- `phrase_structure`: join units to phrases: noun phrases, verb groups, and the small words between them
- `subject`: Whom a statement is about: the record that `subject_reader` reads and `reference` settles
- `subject_reader`: read whom a statement is about, as far as the words beside it say
- `temporal_adverbials`: join words of time to adverbs, so that they part nothing: "this year", "in
  2008/09", "in May 2009"
- `verbless_comparisons`: find where a comparison without a verb ends: "but below the average, and | X is"
- `verb_groups`: read verb groups: "has not yet been judged"
"""
