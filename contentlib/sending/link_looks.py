"""How the buyer's page and the rep's mail look: what a team sets once, for links that are out already too."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import asdict, dataclass, fields

from contentlib.errors import BadInput
from contentlib.language import check_text
from contentlib.storage import Store

SHARING = "sharing"
LONGEST_WORDS = 4000
LARGEST_LOGO = 100 * 1024
LOGO = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}\Z")
# What a picture's first bytes say it is; no SVG, which is a program.
SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp"))


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the buyer's page and the rep's mail look: what a team sets once.

    ``logo`` is a picture as a data: address. ``address`` is where buyers reach the links, such as
    ``https://share.company.com``; empty for where the rep is.
    ``subject`` and ``message`` begin a mail where no other message is chosen; their fields are those of
    :mod:`contentlib.sending.messages`.
    """

    company: str = ""
    logo: str = ""
    colour: str = "#0b5f60"
    address: str = ""
    days: int = 30
    subject: str = "{title}"
    message: str = "Hello {first_name},\n\n{words}\n\n{title}{pages}\n{link}\n\nBest regards\n{rep}"


def read_sharing(db: Store, *, company: str = "") -> Sharing:
    """What the team set; ``company`` where it set no name."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", [SHARING]).fetchone()
    known = {field.name for field in fields(Sharing)}
    values = {name: value for name, value in (json.loads(row[0]) if row else {}).items() if name in known}
    return Sharing(**({"company": company} | values))


def replace_sharing(db: Store, sharing: Sharing) -> None:
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
    if sharing.logo and not LOGO.match(sharing.logo):
        raise BadInput("The field logo takes a PNG, JPEG or WebP picture of at most 100 KB. Choose another.")
    for field, text in (("company", sharing.company), ("subject", sharing.subject), ("message", sharing.message)):
        check_text(text, field, LONGEST_WORDS)
    db.insert("meta", {"key": SHARING, "value": json.dumps(asdict(sharing))}, replace=True)


def read_logo(data: bytes) -> str:
    """A picture as the data: address that is set into the buyer's page, so that the page stays one request.

    Raises:
        BadInput: it is too large, or no PNG, JPEG or WebP; names the field.

    >>> read_logo(b"\\x89PNG\\r\\n\\x1a\\n")
    'data:image/png;base64,iVBORw0KGgo='
    """
    kind = next((kind for start, kind in SIGNATURES if data.startswith(start)), "")
    if not kind or (kind == "image/webp" and data[8:12] != b"WEBP") or len(data) > LARGEST_LOGO:
        raise BadInput("The field logo takes a PNG, JPEG or WebP picture of at most 100 KB. Choose another.")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
