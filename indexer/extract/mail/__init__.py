"""Mails in every form they are stored in, with what is attached."""

from indexer.extract.mail.eml import read_eml
from indexer.extract.mail.outlook import read_msg

__all__ = ["read_eml", "read_msg"]
