"""Sends: what is recorded, and what must never be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contentlib.catalog.assets import find_asset_by_path
from contentlib.catalog.tags import record_correction
from contentlib.errors import AlreadySent, BadInput, NotSendable, UnknownAsset
from contentlib.library.opened import Library
from contentlib.model import Audience, Axis, Channel, Send, Source, Tag
from contentlib.sending.discretion import OWNER
from contentlib.sending.sends import count_sends, last_sends, list_sends, list_sends_to, record_send
from tests.builders import NOON, build_library, index

STORY = "Case Studies/hospital.md"
CARD = "Battle Cards (INTERNAL)/billmoor.md"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = build_library(
        tmp_path,
        {
            STORY: "---\nkind: case_study\naudience: external\n---\n# Hospital\n\nPayback in nine months.",
            CARD: "# Billmoor\n\nINTERNAL. Do not forward.",
        },
    )
    yield opened
    opened.close()


def send(library: Library, path: str, *, token: str = "t1", contact: str = "ann@buyer.example", deal: str = "") -> Send:
    return record_send(
        library.db,
        find_asset_by_path(library.db, path).id,
        rep="ines@ours.example",
        contact=contact,
        deal=deal,
        channel=Channel.EMAIL,
        note="as promised",
        token=token,
        sent_at=NOON,
    )


def test_a_send_remembers_asset_version_rep_contact_deal_and_time(library: Library) -> None:
    sent = send(library, STORY, deal="Harbour 2026")
    asset = find_asset_by_path(library.db, STORY)
    assert (sent.asset_id, sent.version_id) == (asset.id, asset.version_id)
    assert (sent.rep, sent.contact, sent.deal, sent.sent_at) == (
        "ines@ours.example",
        "ann@buyer.example",
        "Harbour 2026",
        NOON,
    )
    assert list_sends(library.db, asking=OWNER) == (sent,)
    assert last_sends(library.db) == {asset.id: (1, NOON)}


def test_an_internal_asset_is_refused_and_nothing_is_stored(library: Library) -> None:
    with pytest.raises(NotSendable, match="internal"):
        send(library, CARD)
    assert count_sends(library.db) == 0
    assert library.db.execute("SELECT count(*) FROM contacts").fetchone() == (0,)


def test_an_asset_that_a_person_calls_internal_is_refused_from_then_on(library: Library) -> None:
    asset = find_asset_by_path(library.db, STORY)
    tag = Tag(Axis.AUDIENCE, Audience.INTERNAL.value, 1.0, "", "", Source.PERSON)
    record_correction(library.db, asset.id, tag, said_by="petra@ours.example", said_at=NOON)
    with pytest.raises(NotSendable):
        send(library, STORY)


def test_a_retired_asset_is_refused_but_its_history_stays(library: Library, tmp_path: Path) -> None:
    send(library, STORY)
    (tmp_path / "drive" / STORY).unlink()
    index(library, tmp_path / "drive", allow_mass_retire=True)
    with pytest.raises(NotSendable, match="retired"):
        send(library, STORY, token="t2")
    assert count_sends(library.db) == 1


def test_the_same_token_twice_is_one_send(library: Library) -> None:
    send(library, STORY)
    with pytest.raises(AlreadySent):
        send(library, STORY)
    assert count_sends(library.db) == 1


@pytest.mark.parametrize(
    "address", ["", "ann", "ann@", "@buyer", "a b@c.example", "ann@buyer.example\nBcc: x@y.example"]
)
def test_an_address_that_is_none_is_refused_by_field(library: Library, address: str) -> None:
    with pytest.raises(BadInput, match="field contact"):
        send(library, STORY, contact=address)
    assert count_sends(library.db) == 0


def test_a_contact_is_the_same_however_the_address_is_written(library: Library) -> None:
    send(library, STORY)
    send(library, STORY, token="t2", contact="Ann@Buyer.example")
    assert library.db.execute("SELECT count(*) FROM contacts").fetchone() == (1,)
    asset = find_asset_by_path(library.db, STORY)
    assert len(list_sends_to(library.db, asset.id, "ANN@buyer.example")) == 2


def test_an_asset_that_does_not_exist_cannot_be_sent(library: Library) -> None:
    with pytest.raises(UnknownAsset):
        record_send(
            library.db, 999, rep="a@b.example", contact="c@d.example", deal="", channel=Channel.LINK, note="",
            token="t", sent_at=NOON,
        )  # fmt: skip
