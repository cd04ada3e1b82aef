"""Sending an asset, and what became of it."""
