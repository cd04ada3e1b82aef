"""What a team has and where it lies: assets, versions, sections, chunks, tags, drives and their places."""
