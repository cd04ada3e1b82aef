"""Tracked links: what a token opens, and everything that closes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contentlib.catalog.locations import end_locations, settle_assets
from contentlib.catalog.tags import record_correction
from contentlib.catalog.versions import add_version
from contentlib.errors import AlreadySent, BadInput, NotSendable
from contentlib.library.opened import Library
from contentlib.model import Axis, Properties, Reading, Section, Source, Tag
from contentlib.people.scrypt import fits_secret
from contentlib.sending.discretion import OWNER
from contentlib.sending.handing_out import Way
from contentlib.sending.link_looks import Sharing, read_sharing, replace_sharing
from contentlib.sending.links import (
    Link,
    Terms,
    extend_link,
    find_links,
    find_shared,
    hash_passcode,
    list_shared_pages,
    revoke_link,
    send_link,
)
from contentlib.sending.sends import find_cautions, find_send, list_sends
from contentlib.storage.library_key import unseal
from tests.web.shelf import AT, HOSTILE, PRICE, RIVAL, fill_library

LATER = AT + timedelta(days=2)
SEND: dict[str, Any] = {
    "rep": "ines@ours.example", "contact": "ann@buyer.example", "deal": "", "note": "", "token": "form", "sent_at": AT,
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = fill_library(tmp_path)
    yield opened
    opened.close()


def give(library: Library, asset_id: int = PRICE, terms: Terms = Terms(), token: str = "secret") -> Link:
    return send_link(library.db, asset_id, terms=terms, link_token=token, **(SEND | {"token": f"form {token}"}))[1]


def revise(library: Library, asset_id: int, text: str) -> int:
    reading = Reading("pdf", (Section("page 1", "", text),), Properties(title="Worth the price"))
    return add_version(
        library.db, asset_id, fingerprint="ab" * 32, size=3, title="Worth the price", reading=reading, read_at=LATER
    )


def test_a_link_opens_the_asset_it_was_given_for(library: Library) -> None:
    give(library)
    shared = find_shared(library.db, "secret", now=LATER)
    assert shared
    assert shared.title == "Worth the price"
    assert [page.heading for page in list_shared_pages(library.db, shared.version_id)] == [
        "What it costs", "Answer to “too expensive”",
    ]  # fmt: skip


@pytest.mark.parametrize("token", ["", "Secret", "secret ", "secre", "secret\x00", "%", "form secret", "\ud800"])
def test_what_is_not_the_token_opens_nothing(library: Library, token: str) -> None:
    give(library)
    assert find_shared(library.db, token, now=LATER) is None


def test_a_link_works_until_its_last_moment(library: Library) -> None:
    give(library, terms=Terms(expires_at=LATER))
    assert find_shared(library.db, "secret", now=LATER - timedelta(seconds=1))
    assert find_shared(library.db, "secret", now=LATER) is None


def test_a_revoked_link_stays_closed_whatever_is_extended(library: Library) -> None:
    link = give(library, terms=Terms(expires_at=LATER))
    revoke_link(library.db, link.send_id, revoked_at=AT)
    revoke_link(library.db, link.send_id, revoked_at=LATER)
    extend_link(library.db, link.send_id, expires_at=None, now=AT)
    assert find_shared(library.db, "secret", now=AT) is None
    assert find_links(library.db, [link.send_id], asking=OWNER)[link.send_id].revoked_at == AT


def test_a_link_that_ran_out_can_be_given_more_time(library: Library) -> None:
    link = give(library, terms=Terms(expires_at=LATER))
    extend_link(library.db, link.send_id, expires_at=LATER + timedelta(days=9), now=LATER)
    assert find_shared(library.db, "secret", now=LATER)
    with pytest.raises(BadInput, match="field expires is over"):
        extend_link(library.db, link.send_id, expires_at=AT, now=LATER)


def test_an_asset_that_becomes_internal_is_closed_at_once_and_reopens_with_it(library: Library) -> None:
    give(library)
    for audience, opens in (("internal", False), ("external", True)):
        tag = Tag(Axis.AUDIENCE, audience, 1.0, "", "", Source.PERSON)
        record_correction(library.db, PRICE, tag, said_by="ola@ours.example", said_at=LATER)
        assert bool(find_shared(library.db, "secret", now=LATER)) is opens


def test_a_retired_asset_is_closed_at_once(library: Library) -> None:
    give(library)
    end_locations(library.db, [PRICE], gone_at=LATER)
    settle_assets(library.db, [PRICE], at=LATER)
    assert find_shared(library.db, "secret", now=LATER) is None


def test_a_link_follows_the_current_version_unless_it_is_pinned(library: Library) -> None:
    give(library, token="follows")
    give(library, terms=Terms(pinned=True, download=True), token="stays")
    new = revise(library, PRICE, "Paid back in six months.")
    library.db.execute("UPDATE locations SET version_id = ? WHERE version_id = ?", [new, PRICE])
    follows, stays = (find_shared(library.db, token, now=LATER) for token in ("follows", "stays"))
    assert follows
    assert stays
    assert (follows.version_id, follows.current) == (new, True)
    assert (stays.version_id, stays.current) == (PRICE, False)
    assert not stays.may_download, "the old version lies nowhere any more"


def test_what_nobody_looked_through_is_not_given_along(library: Library) -> None:
    give(library, HOSTILE, Terms(download=True))
    shared = find_shared(library.db, "secret", now=LATER)
    assert shared
    assert (shared.leaves.way, shared.may_download) == (Way.CLEAN_COPY, True)
    library.db.execute("UPDATE versions SET examined_with = 0")
    shared = find_shared(library.db, "secret", now=LATER)
    assert shared
    assert not shared.may_download
    with pytest.raises(BadInput, match="field download cannot be chosen"):
        give(library, HOSTILE, Terms(download=True), token="another")


def test_an_internal_asset_gets_no_link_and_no_send(library: Library) -> None:
    with pytest.raises(NotSendable):
        give(library, RIVAL)
    assert library.db.table("links").count == library.db.table("sends").count == 0


def test_the_same_form_twice_makes_one_link(library: Library) -> None:
    give(library)
    with pytest.raises(AlreadySent):
        give(library)
    assert library.db.table("links").count == 1


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [(Terms(expires_at=AT), "field expires is over"), (Terms(words="x" * 4001), "field words has 4,001 characters")],
)
def test_bad_terms_store_nothing(library: Library, terms: Terms, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        give(library, terms=terms)
    assert library.db.table("sends").count == 0


def test_a_passcode_is_kept_so_that_nobody_can_read_it() -> None:
    kept = hash_passcode("open sesame", salt=b"0123456789abcdef")
    assert "sesame" not in kept
    assert kept != hash_passcode("open sesame", salt=b"fedcba9876543210")
    assert fits_secret(kept, "open sesame")
    assert not fits_secret(kept, "")
    assert not fits_secret(kept, "open sesame" * 1000)


@pytest.mark.parametrize("passcode", ["abc", "tulip", "x" * 101])
def test_a_passcode_too_short_or_long_is_refused(passcode: str) -> None:
    with pytest.raises(BadInput, match="field passcode takes 6 to 100"):
        hash_passcode(passcode, salt=bytes(16))


def test_how_links_look_is_kept(library: Library) -> None:
    assert read_sharing(library.db, company="Ours").company == "Ours"
    replace_sharing(
        library.db, Sharing(company="Ours Ltd", colour="#123456", address="https://share.ours.example:8443")
    )
    assert read_sharing(library.db, company="Ours").company == "Ours Ltd"


@pytest.mark.parametrize(
    ("sharing", "field"),
    [
        (Sharing(colour="red; background: url(//evil.example)"), "colour"),
        (Sharing(address="javascript:alert(1)"), "address"),
        (Sharing(address="https://a.example/path"), "address"),
        (Sharing(days=-1), "days"),
        (Sharing(message="Hello"), "message"),
    ],
)
def test_what_cannot_be_set_is_named(library: Library, sharing: Sharing, field: str) -> None:
    with pytest.raises(BadInput, match=f"field {field}"):
        replace_sharing(library.db, sharing)


def test_a_rep_is_told_of_an_earlier_send_an_older_version_and_dates(library: Library) -> None:
    give(library)
    deck = find_cautions(library.db, _asset(library, HOSTILE), [], now=LATER)
    assert deck.earlier == ()
    library.db.execute("UPDATE assets SET expires_at = '2026-05-05', review_by = '2027-01-01' WHERE id = ?", [PRICE])
    same = find_cautions(library.db, _asset(library, PRICE), ["Ann@Buyer.example"], now=LATER)
    assert (len(same.earlier), same.outdated, same.review_by) == (1, (), None)
    assert same.expired_at
    new = revise(library, PRICE, "New words.")
    library.db.execute("UPDATE locations SET version_id = ? WHERE version_id = ?", [new, PRICE])
    assert find_cautions(library.db, _asset(library, PRICE), ["ann@buyer.example"], now=LATER).outdated == (
        "ann@buyer.example",
    )


def test_sends_are_listed_by_rep(library: Library) -> None:
    link = give(library)
    assert find_send(library.db, link.send_id, asking=OWNER).contact == "ann@buyer.example"
    assert len(list_sends(library.db, asking=OWNER, rep="INES@ours.example")) == 1
    assert list_sends(library.db, asking=OWNER, rep="ola@ours.example") == ()


def _asset(library: Library, asset_id: int) -> Any:
    from contentlib.catalog.assets import find_asset

    return find_asset(library.db, asset_id)


def files_of(library: Library) -> dict[str, bytes]:
    """Every file that makes up the library, but for its key."""
    beside = (path for path in library.path.parent.rglob("*") if path.is_file() and path.suffix != ".key")
    return {path.name: path.read_bytes() for path in beside}


def test_no_file_of_the_library_holds_what_opens_a_link(library: Library) -> None:
    send_link(library.db, PRICE, terms=Terms(), link_token="Tulip-in-a-vase-of-glass", **SEND)
    assert not [name for name, data in files_of(library).items() if b"Tulip-in-a-vase" in data]


def test_whoever_has_the_file_without_its_key_opens_no_link_yet_the_buyer_still_does(library: Library) -> None:
    link = give(library, token="Tulip-in-a-vase-of-glass")
    assert find_links(library.db, [link.send_id], asking=OWNER)[link.send_id].token == "Tulip-in-a-vase-of-glass"
    library.path.with_suffix(".key").unlink()
    assert find_links(library.db, [link.send_id], asking=OWNER)[link.send_id].token == ""
    shared = find_shared(library.db, "Tulip-in-a-vase-of-glass", now=LATER)
    assert shared
    assert shared.link.token == "Tulip-in-a-vase-of-glass"


def test_what_is_sealed_for_one_link_is_no_other_links_and_not_to_be_changed(library: Library) -> None:
    link = give(library, token="Tulip-in-a-vase-of-glass")
    (sealed,) = library.db.execute("SELECT sealed FROM links").fetchone()
    assert unseal(library.db, sealed, purpose="something else") == ""
    library.db.execute("UPDATE links SET sealed = ?", [sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]])
    assert find_links(library.db, [link.send_id], asking=OWNER)[link.send_id].token == ""
