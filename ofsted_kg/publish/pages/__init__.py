"""The pages of a release: HTML that works without script, offline and on a phone.

In: ``Content``, the answers of the stored queries, ``Names``. Out: HTML files, a style
sheet and two scripts (the search box, its index) in the release folder.
"""

from __future__ import annotations

from ofsted_kg.publish.pages.site import write_site as write_pages

__all__ = ["write_pages"]
