"""Who may come in though nobody invited them: the single sign-on and the trusted proxy share one rule."""

from __future__ import annotations

from datetime import datetime

from contentlib.errors import BadInput
from contentlib.people import Account, Role, add_account, check_email, find_account_by_email, read_role
from contentlib.settings import Settings
from contentlib.storage import Store


def find_or_enrol(db: Store, settings: Settings, email: str, *, name: str = "", at: datetime) -> Account | None:
    """The account with this address, made where the settings let its domain in; none for anybody else.

    Raises:
        BadInput: the address is none.
    """
    address = check_email(email, field="email")
    found = find_account_by_email(db, address)
    if found:
        return None if found.disabled_at else found
    if not is_let_in(settings, address):
        return None
    return add_account(db, address, default_role(settings), name=name, added_at=at)


def has_provider(settings: Settings) -> bool:
    """Whether there is a single sign-on."""
    return bool(settings.oidc_issuer and settings.oidc_client)


def is_let_in(settings: Settings, email: str) -> bool:
    """Whether whoever proves to have this address may come in uninvited. Without a list of domains nobody may.

    >>> is_let_in(Settings(sso_domains="ours.example"), "ines@Ours.example")
    True
    >>> is_let_in(Settings(sso_domains="ours.example"), "eve@notours.example"), is_let_in(Settings(), "a@b.example")
    (False, False)
    """
    domains = {one.strip().lower() for one in settings.sso_domains.split(",") if one.strip()}
    return email.rpartition("@")[2].lower() in domains


def default_role(settings: Settings) -> Role:
    """What somebody is who comes in uninvited; never an admin.

    Raises:
        BadInput: the setting names no role, or an admin's.
    """
    role = read_role(settings.sso_role)
    if role is Role.ADMIN:
        raise BadInput(
            "The setting sso_role cannot be admin. Choose viewer, rep or marketer, and promote people by hand."
        )
    return role
