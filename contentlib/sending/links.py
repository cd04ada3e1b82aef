"""Tracked links: who may open what, until when. The one gate between a token and an asset; it tells no reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from contentlib.catalog import CURRENT_VERSION, find_asset, judge_kept
from contentlib.errors import BadInput
from contentlib.formats import PAGED
from contentlib.language import check_text
from contentlib.model import RUNNING_HEADS, Asset, Channel, Send
from contentlib.people import FOR_PASSCODES, hash_secret, hash_token, is_tried_first
from contentlib.pictures import can_cut, find_fingerprint, list_pictures, page_of, read_pages
from contentlib.sending.discretion import OWNER, Confidant, may_have_link
from contentlib.sending.handing_out import HandingOut, check_leaves, judge_file
from contentlib.sending.sends import check_not_expired, record_send
from contentlib.settings import Settings
from contentlib.storage import Store, seal, to_text, to_time, unseal

LONGEST_WORDS = 4000
# A link is looked up by its token's SHA-256; the token is kept only so that a rep can copy the link once more.
SEALED_AS = "links"
PASSCODE_LENGTHS = range(6, 101)


class Gate(StrEnum):
    """Who must say who they are before they read.

    Nobody checks that an address is theirs, and it tells readers apart; only ``CODE`` sends a code there.
    """

    OPEN = ""
    EMAIL = "email"
    DOMAIN = "domain"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a link is given. ``passcode`` is as :func:`hash_passcode` made it; empty means none is asked.

    ``pinned`` stays with the version that was sent; else the link follows the asset's current one. ``words`` are what
    the rep writes to the buyer. ``gate`` asks for an address, of the contact's own company where it is ``domain``.
    ``allowed`` are addresses and domains that a ``code`` is sent to, besides the contact's.
    """

    expires_at: datetime | None = None
    passcode: str = ""
    pinned: bool = False
    download: bool = False
    words: str = ""
    gate: Gate = Gate.OPEN
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was given. ``token`` is what the buyer holds; empty for who may not have it, or without its key."""

    id: int
    send_id: int
    token: str
    terms: Terms
    created_at: datetime
    revoked_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether the link's own terms let a buyer in; the asset has its say in :func:`find_shared`."""
        return self.revoked_at is None and (self.terms.expires_at is None or now < self.terms.expires_at)


@dataclass(frozen=True, slots=True)
class SharedAsset:
    """What an open link shows: one version of one asset, and nothing that says where it came from.

    ``leaves`` is the gate's word on its file; ``current`` tells that the version is the one on the drive today.
    ``pages`` are those that were chosen, none for all. ``contact`` is to whom it was sent, for the gate alone.
    """

    link: Link
    send_id: int
    sent_at: datetime
    asset_id: int
    title: str
    format: str
    language: str
    version_id: int
    fingerprint: str
    current: bool
    leaves: HandingOut
    pages: tuple[int, ...] = ()
    contact: str = ""

    @property
    def may_download(self) -> bool:
        """An older version lies nowhere any more; and whether the file leaves at all, the gate says."""
        return self.link.terms.download and self.current and self.leaves.is_allowed


@dataclass(frozen=True, slots=True)
class BuyerPage:
    """A page, slide or passage as a buyer reads it: no speaker notes, no locator of ours.

    ``number`` is the page's or slide's own, 0 for a passage.
    """

    heading: str
    text: str
    number: int = 0


# --- giving a link -------------------------------------------------------------------------------------------------


