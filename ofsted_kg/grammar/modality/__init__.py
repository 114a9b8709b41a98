"""Tell what is not asserted, or not of now: mood, attribution, tense.

In: the clauses of a sentence, or the facts found in them. Out: the `Rule` by which a clause states nothing;
facts marked as of a time, or of an inspection, before.

- `assertion`: tell the clauses that say what somebody wants, thinks or doubts from those that say what is
  so
- `attribution`: tell what somebody thinks or says of a service: "parents say that", "the council rates its
  own", "told us"
- `directives`: tell what a sentence asks for from what it adds of what is so
- `earlier_inspections`: tell of which other inspection a grade is: "judged adequate in the 2008 joint area
  review"
- `epistemics`: tell whether what is said is certain, or known at all: "there is no doubt", "too early to say"
- `optatives`: tell a comparison that is only hoped for: "the goal of exceeding the national average"
- `past`: tell which grades are of a time before: "unsatisfactory two years ago", "inadequate, is now good"
- `scope`: tell which clauses go on with what is said, wished or supposed
"""
