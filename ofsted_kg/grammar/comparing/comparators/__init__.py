"""Find the other places that a clause compares with.

In: the units of a clause. Out: the mentions of other places, without those that compare nothing.

- `compare_verbs`: join "compares very favourably with" to one comparing word, whatever stands inside it
- `mentions`: tell which words that could name other places do not
- `passives`: read what is done by other places: "a share matched by few similar areas", "not reached
  nationally"
- `places`: find the mentions of other places in a clause
- `pro_verbs`: leave out the verb that only repeats the one compared: "than comparable services (do)", "than
  (do so) in"
- `superlatives`: tell where a superlative only ranks the area itself: "one of the largest counties in
  England"
"""
