"""What every report reads from its address: the stretch of time, what it is narrowed to, one choice of a few.

Each report adds its page, its CSV and its JSON to the blueprint here, from a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from contentlib.catalog import list_drives
from contentlib.reports import NOBODY, list_folders, list_owners
from web.forms import WINDOWS
from web.visit import library

pages = Blueprint("reports", __name__)

MOST_FOLDERS = 200


@pages.app_template_filter("money")
def money(amounts: Mapping[str, float]) -> str:
    """Amounts by currency, in whole units.

    >>> money({"EUR": 258140.0, "GBP": 2870.4}).replace("\xa0", " ")
    'EUR 258,140 + GBP 2,870'
    """
    return " + ".join(f"{currency}\xa0{amount:,.0f}" for currency, amount in amounts.items())


@pages.app_context_processor
def windows() -> dict[str, Any]:
    """The stretches of time that every report offers, and what it can be narrowed to."""
    return {"windows": WINDOWS, "scopes": list_scopes}


def list_scopes() -> dict[str, list[tuple[str, str]]]:
    """What a report can be narrowed to: (value, words) by the name in the address; one choice is none."""
    opened = library()
    owners = sorted({owner for owner in list_owners(opened.db).values() if owner}, key=str.casefold)
    choices = {
        "kind": [(label.value, label.label) for label in opened.vocabulary.kinds],
        "owner": [*((owner, owner) for owner in owners), (NOBODY, "nobody is named")],
        "drive": [(drive.name, drive.name) for drive in list_drives(opened.db)],
        "folder": [(folder, folder) for folder in list_folders(opened.db)[:MOST_FOLDERS]],
        "audience": [("external", "May be sent"), ("internal", "Internal only")],
    }
    return {name: values for name, values in choices.items() if len(values) > 1}
