"""The concepts of the vocabulary that a rule of the language singles out, by slug.

In: nothing. Out: constants: all settings, all outcomes, groups of people.
"""

from __future__ import annotations

from ofsted_kg.text.headings import OF_COUNCIL

ALL_OUTCOMES = "all-outcomes"
CHILDRENS_HOMES = "childrens-homes"
ALL_SETTINGS = "all-settings"
# Subjects that only stand in for lack of a better one: "leadership and management of schools".
WEAK = OF_COUNCIL
# Groups of people: what is said of them says nothing yet about how good a service is.
PEOPLE = frozenset({"care-leavers", "children-with-disabilities", "looked-after-children"})
# Services of which a council has one each.
SINGLE = frozenset({"fostering", "adoption", "private-fostering", "youth-service"})
