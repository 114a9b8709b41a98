"""What all pages look like: the outline of a page, its style sheet and its icon.

In: the folder of one's own templates. Out: the templates, for the pages of a release, of the server and of
`review`; the folder of what pages link to.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

_HERE = Path(__file__).resolve().parent
# `design.css`, which stands before a style sheet of one's own, and `icon.svg`.
STATIC = _HERE / "static"
# `page.html`: blocks for links, head, brand, site, main, foot and scripts.
_TEMPLATES = _HERE / "templates"


def environment(
    folder: Path, *, keep_trailing_newline: bool = False, bytecode_cache: jinja2.BytecodeCache | None = None
) -> jinja2.Environment:
    """Return the environment of templates of HTML: everything is escaped, and what is not there an error.

    Args:
        folder: of one's own templates; they may extend `page.html`.
        keep_trailing_newline: whether a page ends as its template does.
        bytecode_cache: where compiled templates are kept.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, _TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        bytecode_cache=bytecode_cache,
    )
