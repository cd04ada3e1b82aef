"""The library: what a sales team has, where it says it, and what happened to it."""
