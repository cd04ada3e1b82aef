"""Every format that is declared has all its doors: reader, sample, table, page, words, kind, drawer."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from contentlib.errors import Unreadable
from contentlib.formats import FORMATS, SUFFIXES, Format, Locator, MimePart, TextLike, find_mime
from contentlib.language.vocabulary import read_vocabulary
from contentlib.model import Reading, Section
from contentlib.search.intent import find_formats
from indexer.drawing.libreoffice import FILTERS
from indexer.extract import detect_format, read_bytes
from indexer.extract.readers import find_reader
from indexer.other_files import tell_by_name
from tests.guide import page
from tests.indexer.extract.cases import list_samples
from tests.web.shelf import fill_library, shelve
from web import create_app

ROOT = Path(__file__).parents[1]
SAMPLES = list_samples()
# What a locator looks like; the first section of a mail or of a text with headings may have none.
LOCATORS = {
    Locator.SLIDE: r"slide \d+",
    Locator.PAGE: r"page \d+|",
    Locator.HEADING: r".*",
    Locator.SHEET: r"sheet .+",
    Locator.ROWS: r"rows \d+-\d+",
    Locator.CUE: r"\d\d:\d\d:\d\d",
    Locator.ATTACHMENT: r"|attachment .+",
    Locator.NONE: r"",
}
# Names and endings by which a part would know a format for itself. Those of other formats are everyday words too, or
# stand for what the product makes.
TELLING = {
    "pptx",
    "ppt",
    "odp",
    "docx",
    "doc",
    "odt",
    "xlsx",
    "xlsb",
    "xls",
    "ods",
    "rtf",
    "msg",
    "vtt",
    "srt",
    "ipynb",
}
EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)


@EVERY
def test_its_reader_is_where_it_says(form: Format) -> None:
    reader = find_reader(form)
    first, *more = signature(reader).parameters.values()
    assert (first.name, first.annotation) == ("data", "bytes")
    assert all(one.default is not Parameter.empty for one in more)
    assert signature(reader).return_annotation == "Reading"


@EVERY
def test_its_sample_is_told_by_every_ending(form: Format) -> None:
    name, data = SAMPLES[form.name]
    assert Path(name).suffix in form.suffixes
    assert {detect_format(data, f"sample{suffix}") for suffix in form.suffixes} == {form.name}


@EVERY
def test_its_sample_is_told_by_its_bytes(form: Format) -> None:
    _, data = SAMPLES[form.name]
    if form.is_picture:
        with pytest.raises(Unreadable, match="is a picture"):
            detect_format(data, "nameless")
    elif not isinstance(form.signature, TextLike) or form.signature.begins:
        assert detect_format(data, "nameless") == form.name
        assert detect_format(data, "wrong.txt") == form.name or getattr(form.signature, "quotable", False)


@EVERY
def test_its_sample_is_read_and_pointed_at_as_it_says(form: Format) -> None:
    reading = read_sample(form)
    assert reading is None or reading.format == form.name
    found = [section.locator for section in reading.sections] if reading else []
    assert [one for one in found if not re.fullmatch(LOCATORS[form.locator], one)] == []


@EVERY
def test_only_what_it_says_is_kept_aside(form: Format) -> None:
    reading = read_sample(form)
    assert form.kept_aside or not any(section.notes for section in (reading.sections if reading else ()))


@EVERY
def test_its_slides_can_be_told_from_hidden_ones(form: Format) -> None:
    module = import_module(f"indexer.extract.{form.reader}")
    assert hasattr(module, f"list_shown_{form.name}") == (form.locator is Locator.SLIDE)


@EVERY
def test_what_libreoffice_draws_has_a_program_that_prints_it(form: Format) -> None:
    assert not form.drawer.is_printed or form.locator in FILTERS


@EVERY
def test_it_stands_in_the_table_of_formats(form: Format) -> None:
    assert f"| {form.name} | {' '.join(form.suffixes)} |" in page("formats").read_text(encoding="utf-8")


@EVERY
def test_its_words_ask_for_it(form: Format) -> None:
    assert form.asked_as
    for word in form.asked_as.split():
        assert form.name in find_formats([word.casefold()])


@EVERY
def test_the_roles_it_hints_at_are_roles_of_kinds(form: Format) -> None:
    assert form.roles.keys() <= {role for label in read_vocabulary().kinds for role in label.roles}


@EVERY
def test_its_mime_types_are_such(form: Format) -> None:
    types = {form.mime, *form.mimes.values()}
    assert all(re.fullmatch(r"[a-z]+/[\w.+-]+", one) for one in types)
    assert form.mimes.keys() <= set(form.suffixes)


def test_a_mime_type_in_a_package_stands_for_one_format() -> None:
    types = [one.mime for one in FORMATS.values() if isinstance(one.signature, MimePart)]
    assert not [(one, other) for one in types for other in types if one != other and other.startswith(one)]


def test_every_ending_is_claimed_once() -> None:
    claimed = Counter(suffix for one in FORMATS.values() for suffix in one.suffixes)
    assert not [suffix for suffix, count in claimed.items() if count > 1]
    assert not [suffix for suffix in SUFFIXES if tell_by_name(f"a{suffix}")]
    assert all(re.fullmatch(r"\.[a-z0-9]+", suffix) for suffix in SUFFIXES)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, dict[str, int]]]:
    """The app on an asset of every ending, and which asset has which."""
    folder = tmp_path_factory.mktemp("formats")
    library = fill_library(folder)
    said = (Section("", "", "words"),)
    ids = {
        suffix: shelve(
            library, folder / "drive", f"a{suffix}", f"A{suffix}", "external", "deck", said, (), form=form.name
        )
        for suffix, form in SUFFIXES.items()
    }
    yield create_app(library=library).test_client(), ids
    library.close()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_served_with_its_type(served: tuple[FlaskClient, dict[str, int]], suffix: str) -> None:
    client, ids = served
    with client.get(f"/assets/{ids[suffix]}/file") as answer:
        assert answer.mimetype == find_mime(f"a{suffix}") != "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")


@EVERY
def test_pages_name_it_and_filter_by_it(served: tuple[FlaskClient, dict[str, int]], form: Format) -> None:
    client, ids = served
    assert f'<span class="format">{form.name}</span>' in client.get(f"/assets/{ids[form.suffixes[0]]}").text
    listed = client.get(f"/assets?format={form.name}").text
    assert all(f"A{suffix}" in listed for suffix in form.suffixes)


def test_no_part_knows_a_format_by_itself() -> None:
    """But for its declaration and its reader. Templates too: what they say of a format is worded elsewhere."""
    for path in (*ROOT.glob("contentlib/**/*.py"), *ROOT.glob("indexer/**/*.py"), *ROOT.glob("web/**/*.py")):
        is_reader = path.is_relative_to(ROOT / "indexer/extract") and path.parent != ROOT / "indexer/extract"
        if not is_reader and path != ROOT / "contentlib/formats.py":
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
            assert not {word.removeprefix(".") for word in said} & TELLING, path
    for path in ROOT.glob("web/templates/**/*.html"):
        quoted = set(re.findall(r"[\"'](\w+)[\"']", path.read_text(encoding="utf-8")))
        assert not quoted & TELLING, path


def read_sample(form: Format) -> Reading | None:
    """The sample, read; none where that takes a program which is not installed."""
    name, data = SAMPLES[form.name]
    with suppress(Unreadable):
        return read_bytes(data, name)
    assert form.reader == "office.legacy"
    return None
