"""Every module has a test of its name, or a line in ``data/covered_by.tsv`` that says which test holds it."""

from __future__ import annotations

from tests.covered import lacking, list_tests, read_table


def test_every_module_has_a_test_of_its_name_or_a_line_that_says_which_holds_it() -> None:
    assert sorted(read_table()) == lacking()


def test_the_tests_that_are_said_to_hold_a_module_exist() -> None:
    assert set(read_table().values()) <= set(list_tests())