def send_link(db: Store, asset_id: int, *, terms: Terms, link_token: str, **send: Any) -> tuple[Send, Link]:
    """Record a send by link, with its link. ``send`` is what :func:`contentlib.sending.sends.record_send` takes.

    ``link_token`` must be random and new: it is all that a stranger has to guess. Where only some pages were chosen the
    link stays with the version that was sent: page 4 of the next one may be another.

    Raises:
        NotSendable: the asset is internal, retired or run out.
        BadInput: the file may be taken along and may not leave; or see :func:`contentlib.sending.sends.record_send`.
    """
    words = check_text(terms.words, "words", LONGEST_WORDS)
    if terms.expires_at and terms.expires_at <= send["sent_at"]:
        raise BadInput("The day in the field expires is over. Choose a later one, or none.")
    with db.atomic():
        asset = find_asset(db, asset_id)
        check_not_expired(db, asset, now=send["sent_at"])
        if terms.download:
            check_leaves(db, asset, send.get("pages", ()))
        sent = record_send(db, asset_id, channel=Channel.LINK, **send)
        db.insert("links",
            {
                "send_id": sent.id, "token_hash": hash_token(link_token),
                "sealed": seal(db, link_token, purpose=SEALED_AS), "expires_at": to_text(terms.expires_at),
                "passcode": terms.passcode,
                "gate": (Gate.EMAIL if terms.gate is Gate.CODE else terms.gate).value,
                "verified": int(terms.gate is Gate.CODE), "allowed": " ".join(terms.allowed),
                "pinned": int(terms.pinned or bool(sent.pages)),
                "download": int(terms.download), "words": words, "created_at": to_text(send["sent_at"]),
            }
        )  # fmt: skip
    return sent, find_links(db, [sent.id], asking=OWNER)[sent.id]


def find_links(db: Store, send_ids: Sequence[int], *, asking: Confidant) -> dict[int, Link]:
    """The links of these sends, as ``asking`` may know them; a send without one is left out."""
    marks = ", ".join("?" * len(send_ids))
    rows = db.execute(
        f"SELECT {LINK}, p.email, {VERIFYING} FROM links k JOIN sends s ON s.id = k.send_id "
        f"JOIN people p ON p.id = s.person_id WHERE k.send_id IN ({marks})",
        list(send_ids),
    )
    return {row[1]: _tell(db, row, asking) for row in rows}


def _tell(db: Store, row: Sequence[Any], asking: Confidant) -> Link:
    if may_have_link(row[-3], asking):
        return _to_link(row, unseal(db, row[2], purpose=SEALED_AS))
    return _close(_to_link(row, ""))


def _close(link: Link) -> Link:
    """The link without what opens it, and without what the rep wrote to the buyer."""
    return replace(link, token="", terms=replace(link.terms, words=""))


def revoke_link(db: Store, send_id: int, *, revoked_at: datetime) -> None:
    """Close the link for good, at once. Closing it twice keeps the first time."""
    db.execute(
        "UPDATE links SET revoked_at = coalesce(revoked_at, ?) WHERE send_id = ?", [to_text(revoked_at), send_id]
    )


def extend_link(db: Store, send_id: int, *, expires_at: datetime | None, now: datetime) -> None:
    """Let the link live until ``expires_at``; none means without end. A revoked link stays closed.

    Raises:
        BadInput: the day is over.
    """
    if expires_at and expires_at <= now:
        raise BadInput("The day in the field expires is over. Choose a later one, or revoke the link.")
    db.execute(
        "UPDATE links SET expires_at = ? WHERE send_id = ? AND revoked_at IS NULL", [to_text(expires_at), send_id]
    )


# --- opening one ---------------------------------------------------------------------------------------------------

LINK = """k.id, k.send_id, k.sealed, k.expires_at, k.passcode, k.pinned, k.download, k.words, k.created_at,
    k.revoked_at, k.gate"""
# Behind all else, whatever that is.
VERIFYING = "k.verified, k.allowed"

# Every rule about the asset is in the query, so that no caller can forget one.
OPEN = f"""SELECT {LINK}, s.sent_at, assets.id, assets.title, assets.format, assets.language, v.id, v.fingerprint,
    s.pages, (SELECT c.email FROM contacts c WHERE c.id = s.contact_id),
    v.id = {CURRENT_VERSION} AND EXISTS (SELECT 1 FROM locations l WHERE l.version_id = v.id AND l.gone_at IS NULL),
    v.inside, v.examined_with, {VERIFYING}
    FROM links k JOIN sends s ON s.id = k.send_id JOIN assets ON assets.id = s.asset_id
    JOIN versions v ON v.asset_id = assets.id
        AND v.id = CASE WHEN k.pinned THEN s.version_id ELSE {CURRENT_VERSION} END
    WHERE assets.audience = 'external' AND assets.retired_at IS NULL
        AND (assets.expires_at IS NULL OR assets.expires_at > ?)"""


