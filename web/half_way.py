"""Between password and second step: who has shown the one and not yet the other; and who must have a second step.

The word of it lies in the session's cookie, signed: it opens nothing, ends after ten minutes and with the password it
came of.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import g, session

from contentlib.people import Account, Role, find_account, find_second_step, name_password
from contentlib.settings import Settings
from web.auth import Visitor
from web.connection import connect, settings
from web.forwarding import is_loopback
from web.once import now
from web.origin import is_from_here, our_names

HALF = "half"
HALF_SECONDS = 600
# What who must set up a second step may open before they did.
SETTING_UP = frozenset("signin.second_step signin.add_second_step signin.account".split())


def begin_half(account: Account) -> None:
    """The password was right, and a second step is asked for."""
    session.clear()
    moment = int(now().timestamp())
    session[HALF] = [account.person_id, moment, name_password(connect().db, account.person_id)]


def find_half() -> Account | None:
    """Who has shown the password in this browser, a few minutes ago, and may still come in."""
    try:
        person_id, moment, word = session.get(HALF, ())
        is_new = 0 <= now().timestamp() - moment < HALF_SECONDS
    except (ValueError, TypeError):
        return None
    found = find_account(connect().db, int(person_id)) if is_new else None
    if found is None or found.disabled_at:
        return None
    return found if hmac.compare_digest(str(word), name_password(connect().db, found.person_id)) else None


def is_reachable(chosen: Settings) -> bool:
    """Whether others than this machine can reach the pages, as far as the settings tell.

    >>> is_reachable(Settings()), is_reachable(Settings(public_url="http://localhost:8000"))
    (False, False)
    >>> is_reachable(Settings(host="0.0.0.0")), is_reachable(Settings(public_url="https://content.example"))
    (True, True)
    """
    public = urlsplit(chosen.public_url).hostname or "localhost"
    names = {*our_names(chosen), public, chosen.host}
    return chosen.proxies > 0 or not all(is_loopback(name) for name in names)


def is_required(role: Role) -> bool:
    """Whether somebody of this role who signs in with a password needs a second step here.

    Also where the settings say that nobody else reaches us, and the request shows that somebody does.
    """
    return role is Role.ADMIN and (is_reachable(settings()) or not is_from_here())


def lacks_step(who: Visitor) -> bool:
    """Whether somebody must set up a second step before anything else. Who comes by a provider shows it there."""
    if who.via != "password" or who.person_id is None or not is_required(who.role):
        return False
    if "has_step" not in g:
        g.has_step = find_second_step(connect().db, who.person_id) is not None
    return not g.has_step
