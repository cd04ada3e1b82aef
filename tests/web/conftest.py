"""A library of four assets, the app on it, and a browser without a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contentlib.library.opened import Library
from tests.web.shelf import fill_library
from web import create_app


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = fill_library(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def app(library: Library) -> Flask:
    return create_app(library=library)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def read_form(client: FlaskClient, address: str) -> dict[str, str]:
    """The hidden fields of a form, as a browser would send them back."""
    page = client.get(address).get_data(as_text=True)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
