"""Who may sign in, see and do what, and the log of who did what."""
