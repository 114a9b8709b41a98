"""The pages of a release: HTML that works without script, offline and on a phone.

In: ``Content``, the letters' views, the answers of the stored queries, ``Names``. Out: HTML
files, a style sheet and scripts in the release folder.
"""

from __future__ import annotations

from ofsted_kg.publish.pages.headline import headline
from ofsted_kg.publish.pages.shared_views import Site, build_site
from ofsted_kg.publish.pages.site import write_site as write_pages

__all__ = ["Site", "build_site", "headline", "write_pages"]
