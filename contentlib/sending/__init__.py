"""Sends by link and mail, the gate before a buyer, and what counts as reading."""
