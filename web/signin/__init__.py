"""Who asks, and the ways in."""
