"""Makes the files of the sample drive; one module a kind of file."""
