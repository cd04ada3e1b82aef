"""What programs export under the ending of an Office file is read as what it is, and never leaves as what it is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contentlib.errors import NoDocument, Unreadable
from contentlib.formats import FORMATS
from indexer.extract import examine, read_bytes
from indexer.extract.false_names import tell_text
from indexer.extract.readers import read_examined
from tests.indexer.extract import builders

TABLE = "<table><tr><th>Account</th><th>Stage</th></tr><tr><td>Coral Ltd</td><td>Negotiation</td></tr></table>"
LINES = "Account\tSum\nCoral Ltd\t1.200\nBirch Ltd\t900\n"
PAGE_IN_PARTS = (
    "Date: Mon, 2 Feb 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n'
    "<html><body><h1>Plan</h1><p>The rollout for Coral Ltd takes six weeks.</p></body></html>\n--b--\n"
)
RTF = rb"{\rtf1\ansi The rollout for Coral Ltd takes six weeks.\par}"
CASES = {
    "a table without a page.xls": (TABLE.encode(), "html", "Coral Ltd | Negotiation"),
    "a table with a head.xls": (f"<head><meta charset='utf-8'></head>{TABLE}".encode(), "html", "Coral Ltd"),
    "a table in wide letters.xls": (("\ufeff" + TABLE).encode("utf-16-le"), "html", "Coral Ltd | Negotiation"),
    "a style first.xlsx": (f"<style>td {{}}</style>{TABLE}".encode(), "html", "Coral Ltd"),
    "a page.doc": (f"<html>{TABLE}</html>".encode(), "html", "Coral Ltd"),
    "a remark first.doc": (f"<!-- made by -->\n<div>{TABLE}</div>".encode(), "html", "Coral Ltd"),
    "a page in parts.doc": (PAGE_IN_PARTS.encode(), "eml", "takes six weeks"),
    "a page in parts, from Windows.xls": (PAGE_IN_PARTS.replace("\n", "\r\n").encode(), "eml", "takes six weeks"),
    "tabs.xls": (LINES.encode(), "tsv", "Account: Coral Ltd | Sum: 1.200"),
    "tabs in wide letters.xls": (("\ufeff" + LINES).encode("utf-16-le"), "tsv", "Account: Coral Ltd | Sum: 1.200"),
    "commas.xlsx": (LINES.replace("\t", ",").encode(), "csv", "Account: Coral Ltd | Sum: 1.200"),
    "semicolons.ods": (LINES.replace("\t", ";").encode("cp1252"), "csv", "Account: Coral Ltd | Sum: 1.200"),
    "a text.doc": (b"The rollout for Coral Ltd takes six weeks.\nNobody has to stop.\n", "txt", "takes six weeks"),
    "a text of rtf.doc": (RTF, "rtf", "takes six weeks"),
    "a text.rtf": (b"The rollout for Coral Ltd takes six weeks.\nNobody has to stop.\n", "txt", "takes six weeks"),
    "a letter.doc": (builders.word_file(), "docx", "List price is 12 €."),
    "a deck.ppt": (builders.deck(), "pptx", "top left"),
    "a deck.docx": (builders.deck(), "pptx", "top left"),
    "a book.xls": (builders.workbook(), "xlsx", "Small | 12"),
    "pages.doc": (builders.pdf([["The rollout takes six weeks."]]), "pdf", "six weeks"),
    "an old book.xlsx": (builders.old_workbook(), "xls", "15 %"),
}
REFUSED = {
    "one column.xls": b"Account\nCoral Ltd\nBirch Ltd\n",
    "a text.pptx": b"The rollout takes six weeks.\n",
    "a page in pieces.pdf": TABLE.encode(),
    "xml.xlsx": b"<?xml version='1.0'?><orders><order id='1'/></orders>",
    "data.xls": b'{"a": [1, 2, 3], "b": [4, 5]}',
    "noise.xls": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_read_as_what_it_is(name: str) -> None:
    data, form, words = CASES[name]
    reading = read_bytes(data, name)
    assert reading.format == form
    assert words in "\n".join(section.text for section in reading.sections)


@pytest.mark.parametrize("name", CASES)
def test_it_is_looked_through_as_what_it_is(name: str) -> None:
    data, form, _ = CASES[name]
    reading = read_examined(data, name)
    assert reading.inside == examine(data, form)
    assert FORMATS[form].examiner or reading.inside.unexamined


@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_would_save_so_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="although its name says so"):
        read_bytes(REFUSED[name], name)


def test_code_under_the_name_of_a_letter_is_no_document() -> None:
    with pytest.raises(NoDocument):
        read_bytes(b"#!/bin/sh\nset -e\nrm -rf build\nexit 0\n", "a.doc")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)), st.sampled_from(sorted(FORMATS)))
def test_any_bytes_get_a_format_or_none(data: bytes, name: str) -> None:
    found = tell_text(data, FORMATS[name])
    assert found is None or found.name in ("html", "eml", "csv", "tsv", "txt")


@pytest.mark.parametrize("ending", ["txt", "md", "csv", "html", "doc", "xls", "ppt", "pdf", "odt", "json", "eml", ""])
@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_no_name_leads_a_file_past_its_examiner(form: str, ending: str) -> None:
    data = {"docx": builders.word_file, "pptx": builders.deck, "xlsx": builders.workbook}[form]()
    told = examine(data, form)
    assert not told.is_clean
    assert read_examined(data, f"a.{ending}").inside == told


@pytest.mark.parametrize("way", ["docx", "pptx", "xlsx", "odt", "ods", "pdf"])
def test_what_is_looked_through_by_the_rules_of_another_format_never_leaves(way: str) -> None:
    for form, data in (("docx", builders.word_file()), ("pptx", builders.deck()), ("xlsx", builders.workbook())):
        assert form == way or examine(data, way).unexamined
