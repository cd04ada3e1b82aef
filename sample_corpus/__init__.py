"""The shared drive of one invented company, and the scripts that make it."""
