"""Tracked links: who may open what, until when. The one gate between a token and an asset; it tells no reasons."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from contentlib.assets import CURRENT_VERSION
from contentlib.database import atomic, to_text, to_time
from contentlib.errors import BadInput
from contentlib.model import Channel, Send
from contentlib.sends import check_text, record_send

LONGEST_WORDS = 4000
PASSCODE_LENGTHS = range(4, 101)
# 16 MB and some 50 ms a try: nothing for a buyer, a lot for a list of words.
SCRYPT = {"n": 2**14, "r": 8, "p": 1}
SHARING = "sharing"
RUNNING_HEADS = "headers and footers"  # as the readers of documents call them


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a link is given. ``passcode`` is as :func:`hash_passcode` made it; empty means none is asked.

    ``pinned`` stays with the version that was sent; else the link follows the asset's current one. ``words`` are what
    the rep writes to the buyer.
    """

    expires_at: datetime | None = None
    passcode: str = ""
    pinned: bool = False
    download: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was given. ``token`` is what the buyer holds."""

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
class Shared:
    """What an open link shows: one version of one asset, and nothing that says where it came from.

    ``notes`` tells that the file carries speaker notes; ``current`` that the version is the one on the drive today.
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
    notes: bool

    @property
    def may_download(self) -> bool:
        """Speaker notes travel inside the file, and an older version lies nowhere any more."""
        return self.link.terms.download and self.current and not self.notes


@dataclass(frozen=True, slots=True)
class Page:
    """A page, slide or passage as a buyer reads it: no speaker notes, no locator of ours."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the buyer's page and the rep's mail look: what a team sets once.

    ``address`` is where buyers reach the links, such as ``https://share.company.com``; empty for where the rep is.
    ``subject`` and ``message`` may hold {title}, {link}, {company} and {words}.
    """

    company: str = ""
    colour: str = "#0b5f60"
    address: str = ""
    days: int = 30
    subject: str = "{title}"
    message: str = "Hello,\n\n{words}\n\n{title}\n{link}\n\nBest regards"


# --- giving a link -------------------------------------------------------------------------------------------------


def send_link(db: Database, asset_id: int, *, terms: Terms, link_token: str, **send: Any) -> tuple[Send, Link]:
    """Record a send by link, with its link. ``send`` is what :func:`contentlib.sends.record_send` takes.

    ``link_token`` must be random and new: it is all that a stranger has to guess.
    """
    words = check_text(terms.words, "words", LONGEST_WORDS)
    if terms.expires_at and terms.expires_at <= send["sent_at"]:
        raise BadInput("The day in the field expires is over. Choose a later one, or none.")
    with atomic(db):
        sent = record_send(db, asset_id, channel=Channel.LINK, **send)
        db.table("links").insert(
            {
                "send_id": sent.id, "token": link_token, "token_hash": _hash(link_token),
                "expires_at": to_text(terms.expires_at), "passcode": terms.passcode, "pinned": int(terms.pinned),
                "download": int(terms.download), "words": words, "created_at": to_text(send["sent_at"]),
            }
        )  # fmt: skip
    return sent, find_links(db, [sent.id])[sent.id]


def find_links(db: Database, send_ids: Sequence[int]) -> dict[int, Link]:
    """The links of these sends; a send without one is left out."""
    marks = ", ".join("?" * len(send_ids))
    rows = db.execute(f"SELECT {LINK} FROM links k WHERE k.send_id IN ({marks})", list(send_ids))
    return {row[1]: _to_link(row) for row in rows}


def revoke_link(db: Database, send_id: int, *, revoked_at: datetime) -> None:
    """Close the link for good, at once. Closing it twice keeps the first time."""
    db.execute(
        "UPDATE links SET revoked_at = coalesce(revoked_at, ?) WHERE send_id = ?", [to_text(revoked_at), send_id]
    )


def extend_link(db: Database, send_id: int, *, expires_at: datetime | None, now: datetime) -> None:
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

LINK = """k.id, k.send_id, k.token, k.expires_at, k.passcode, k.pinned, k.download, k.words, k.created_at,
    k.revoked_at"""

# Every rule about the asset is in the query, so that no caller can forget one.
OPEN = f"""SELECT {LINK}, s.sent_at, assets.id, assets.title, assets.format, assets.language, v.id, v.fingerprint,
    v.id = {CURRENT_VERSION} AND EXISTS (SELECT 1 FROM locations l WHERE l.version_id = v.id AND l.gone_at IS NULL),
    EXISTS (SELECT 1 FROM sections n WHERE n.version_id = v.id AND n.notes != '')
    FROM links k JOIN sends s ON s.id = k.send_id JOIN assets ON assets.id = s.asset_id
    JOIN versions v ON v.asset_id = assets.id
        AND v.id = CASE WHEN k.pinned THEN s.version_id ELSE {CURRENT_VERSION} END
    WHERE assets.audience = 'external' AND assets.retired_at IS NULL"""


