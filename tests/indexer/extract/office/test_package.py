"""Packages whose parts are named as other programs name them are read, and looked through, as any other."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from contentlib.errors import Unreadable
from contentlib.model import Cargo
from indexer.extract import detect_format, examine, make_clean, read_bytes
from tests.canaries.package_edit import Edit
from tests.indexer.extract import builders

FILES = {
    "pptx": builders.deck(),
    "docx": builders.word_file(),
    "xlsx": builders.workbook(),
    "xlsb": builders.binary_workbook(),
}
EVERY = pytest.mark.parametrize("form", sorted(FILES))


def renamed(data: bytes, name_of: Callable[[str], str]) -> bytes:
    return builders.zipped({name_of(name): content for name, content in Edit(data).parts.items()})


def at_the_top(data: bytes) -> bytes:
    """The same package without folders; its relations point to where the parts lie now."""

    def place(name: str) -> str:
        return name if name == "[Content_Types].xml" or name.startswith("_rels/.") else name.replace("/", "-")

    def related(name: str) -> str:
        folder, found, base = name.rpartition("_rels/")
        return f"_rels/{place(folder + base)}" if found and base != ".rels" else place(name)

    parts = {related(name): content for name, content in Edit(data).parts.items()}
    for name in [one for one in parts if one.endswith(".rels")]:
        text = parts[name].decode()
        parts[name] = re.sub(r'Target="/?([^"]+)"', lambda found: f'Target="{leaf(found[1], parts)}"', text).encode()
    return builders.zipped(parts)


def leaf(target: str, names: dict[str, bytes]) -> str:
    end = target.replace("../", "").replace("/", "-")
    return next((name for name in sorted(names) if name.endswith(end) and not name.endswith(".rels")), target)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "backslashes": lambda name: name.replace("/", "\\"),
    "a leading slash": lambda name: f"/{name}",
    "a leading backslash": lambda name: "\\" + name.replace("/", "\\"),
    "capitals": lambda name: name if name == "[Content_Types].xml" else name.title(),
    "lower case": str.lower,
    "escapes": lambda name: name.replace("m", "%6D"),
}


@EVERY
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_package_is_read_however_its_parts_are_spelled(form: str, spelling: str) -> None:
    odd = renamed(FILES[form], SPELLINGS[spelling])
    assert detect_format(odd, "nameless") == form
    assert read_bytes(odd, f"a.{form}").sections == read_bytes(FILES[form], f"a.{form}").sections


@EVERY
def test_parts_may_lie_at_the_top(form: str) -> None:
    edit = Edit(FILES[form])
    if "_rels/.rels" not in edit.parts:
        edit.relate("", "officeDocument", "xl/workbook.bin")
    odd = at_the_top(edit.data())
    assert detect_format(odd, f"a.{form}") == form
    assert read_bytes(odd, f"a.{form}").sections == read_bytes(FILES[form], f"a.{form}").sections


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_what_lies_in_oddly_named_parts_is_told_and_taken_out(form: str, spelling: str) -> None:
    odd = renamed(FILES[form], SPELLINGS[spelling])
    assert examine(odd, form) == examine(FILES[form], form)
    made = make_clean(odd, form)
    assert examine(made, form).is_clean
    clean = make_clean(FILES[form], form)
    assert read_bytes(made, f"a.{form}").sections == read_bytes(clean, f"a.{form}").sections


def test_a_part_that_is_there_in_two_spellings_is_told() -> None:
    edit = Edit(make_clean(FILES["docx"], "docx"))
    assert examine(edit.data(), "docx").is_clean
    edit.parts["Word\\Document.xml"] = b"<document>floor is 12 %</document>"
    assert Cargo.UNKNOWN in {one.cargo for one in examine(edit.data(), "docx").carried}


def test_the_main_part_decides_and_not_what_lies_beside_it() -> None:
    edit = Edit(FILES["docx"]).add("ppt/presentation.xml", b"<presentation/>").add("xl/workbook.bin", b"\x83\x01\0")
    assert detect_format(edit.data(), "a.pptx") == "docx"
    assert [one.text for one in read_bytes(edit.data(), "a.pptx").sections][:1] == ["List price is 12 €."]


def test_a_package_is_not_looked_through_as_what_it_is_not() -> None:
    assert examine(FILES["pptx"], "docx").unexamined
    with pytest.raises(Unreadable):
        make_clean(FILES["xlsx"], "pptx")
