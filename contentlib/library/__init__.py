"""An open library: file, vector index, model and vocabulary together."""
