"""Accounts, contacts and deals: the rows alone."""
