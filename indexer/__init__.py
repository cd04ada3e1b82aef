"""The writer: shared drives into the library."""
