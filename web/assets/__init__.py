"""An asset's page, the list of all, their tags, pictures and feedback."""

from web.assets import picture_pages, tag_pages
from web.assets.asset_pages import find_file, pages
from web.assets.feedback_pages import feedback_json

# These add their pages to the blueprint when they are imported.
ADDED = (picture_pages, tag_pages)

__all__ = ["feedback_json", "find_file", "pages"]
