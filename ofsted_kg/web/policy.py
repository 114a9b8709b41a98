"""The Content Security Policy of a page of ours: nothing from outside.

In: the sources that a page needs. Out: the header's value (https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

# In the order in which they are written; what a page names itself stands before the last three.
_CLOSED = {
    "default_src": "'none'",
    "form_action": "'self'",
    "base_uri": "'none'",
    "frame_ancestors": "'none'",
}


def content_security_policy(**sources: str) -> str:
    """Return a policy under which a page has what is named, and nothing else.

    Args:
        sources: source lists by directive, with an underscore for each hyphen. Frames, bases, forms
            to other sites and all sources not named are closed unless named here.

    >>> content_security_policy(img_src="data:")
    "default-src 'none'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    """
    first = {"default_src": sources.get("default_src", _CLOSED["default_src"])}
    own = {name: value for name, value in sources.items() if name not in _CLOSED}
    directives = first | own | _CLOSED | sources
    return "; ".join(f"{name.replace('_', '-')} {value}" for name, value in directives.items())
