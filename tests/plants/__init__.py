"""Words planted where a file holds what no buyer may see."""
