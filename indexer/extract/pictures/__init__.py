"""Picture files and the words that stand for pictures."""
