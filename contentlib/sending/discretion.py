"""Who is told what of a send: the one place that decides it, for pages, programs and mails alike.

Every colleague may know that something was sent, to whom, and what was read of it. A link and the mail that carries it
open the asset to whoever holds them, so they are told to who sent it and to nobody else, not to an admin either, who
can close the link without it. A note is for who wrote it, and for admins, who answer for what is kept about people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from contentlib.model import Send


@dataclass(frozen=True, slots=True)
class Confidant:
    """Who asks for a send, by address. ``owns_all``: whoever sits at a machine without accounts, whose file it is."""

    email: str = ""
    is_admin: bool = False
    owns_all: bool = False


STRANGER = Confidant()
OWNER = Confidant(owns_all=True)


def may_have_link(rep: str, asking: Confidant) -> bool:
    """Whether the link and the mail of what ``rep`` sent are told.

    >>> may_have_link("Ines@ours.example", Confidant("ines@ours.example"))
    True
    >>> may_have_link("ines@ours.example", Confidant("boss@ours.example", is_admin=True)), may_have_link("", STRANGER)
    (False, False)
    """
    return asking.owns_all or (bool(asking.email) and asking.email.casefold() == rep.casefold())


def may_read_note(rep: str, asking: Confidant) -> bool:
    """Whether the note on what ``rep`` sent is told.

    >>> may_read_note("ines@ours.example", Confidant("boss@ours.example", is_admin=True))
    True
    """
    return asking.is_admin or may_have_link(rep, asking)


def keep_back(send: Send, asking: Confidant) -> Send:
    """The send without what is not told to who asks."""
    if not may_read_note(send.rep, asking):
        send = replace(send, note="")
    return send if may_have_link(send.rep, asking) else replace(send, token="", subject="", message="")
