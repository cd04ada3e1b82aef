"""Whether an asset was made for one customer, and whether it is about to go to another.

What the team's CRM calls its accounts counts, and what a title, a file's name or a first page says of itself; no list
of customers is kept here. An asset that tells a customer's story is for others by its nature.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from contentlib.catalog import list_sections, load_properties
from contentlib.deals import find_accounts_of, list_account_names
from contentlib.errors import BadInput
from contentlib.language import KindRole, find_addressed, find_addressed_line, is_same_company, letters_of, split_words
from contentlib.library import Library
from contentlib.model import Asset

FIRST_SECTIONS, FIRST_LETTERS = 3, 1500
_FOR_OTHERS = (KindRole.STORY, KindRole.ARTICLE, KindRole.TELLS_OF_OTHERS, KindRole.WEB_PAGE)
SHORTEST_ACCOUNT = 4


@dataclass(frozen=True, slots=True)
class NamedCustomer:
    """For whom an asset was made, and the words that say so."""

    name: str
    says: str


def find_named_customer(library: Library, asset: Asset) -> NamedCustomer | None:
    """The customer that an asset was made for; none where nothing says so."""
    company = library.settings.company
    for name, says in _find(library, asset):
        if name and not (company and is_same_company(name, company)):
            return NamedCustomer(name, says)
    return None


def _find(library: Library, asset: Asset) -> Iterator[tuple[str, str]]:
    properties = load_properties(library.db, asset.id)
    stem = PurePosixPath(asset.path).stem
    titles = tuple(dict.fromkeys(filter(None, (asset.title, properties.title, properties.subject, stem))))
    is_common = _know_words(library)
    is_for_others = any(asset.kind in library.vocabulary.kinds_with(role) for role in _FOR_OTHERS)
    yield from (find_addressed(title, is_common=is_common, labels=not is_for_others) for title in titles)
    for section in list_sections(library.db, asset.id)[:FIRST_SECTIONS]:
        text = f"{section.heading}\n{section.text[:FIRST_LETTERS]}"
        yield find_addressed_line(text, is_common=is_common, labels=not is_for_others)
    if not is_for_others:
        yield from _find_accounts(library, (*titles, *properties.keywords))


def _find_accounts(library: Library, titles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Accounts of the CRM that a title names."""
    spelled = [(title, re.sub(r"[\W_]+", " ", f" {title} ").casefold()) for title in titles]
    for account in list_account_names(library.db):
        bare = re.sub(r"[\W_]+", " ", account).casefold().strip()
        for title, words in spelled if len(letters_of(account)) >= SHORTEST_ACCOUNT else ():
            if f" {bare} " in words:
                yield account, title


def _know_words(library: Library) -> Callable[[str], bool]:
    """What knows the words that the vocabulary is written in: those are no names."""
    known: set[str] = set()

    def knows(word: str) -> bool:
        if not known:
            known.update(word for text in library.vocabulary.list_sentences() for word in split_words(text))
        return word in known or word.removesuffix("s") in known or f"{word}s" in known

    return knows


def find_other_contacts(library: Library, named: NamedCustomer, contacts: tuple[str, ...], deal: str) -> list[str]:
    """Those of the contacts (e-mail addresses) of whom nothing says that they are at this customer."""
    return [contact for contact in contacts if not _is_theirs(library, named.name, contact, deal)]


def _is_theirs(library: Library, name: str, contact: str, deal: str) -> bool:
    accounts = find_accounts_of(library.db, contact, deal)
    if accounts:
        return any(is_same_company(name, account) for account in accounts)
    # Not in the CRM: the deal's own name, or the address, may tell.
    host = contact.rpartition("@")[2].rpartition(".")[0]
    return is_same_company(name, deal) or any(is_same_company(name, part) for part in host.split(".") if len(part) > 2)


def check_customer(library: Library, asset: Asset, contacts: tuple[str, ...], *, deal: str, is_meant: bool) -> None:
    """Ask before what was made for one customer goes to another.

    Raises:
        BadInput: it would, and nobody said that this is meant; names the field.
    """
    named = None if is_meant else find_named_customer(library, asset)
    others = find_other_contacts(library, named, contacts, deal) if named else []
    if named and others:
        raise BadInput(
            f"“{asset.title}” was made for {named.name} (“{named.says}”), and {others[0]} is not known to be there. "
            "If it shall go to them all the same, say so in the field other_customer."
        )
