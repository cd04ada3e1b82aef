"""The search page and what is suggested while typing."""
