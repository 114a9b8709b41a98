"""Rewrite adjuncts: when, apart from what, with regard to what, whatever one thinks.

In: the units of a sentence. Out: the same with an adverb, a preposition or an "except" for an adjunct.

- `concessives`: leave out what is conceded of a subject between commas: "the homes, few as they are, are
  good"
- `denied_asides`: leave out an adverb between commas behind a denial: "is not, however, good"
- `exceptives`: read "if one leaves X out", "leaving aside X" and "if X be disregarded" as "except for X"
- `inspection_clauses`: leave out clauses that only say that somebody inspected: "the provision that is
  inspected by Ofsted"
- `lead_ins`: leave out what only leads in a sentence: "Overall, X is good", "We found that", "In the last
  year"
- `postpositions`: open what a word behind it takes out or takes in: "private fostering excepted",
  "childminders included"
- `temporal_adjuncts`: read when or by whom something was judged, told inside the verb: "was on reinspection
  considered good"
- `temporal_clauses`: read when something is measured as a time, and not as a clause: "by the time they
  leave primary school"
- `topic_markers`: read "those that touch upon staying safe", "indicators relating to it" as "those for
  staying safe"
- `unconditionals`: read "whether it is compared with A or B" as "compared with A or B", and leave out
  "whether one looks at"
- `without_clauses`: part what is not so from what is: "is above X without (as yet) matching Y"
"""
