"""The release folder: dumps, metadata, tables, a cube, pages, and how to host them.

In: an open ``KnowledgeGraph``. Out: a folder that can be put online as it is; the same
bytes for the same graph and day, and replaced in one step.
"""

from __future__ import annotations

from ofsted_kg.publish.folder import stated_sums
from ofsted_kg.publish.release import Options, Release, publish
from ofsted_kg.publish.settings import Settings, settings_of

__all__ = ["Options", "Release", "Settings", "publish", "settings_of", "stated_sums"]