def find_shared(db: Store, token: str, *, now: datetime) -> SharedAsset | None:
    """What the holder of ``token`` may see now; none, whatever the reason.

    Unknown, expired and revoked links, and assets that ran out or became internal or retired, cannot be told apart.
    """
    row = db.execute(f"{OPEN} AND k.token_hash = ?", [to_text(now), hash_token(token)]).fetchone()
    if row is None:
        return None
    shared = _to_shared(row, token)
    return shared if shared.link.is_open(now) else None


def find_shared_of(db: Store, send_id: int, *, now: datetime) -> SharedAsset | None:
    """What the link of this send would show, whatever its terms; none where the asset may not reach a buyer.

    Told without the token: it is asked by colleagues, too.
    """
    row = db.execute(f"{OPEN} AND k.send_id = ?", [to_text(now), send_id]).fetchone()
    shared = _to_shared(row, "") if row else None
    return replace(shared, link=_close(shared.link)) if shared else None


def list_shared_pages(db: Store, version_id: int, *, chosen: Sequence[int] = ()) -> tuple[BuyerPage, ...]:
    """The pages of a version as a buyer reads them, or only the ``chosen`` ones. Speaker notes are not even asked for.

    A document's running heads are left out: gathered on a page of their own they say nothing.
    """
    rows = db.execute(
        "SELECT heading, text, locator FROM sections WHERE version_id = ? AND locator != ? ORDER BY position",
        [version_id, RUNNING_HEADS],
    )
    pages = (BuyerPage(heading, text, page_of(locator) or 0) for heading, text, locator in rows)
    return tuple(page for page in pages if not chosen or page.number in chosen)


def list_choosable(db: Store, settings: Settings, asset: Asset) -> tuple[BuyerPage, ...]:
    """The pages of an asset's current version that may be sent alone; none where it has no pages, or nobody drew them.

    Slides that their author hid are not among them: what is hidden was set aside with the notes by the reader.
    """
    if asset.format in PAGED:
        rows = db.execute(
            "SELECT heading, text, locator FROM sections WHERE version_id = ? "
            "AND (heading != '' OR text != '' OR notes = '') ORDER BY position",
            [asset.version_id],
        )
        pages = (BuyerPage(heading, text, page_of(locator) or 0) for heading, text, locator in rows)
        return tuple(page for page in pages if page.number)
    drawn = list_pictures(settings, find_fingerprint(db, asset.version_id))
    return tuple(BuyerPage("", "", picture.page) for picture in drawn if can_cut(asset.format))


def _to_link(row: Sequence[Any], token: str) -> Link:
    is_verified, allowed = row[-2:]
    gate = Gate.CODE if is_verified else Gate(row[10])
    terms = Terms(to_time(row[3]), row[4], bool(row[5]), bool(row[6]), row[7], gate, tuple(allowed.split()))
    return Link(row[0], row[1], token, terms, datetime.fromisoformat(row[8]), to_time(row[9]))


def _to_shared(row: Sequence[Any], token: str) -> SharedAsset:
    chosen = read_pages(row[18])
    return SharedAsset(
        link=_to_link(row, token), send_id=row[1], sent_at=datetime.fromisoformat(row[11]), asset_id=row[12],
        title=row[13], format=row[14], language=row[15], version_id=row[16], fingerprint=row[17], pages=chosen,
        contact=row[19], current=bool(row[20]), leaves=judge_file(row[14], judge_kept(row[21], row[22]), chosen),
    )  # fmt: skip


# --- passcodes -----------------------------------------------------------------------------------------------------


def hash_passcode(passcode: str, *, salt: bytes) -> str:
    """The passcode as it is kept: scrypt, with ``salt`` of at least 16 random bytes. Nothing stays nothing.

    Raises:
        BadInput: it is too short or too long, or one that is tried first.
    """
    if not passcode:
        return ""
    if len(passcode) not in PASSCODE_LENGTHS:
        raise BadInput("The field passcode takes 6 to 100 characters. Choose another passcode, or none.")
    if is_tried_first(passcode):
        raise BadInput("The passcode in the field passcode is among the first that anybody tries. Choose another.")
    return hash_secret(passcode, salt=salt, cost=FOR_PASSCODES)
