"""Damaged reports: tables whose words came torn, or in the order of columns.

In: the text of a report whose grades did not come. Out: the grades, by another reading.
"""
