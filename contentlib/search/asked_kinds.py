"""Which kinds of asset a query asks for by their names, and when such a name is rather a company or what is sold.

"Outreach" and "call recording" are names of kinds and of things: the library tells which, by what bears them in title
and place. A kind's own word, such as battlecard or persona, asks for it among a few words, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from contentlib.catalog import count_assets, load_facts
from contentlib.language import STOP_WORDS, Label, find_joined_stems, find_stems, split_words
from contentlib.storage import Sought, Store, among, any_of, list_having, listed

# A kind's own word asks for it among so many words that carry meaning.
FEW_WORDS = 3
# What kinds with everyday words for names must be worth, to be asked for by two words, or by one.
TRUSTED, TRUSTED_ALONE = 0.56, 0.7
# A name that is borne by a few assets, of which a smaller share is of its kind, stands for something else here.
FEWEST, SHARE, LOOKED_AT = 3, 0.25, 2_000
# What such a share of all assets says is what is sold.
OFTEN = 0.1
_BEARERS = f"SELECT DISTINCT asset_id FROM chunks WHERE {among('section_id')} "


def find_asked(text: str, kinds: Sequence[Label], *, stands_for: Callable[[str, str], bool]) -> frozenset[str]:
    """The kinds that a query asks for. ``stands_for`` tells whether a name stands for the kind in this library.

    >>> persona = Label("persona", "Persona", "", names=("persona",))
    >>> mail = Label("mail", "Email", "", names=("outreach",))
    >>> [sorted(find_asked(one, (persona, mail), stands_for=lambda *_: True))
    ...  for one in ("cfo persona", "outreach pricing", "outreach", "a persona in the deal is hard to read")]
    [['persona'], [], ['mail'], []]
    """
    words = [word for word in split_words(text) if word not in STOP_WORDS]
    return frozenset(
        label.value
        for label in kinds
        for name in _list_named(text, label)
        if _asks(name, label, len(words)) and (is_own(name, label) or stands_for(name, label.value))
    )


def _list_named(text: str, label: Label) -> Iterator[str]:
    """The names of a kind that stand in a text, joined or apart."""
    stems, joined = find_stems(text), set(find_joined_stems(text))
    for name in label.names:
        sought = find_stems(name)
        together = any(stems[at : at + len(sought)] == sought for at in range(len(stems)))
        if together or (len(sought) > 1 and _join(name) & joined):
            yield name


def _join(name: str) -> set[str]:
    return set(find_stems(name.replace(" ", "").replace("-", "")))


def _asks(name: str, label: Label, words: int) -> bool:
    if len(find_stems(name)) > 1:
        return label.names_count >= TRUSTED
    if is_own(name, label):
        return words <= FEW_WORDS and label.names_count >= TRUSTED_ALONE
    return words == 1 and label.names_count == 1


def is_own(name: str, label: Label) -> bool:
    """Whether a name is what the kind is called, or the last word of it, and no other word for it.

    >>> mail = Label("mail", "Email template", "")
    >>> is_own("outreach", mail), is_own("email templates", mail), is_own("template", mail)
    (False, True, True)
    """
    called, sought = find_stems(label.label), find_stems(name)
    return called[-len(sought) :] == sought or bool(_join(label.label) & set(sought))


def stands_for(db: Store, name: str, kind: str) -> bool:
    """Whether what bears the name in its title or place, or says it where much of the library does, is of the kind."""
    return all(
        len(found) < fewest or sum(one == kind for one in found) >= SHARE * len(found)
        for found, fewest in (
            (_list_kinds(db, any_of([name], ("title", "path"))), FEWEST),
            (_list_kinds(db, any_of([name])), max(FEWEST, OFTEN * count_assets(db))),
        )
    )


def _list_kinds(db: Store, sought: Sought) -> list[str]:
    bearers = [row[0] for row in db.rows(_BEARERS, [listed(list_having(db, sought)[:LOOKED_AT])])]
    return [one.kind for one in load_facts(db, bearers).values()]
