"""Which of a mail's bodies is its own words."""

from __future__ import annotations

import pytest

from indexer.extract import read_bytes
from tests.indexer.extract.builders import mail

NEWS = "<h1>Spring release</h1><p>The connector for payroll is included from April, and the importer reads nine.</p>"
STUBS = {
    "needs a program": "This message needs a program that shows HTML. View it: https://shop.example/n/1",
    "in another language": "Diese Nachricht liegt nur als HTML vor. Bitte im Browser öffnen: https://shop.example/n/1",
    "nothing but an address": "https://shop.example/news/spring-release-connector-payroll-april",
    "a subject and a footer": "Spring release\n\nShop Ltd., 1 Mill Lane. Unsubscribe: https://shop.example/u",
    "empty": "\n",
}


@pytest.mark.parametrize("stub", STUBS.values(), ids=STUBS)
def test_a_plain_part_that_only_points_to_the_page_gives_way_to_it(stub: str) -> None:
    reading = read_bytes(mail("News", stub, html=NEWS).as_bytes(), "news.eml")
    assert "connector for payroll is included" in reading.sections[0].text


def test_a_plain_part_that_says_it_all_is_read_without_the_furniture_of_the_page() -> None:
    words = "The connector for payroll is included from April, and the importer reads nine."
    page = f"<table><tr><td>Shop</td></tr></table>{NEWS}<p>You get this mail as a customer.</p>"
    reading = read_bytes(mail("News", words, html=page).as_bytes(), "news.eml")
    assert "as a customer" not in reading.sections[0].text


def test_a_plain_part_that_says_more_than_the_page_is_kept() -> None:
    words = "We agreed on 40 seats at 12 euros each, with payment in arrears and a review after six months of use."
    reading = read_bytes(
        mail("Terms", words, html="<p>Please read the text part of this mail.</p>").as_bytes(), "t.eml"
    )
    assert "40 seats at 12 euros" in reading.sections[0].text


def test_a_page_in_a_mail_may_name_its_own_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Скидка для партнёров</p></body></html>'
    head = b"From: a@firm.example\nSubject: News\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    assert "Скидка для партнёров" in read_bytes(head + page.encode("cp1251"), "n.eml").sections[0].text
