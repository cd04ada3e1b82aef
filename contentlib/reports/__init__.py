"""One module a report: one question, one query, one dataclass."""
