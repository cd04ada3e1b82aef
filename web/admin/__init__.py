"""What an admin decides: people, groups, programs, and whether all is well."""

from web.admin import exclusion_pages, group_pages, programs, status_pages
from web.admin.people_pages import pages

# These add their pages to the blueprint when they are imported.
ADDED = (exclusion_pages, group_pages, programs, status_pages)

__all__ = ["pages"]
