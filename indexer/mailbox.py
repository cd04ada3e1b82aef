"""Finds our assets among the attachments of sent mails: by their bytes, else by their text, edited copies too.

Mails are what strangers wrote: they are only parsed, and an attachment's text is read as a drive's files are, in a
worker process with limits.
"""

from __future__ import annotations

import email.policy
import hashlib
import mailbox
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path, PurePosixPath

from contentlib.errors import BadInput
from contentlib.formats import SUFFIXES, Locator
from contentlib.people import EMAIL
from contentlib.sending import KnownVersion, MailedFile, find_known, list_known
from contentlib.settings import Settings
from contentlib.storage import Store
from indexer.identity import FEWEST_SHINGLES, Shingles, cut_shingles
from indexer.processes import MB, DriveFile, Limits, Read, Reader

LARGEST = 200 * MB
AT_ONCE = 64
# Of an attachment's shingles, the share that an asset must hold to be what was sent: a few pages of it, or a copy with
# some words changed. Other texts of one company hardly ever share 0.15; siblings of one template reach 0.87.
HELD = 0.6
PARTNERS = 5
SKETCH = 128
# What reps attach: any asset's file, but for pictures, which are mostly of a signature, and mails that are passed on.
DOCUMENTS = tuple(
    suffix for suffix, form in SUFFIXES.items() if not form.is_picture and form.locator is not Locator.ATTACHMENT
)


@dataclass(frozen=True, slots=True)
class Attached:
    """One file of one sent mail."""

    mail: str
    rep: str
    contacts: tuple[str, ...]
    sent_at: datetime
    name: str
    data: bytes = field(repr=False)


def match_mailbox(db: Store, settings: Settings, path: Path) -> Iterator[MailedFile]:
    """Every attachment in the mailbox that is one of our assets, once for each contact outside the sender's company.

    Raises:
        BadInput: there is no mailbox at ``path``.
    """
    ours = _Ours(db)
    waiting: list[Attached] = []
    for attached in read_mailbox(path):
        found = ours.find_same(attached.data)
        if found:
            yield from _tell(attached, found, 1.0)
            continue
        waiting.append(attached)
        if len(waiting) >= AT_ONCE:
            yield from _match_texts(ours, settings, waiting)
            waiting.clear()
    yield from _match_texts(ours, settings, waiting)


def _tell(attached: Attached, known: KnownVersion, alike: float) -> Iterator[MailedFile]:
    for contact in attached.contacts:
        yield MailedFile(
            mail=attached.mail, rep=attached.rep, contact=contact, sent_at=attached.sent_at, file=attached.name,
            asset_id=known.asset_id, title=known.title, version_id=known.version_id, alike=alike,
            internal=known.internal,
        )  # fmt: skip


# --- the mailbox ---------------------------------------------------------------------------------------------------


def read_mailbox(path: Path) -> Iterator[Attached]:
    """The documents attached to the mails of an .eml file, an mbox file, or a folder of .eml files or a Maildir.

    Raises:
        BadInput: nothing is there.
    """
    if not path.exists():
        raise BadInput(f"There is no mailbox at {path}. Give an mbox file, an .eml file, or a folder of them.")
    for data in _list_mails(path):
        yield from read_mail(data)


