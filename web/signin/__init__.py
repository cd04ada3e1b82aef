"""The ways in: by password, by a link, by the company's own sign-in page; and one's own account."""

from web.signin import provider_logout, reset_pages, second_step_pages
from web.signin.oidc import attach
from web.signin.reset_pages import link_start
from web.signin.signin_pages import pages

# These add their pages to the blueprint when they are imported.
ADDED = (provider_logout, reset_pages, second_step_pages)

__all__ = ["attach", "link_start", "pages"]
