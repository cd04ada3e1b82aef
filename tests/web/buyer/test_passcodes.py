"""Passcodes of links at a real server: how many tries there are, and that the sender is told."""

from __future__ import annotations

import http.client
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from flask.testing import FlaskClient

from contentlib.library.opened import Library
from contentlib.sending.links import Terms
from tests.web.buyer.test_buyer_pages import PASSCODE, TOKEN, give
from tests.web.shelf import PRICE, fill_library
from tests.web.team import form_token
from tests.web.test_stopping import free_port, start

MANY = 30


def test_thirty_who_guess_at_once_at_a_real_server_get_ten_tries(tmp_path: Path) -> None:
    library = fill_library(tmp_path)
    give(library, PRICE, Terms(passcode=PASSCODE))
    library.close()
    port = free_port()
    process = start(tmp_path / "library.db", port)
    ready = threading.Barrier(MANY)

    def guess(number: int) -> int:
        ready.wait()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": f"192.0.2.{number}"}
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("POST", f"/s/{TOKEN}", "passcode=rose", headers)
            return connection.getresponse().status

    try:
        with ThreadPoolExecutor(MANY) as pool:
            statuses = sorted(pool.map(guess, range(MANY)))
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert statuses == [403] * 10 + [429] * 20


def test_the_sender_sees_that_somebody_guesses_and_can_lift_the_pause(client: FlaskClient, library: Library) -> None:
    send_id = give(library, PRICE, Terms(passcode=PASSCODE))
    assert "wrong passcode" not in client.get(f"/sends/{send_id}").get_data(as_text=True)
    for _ in range(12):
        client.post(f"/s/{TOKEN}", data={"passcode": "rose"})
    page = client.get(f"/sends/{send_id}").get_data(as_text=True)
    assert "10 wrong passcodes</b> since" in page
    assert "The link is paused until" in page
    assert "10 wrong passcodes, paused" in client.get("/sends?by=everyone").get_data(as_text=True)
    lifted = {"csrf_token": form_token(client, f"/sends/{send_id}")}
    assert client.post(f"/sends/{send_id}/passcode", data=lifted).status_code == 303
    assert "paused until" not in client.get(f"/sends/{send_id}").get_data(as_text=True)
    assert client.post(f"/s/{TOKEN}", data={"passcode": "tulip"}).status_code == 303
    assert library.db.rows("SELECT action FROM audit") == [("passcode pause lifted",)]


def test_an_early_mistake_is_told_without_alarm(client: FlaskClient, library: Library) -> None:
    send_id = give(library, PRICE, Terms(passcode=PASSCODE))
    client.post(f"/s/{TOKEN}", data={"passcode": "rose"})
    page = client.get(f"/sends/{send_id}").get_data(as_text=True)
    assert "1 wrong passcode</b> since" in page
    assert "paused" not in page
