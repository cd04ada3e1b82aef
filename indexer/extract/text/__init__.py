"""Formats that are text, and what makes raw text plain."""
