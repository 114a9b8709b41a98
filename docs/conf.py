"""How the site of the documentation is built: Sphinx, MyST and Furo, offline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

project = "ofsted-kg"
author = "The ofsted-kg contributors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
html_theme = "furo"
html_title = "ofsted-kg"
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_google_docstring = True
# What a page includes from elsewhere in the repository has its own first heading.
suppress_warnings = ["myst.header"]


def setup(app: Sphinx) -> None:
    """Make the pages that come from the sources before Sphinx reads them."""
    import generate

    generate.write(HERE / "reference")
