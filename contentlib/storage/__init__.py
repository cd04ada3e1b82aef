"""Where a library lies: its connection, its transactions, its schema, and what only one engine speaks."""
