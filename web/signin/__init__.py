"""The ways in: by password, by a link, by the company's own sign-in page; and one's own account."""

from web.signin import provider_logout
from web.signin.oidc import attach
from web.signin.signin_pages import pages

# This adds its pages to the blueprint when it is imported.
ADDED = (provider_logout,)

__all__ = ["attach", "pages"]
