"""An open library: file, vector index, model and vocabulary together."""

from contentlib.library.opened import Library, index_path, open_library

__all__ = ["Library", "index_path", "open_library"]
