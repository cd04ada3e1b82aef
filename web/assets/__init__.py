"""An asset's page, the list of all, their tags, pictures and feedback."""
