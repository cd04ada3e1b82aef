"""Mails of our own, through a true mail server: what it gets, what it may not be told, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from contentlib.errors import BadInput, MailRefused, NotSendable
from contentlib.library.opened import Library, open_library
from contentlib.model import Channel
from contentlib.sending.delivery import Delivery, Names, Parcel, deliver, list_failures
from contentlib.sending.discretion import OWNER
from contentlib.sending.link_looks import Sharing
from contentlib.sending.links import find_links
from contentlib.sending.mailer import Attachment, OutgoingMail, check_size, compose, mail_server, to_html
from contentlib.settings import Settings, read_settings
from tests.fakes import WordEmbedder
from tests.mailserver import PASSWORD, USER, Server, serve_mail
from tests.web.shelf import AT, HOSTILE, PRICE, RIVAL, STORY, fill_library

INES, ANN, BOB = "ines@ours.example", "ann@buyer.example", "bob@buyer.example"
SHARING = Sharing(company="Ours & Sons")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve_mail(tmp_path) as served:
        yield served


@pytest.fixture
def library(tmp_path: Path, server: Server) -> Iterator[Library]:
    filled = fill_library(tmp_path)
    opened = with_mail(filled, server)
    yield opened
    opened.close()
    filled.close()


def with_mail(library: Library, server: Server, **changes: Any) -> Library:
    values: dict[str, Any] = {
        "smtp_host": "localhost", "smtp_port": server.port, "smtp_user": USER, "smtp_password": PASSWORD,
        "smtp_from": "sales@ours.example", "smtp_ca": str(server.certificate),
    }  # fmt: skip
    settings = replace(library.settings, **(values | changes))
    return open_library(settings, make_embedder=lambda _: WordEmbedder())


def names(number: int) -> Names:
    return Names(f"form {number}", f"link-{number}" * 4, f"mail{number}")


def send(library: Library, *contacts: str, **changes: Any) -> Delivery:
    parcel = Parcel(
        PRICE, INES, channel=Channel.LINK, subject="{title}", message="Hello {first_name},\n\n{title}\n{link}\n\n{rep}",
        mailed=True,
    )  # fmt: skip
    return deliver(
        library, replace(parcel, **changes), [(to, names(number)) for number, to in enumerate(contacts)],
        sharing=SHARING, address="https://share.ours.example", sent_at=AT,
    )  # fmt: skip


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_each_contact_gets_a_mail_with_a_link_of_their_own(library: Library, server: Server) -> None:
    library.db.table("contacts").insert({"email": ANN, "name": "Ann Smith"})
    done = send(library, ANN, BOB)
    assert [one.contact for one in done.sends] == [ANN, BOB]
    assert all(one.mailed_at == AT for one in done.sends)
    first, second = server.box.mails
    assert server.box.encrypted == [True, True]
    tokens = [link.token for link in find_links(library.db, [one.id for one in done.sends], asking=OWNER).values()]
    assert len(set(tokens)) == 2
    assert f"Hello Ann,\n\nWorth the price\nhttps://share.ours.example/s/{tokens[0]}" in text_of(first)
    assert text_of(second).startswith("Hello,\n\nWorth")
    assert tokens[0] not in str(second)
    assert f'<a href="https://share.ours.example/s/{tokens[0]}">Worth the price</a>' in text_of(first, "html")


def test_the_rep_stands_before_our_address_and_gets_the_answers(library: Library, server: Server) -> None:
    library.db.table("people").insert({"email": INES, "name": "Ines Müller"})
    send(library, ANN)
    (mail,) = server.box.mails
    assert mail["From"].addresses[0].display_name == "Ines Müller, Ours & Sons"
    assert mail["From"].addresses[0].addr_spec == "sales@ours.example"
    assert mail["Reply-To"].addresses[0].addr_spec == INES
    assert mail["To"].addresses[0].addr_spec == ANN
    assert re.fullmatch(r"<mail0\.contentlib@ours\.example>", mail["Message-ID"])


def test_a_refused_contact_gets_no_send_and_the_others_do(library: Library, server: Server) -> None:
    server.box.unknown.add(BOB)
    done = send(library, ANN, BOB)
    assert [one.contact for one in done.sends] == [ANN]
    ((to, reason),) = done.refused
    assert to == BOB
    assert "550 No such user here" in reason
    assert "Nothing was logged as sent to them." in reason
    assert library.db.table("sends").count == library.db.table("links").count == 1
    (failure,) = list_failures(library, INES, since=AT - timedelta(days=1))
    assert (failure.address, failure.asset_title) == (BOB, "Worth the price")


def test_a_failure_is_off_the_list_once_it_was_sent(library: Library, server: Server) -> None:
    server.box.unknown.add(BOB)
    send(library, BOB)
    server.box.unknown.clear()
    send(library, BOB)
    assert list_failures(library, INES, since=AT - timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"smtp_password": "wrong"}, "did not let contentlib in"),
        ({"smtp_port": 1}, "could not be used"),
        ({"smtp_ca": ""}, "could not be used"),
        ({"smtp_tls": "none", "smtp_user": ""}, "Nothing was logged as sent|nothing was logged as sent"),
    ],
    ids=["wrong password", "nobody there", "certificate of a stranger", "no encryption"],
)
def test_without_a_way_in_nothing_is_sent_and_nothing_recorded(
    library: Library, server: Server, changes: dict[str, str], sentence: str
) -> None:
    closed = with_mail(library, server, **changes)
    try:
        done = send(closed, ANN)
    except MailRefused as error:
        told = str(error)
    else:
        told = done.refused[0][1]
        assert not done.sends
    assert re.search(sentence, told)
    assert PASSWORD not in told
    assert library.db.table("sends").count == 0
    assert server.box.mails == []
    assert list_failures(library, INES, since=AT - timedelta(days=1))


def test_a_password_is_never_sent_for_all_to_read(library: Library) -> None:
    settings = Settings(smtp_host="mail.ours.example", smtp_user="x", smtp_password="y", smtp_tls="none")
    with pytest.raises(BadInput, match="for all to read"), mail_server(settings):
        pass


def test_the_password_comes_from_the_environment_alone(tmp_path: Path) -> None:
    assert read_settings({"CONTENTLIB_SMTP_PASSWORD": "y"}, folder=tmp_path).smtp_password == "y"
    (tmp_path / "contentlib.toml").write_text('smtp_password = "y"')
    with pytest.raises(BadInput, match="smtp_password is a secret"):
        read_settings({}, folder=tmp_path)
    assert "y" not in repr(Settings(smtp_password="y")).split("smtp_user")[1].split("smtp_from")[0]


def test_the_file_goes_along_where_it_is_attached(library: Library, server: Server) -> None:
    send(library, ANN, asset_id=STORY, channel=Channel.ATTACHED, message="Here it is.")
    (attachment,) = server.box.mails[0].iter_attachments()
    assert attachment.get_filename() == "Harbour closes in two days.md"
    assert attachment.get_content() == b"The bytes of Harbour closes in two days"
    assert "/s/" not in text_of(server.box.mails[0])


def test_a_file_that_changed_since_it_was_read_is_not_mailed(library: Library, server: Server, tmp_path: Path) -> None:
    (tmp_path / "drive/stories/Harbour.md").write_text("Internal now: the margin is 40 %")
    with pytest.raises(BadInput, match="not as it was read"):
        send(library, ANN, asset_id=STORY, channel=Channel.ATTACHED)
    assert server.box.mails == []


def test_what_must_not_go_out_is_refused_before_the_server_is_asked(library: Library, server: Server) -> None:
    with pytest.raises(NotSendable, match="is internal"):
        send(library, ANN, asset_id=RIVAL)
    library.db.execute("UPDATE assets SET expires_at = '2026-05-01' WHERE id = ?", [PRICE])
    with pytest.raises(NotSendable, match="ran out on 2026-05-01"):
        send(library, ANN)
    assert server.box.mails == []
    assert library.db.table("sends").count == 0


def test_what_ran_out_and_was_sent_elsewhere_can_still_be_recorded(library: Library) -> None:
    library.db.execute("UPDATE assets SET expires_at = '2026-05-01' WHERE id = ?", [PRICE])
    assert send(library, ANN, channel=Channel.MEETING, mailed=False).sends


def test_a_message_without_a_place_for_the_link_has_it_at_its_end(library: Library, server: Server) -> None:
    send(library, ANN, message="Look at this.")
    assert re.search(r"Look at this\.\n\nhttps://share\.ours\.example/s/link-0", text_of(server.box.mails[0]))


def test_markup_in_a_title_is_text_in_the_mail(library: Library, server: Server) -> None:
    send(library, ANN, asset_id=HOSTILE)
    assert "<script>" not in text_of(server.box.mails[0], "html")
    assert "<script>" not in server.box.mails[0]["Subject"].replace("<script>alert('title')</script>", "")


LINE_ENDS = (
    "\r\nBcc: all@evil.example",
    "\nBcc: all@evil.example",
    "\rBcc: x@evil.example",
    "\u2028Bcc: x",
    "\x00",
    "\x85x",
)


@pytest.mark.parametrize("end", LINE_ENDS, ids=[repr(end)[:12] for end in LINE_ENDS])
def test_nothing_typed_becomes_a_header(end: str) -> None:
    letter = OutgoingMail(ANN, f"Hello{end}", f"text{end}", rep=INES, rep_name=f"Ines{end}", title=f"T{end}")
    mail = compose(letter, sender="sales@ours.example", company=f"Ours{end}", number="n", written_at=AT)
    head = mail.as_bytes().split(b"\r\n\r\n")[0]
    assert mail["Bcc"] is None
    names_of_headers = {line.split(b":")[0].lower() for line in head.split(b"\r\n") if not line[:1].isspace()}
    assert names_of_headers <= {b"from", b"to", b"reply-to", b"subject", b"date", b"message-id", b"mime-version",
                                b"content-type"}  # fmt: skip


@pytest.mark.parametrize(
    "address", ["ann@buyer.example\r\nBcc: x@y.example", "ann@buyer.example, bob@b.example", "", "<>"]
)
def test_an_address_that_is_more_than_one_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        compose(OutgoingMail(address, "s", "m", rep=INES), sender="", company="", number="n", written_at=AT)


def test_a_file_too_large_for_mails_is_told_before() -> None:
    with pytest.raises(BadInput, match="mails take 20 MB"):
        check_size([Attachment("a.pdf", bytes(21 * 2**20))])


def test_addresses_in_a_message_become_links_and_nothing_else_does() -> None:
    made = to_html('<a href="javascript:alert(1)">x</a> https://a.example/?q="><b>')
    assert "javascript:alert(1)&quot;" in made
    assert made.count("<a ") == 1
