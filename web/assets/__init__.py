"""An asset's page, the list of all, their tags, pictures and feedback."""

from web.assets import feedback_pages, picture_pages, tag_pages
from web.assets.asset_pages import pages

# These add their pages to the blueprint when they are imported.
ADDED = (feedback_pages, picture_pages, tag_pages)

__all__ = ["pages"]
