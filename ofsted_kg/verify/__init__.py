"""A graph or a release against itself, and against the documents it was made from.

In: a built folder or a release, and if they are at hand the letters. Out: ``Verified``: what was
looked at, and a line for each thing that is not as it was written or not as it is said. A
release is looked at as anybody has it who downloaded it: without the graph it came from.
"""

from ofsted_kg.verify.documents import Documents
from ofsted_kg.verify.graph import verify_graph
from ofsted_kg.verify.release import verify_release
from ofsted_kg.verify.report import Verified

__all__ = ["Documents", "Verified", "verify_graph", "verify_release"]
