"""What speaks for an asset, or against it: each signal in a module of its own."""

from contentlib.search.signals.all_signals import MOST, SIGNALS, check_names
from contentlib.search.signals.signal import Considered, ShownResult, Signal

__all__ = ["MOST", "SIGNALS", "Considered", "ShownResult", "Signal", "check_names"]
