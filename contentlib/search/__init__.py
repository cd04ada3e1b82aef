"""A query to its answer, and what searches, opens and use teach about the next one."""
