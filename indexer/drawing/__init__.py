"""Pages as pictures, cut-outs and the places of words, made in processes of their own."""

from indexer.drawing.page_drawing import count_undrawn, draw_library, tell_undrawn

__all__ = ["count_undrawn", "draw_library", "tell_undrawn"]
