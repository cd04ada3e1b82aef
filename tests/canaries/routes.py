"""Every way by which a buyer, or a program that may speak to buyers only, can reach what an asset says."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from contentlib.catalog import find_asset
from contentlib.errors import BadInput
from contentlib.formats import clean_suffix
from contentlib.library.opened import Library
from contentlib.model import Channel, Send
from contentlib.people.persons import Role
from contentlib.people.tokens import MARK, add_token
from contentlib.sending import look_through, read_sharing, send_link
from contentlib.sending.delivery import Parcel, prepare_attachment, write_mail
from contentlib.sending.file_asking import copy_path
from contentlib.sending.links import Link, Terms
from indexer.clean_copies import CLEAN
from indexer.processes import MB, DriveFile, Limits, Read, Reader
from tests.builders import index, open_empty, write_files
from tests.canaries.package_edit import holds
from tests.canaries.plant import OPEN_WORD, Planted
from tests.web.team import address, gather
from web import create_app

AT = datetime(2026, 5, 4, tzinfo=UTC)
SECRET = MARK + "canary-token"
REP = address(Role.REP)
BEFORE_REST = 60


@dataclass
class Walked:
    """What came of it: how many files took each way, and what was found where it must not be."""

    ways: Counter[str] = field(default_factory=Counter)
    found: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    # Files that nobody may have as a file, with what the pass or the gate said.
    refused: Counter[str] = field(default_factory=Counter)


def walk(folder: Path, planted: Sequence[Planted], *, at_once: int = 0) -> Walked:
    """Index the files and walk every way to each. Clean copies of ``at_once`` files are made by one process, as a send
    makes each in one of its own.
    """
    library = open_empty(folder)
    with closing(library):
        root = write_files(folder / "drive", {one.path: one.data for one in planted})
        index(library, root)
        library.db.execute("UPDATE assets SET audience = 'external'")
        _make_copies(library, root, [one.path for one in planted[:at_once]])
        gather(library)
        _add_token(library)
        walked = Walked()
        for number, one in enumerate(planted):
            # A program may ask so and so often in a minute; another day begins with another app.
            if number % BEFORE_REST == 0:
                app = create_app(library=library)
            _walk_one(app, library, one, number, walked)
    return walked


def _walk_one(app: Flask, library: Library, one: Planted, number: int, walked: Walked) -> None:
    row = library.db.execute(
        "SELECT v.asset_id FROM versions v JOIN locations l ON l.version_id = v.id WHERE l.path = ?", [one.path]
    ).fetchone()
    if row is None:
        walked.refused["not read"] += 1
        return
    for way, data in _list_answers(app, library, row[0], number, walked):
        walked.ways[way] += 1
        if holds(data, one.canary):
            walked.found.append((way, one.names))
        if way.startswith("file") and not holds(data, OPEN_WORD):
            walked.found.append((f"{way}: nothing is left", one.names))


def _list_answers(
    app: Flask, library: Library, asset_id: int, number: int, walked: Walked
) -> Iterator[tuple[str, bytes]]:
    token = f"{number:032d}"
    client = app.test_client()
    asset = find_asset(library.db, asset_id)
    look_through(library.db, library.settings, asset.version_id)
    may_download = True
    try:
        send, link = _give(library, asset_id, token, download=True)
    except BadInput:
        may_download = False
        walked.refused["download"] += 1
        send, link = _give(library, asset_id, token, download=False)
    yield "buyer's page", client.get(f"/s/{token}").data
    for page in range(1, 6):
        with client.get(f"/s/{token}/pages/{page}") as picture:
            yield "picture", picture.data
    if may_download:
        with client.get(f"/s/{token}/file") as answer:
            if answer.status_code == 200:
                yield "file by link", answer.data
            else:
                walked.refused["file by link"] += 1
    with suppress(BadInput):
        attached = prepare_attachment(library, asset, Parcel(asset_id, REP, channel=Channel.ATTACHED))
        if attached:
            yield "file by mail", attached.data
    mail = write_mail(library, send, link, sharing=read_sharing(library.db), address="https://share.example")
    yield "mail", f"{mail.subject}\n{mail.message}".encode()
    yield from _ask_api(client, asset_id)


def _give(library: Library, asset_id: int, token: str, *, download: bool) -> tuple[Send, Link]:
    return send_link(
        library.db, asset_id, terms=Terms(download=download), link_token=token, rep=REP, contact="ann@buyer.example",
        deal="", note="", token=f"form {token} {download}", sent_at=AT,
    )  # fmt: skip


def _ask_api(client: FlaskClient, asset_id: int) -> Iterator[tuple[str, bytes]]:
    header = {"Authorization": f"Bearer {SECRET}"}
    for way in (f"assets/{asset_id}", f"assets/{asset_id}/sections", "search?q=portal+price+terms&limit=50"):
        answer = client.get(f"/api/v1/{way}", headers=header)
        assert answer.status_code == 200, answer.text
        yield f"API {way.partition('?')[0].replace(str(asset_id), 'ID')}", answer.data


def _add_token(library: Library) -> None:
    (person,) = library.db.execute("SELECT id FROM people WHERE email = ?", [REP]).fetchone()
    scopes = ["external-only", "read:search", "read:sends"]
    add_token(library.db, person, "canary", scopes, secret=SECRET, made_at=AT)


def _make_copies(library: Library, root: Path, paths: Iterable[str]) -> None:
    limits = Limits(seconds=60, memory=1024 * MB, text=64 * MB, answer=64 * MB)
    with Reader(root, limits, read=CLEAN) as reader:
        for outcome in reader.read_all(DriveFile(path, 0, 0) for path in paths):
            if not isinstance(outcome, Read):
                continue
            suffix = clean_suffix(outcome.reading.format, Path(outcome.found.path).suffix)
            out = copy_path(library.settings, outcome.fingerprint, suffix)
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(base64.b64decode(outcome.reading.sections[0].text))
