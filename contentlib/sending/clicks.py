"""Which links on its pages a buyer followed. A page's script tells of them; what a machine clicked is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contentlib.model import PageLink, name_target
from contentlib.storage import Store, to_text

MOST_OF_ONE_VIEW = 200


@dataclass(frozen=True, slots=True)
class Click:
    """A link that somebody followed, as it led then. ``visitor`` where the link asked who reads."""

    at: datetime
    page: int
    target: str
    agent: str
    visitor: str = ""
    verified: bool = False

    @property
    def name(self) -> str:
        """The target in a few words."""
        return name_target(self.target)


def record_clicks(db: Store, send_id: int, nonce: str, links: Sequence[PageLink], *, clicked_at: datetime) -> int:
    """Keep that these links of the version were followed in the view that this ``nonce`` names; how many were.

    None are where it names no view of this send, or one that clicked more than a person does.
    """
    with db.atomic():
        row = db.execute(
            "SELECT v.id, (SELECT count(*) FROM clicks c WHERE c.view_id = v.id) FROM views v "
            "WHERE v.send_id = ? AND v.nonce = ? AND v.nonce != ''",
            [send_id, nonce],
        ).fetchone()
        view_id, before = row or (0, MOST_OF_ONE_VIEW)
        kept = links[: max(MOST_OF_ONE_VIEW - before, 0)]
        for link in kept:
            db.insert(
                "clicks",
                {"view_id": view_id, "page": link.page, "target": link.target, "clicked_at": to_text(clicked_at)},
            )
    return len(kept)


def list_clicks(db: Store, send_id: int) -> tuple[Click, ...]:
    """What people followed from a send, oldest first; a view that is a machine's has no clicks."""
    rows = db.execute(
        "SELECT c.clicked_at, c.page, c.target, v.agent, v.visitor, v.verified FROM clicks c "
        "JOIN views v ON v.id = c.view_id WHERE v.send_id = ? AND v.why = '' ORDER BY c.id",
        [send_id],
    )
    return tuple(
        Click(datetime.fromisoformat(at), page, target, agent, visitor, bool(verified))
        for at, page, target, agent, visitor, verified in rows
    )
