"""Find what is compared: a setting, an outcome, a measure, also where it is only pointed to.

In: the parts of a sentence and what was compared last. Out: slugs, and whether less of it is better.

- `comparee`: find what a comparison is about: a setting, an outcome, the indicators, or a topic
- `demonstratives`: tell what a subject points back to by its form: "this", "those figures", "; it is",
  "which is"
- `figure_antecedents`: find what a figure is of that stands in the part before: "the figure for B is 82%
  (England 64%)"
- `graded_shares`: tell whether a figure is how much of something is good, and of what: "60% of A are good;
  the figure for B"
- `indicators`: tell whether it is the national indicators that are compared: "Indicators show that
  performance is"
- `intrasentential_anaphora`: tell what a pronoun is by the sentence it stands in, where the one before
  would give something else
- `measure_labels`: find the measure that stands as a label before what compares: "Absence - primary at the
  average"
- `measure_polarity`: tell what kind of measure is compared: whether less of it is better, whether it stands
  elsewhere
- `ordinal_anaphora`: tell which of several just spoken of is meant: "the first", "the last of these
  figures", "the latter"
- `outcome_subjects`: say where an outcome is what is compared: where its sentence names it or points to it,
  and nothing else
- `placeholder_subjects`: find what is compared where a subject only stands for it, or for nobody that was
  spoken of
- `proportions`: find whose share it is that is compared: "the proportion that is good is above average"
- `quality`: tell whether a comparison is about how good its subject is, and not some measure of it
- `second_comparees`: find the subject that a further comparison of a clause has of its own: "A is above X,
  B not as good as Y"
- `subject_core`: leave of a subject what it is about: without what opens the sentence, asides, and when it
  was
- `topics`: find the topic that words name: what is measured, and not a word inside another measure's name
"""
