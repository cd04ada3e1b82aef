"""Mails, in the formats they are stored in, with what is attached. No other part asks for them by name."""
