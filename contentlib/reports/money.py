"""Amounts of deals, each currency apart: they are never added up across currencies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contentlib.model import Deal


def add_up(deals: Iterable[Deal]) -> Mapping[str, float]:
    """The amounts by currency, the largest first.

    >>> from contentlib.model import Outcome
    >>> add_up([Deal(1, "a", "", Outcome.OPEN, amount=5), Deal(2, "b", "", Outcome.OPEN, amount=7, currency="GBP")])
    {'GBP': 7, 'EUR': 5}
    """
    total: dict[str, float] = {}
    for deal in deals:
        total[deal.currency] = total.get(deal.currency, 0) + deal.amount
    return dict(sorted(total.items(), key=lambda item: -item[1]))
