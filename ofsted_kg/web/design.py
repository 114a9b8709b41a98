"""What all pages look like: the outline of a page, its style sheet and its icon.

In: nothing. Out: the folders of these, for the pages of a release and for those that the server makes.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
# `page.html`: blocks for links, head, brand, site, main, foot and scripts.
TEMPLATES = _HERE / "templates"
# `design.css`, which stands before a style sheet of one's own, and `icon.svg`.
STATIC = _HERE / "static"
