"""Part a sentence into clauses, and list the grades that each says of something.

In: the phrases of a sentence. Out: a list of `Clause`, and for each what is `Said` in it. Ellipsis of
verbs and subjects is completed here.

- `antecedents`: find what a relative clause is about: the nearest noun that agrees with its verb
- `clause`: a clause, and what it says: the records that `segmentation` and `predication` make
- `comment_clauses`: leave out a clause that stands between commas before what is said: "is, as those who
  use it say, good"
- `discontinuous_fronting`: join what stands before a subject to it where an aside parts them: "In the
  other, which is small, care is"
- `medial_connectives`: tell a linking word inside a clause from one that opens one: "the homes by contrast
  are"
- `parentheticals`: take brackets and pairs of dashes out of a sentence
- `participles`: tell a participle inside a subject from the verb of a clause: "the homes (judged good) are"
- `predication`: list the grades that a clause says of something, and of what, by the words beside them
- `preposing`: join a predicate that stands before its conjunction to its clause: "Good though the service
  is, ..."
- `secondary_predicates`: read grades that stand in front of a verb: between commas in a subject, or with
  places before it
- `segmentation`: part a sentence into clauses
- `subordination`: subordinate clauses: where they begin, and what goes on with them
"""