def _list_mails(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and (file.suffix.lower() == ".eml" or file.parent.name in ("cur", "new")):
                yield file.read_bytes()
    elif path.suffix.lower() == ".eml":
        yield path.read_bytes()
    else:
        box = mailbox.mbox(path, create=False)
        try:
            for key in box.keys():  # noqa: SIM118  a mailbox iterates over its mails, all read at once
                yield box.get_bytes(key)
        finally:
            box.close()


def read_mail(data: bytes) -> Iterator[Attached]:
    """The documents that were attached to a mail; none where nobody can say who sent it, to whom, and when."""
    mail = BytesParser(policy=email.policy.default).parsebytes(data)
    assert isinstance(mail, EmailMessage)
    senders = _addresses(mail, "From")
    sent_at = _read_date(mail)
    if not senders or sent_at is None:
        return
    domain = senders[0].partition("@")[2].lower()
    contacts = tuple(
        address for address in _addresses(mail, "To", "Cc", "Bcc") if address.partition("@")[2].lower() != domain
    )
    if not contacts:
        return
    number = str(mail.get("Message-ID", "")).strip() or hashlib.sha256(data).hexdigest()[:32]
    for part in mail.iter_attachments():
        name = PurePosixPath(str(part.get_filename() or "").replace("\\", "/")).name
        content = part.get_payload(decode=True)
        if name.lower().endswith(DOCUMENTS) and isinstance(content, bytes) and 0 < len(content) <= LARGEST:
            yield Attached(number, senders[0], contacts, sent_at, name, content)


def _addresses(mail: EmailMessage, *names: str) -> list[str]:
    listed = getaddresses([str(value) for name in names for value in mail.get_all(name, [])])
    return list(dict.fromkeys(address for _, address in listed if EMAIL.fullmatch(address)))


def _read_date(mail: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(mail.get("Date", "")))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


# --- what is ours --------------------------------------------------------------------------------------------------


class _Ours:
    """The library, as attachments are compared with it. The texts are gathered when first asked for."""

    def __init__(self, db: Store) -> None:
        self._db = db
        self._texts: dict[int, Shingles] = {}
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._known: dict[int, KnownVersion] = {}

    def find_same(self, data: bytes) -> KnownVersion | None:
        """The version that is these very bytes."""
        return find_known(self._db, hashlib.sha256(data).hexdigest())

    def find_alike(self, text: str) -> tuple[KnownVersion, float] | None:
        """The asset that holds most of what this text says, and the share (0-1) it holds."""
        shingles = cut_shingles(text)
        if len(shingles) < FEWEST_SHINGLES:
            return None
        self._gather()
        shared = Counter(asset_id for shingle in shingles for asset_id in self._holders.get(shingle, ()))
        near = [asset_id for asset_id, _ in shared.most_common(PARTNERS)]
        held = {asset_id: len(shingles & self._texts[asset_id]) / len(shingles) for asset_id in near}
        best = max(held, key=lambda asset_id: held[asset_id], default=None)
        if best is None or held[best] < HELD:
            return None
        return self._known[best], min(held[best], 0.99)

    def _gather(self) -> None:
        if self._texts:
            return
        for known, text in list_known(self._db):
            shingles = cut_shingles(text)
            if len(shingles) >= FEWEST_SHINGLES:
                self._texts[known.asset_id], self._known[known.asset_id] = shingles, known
                # A part of the asset has to find it too, so the sketch is spread over all of its text.
                for shingle in sorted(shingles)[:: max(1, len(shingles) // SKETCH)]:
                    self._holders[shingle].append(known.asset_id)


def _match_texts(ours: _Ours, settings: Settings, waiting: Sequence[Attached]) -> Iterator[MailedFile]:
    for number, text in _read_texts(settings, waiting).items():
        found = ours.find_alike(text)
        if found:
            known, alike = found
            yield from _tell(waiting[number], known, alike)


def _read_texts(settings: Settings, waiting: Sequence[Attached]) -> Mapping[int, str]:
    """What the attachments say, by their place in the list; one that cannot be read is left out."""
    if not waiting:
        return {}
    limits = Limits(seconds=settings.read_seconds, memory=settings.read_mb * MB, file_bytes=settings.file_mb * MB)
    with tempfile.TemporaryDirectory(prefix="contentlib-") as name:
        root = Path(name)
        for number, attached in enumerate(waiting):
            # The name is ours, so that no file name of a stranger becomes a path.
            (root / f"{number}{PurePosixPath(attached.name).suffix.lower()}").write_bytes(attached.data)
        files = [DriveFile(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(root.iterdir())]
        with Reader(root, limits) as reader:
            return {
                int(PurePosixPath(one.found.path).stem): " ".join(
                    f"{section.heading} {section.text}" for section in one.reading.sections
                )
                for one in reader.read_all(files)
                if isinstance(one, Read)
            }
