"""The ways in: by password, by a link, by the company's own sign-in page; and one's own account."""

from web.signin.oidc import attach
from web.signin.provider_logout import pages as provider_pages
from web.signin.signin_pages import pages

__all__ = ["attach", "pages", "provider_pages"]
