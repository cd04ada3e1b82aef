"""Mails in every form they are stored in, with what is attached."""
