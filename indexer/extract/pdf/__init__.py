"""PDF pages, their text, what was filled in, and scans."""
