"""How good search and tags are, by judgements."""
