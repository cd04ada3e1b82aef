"""Without accounts: whom a proxy passes on is nobody, however little it says; and one browser of a shared machine."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from tests.web.shelf import fill_library
from tests.web.test_stopping import free_port, start
from web import create_app
from web.forwarding import find_added

# A Python that another user may run, too.
BARE = ("/usr/bin/env", "-i", "python3", "-c")

ADDED = """
X-Forwarded-For X-Forwarded-Proto X-Forwarded-Port X-Forwarded-Host X-Forwarded-Server X-Forwarded-Email X-Forwarded
Forwarded Via X-Real-IP X-Real-Port True-Client-IP X-Client-IP Client-IP X-Cluster-Client-IP X-Original-Forwarded-For
CF-Connecting-IP CF-Ray CF-Visitor CF-IPCountry CDN-Loop CloudFront-Viewer-Country X-Amz-Cf-Id X-Amzn-Trace-Id
X-Envoy-External-Address X-Azure-ClientIP X-ARR-LOG-ID X-Appengine-Country X-Cloud-Trace-Context Fly-Client-IP
Fastly-Client-IP DO-Connecting-IP Ngrok-Auth-User-Email Tailscale-User-Login X-Vercel-Forwarded-For X-Remote-User
Remote-User X-Scheme X-Request-ID X-Varnish Front-End-Https X-ProxyUser-Ip WL-Proxy-Client-IP Proxy-Connection
Surrogate-Capability Akamai-Origin-Hop
""".split()
# What browsers of 2026 send to a page of this machine.
BROWSERS = """
Accept Accept-Encoding Accept-Language Cache-Control Connection Content-Length Content-Type Cookie DNT Host
If-None-Match If-Modified-Since Pragma Priority Range Referer Origin Sec-CH-UA Sec-CH-UA-Mobile
Sec-CH-UA-Platform Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-User Sec-GPC Sec-Purpose Purpose TE
Upgrade-Insecure-Requests User-Agent HX-Request HX-Target HX-Trigger HX-Current-URL HX-History-Restore-Request
Save-Data X-CSRFToken Authorization
""".split()


@pytest.mark.parametrize("header", ADDED)
def test_whatever_a_proxy_adds_makes_a_stranger(client: FlaskClient, header: str) -> None:
    answer = client.get("/assets/1", headers={header: "1"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert f"see {header}".lower() in page.lower()
    assert "Worth the price" not in page
    assert client.get("/api/v1/search?q=price", headers={header: "1"}).status_code == 403


def test_nothing_that_a_browser_sends_of_itself_does() -> None:
    assert find_added(BROWSERS) == ""


def test_a_bare_proxy_pass_is_known_by_how_it_speaks(client: FlaskClient) -> None:
    """nginx without another line: its own name for us, an old protocol, and nothing else."""
    answer = client.get("/assets/1", environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"})
    assert answer.status_code == 403
    assert "HTTP/1.0" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://content.example", "Sec-Fetch-Site": "same-origin"},
        {"Referer": "https://content.example/assets", "Sec-Fetch-Site": "same-origin"},
        {"Referer": "http://content.example/assets"},
    ],
)
def test_a_browser_that_knows_us_by_another_name_than_the_request_came_through_a_proxy(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    assert client.get("/assets/1", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Referer": "http://127.0.0.1:8000/", "Sec-Fetch-Site": "same-origin"},
        {"Referer": "https://intranet.example/", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
        {"Origin": "null"},
    ],
)
def test_a_browser_on_this_machine_is_not_in_doubt(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.get("/assets/1", headers=headers).status_code == 200


def test_another_name_than_this_machines_is_a_stranger_even_where_it_is_ours(library: Library) -> None:
    from tests.web.team import reopen

    app = create_app(library=reopen(library, public_url="https://content.example", hosts="content.lan"))
    for host in ("content.example", "content.lan"):
        assert app.test_client().get("/assets/1", headers={"Host": host}).status_code == 403


def test_status_says_who_comes_in_and_how_to_tell(client: FlaskClient) -> None:
    page = client.get("/status").get_data(as_text=True)
    assert "You came from 127.0.0.1 and asked for localhost" in page
    assert "Open them from another computer" in page


# --- a real server ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    fill_library(tmp_path).close()
    return tmp_path / "library.db"


def ask_raw(port: int, request: str) -> str:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode())
        return b"".join(iter(lambda: connection.recv(65_536), b"")).decode("utf-8", "replace")


def test_behind_nginx_with_nothing_but_proxy_pass_a_real_server_answers_nobody(shelf: Path) -> None:
    port = free_port()
    process = start(shelf, port)
    try:
        bare = f"GET /assets/1 HTTP/1.0\nHost: 127.0.0.1:{port}\nConnection: close\nUser-Agent: Mozilla/5.0\n\n"
        assert " 403 " in ask_raw(port, bare).partition("\r\n")[0]
        assert " 200 " in ask_raw(port, bare.replace("HTTP/1.0", "HTTP/1.1")).partition("\r\n")[0]
    finally:
        process.terminate()
        said = process.communicate(timeout=30)[1]
    assert "Open it from another computer, too" in " ".join(said.split())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can ask as another user")
def test_a_proxy_that_gives_nothing_away_is_known_by_its_user(shelf: Path) -> None:
    """HTTP/1.1, a loopback name and no header: as whom it runs is all there is."""
    port = free_port()
    process = start(shelf, port)
    script = (
        "import http.client; c = http.client.HTTPConnection('127.0.0.1', %d); c.request('GET', '/assets/1'); "
        "a = c.getresponse(); print(a.status, 'the user' in a.read().decode())"
    )
    try:
        said = {
            user: subprocess.run([*BARE, script % port], user=user, text=True, check=True, capture_output=True).stdout
            for user in (33, 65_534, 1000, 0)
        }
    finally:
        process.terminate()
        process.communicate(timeout=30)
    # We run as root here, who may be anybody's; see may_be_ours for the rest.
    expected = {33: "403 True", 65_534: "403 True", 1000: "200 False", 0: "200 False"}
    assert {user: text.strip() for user, text in said.items()} == expected


@pytest.fixture
def shared_machine(shelf: Path) -> Iterator[tuple[int, str]]:
    """A server for one browser, and the link it printed."""
    port = free_port()
    command = [sys.executable, "-m", "contentlib", "--library", str(shelf), "serve", "--port", str(port)]
    process = subprocess.Popen([*command, "--one-browser"], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    read = iter(process.stderr.readline, "")
    link = next(found[0] for line in read if (found := re.search(r"/let-in/\S+", line)))
    rest = threading.Thread(target=lambda: [None for _ in read])
    rest.start()
    for _ in range(400):
        try:
            ask(port, "/healthz")
            break
        except OSError:
            threading.Event().wait(0.1)
    yield port, link
    process.terminate()
    process.wait(30)
    rest.join()
    process.stderr.close()


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Set-Cookie", "")


def test_one_browser_is_let_in_by_its_link_and_no_other(shared_machine: tuple[int, str]) -> None:
    port, link = shared_machine
    assert ask(port, "/assets/1")[0] == 403
    assert ask(port, "/let-in/guessed")[0] == 404
    status, cookie = ask(port, link)
    assert (status, "HttpOnly" in cookie, "SameSite=Strict" in cookie) == (303, True, True)
    assert ask(port, "/assets/1", Cookie=cookie.partition(";")[0])[0] == 200
    assert ask(port, link)[0] == 404
    assert ask(port, "/assets/1")[0] == 403
    assert ask(port, "/api/v1/assets/1")[0] == 403


def test_with_accounts_there_is_no_link_for_one_browser(library: Library) -> None:
    from click.testing import CliRunner

    from contentlib.cli import main
    from tests.web.team import gather

    gather(library)
    done = CliRunner().invoke(main, ["--library", str(library.path), "serve", "--port", "1", "--one-browser"])
    assert done.exit_code != 0
