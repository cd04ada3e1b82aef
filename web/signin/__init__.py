"""The ways in: by password, by a link, by the company's own sign-in page; and one's own account."""

from web.signin import provider_logout, second_step_pages
from web.signin.oidc import attach
from web.signin.signin_pages import pages

# These add their pages to the blueprint when they are imported.
ADDED = (provider_logout, second_step_pages)

__all__ = ["attach", "pages"]