def find_shared(db: Database, token: str, *, now: datetime) -> Shared | None:
    """What the holder of ``token`` may see now; none, whatever the reason.

    Unknown, expired and revoked links, and assets that became internal or retired, cannot be told apart.
    """
    row = db.execute(f"{OPEN} AND k.token_hash = ?", [_hash(token)]).fetchone()
    # The hash found the row; the token itself is compared in constant time, so that no near miss is felt.
    if row is None or not hmac.compare_digest(row[2].encode(), token.encode("utf-8", "replace")):
        return None
    shared = _to_shared(row)
    return shared if shared.link.is_open(now) else None


def find_shared_of(db: Database, send_id: int) -> Shared | None:
    """What the link of this send would show, whatever its terms; none where the asset may not reach a buyer."""
    row = db.execute(f"{OPEN} AND k.send_id = ?", [send_id]).fetchone()
    return _to_shared(row) if row else None


def list_shared_pages(db: Database, version_id: int) -> tuple[Page, ...]:
    """The pages of a version as a buyer reads them. Speaker notes are not even asked for.

    A document's running heads are left out: gathered on a page of their own they say nothing.
    """
    rows = db.execute(
        "SELECT heading, text FROM sections WHERE version_id = ? AND locator != ? ORDER BY position",
        [version_id, RUNNING_HEADS],
    )
    return tuple(Page(*row) for row in rows)


def _to_link(row: Sequence[Any]) -> Link:
    terms = Terms(to_time(row[3]), row[4], bool(row[5]), bool(row[6]), row[7])
    return Link(row[0], row[1], row[2], terms, datetime.fromisoformat(row[8]), to_time(row[9]))


def _to_shared(row: Sequence[Any]) -> Shared:
    return Shared(
        link=_to_link(row), send_id=row[1], sent_at=datetime.fromisoformat(row[10]), asset_id=row[11], title=row[12],
        format=row[13], language=row[14], version_id=row[15], fingerprint=row[16], current=bool(row[17]),
        notes=bool(row[18]),
    )  # fmt: skip


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


# --- passcodes -----------------------------------------------------------------------------------------------------


def hash_passcode(passcode: str, *, salt: bytes) -> str:
    """The passcode as it is kept: scrypt, with ``salt`` of at least 16 random bytes. Nothing stays nothing.

    Raises:
        BadInput: it is too short or too long.
    """
    if not passcode:
        return ""
    if len(passcode) not in PASSCODE_LENGTHS:
        raise BadInput("The field passcode takes 4 to 100 characters. Choose another passcode, or none.")
    return f"{salt.hex()}:{_scrypt(passcode, salt).hex()}"


def fits_passcode(kept: str, passcode: str) -> bool:
    """Whether ``passcode`` is the one that was kept, in constant time.

    >>> kept = hash_passcode("tulip", salt=bytes(16))
    >>> fits_passcode(kept, "tulip"), fits_passcode(kept, "rose")
    (True, False)
    """
    salt, _, expected = kept.partition(":")
    tried = passcode[: PASSCODE_LENGTHS.stop]
    return hmac.compare_digest(_scrypt(tried, bytes.fromhex(salt)), bytes.fromhex(expected))


def _scrypt(passcode: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passcode.encode("utf-8", "replace"), salt=salt, **SCRYPT)


# --- how it looks --------------------------------------------------------------------------------------------------


def read_sharing(db: Database, *, company: str = "") -> Sharing:
    """What the team set; ``company`` where it set no name."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", [SHARING]).fetchone()
    known = {field.name for field in fields(Sharing)}
    values = {name: value for name, value in (json.loads(row[0]) if row else {}).items() if name in known}
    return Sharing(**({"company": company} | values))


def replace_sharing(db: Database, sharing: Sharing) -> None:
    """Keep what the team set.

    Raises:
        BadInput: a field that cannot be used, named.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", sharing.colour):
        raise BadInput("The field colour takes a colour like #0b5f60. Mend it.")
    if sharing.address and not re.fullmatch(r"https?://[\w.-]+(:\d+)?", sharing.address):
        raise BadInput("The field address takes the start of a web address, like https://share.company.com. Mend it.")
    if sharing.days not in range(3651):
        raise BadInput("The field days takes a number from 0, for links without end, to 3650. Mend it.")
    if "{link}" not in sharing.message:
        raise BadInput("The field message lacks {link}, which becomes the link. Put it where the link shall stand.")
    for field, text in (("company", sharing.company), ("subject", sharing.subject), ("message", sharing.message)):
        check_text(text, field, LONGEST_WORDS)
    db.table("meta").insert({"key": SHARING, "value": json.dumps(asdict(sharing))}, pk="key", replace=True)


def fill_draft(template: str, values: dict[str, str]) -> str:
    """The template with its words filled in; braces that are none of ours stay, and an empty line left over goes.

    >>> fill_draft("Hello,\\n\\n{words}\\n\\n{link} {x}", {"words": "", "link": "https://a.example/{words}"})
    'Hello,\\n\\nhttps://a.example/{words} {x}'
    """
    filled = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), template)
    return re.sub(r"\n{3,}", "\n\n", filled).strip()
