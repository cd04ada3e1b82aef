"""No page is heavier than 150 KB before its pictures, and each answers: the first visit, style and scripts included."""

from __future__ import annotations

import re
from pathlib import Path

from flask.testing import FlaskClient

from tests.web.pages import list_addresses, open_everything, sign_in

HEAVIEST = 150 * 1024
# What a page loads besides itself, pictures apart.
LOADED = re.compile(r'(?:<script[^>]*src|<link[^>]*rel="stylesheet"[^>]*href)="([^"]+)"')


def weigh(client: FlaskClient, address: str) -> int:
    """The bytes of a page with its styles and scripts, as they travel uncompressed."""
    answer = client.get(address)
    assert answer.status_code < 500, address
    assert answer.mimetype == "text/html", address
    return len(answer.data) + sum(fetch(client, found) for found in LOADED.findall(answer.get_data(as_text=True)))


def fetch(client: FlaskClient, address: str) -> int:
    with client.get(address) as part:
        assert part.status_code == 200, address
        return len(part.data)


def test_no_page_is_heavier_than_promised(tmp_path: Path) -> None:
    app, library = open_everything(tmp_path)
    client = app.test_client()
    client.set_cookie("contentlib", sign_in(app))
    weights = {address: weigh(client, address) for address in list_addresses(app)}
    library.close()
    heavy = {address: weight for address, weight in weights.items() if weight > HEAVIEST}
    assert not heavy
    assert len(weights) > 30
