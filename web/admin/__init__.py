"""What an admin decides: people, groups, programs, and whether all is well."""
